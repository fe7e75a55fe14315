import { expect, test, vi } from 'vitest';
import { log } from '#lib/server/log.ts';
import { RefusedError } from '#lib/server/refused-error.ts';
import { failureOf } from '#lib/server/web/form-action.ts';

const failure = (code: string) => Object.assign(new Error(code), { code });
const sent = {
	route: { id: '/tasks' as const },
	request: new Request('http://localhost/tasks', { method: 'POST' })
};
const typed = { text: ['依据不足'] };

test.each([
	['what is refused', new RefusedError('期限已过。'), 409, '期限已过。'],
	['a full disk', failure('SQLITE_FULL'), 503, /^服务器磁盘已满，这一步没有完成，已存的内容完好/],
	['a full disk beside it', failure('ENOSPC'), 503, /^服务器磁盘已满/],
	['a used-up quota', failure('EDQUOT'), 503, /^服务器磁盘已满/],
	['a lock', failure('SQLITE_BUSY'), 503, /^账本正被另一个程序写入/],
	['a file that cannot be written', failure('SQLITE_READONLY'), 503, /^账本现在只能读/],
	['a disk that fails', failure('SQLITE_IOERR_WRITE'), 503, /^服务器读写账本时磁盘出错/]
])('%s is a sentence above the form, which keeps what was typed', (_name, error, status, said) => {
	vi.spyOn(log, 'error').mockImplementation(() => undefined);
	const refused = failureOf(error, sent, { status: 409, typed });
	const problem: unknown = typeof said === 'string' ? said : expect.stringMatching(said);
	expect(refused).toMatchObject({ status, data: { problem, typed } });
	expect(log.error).toHaveBeenCalledTimes(status === 503 ? 1 : 0);
	vi.restoreAllMocks();
});

test('any other error is a fault of ours, told by the page of failures', () => {
	expect(() => failureOf(new TypeError('x'), sent, { status: 400, typed })).toThrow(TypeError);
});
