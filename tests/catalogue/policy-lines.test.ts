import { expect, test } from 'vitest';
import { crosses, lineOf, POLICY_LINES } from '#lib/catalogue/policy-lines.ts';
import { measureOf } from '#lib/catalogue/measures.ts';

test.each([
	['carry_over_rate', 0.09, false],
	['carry_over_rate', 0.0901, true],
	['carry_over_change', -0.31, false],
	['carry_over_change', 0.1, true],
	['score_form', 9000, false],
	['score_form', 8999, true],
	['asset_utilisation', 0.99, true]
] as const)('%s of %d crosses its line: %s', (measure, value, expected) => {
	const line = lineOf(measure);
	expect(line && crosses(line, value)).toBe(expected);
});

test('a measure without a line has none', () => {
	expect(lineOf('income_total')).toBeNull();
});

test('every line has a source and lies on the side that the measure watches', () => {
	for (const line of POLICY_LINES) {
		const watched = measureOf(line.measure).direction === 'more' ? 'below' : 'above';
		expect([line.attention, line.source.length > 0]).toEqual([watched, true]);
	}
});
