/**
 * Answers kept as bytes. A page is a function of its address and the data version, so an answer serves until the
 * next import; it is compressed once, not at every request.
 */
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** Of gzip: a tenth more bytes than the usual 6, in half the time. */
const LEVEL = 4;

/** Zlib's own least, in bytes. */
const LEAST_CHUNK = 1024;

/** Bytes kept in all, plain and compressed. */
const CAPACITY = 96 * 1024 * 1024;

/** An answer larger than this is sent and forgotten. */
const LARGEST = 8 * 1024 * 1024;

/** Headers of the answer that depend on its encoding, and are written anew. */
const REWRITTEN = new Set(['content-length', 'content-encoding', 'etag', 'vary', 'cache-control']);

type Bytes = Uint8Array<ArrayBuffer>;

export interface KeptAnswer {
	/** Whatever the encoding. */
	headers: Record<string, string>;
	plain: Bytes;
	compressed: Bytes;
	/** Strong validator of the plain bytes, quoted. */
	etag: string;
}

/** Least recently used first out; emptied when the data version changes. */
export class PageCache {
	readonly #answers = new Map<string, KeptAnswer>();
	readonly #capacity: number;
	#bytes = 0;
	#version = -1;

	constructor(capacity = CAPACITY) {
		this.#capacity = capacity;
	}

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
		this.#drop(key);
		this.#answers.set(key, answer);
		this.#bytes += sizeOf(answer);
		for (const oldest of this.#answers.keys()) {
			if (this.#bytes <= this.#capacity) break;
			this.#drop(oldest);
		}
	}

	#drop(key: string): void {
		const kept = this.#answers.get(key);
		if (!kept) return;
		this.#answers.delete(key);
		this.#bytes -= sizeOf(kept);
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
	return keep(new Uint8Array(await response.arrayBuffer()), response.headers);
}

/** A page as text, with the headers of the response that it is the body of. */
export async function keepableText(text: string, headers: Headers): Promise<KeptAnswer> {
	return keep(Buffer.from(text, 'utf8'), headers);
}

async function keep(plain: Bytes, given: Headers): Promise<KeptAnswer> {
	// Room for all of it at once: each further piece would be handed over between threads.
	const chunkSize = Math.max(LEAST_CHUNK, plain.byteLength >> 1);
	const compressed = new Uint8Array(await compress(plain, { level: LEVEL, chunkSize }));
	const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
	const etag = `"${hash}"`;
	return {
		headers: {
			...Object.fromEntries([...given].filter(([name]) => !REWRITTEN.has(name))),
			vary: 'accept-encoding',
			// Always asked again: whether the data changed is known only here.
			'cache-control': 'private, no-cache',
			etag
		},
		plain,
		compressed,
		etag
	};
}

export interface Replay {
	status: 200 | 304;
	headers: Record<string, string>;
	body: Bytes | null;
}

/** The answer as the request asked for it: not modified, compressed, or plain. */
export function replay(kept: KeptAnswer, asked: IncomingHttpHeaders): Replay {
	const { headers, plain, compressed, etag } = kept;
	if (matches(asked['if-none-match'], etag)) return { status: 304, headers, body: null };
	const isCompressed = acceptsGzip(asked['accept-encoding']);
	const body = isCompressed ? compressed : plain;
	const length = { 'content-length': String(body.byteLength) };
	const encoding = isCompressed ? { 'content-encoding': 'gzip' } : {};
	return { status: 200, headers: { ...headers, ...length, ...encoding }, body };
}

function acceptsGzip(asked: string | string[] | undefined): boolean {
	return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:[,\s]|$))/.test(String(asked ?? ''));
}

function matches(asked: string | undefined, etag: string): boolean {
	if (asked === undefined) return false;
	return asked.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
