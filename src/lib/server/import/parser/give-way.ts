import { constants, getPriority, setPriority } from 'node:os';

/**
 * Lowers the priority of a child process, and of those that it starts: readers come first on a machine of few cores. Not for
 * a process that writes: it would hold the writer's lock while others wait for it.
 */
export function giveWay(pid: number | undefined): void {
	try {
		const lower = getPriority() + constants.priority.PRIORITY_BELOW_NORMAL;
		if (pid !== undefined) setPriority(pid, Math.min(constants.priority.PRIORITY_LOW, lower));
	} catch {
		// It has ended already, or the system does not let it: it then works as its parent does.
	}
}
