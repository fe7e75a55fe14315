/**
 * Answers kept as bytes. A page is a function of its address and the data version, so an answer serves until the
 * next import; it is compressed once, not at every request.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** Bytes kept in all, plain and compressed. */
const CAPACITY = 96 * 1024 * 1024;

/** An answer larger than this is sent and forgotten. */
const LARGEST = 8 * 1024 * 1024;

/** Headers of the answer that depend on its encoding, and are written anew. */
const REWRITTEN = new Set(['content-length', 'content-encoding', 'etag', 'vary']);

export interface KeptAnswer {
	headers: [string, string][];
	plain: Uint8Array<ArrayBuffer>;
	compressed: Uint8Array<ArrayBuffer>;
	/** Strong validator of the plain bytes, quoted. */
	etag: string;
}

/** Least recently used first out; emptied when the data version changes. */
export class PageCache {
	readonly #answers = new Map<string, KeptAnswer>();
	#bytes = 0;
	#version = -1;

	/** The kept answer to `key` under the data version, or null. */
	find(version: number, key: string): KeptAnswer | null {
		if (version !== this.#version) this.#empty(version);
		const kept = this.#answers.get(key);
		if (!kept) return null;
		this.#answers.delete(key);
		this.#answers.set(key, kept);
		return kept;
	}

	/** Keeps the answer, unless data changed while it was made. */
	keep(version: number, key: string, answer: KeptAnswer): void {
		if (version !== this.#version || sizeOf(answer) > LARGEST) return;
		this.#answers.set(key, answer);
		this.#bytes += sizeOf(answer);
		for (const [oldest, kept] of this.#answers) {
			if (this.#bytes <= CAPACITY) break;
			this.#answers.delete(oldest);
			this.#bytes -= sizeOf(kept);
		}
	}

	#empty(version: number): void {
		this.#answers.clear();
		this.#bytes = 0;
		this.#version = version;
	}
}

function sizeOf({ plain, compressed }: KeptAnswer): number {
	return plain.byteLength + compressed.byteLength;
}

/** Reads a response to its end. */
export async function keepable(response: Response): Promise<KeptAnswer> {
	const plain = new Uint8Array(await response.arrayBuffer());
	const compressed = new Uint8Array(await compress(plain, { level: 6 }));
	const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
	return {
		headers: [...response.headers].filter(([name]) => !REWRITTEN.has(name)),
		plain,
		compressed,
		etag: `"${hash}"`
	};
}

/** The answer as the request asked for it: not modified, compressed, or plain. */
export function replay(kept: KeptAnswer, request: Request): Response {
	const headers = new Headers(kept.headers);
	headers.set('vary', 'accept-encoding');
	headers.set('etag', kept.etag);
	// Always asked again: whether the data changed is known only here.
	headers.set('cache-control', 'private, no-cache');
	if (matches(request.headers.get('if-none-match'), kept.etag)) {
		return new Response(null, { status: 304, headers });
	}
	if (/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) {
		headers.set('content-encoding', 'gzip');
		headers.set('content-length', String(kept.compressed.byteLength));
		return new Response(kept.compressed, { headers });
	}
	headers.set('content-length', String(kept.plain.byteLength));
	return new Response(kept.plain, { headers });
}

function matches(asked: string | null, etag: string): boolean {
	if (asked === null) return false;
	return asked.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
