/**
 * Parsing processes, which can be killed: a query or a parser that runs cannot be interrupted from within. Each serves
 * many files and is started anew after a crash.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuTime } from './cpu-time.ts';
import { giveWay } from './give-way.ts';
import {
	checkReply,
	checkShown,
	type ParseReply,
	type ParseRequest,
	type RefusedReply,
	type ShownReply,
	type ShowRequest
} from './messages.ts';

export interface ParserLimits {
	/** Heap of the process. The zip gate bounds what is outside the heap. */
	memory_mb: number;
	/** Processor time of the process for one file: a busy machine must not refuse a good file as too slow. */
	time_ms: number;
	/** Wall clock for one file, which ends a process that waits for something that never comes. */
	wait_ms: number;
	processes: number;
	/** Leaves the processor to others. */
	gives_way: boolean;
}

export const PARSER_LIMITS: ParserLimits = {
	memory_mb: 256,
	time_ms: 10_000,
	wait_ms: 300_000,
	processes: 2,
	gives_way: true
};

export const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

interface ParserJob {
	request: ParseRequest | ShowRequest;
	/** Takes what the process sent. */
	answer(message: unknown): void;
	refuse(refusal: RefusedReply): void;
}

/** Parses files side by side. Close it, or the processes go on waiting. */
export class ParserPool {
	readonly #limits: ParserLimits;
	readonly #forms: ParseRequest['forms'];
	readonly #worker: string;
	readonly #waiting: ParserJob[] = [];
	readonly #idle: ChildProcess[] = [];
	readonly #all = new Set<ChildProcess>();
	#closed = false;

	/** @param forms that officers taught, told to the processes with every file */
	constructor(
		limits: ParserLimits = PARSER_LIMITS,
		worker = WORKER,
		forms: ParseRequest['forms'] = []
	) {
		this.#forms = forms;
		this.#limits = limits;
		this.#worker = worker;
	}

	/** Never rejects: a crash, an endless loop and a nonsensical answer are refusals of the file. */
	parse(file: Omit<ParseRequest, 'forms'>): Promise<ParseReply> {
		return this.#ask({ ...file, forms: this.#forms }, checkReply);
	}

	/** As {@link parse}, for a page; the forms may change while the pool is open. */
	show(request: ShowRequest): Promise<ShownReply> {
		return this.#ask(request, checkShown);
	}

	#ask<Reply>(
		request: ParserJob['request'],
		check: (message: unknown) => Reply | null
	): Promise<Reply | RefusedReply> {
		return new Promise((resolve) => {
			const answer = (message: unknown) => {
				resolve(check(message) ?? NONSENSE);
			};
			this.#waiting.push({ request, answer, refuse: resolve });
			this.#next();
		});
	}

	/** Files that still wait are given up: a process started for them would be waited for without end. */
	close(): void {
		this.#closed = true;
		this.#waiting.length = 0;
		for (const child of this.#all) child.disconnect();
		this.#all.clear();
		this.#idle.length = 0;
	}

	#next(): void {
		if (this.#closed || this.#waiting.length === 0) return;
		const child = this.#idle.pop() ?? this.#start();
		const job = child && this.#waiting.shift();
		if (child && job) this.#run(child, job);
	}

	#start(): ChildProcess | null {
		if (this.#all.size >= this.#limits.processes) return null;
		const child = fork(this.#worker, [String(process.pid)], {
			execArgv: [`--max-old-space-size=${this.#limits.memory_mb}`],
			serialization: 'advanced',
			stdio: ['ignore', 'ignore', 'ignore', 'ipc']
		});
		if (this.#limits.gives_way) giveWay(child.pid);
		// An error event without a listener would end this process; the exit that follows it is handled below.
		child.on('error', () => undefined);
		child.on('exit', () => {
			this.#forget(child);
		});
		this.#all.add(child);
		return child;
	}

	#forget(child: ChildProcess): void {
		this.#all.delete(child);
		const idle = this.#idle.indexOf(child);
		if (idle !== -1) this.#idle.splice(idle, 1);
	}

	#run(child: ChildProcess, job: ParserJob): void {
		const stop = onceTooSlow(child, this.#limits, () => {
			settle(() => {
				job.refuse(tooSlow(this.#limits.time_ms));
			}, false);
			child.kill('SIGKILL');
		});
		const settle = (tell: () => void, alive: boolean): void => {
			stop();
			child.off('message', answer).off('exit', crash);
			if (alive) this.#idle.push(child);
			else this.#forget(child);
			tell();
			this.#next();
		};
		const answer = (message: unknown): void => {
			settle(() => {
				job.answer(message);
			}, true);
		};
		const crash = (): void => {
			settle(() => {
				job.refuse(CRASHED);
			}, false);
		};
		child.once('message', answer).once('exit', crash);
		child.send(job.request);
	}
}

/** Acts when the process has used up its time. Where that cannot be read, the wall clock is taken for it. */
function onceTooSlow(
	{ pid }: ChildProcess,
	{ time_ms, wait_ms }: ParserLimits,
	act: () => void
): () => void {
	const before = cpuTime(pid);
	const began = performance.now();
	let timer: NodeJS.Timeout;
	const check = (): void => {
		const now = cpuTime(pid);
		const waited = performance.now() - began;
		const used = before === null || now === null ? waited : now - before;
		if (used >= time_ms || waited >= wait_ms) act();
		else timer = setTimeout(check, Math.max(LEAST_WAIT_MS, time_ms - used));
	};
	timer = setTimeout(check, time_ms);
	return () => {
		clearTimeout(timer);
	};
}

/** Asking more often would only cost time. */
const LEAST_WAIT_MS = 100;

function refusal(code: string, message: string): RefusedReply {
	return { is: 'refused', code, message, place: null };
}

const CRASHED = refusal(
	'reader_crashed',
	'读取这个文件所用的内存超过上限，或读取程序意外退出，已停止，未导入；请删去图片等无关内容，另存后再报送。'
);

const NONSENSE = refusal(
	'reader_failed',
	'程序读取这个文件的结果不合格式，未导入；请把原文件交给维护人员。'
);

function tooSlow(time_ms: number): RefusedReply {
	return refusal(
		'reader_too_slow',
		`读取这个文件超过${Math.round(time_ms / 1000)}秒（处理器时间），已停止，未导入；请确认文件没有损坏，另存后再报送。`
	);
}
