import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ParserLimits, ParserPool } from '#lib/server/import/parser/process.ts';

const LIMITS = { memory_mb: 32, time_ms: 60_000, wait_ms: 600_000, processes: 1, gives_way: true };
/** Over ten times what a process takes to start, which counts too. */
const SOON = { ...LIMITS, time_ms: 2_000 };
const WORKER = join(import.meta.dirname, 'misbehaving-worker.ts');
const IMPORTING = join(import.meta.dirname, 'looping-import.ts');

let pool: ParserPool;

beforeEach(() => {
	pool = new ParserPool(LIMITS, WORKER);
});
afterEach(() => {
	pool.close();
});

function isThere(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

function limitTo(limits: ParserLimits): void {
	pool.close();
	pool = new ParserPool(limits, WORKER);
}

function parse(name: string) {
	return pool.parse({ name, folder_names: [], bytes: new Uint8Array() });
}

const CRASHED = '读取这个文件所用的内存超过上限，或读取程序意外退出，已停止，未导入；';

test.each([
	['loop', SOON, 'reader_too_slow', '读取这个文件超过2秒（处理器时间），已停止，未导入；'],
	['grow', LIMITS, 'reader_crashed', CRASHED],
	['exit', LIMITS, 'reader_crashed', CRASHED],
	['nonsense', LIMITS, 'reader_failed', '程序读取这个文件的结果不合格式，未导入；']
])(
	'a reader that does %s is a refusal, and the next file is read',
	async (name, limits, code, sentence) => {
		limitTo(limits);
		const [refused, next] = await Promise.all([parse(name), parse('good')]);
		expect(refused).toMatchObject({ is: 'refused', code, place: null });
		expect(refused.is === 'refused' ? refused.message : '').toContain(sentence);
		expect(next).toEqual({ is: 'table' });
	}
);

test('a reader that waits for its turn on a busy machine is not too slow, one that waits for ever is', async () => {
	// It answers later than it may take, of which it uses next to nothing once it has started.
	limitTo(SOON);
	await parse('good');
	expect(await parse('slow')).toEqual({ is: 'table' });
	limitTo({ ...SOON, wait_ms: 1_000 });
	expect(await parse('idle')).toMatchObject({ is: 'refused', code: 'reader_too_slow' });
});

test('one process reads one file after another', async () => {
	const replies = await Promise.all(Array.from({ length: 20 }, () => parse('good')));
	expect(replies).toEqual(Array.from({ length: 20 }, () => ({ is: 'table' })));
});

test('closing gives up the files that wait: no process is started for them, so that the program can end', async () => {
	limitTo(SOON);
	const running = parse('loop');
	void parse('good');
	pool.close();
	await expect(running).resolves.toMatchObject({ is: 'refused' });
	await expect.poll(() => process.getActiveResourcesInfo()).not.toContain('ProcessWrap');
});

test('a reader that loops ends with the import that was killed', async () => {
	const importing = spawn(process.execPath, [IMPORTING], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [said] = (await once(importing.stdout, 'data')) as [Buffer];
	const reader = Number(said.toString());
	importing.kill('SIGKILL');
	await expect.poll(() => isThere(reader)).toBe(false);
});
