/**
 * Logs what the server says to its keeper: one JSON line each on standard error. Nothing a reader or a report wrote is
 * logged (no query strings, bodies, names), and paths are shortened, so that a log can be passed on.
 */
import { pino } from 'pino';

/** An error as it is logged. */
interface LoggedError {
	type: string;
	message: string;
	stack: string;
}

/** A full disk takes no line; what the server does for its readers goes on without. */
const destination = pino.destination({ dest: 2, sync: true });
destination.on('error', () => undefined);

export const log = pino(
	{ base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeError } },
	destination
);

/** An error with the folders of this machine taken out of its message and stack. */
export function describeError(error: unknown): LoggedError {
	const known = error instanceof Error ? error : new Error(String(error));
	return {
		type: known.name,
		message: withoutFolders(known.message),
		stack: withoutFolders(known.stack ?? '')
	};
}

/** Paths below the working directory become relative; of any other the folder is left out. */
function withoutFolders(text: string): string {
	return text
		.replaceAll(`file://${process.cwd()}/`, '')
		.replaceAll(`${process.cwd()}/`, '')
		.replace(/(?:file:\/\/|(?<![\w:./]))(?:[a-z]:)?(?:[\\/][^\s\\/:'"()]+)+[\\/]/gi, '…/');
}
