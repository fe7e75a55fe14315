/** The sentence for a reader after an unexpected failure, with the code under which the log has the error. */
import { randomBytes } from 'node:crypto';
import { asStoreError, MOVED, UNREACHABLE } from '../ledger/connection/errors.ts';
import { log } from '../log.ts';

/** Logs the error with `about` (never an address, which may hold what a reader typed); returns the sentence. */
export function reportFailure(error: unknown, about: Record<string, unknown>): string {
	const reference = randomBytes(4).toString('hex');
	log.error({ err: error, reference, ...about }, 'page failed');
	const code = asStoreError(error)?.code;
	if (code === MOVED)
		return '账本文件被移走或换掉了，页面暂时打不开；请告诉管理员，放回文件或重新启动服务后即可打开。';
	if (code === UNREACHABLE) {
		return '数据库服务器暂时连接不上，这个页面现在打不开；服务器恢复后本系统会自动接上，请稍后刷新页面。';
	}
	return `服务器内部出错，这个页面暂时打不开。请稍后重试；仍不行时，请把编号 ${reference} 告诉管理员。`;
}

/** Tells whether the same request may be answered later, once the database server runs again or the file is back. */
export function isPassing(error: unknown): boolean {
	const code = asStoreError(error)?.code;
	return code === UNREACHABLE || code === MOVED;
}
