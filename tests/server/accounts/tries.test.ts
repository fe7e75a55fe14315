import { expect, test } from 'vitest';
import { TryCounter } from '#lib/server/accounts/tries.ts';

const RULE = { window: 60, max: 3 };

/** Tells of each try, at the seconds given, whether it is allowed. */
async function triesAt(seconds: readonly number[]): Promise<boolean[]> {
	let now = 0;
	const counter = new TryCounter({ now: () => now });
	const allowed: boolean[] = [];
	for (const second of seconds) {
		// A cache that is asked at 0 takes it for "never".
		now = 1000 + second * 1000;
		allowed.push((await counter.consume('10.0.0.1', RULE)).allowed);
	}
	return allowed;
}

test.each([
	['as many as are allowed', [0, 1, 2], [true, true, true]],
	['one more within the minute', [0, 1, 2, 59], [true, true, true, false]],
	['a new minute from the first try on', [0, 20, 40, 61], [true, true, true, true]],
	['one after the other without a pause', [0, 30, 61, 91, 122, 152, 183], Array(7).fill(true)],
	['refused tries do not lengthen the wait', [0, 1, 2, 30, 50, 61], [1, 1, 1, 0, 0, 1].map(Boolean)]
])('%s', async (_, seconds, allowed) => {
	expect(await triesAt(seconds)).toEqual(allowed);
});

test('addresses are counted apart, and told how long to wait', async () => {
	let now = 1000;
	const counter = new TryCounter({ now: () => now });
	for (let each = 0; each < 3; each++) await counter.consume('10.0.0.1', RULE);
	now += 20_000;
	expect(await counter.consume('10.0.0.1', RULE)).toEqual({ allowed: false, retryAfter: 40 });
	expect(await counter.consume('10.0.0.2', RULE)).toEqual({ allowed: true, retryAfter: null });
});
