/** The sentence for a reader after an unexpected failure, with the code under which the log has the error. */
import { randomBytes } from 'node:crypto';
import {
	asStoreError,
	MOVED,
	NEWER,
	readerSentence,
	UNREACHABLE
} from '../ledger/connection/errors.ts';
import { log } from '../log.ts';

/** Logs the error with `about` (never an address, which may hold what a reader typed); returns the sentence. */
export function reportFailure(error: unknown, about: Record<string, unknown>): string {
	const reference = randomBytes(4).toString('hex');
	log.error({ err: error, reference, ...about }, 'page failed');
	const known = readerSentence(error);
	if (known !== null) return known;
	return `服务器内部出错，这个页面暂时打不开。请稍后重试；仍不行时，请把编号 ${reference} 告诉管理员。`;
}

/** Tells whether the same request may be answered later: by the database server, with the file back, or by the newer program. */
export function isPassing(error: unknown): boolean {
	const code = asStoreError(error)?.code;
	return code === UNREACHABLE || code === MOVED || code === NEWER;
}
