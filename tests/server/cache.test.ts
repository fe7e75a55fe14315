import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cached, cachedEach, estimateBytes, VersionedCache } from '#lib/server/cache.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { openWriter } from '#lib/server/ledger/connection/open.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';

let folder: string;
let db: Kysely<Database>;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'mingzhang-cache-'));
	const path = join(folder, 'cache.db');
	db = openWriter(path);
	await migrate(db, path);
});

afterEach(async () => {
	await db.destroy();
	rmSync(folder, { recursive: true });
});

/** An answer that says how often it was made. */
function counter() {
	let made = 0;
	return async () => (made += 1);
}

const raise = () =>
	db
		.updateTable('data_version')
		.set((e) => ({ version: e('version', '+', 1) }))
		.execute();

test('an answer is made once per data version', async () => {
	const make = counter();
	expect([await cached(db, 'a', make), await cached(db, 'a', make)]).toEqual([1, 1]);
	await raise();
	expect(await cached(db, 'a', make)).toBe(2);
});

test('two readers at once are given the same answer', async () => {
	const make = counter();
	expect(await Promise.all([cached(db, 'a', make), cached(db, 'a', make)])).toEqual([1, 1]);
});

test('what failed is asked again', async () => {
	await expect(cached(db, 'a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
	expect(await cached(db, 'a', counter())).toBe(1);
});

test('of several answers those that are not kept yet are made together, in the order asked for', async () => {
	const asked: (readonly number[])[] = [];
	const years = (wanted: readonly number[]) =>
		cachedEach(db, wanted, {
			keyOf: (year) => `year ${year}`,
			make: async (missing) => {
				asked.push(missing);
				return missing.map((year) => `of ${year}`);
			}
		});
	expect(await years([2020, 2019])).toEqual(['of 2020', 'of 2019']);
	expect(await years([2018, 2019, 2021, 2018])).toEqual([
		'of 2018',
		'of 2019',
		'of 2021',
		'of 2018'
	]);
	expect(await years([2021])).toEqual(['of 2021']);
	expect(asked).toEqual([
		[2020, 2019],
		[2018, 2021]
	]);
});

test('several answers that failed are asked again', async () => {
	const keyOf = (year: number) => `year ${year}`;
	const fail = () => Promise.reject<string[]>(new Error('no'));
	await expect(cachedEach(db, [2020, 2021], { keyOf, make: fail })).rejects.toThrow('no');
	expect(await cachedEach(db, [2021], { keyOf, make: async () => ['made'] })).toEqual(['made']);
});

test('an answer that mentions one too large to be kept is too large itself', async () => {
	const large = { text: 'x'.repeat(7 * 1024 * 1024) };
	await cached(db, 'large', async () => large);
	const make = vi.fn(async () => ({ large }));
	await cached(db, 'mentions it', make);
	await cached(db, 'mentions it', make);
	expect(make).toHaveBeenCalledTimes(2);
});

describe('a cache of versions', () => {
	const entry = (name: string) => ({ name });

	test('finds an entry under its key and data version alone', () => {
		const cache = new VersionedCache<object>(100);
		expect(cache.get(1, 'a')).toBeUndefined();
		const a = entry('a');
		cache.set(1, 'a', a, 10);
		expect([cache.get(1, 'a'), cache.get(1, 'b')]).toEqual([a, undefined]);
		expect([cache.get(2, 'a'), cache.get(1, 'a')]).toEqual([undefined, undefined]);
	});

	test('leaves out an entry made of older data than it holds', () => {
		const cache = new VersionedCache<object>(100);
		cache.get(2, 'a');
		cache.set(1, 'a', entry('a'), 10);
		expect(cache.get(2, 'a')).toBeUndefined();
	});

	test('lets the least recently used entry go when the bytes run out', () => {
		const cache = new VersionedCache<object>(25);
		cache.get(1, 'a');
		for (const key of ['a', 'b', 'b', 'b']) cache.set(1, key, entry(key), 10);
		cache.get(1, 'a');
		cache.set(1, 'c', entry('c'), 10);
		expect(['a', 'b', 'c'].filter((key) => cache.get(1, key))).toEqual(['a', 'c']);
	});

	test('counts an entry anew whose size is known only later', () => {
		const cache = new VersionedCache<object>(25);
		cache.get(1, 'a');
		const [a, b] = [entry('a'), entry('b')];
		for (const [key, value] of Object.entries({ a, b })) cache.set(1, key, value, 1);
		for (const [key, value] of Object.entries({ a, b })) cache.set(1, key, value, 20);
		expect(['a', 'b'].filter((key) => cache.get(1, key))).toEqual(['b']);
	});

	test('leaves out an entry that is larger than the largest', () => {
		const cache = new VersionedCache<object>(100, 20);
		cache.get(1, 'a');
		cache.set(1, 'a', entry('a'), 21);
		expect(cache.get(1, 'a')).toBeUndefined();
	});
});

const PART = { a: 1 };

test.each([
	['a number', 1, 8],
	['text, two bytes per character', '结转', 28],
	['bytes', new Uint8Array(1000), 1024],
	['an object with its parts', { a: 1, b: '结转' }, 24 + 16 + 36],
	['a long list from a sample', Array.from({ length: 3200 }, () => 1), 24 + 3200 * 16],
	['a long list of one object', Array.from({ length: 3200 }, () => PART), 24 + 3200 * 16 + 40 - 8]
])('the size of %s', (_name, value, bytes) => {
	expect(estimateBytes(value)).toBe(bytes);
});

test('what is mentioned often is counted once, over several answers too', () => {
	const department = { name: '教育局' };
	const own = 24 + 8 + (24 + 6);
	const counted = new WeakSet<object>();
	expect(estimateBytes([department, department], counted)).toBe(24 + 8 + own + 16);
	expect(estimateBytes({ department }, counted)).toBe(24 + 16);
});

test('of a long list those are counted too whose size was not looked at', () => {
	const departments = Array.from({ length: 100 }, () => ({ name: '教育局' }));
	const counted = new WeakSet<object>();
	const own = 24 + 8 + (24 + 6);
	expect(estimateBytes(departments, counted)).toBe(24 + 100 * (8 + own));
	expect(estimateBytes([...departments], counted)).toBe(24 + 100 * 16);
});
