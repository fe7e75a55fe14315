/** Runs a command so that what stands in its way is one sentence and an exit status. */
import { ConfigError } from '#lib/server/config.ts';
import { asStoreError, StoreError } from '#lib/server/ledger/connection/errors.ts';
import { RefusedError } from '#lib/server/refused-error.ts';
import { BuildError } from './build.ts';
import { fileErrorReason, fileErrorSentence } from './file-errors.ts';

/** Runs a command. What stands in its way is said in one sentence; status 2 for settings, 3 for the database, else 1. */
export async function runCommand(start: () => Promise<void>): Promise<void> {
	for (const out of [process.stdout, process.stderr]) outliveOutput(out);
	try {
		await start();
	} catch (thrown) {
		const error = asStoreError(thrown) ?? thrown;
		console.error(isExpected(error) ? error.message : (fileErrorSentence(error) ?? error));
		process.exitCode = statusOf(error);
	}
}

/** Has a command that is stopped by hand say `sentence` and end at once, with the status that shells give to the signal. */
export function sayWhenStopped(sentence: string): void {
	for (const [signal, status] of STOPPING) {
		process.once(signal, () => {
			console.error(sentence);
			process.exit(status);
		});
	}
}

const STOPPING = [
	['SIGINT', 130],
	['SIGTERM', 143]
] as const;

/**
 * Lets a command do what it was asked for though its output cannot be written, where Node would end it in the middle.
 * Nothing is said where the reader has read enough, as `head` does; else it is said once, and the command fails.
 */
function outliveOutput(out: NodeJS.WriteStream): void {
	let isSaid = false;
	out.on('error', (error: NodeJS.ErrnoException) => {
		if (isSaid || error.code === 'EPIPE') return;
		isSaid = true;
		console.error(`输出没有写全：${fileErrorReason(error) ?? error.message}。`);
		process.exitCode = 1;
	});
}

function statusOf(error: unknown): 1 | 2 | 3 {
	if (error instanceof ConfigError) return 2;
	return error instanceof StoreError ? 3 : 1;
}

function isExpected(error: unknown): error is Error {
	return [ConfigError, StoreError, BuildError, RefusedError].some((kind) => error instanceof kind);
}
