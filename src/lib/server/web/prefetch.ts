/**
 * Makes the pages that readers open first before a reader asks: at the start, while code is compiled and charts are
 * drawn for the first time, and whenever the data changed. Readers come first: nothing is begun while one is answered.
 */
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Handler } from './serve.ts';

/** The data version is looked at so often. */
const POLL_MS = 250;

/** After a reader's answer another one often follows; that long nothing is begun. */
const QUIET_MS = 300;

/** It is looked so often whether all is quiet. */
const LOOK_MS = 25;

/** Tells a request of this file from a reader's, by a value that only this process knows. */
const PREFETCH_HEADER = 'x-mingzhang-prefetch';
const PREFETCH_VALUE = randomBytes(16).toString('hex');

export function isPrefetch({ headers }: IncomingMessage): boolean {
	return headers[PREFETCH_HEADER] === PREFETCH_VALUE;
}

export interface Readers {
	handler: Handler;
	/** Resolves once no reader is being answered, and none was a moment ago. */
	quiet: () => Promise<void>;
	/** A reader is about to come: nothing is begun, and what is under way ends before this resolves. */
	expectReader: () => Promise<void>;
}

/** Watches who is being answered. */
export function observeReaders(handler: Handler): Readers {
	let running = 0;
	let own = 0;
	let last = -Infinity;
	return {
		handler: (request, response, next) => {
			const isOwn = isPrefetch(request);
			if (isOwn) own += 1;
			else running += 1;
			response.once('close', () => {
				if (isOwn) own -= 1;
				else {
					running -= 1;
					last = performance.now();
				}
			});
			return handler(request, response, next);
		},
		quiet: async () => {
			while (running > 0 || performance.now() - last < QUIET_MS) await sleep(LOOK_MS);
		},
		expectReader: async () => {
			do {
				last = performance.now();
				await sleep(own > 0 ? LOOK_MS : 0);
			} while (own > 0);
		}
	};
}

export interface Prefetch {
	/** Without a slash at the end. */
	url: string;
	/** Addresses to ask for, the most important first. */
	paths: () => Promise<readonly string[]>;
	quiet: () => Promise<void>;
}

/** Asks for every page once, one after the other. What fails is left for the reader to be told of. */
export async function prefetchPages({ url, paths, quiet }: Prefetch): Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const known = await paths().catch(() => []);
	for (const path of known) {
		await quiet();
		await ask(url + path, agent).catch(() => undefined);
	}
	agent.destroy();
}

function ask(url: string, agent: Agent): Promise<void> {
	return new Promise((resolve, reject) => {
		get(url, { agent, headers: { [PREFETCH_HEADER]: PREFETCH_VALUE } }, (response) => {
			response.resume().once('end', resolve).once('error', reject);
		}).once('error', reject);
	});
}

/**
 * Calls `prefetch` each time that the data version has changed and then rested for a moment: an import raises it filing
 * by filing.
 */
export function onceDataRest(version: () => Promise<number>, prefetch: () => Promise<void>): void {
	let seen: number | null = null;
	let prefetched: number | null = null;
	let busy = false;
	const look = async () => {
		const now = await version().catch(() => null);
		prefetched ??= now;
		const rested = now !== null && now === seen;
		seen = now;
		if (!rested || now === prefetched || busy) return;
		busy = true;
		prefetched = now;
		await prefetch().finally(() => {
			busy = false;
		});
	};
	setInterval(() => void look(), POLL_MS).unref();
}
