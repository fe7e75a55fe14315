/** The sentence for a reader after an unexpected failure, with the code under which the log has the error. */
import { randomBytes } from 'node:crypto';
import { readerSentence } from '../ledger/connection/errors.ts';
import { log } from '../log.ts';

/** Logs the error with `about` (never an address, which may hold what a reader typed); returns the sentence. */
export function reportFailure(error: unknown, about: Record<string, unknown>): string {
	const reference = randomBytes(4).toString('hex');
	log.error({ err: error, reference, ...about }, 'page failed');
	const known = readerSentence(error);
	if (known !== null) return known;
	return `服务器内部出错，这个页面暂时打不开。请稍后重试；仍不行时，请把编号 ${reference} 告诉管理员。`;
}

/** Where the ledger cannot be used, the same request may be answered once whoever runs the server has seen to it. */
export function statusOfFailure(error: unknown): 500 | 503 {
	return readerSentence(error) === null ? 500 : 503;
}
