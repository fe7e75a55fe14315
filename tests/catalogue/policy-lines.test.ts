import { expect, test } from 'vitest';
import { crosses, lineOf, POLICY_LINES, readLines } from '#lib/catalogue/policy-lines.ts';
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

const ENTRY = {
	measure: 'carry_over_rate',
	attention: 'above',
	value: 0.15,
	least: '50万元',
	source: '本市办法'
};

test('an edited line is read', () => {
	expect(readLines([ENTRY])).toMatchObject([{ value: 0.15, least_amount: 50_000_000 }]);
});

test.each([
	[
		'an unknown measure',
		[{ ...ENTRY, measure: 'carry_over' }],
		'“carry_over”的项目编号（measure）'
	],
	['no source', [{ ...ENTRY, source: ' ' }], '“carry_over_rate”的出处（source）'],
	['no amount', [{ ...ENTRY, least: '多' }], '“carry_over_rate”的最小金额（least）'],
	['two lines of one measure', [ENTRY, ENTRY], '“carry_over_rate”有两条'],
	['no line of balances', [{ ...ENTRY, measure: 'staffing_rate' }], '缺少“carry_over_rate”一条']
])('%s is refused', (_, entries, message) => {
	expect(() => readLines(entries)).toThrow(message);
});
