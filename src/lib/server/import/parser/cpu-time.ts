/** Processor time that a process has used. */
import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever its own clock does. */
const TICK_MS = 10;

/** Milliseconds of all its threads since it began; null where the system has no /proc, or the process is gone. */
export function cpuTime(pid: number | undefined): number | null {
	if (pid === undefined) return null;
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
		// The second field is a name in brackets, which may hold blanks itself.
		const [user, system] = stat
			.slice(stat.lastIndexOf(')') + 2)
			.split(' ')
			.slice(11, 13);
		return (Number(user) + Number(system)) * TICK_MS;
	} catch {
		return null;
	}
}
