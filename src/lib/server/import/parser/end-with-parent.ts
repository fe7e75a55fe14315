/** Ends a parsing process whose parent was killed, also while a reader loops and hears nothing on its channel. */
import { Worker } from 'node:worker_threads';

const CHECK_MS = 1_000;

/**
 * Watches from a thread of its own, since the main thread may never be free again.
 * @param parent its process id, told by itself: it may be gone before this process asks
 */
export function endWithParent(parent: number): void {
	const script = `setInterval(() => {
		if (process.ppid !== ${parent}) process.kill(process.pid, 'SIGKILL');
	}, ${CHECK_MS});`;
	new Worker(script, { eval: true }).unref();
}
