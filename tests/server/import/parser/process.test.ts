import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ParserPool } from '#lib/server/import/parser/process.ts';

vi.setConfig({ testTimeout: 60_000 });

const LIMITS = { memory_mb: 32, time_ms: 5_000, wait_ms: 60_000, processes: 1 };
const WORKER = join(import.meta.dirname, 'misbehaving-worker.ts');
const IMPORTING = join(import.meta.dirname, 'looping-import.ts');

let pool: ParserPool;

beforeEach(() => {
	pool = new ParserPool(LIMITS, WORKER);
});
afterEach(() => {
	pool.close();
});

function parse(name: string) {
	return pool.parse({ name, folder_names: [], bytes: new Uint8Array() });
}

test.each([
	['loop', 'reader_too_slow', '读取这个文件超过5秒（处理器时间），已停止，未导入；'],
	[
		'grow',
		'reader_crashed',
		'读取这个文件所用的内存超过上限，或读取程序意外退出，已停止，未导入；'
	],
	[
		'exit',
		'reader_crashed',
		'读取这个文件所用的内存超过上限，或读取程序意外退出，已停止，未导入；'
	],
	['nonsense', 'reader_failed', '程序读取这个文件的结果不合格式，未导入；']
])(
	'a reader that does %s is a refusal, and the next file is read',
	async (name, code, sentence) => {
		const [refused, next] = await Promise.all([parse(name), parse('good')]);
		expect(refused).toMatchObject({ is: 'refused', code, place: null });
		expect(refused.is === 'refused' ? refused.message : '').toContain(sentence);
		expect(next).toEqual({ is: 'table' });
	}
);

test('a reader that waits for its turn on a busy machine is not too slow, one that waits for ever is', async () => {
	pool.close();
	pool = new ParserPool({ ...LIMITS, time_ms: 500, wait_ms: 4_000 }, WORKER);
	const [slow, idle] = [await parse('slow'), await parse('idle')];
	expect(slow).toEqual({ is: 'table' });
	expect(idle).toMatchObject({ is: 'refused', code: 'reader_too_slow' });
});

test('one process reads one file after another', async () => {
	const replies = await Promise.all(Array.from({ length: 20 }, () => parse('good')));
	expect(replies).toEqual(Array.from({ length: 20 }, () => ({ is: 'table' })));
});

test('closing gives up the files that wait: no process is started for them, so that the program can end', async () => {
	const running = parse('loop');
	void parse('good');
	pool.close();
	await expect(running).resolves.toMatchObject({ is: 'refused' });
	await vi.waitFor(() => {
		expect(process.getActiveResourcesInfo()).not.toContain('ProcessWrap');
	});
});

test('a reader that loops ends with the import that was killed', async () => {
	const importing = spawn(process.execPath, [IMPORTING], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [said] = (await once(importing.stdout, 'data')) as [Buffer];
	const reader = Number(said.toString());
	importing.kill('SIGKILL');
	await vi.waitFor(() => expect(() => process.kill(reader, 0)).toThrow('ESRCH'), 20_000);
});
