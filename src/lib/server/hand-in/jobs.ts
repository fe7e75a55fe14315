/** The processes that read and store hand-ins, one after another: each may take the memory of a copy of the ledger. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { giveWay } from '../import/parser/give-way.ts';
import { readerSentence } from '../ledger/connection/errors.ts';
import { guardAgainstMove } from '../ledger/connection/moved-file.ts';
import type { HandIn } from './hand-ins.ts';

export interface Order {
	kind: 'read' | 'store';
	databasePath: string;
	handIn: HandIn;
}

/** The worker's messages. */
export type Told = { done: number; total: number } | { problem: string };

export interface Job {
	kind: Order['kind'];
	state: 'waiting' | 'running' | 'failed';
	done: number;
	/** Files; 0 until they are counted. */
	total: number;
	/** The sentence why it failed; empty while it has not. */
	problem: string;
}

/** Runs from its source, beside which the built pages do not lie. */
const WORKER = join(PROJECT_ROOT, 'src/lib/server/hand-in/worker.ts');

const BROKEN_OFF = '处理中断，请重试；仍不成功时，请把文件分几次报送，或与管理员联系。';

const jobs = new Map<string, Job>();
let last: Promise<void> = Promise.resolve();

/** Null where none is waiting or running, and none has failed since. */
export function jobOf(id: string): Job | null {
	return jobs.get(id) ?? null;
}

/** Does nothing where the hand-in is being worked on. */
export function start(order: Order): void {
	const { id } = order.handIn;
	const known = jobs.get(id);
	if (known && known.state !== 'failed') return;
	const job: Job = { kind: order.kind, state: 'waiting', done: 0, total: 0, problem: '' };
	const requireInPlace = guardAgainstMove(order.databasePath);
	jobs.set(id, job);
	last = last.then(() => run(order, job, requireInPlace));
}

function run(order: Order, job: Job, requireInPlace: () => void): Promise<void> {
	job.state = 'running';
	try {
		// It may have waited while the ledger was replaced by another, which knows nothing of the hand-in.
		requireInPlace();
	} catch (error) {
		job.state = 'failed';
		job.problem = readerSentence(error) ?? BROKEN_OFF;
		return Promise.resolve();
	}
	return new Promise((resolve) => {
		const child = fork(WORKER, [], {
			execArgv: ['--max-old-space-size=512'],
			serialization: 'advanced',
			stdio: ['ignore', 'ignore', 'inherit', 'ipc']
		});
		if (order.kind === 'read') giveWay(child.pid);
		child.on('message', (told: Told) => Object.assign(job, told));
		child.on('error', () => undefined);
		child.once('close', (status) => {
			if (status === 0) jobs.delete(order.handIn.id);
			else {
				job.state = 'failed';
				job.problem ||= BROKEN_OFF;
			}
			resolve();
		});
		child.send(order);
	});
}
