import { expect, test } from 'vitest';
import { fitCache } from '#lib/charts/drawing-cache.ts';

test('gives back what was put in', () => {
	const cache = fitCache(100);
	expect(cache.get('a')).toBeUndefined();
	expect(cache.put('a', 'svg')).toBe('svg');
	expect(cache.get('a')).toBe('svg');
});

test('drops what was not used for longest, and counts keys and values', () => {
	const cache = fitCache(12);
	cache.put('a', '123');
	cache.put('b', '123');
	cache.put('c', '123');
	cache.get('a');
	cache.put('d', '123');
	expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key) !== undefined)).toEqual([
		true,
		false,
		true,
		true
	]);
	expect(cache.size()).toBe(12);
});

test('returns what is too large without keeping it', () => {
	const cache = fitCache(5);
	expect(cache.put('a', '123456')).toBe('123456');
	expect(cache.get('a')).toBeUndefined();
	expect(cache.size()).toBe(0);
});

test('counts a key that is put again once', () => {
	const cache = fitCache(50);
	cache.put('a', '123');
	cache.put('a', '12345');
	expect(cache.size()).toBe(6);
});
