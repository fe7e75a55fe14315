/** The sentence for a reader after an unexpected failure, with the code under which the log has the error. */
import { randomBytes } from 'node:crypto';
import { asStoreError, UNREACHABLE } from '../ledger/connection/errors.ts';
import { log } from '../log.ts';

/** Logs the error with `about` (never an address, which may hold what a reader typed); returns the sentence. */
export function reportFailure(error: unknown, about: Record<string, unknown>): string {
	const reference = randomBytes(4).toString('hex');
	log.error({ err: error, reference, ...about }, 'page failed');
	if (isUnreachable(error)) {
		return '数据库服务器暂时连接不上，这个页面现在打不开；服务器恢复后本系统会自动接上，请稍后刷新页面。';
	}
	return `服务器内部出错，这个页面暂时打不开。请稍后重试；仍不行时，请把编号 ${reference} 告诉管理员。`;
}

/** Tells whether the same request may be answered later, once the database server runs again. */
export function isUnreachable(error: unknown): boolean {
	return asStoreError(error)?.code === UNREACHABLE;
}
