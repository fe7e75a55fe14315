/**
 * Names whoever acts, for the audit log: an account by its username; the rest in brackets, which no username may hold.
 */
import { userInfo } from 'node:os';

/** The person at the machine, on a server without accounts. */
export const AT_THE_MACHINE = '〔本机〕';

/** Whoever runs a command: the machine knows by what name they are signed in there. */
export function commandActor(): string {
	try {
		return `〔命令行〕${userInfo().username}`;
	} catch {
		// An account of a container may have no name.
		return '〔命令行〕';
	}
}
