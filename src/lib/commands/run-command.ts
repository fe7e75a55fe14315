/** Runs a command so that what stands in its way is one sentence and an exit status. */
import { ConfigError } from '#lib/server/config.ts';
import { asStoreError, StoreError } from '#lib/server/ledger/connection/errors.ts';
import { RefusedError } from '#lib/server/refused-error.ts';
import { BuildError } from './build.ts';
import { fileErrorSentence } from './file-errors.ts';

/** Runs a command. What stands in its way is said in one sentence; status 2 for settings, 3 for the database, else 1. */
export async function runCommand(start: () => Promise<void>): Promise<void> {
	try {
		await start();
	} catch (thrown) {
		const error = asStoreError(thrown) ?? thrown;
		console.error(isExpected(error) ? error.message : (fileErrorSentence(error) ?? error));
		process.exitCode = statusOf(error);
	}
}

function statusOf(error: unknown): 1 | 2 | 3 {
	if (error instanceof ConfigError) return 2;
	return error instanceof StoreError ? 3 : 1;
}

function isExpected(error: unknown): error is Error {
	return [ConfigError, StoreError, BuildError, RefusedError].some((kind) => error instanceof kind);
}
