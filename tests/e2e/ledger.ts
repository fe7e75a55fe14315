/** Ledgers of tests that change them. */
import { inject } from 'vitest';
import { backUp } from '#lib/server/ledger/integrity/backup.ts';

/** Makes `path` a copy of the ledger with the bundled data that the other tests read. */
export async function copyLedger(path: string): Promise<void> {
	await backUp(inject('databasePath'), path);
}
