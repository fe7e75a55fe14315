/** A server on a ledger of its own, for tests that change what it shows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { copyLedger } from './ledger.ts';
import { startServer, type RunningServer } from './server.ts';

export interface OwnServer extends RunningServer {
	/** Goes after the tests, with the ledger and everything else in it. */
	folder: string;
	ledger: string;
	/** Starts it anew once it has ended. */
	startAgain: (env?: Record<string, string>) => Promise<void>;
}

/**
 * Serves a copy of the bundled ledger to the tests of the file that calls this. What is returned is filled in before the
 * first of them; `prepare` changes the copy before it is served.
 */
export function serveCopy(
	prepare?: (copy: Pick<OwnServer, 'folder' | 'ledger'>) => Promise<void>
): OwnServer {
	const own = {} as OwnServer;
	const startAgain = async (env = {}) => {
		Object.assign(own, await startServer('serve', own.ledger, env));
	};
	beforeAll(async () => {
		const folder = mkdtempSync(join(tmpdir(), 'mingzhang-own-'));
		Object.assign(own, { folder, ledger: join(folder, 'ledger.db'), startAgain });
		await copyLedger(own.ledger);
		await prepare?.(own);
		await startAgain();
	});
	afterAll(async () => {
		await own.stop();
		rmSync(own.folder, { recursive: true, force: true });
	});
	return own;
}
