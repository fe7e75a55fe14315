import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { findHandIn } from '#lib/server/hand-in/hand-ins.ts';
import type { Order } from '#lib/server/hand-in/jobs.ts';
import { openExisting } from '#lib/server/ledger/connection/open.ts';

/** Reads or stores a hand-in as the server does; its exit status, null where it was killed, after `ms`. */
export async function work(
	databasePath: string,
	id: string,
	kind: Order['kind'],
	ms: number | null = null
): Promise<number | null> {
	const db = openExisting(databasePath);
	const handIn = await findHandIn(db, id, null);
	await db.destroy();
	if (!handIn) throw new Error('no such hand-in');
	const worker = join(PROJECT_ROOT, 'src/lib/server/hand-in/worker.ts');
	const child = fork(worker, [], {
		serialization: 'advanced',
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
	const ended = once(child, 'close') as Promise<[number | null]>;
	child.send({ kind, databasePath, handIn } satisfies Order);
	if (ms !== null) void sleep(ms).then(() => child.kill('SIGKILL'));
	const [status] = await ended;
	return status;
}
