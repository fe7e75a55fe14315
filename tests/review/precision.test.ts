import { describe, expect, test } from 'vitest';
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import { halfDigit, precisionOf } from '#lib/review/precision.ts';
import { roundingOf } from '#lib/review/sums.ts';
import { readFigure, readFigures } from './builder.ts';

/** 分 in 0.01万元. */
const STEP = 10_000;

function precisionIn(unit: MoneyUnit, [total, basic, project]: readonly string[]) {
	const printed = { spending_total: total, spending_basic: basic, spending_project: project };
	const given = Object.entries(printed).filter(([, text]) => text !== undefined);
	return precisionOf(readFigures(Object.fromEntries(given), unit));
}

describe('how exactly amounts are printed', () => {
	test.each<[string, MoneyUnit, string[], ReturnType<typeof precisionOf>]>([
		['two decimals', '万元', ['1206.04', '349.1', '48'], { unit: '万元', step: STEP, fine: false }],
		['元', '元', ['12060400.01', '48', '3.5'], { unit: '元', step: 1, fine: false }],
		[
			'one finer of three',
			'万元',
			['1206.0412', '48.01', '3.5'],
			{ unit: '万元', step: STEP, fine: false }
		],
		['one finer of two', '万元', ['1206.0412', '48.01'], { unit: '万元', step: STEP, fine: false }],
		[
			'two finer of three',
			'万元',
			['1206.0412', '48.012', '3.5'],
			{ unit: '万元', step: 100, fine: true }
		],
		[
			'most in 元',
			'万元',
			['1206.04', '480000元', '35000元'],
			{ unit: '元', step: 1, fine: false }
		],
		['nothing', '万元', [], { unit: '万元', step: STEP, fine: false }]
	])('%s', (_name, unit, printed, expected) => {
		expect(precisionIn(unit, printed)).toEqual(expected);
	});
});

const ROUNDED = { unit: '万元', step: STEP, fine: false } as const;
const EXACT = { unit: '元', step: 1, fine: false } as const;

test.each([
	['48', ROUNDED, STEP / 2],
	['', ROUNDED, STEP / 2],
	['480000.01元', ROUNDED, 0],
	['480000.01元', EXACT, 0],
	['48.05万元', EXACT, STEP / 2]
])('rounding can take %j among others of %j off by %i 分', (printed, precision, fen) => {
	expect(halfDigit(readFigure('spending_total', printed), precision)).toBe(fen);
});

test.each([
	['one figure by a whole digit', ['48'], STEP],
	['two by half a digit each', ['48', '12'], STEP],
	['three by half a digit each', ['48', '12', '36.5'], 1.5 * STEP],
	['exact ones by nothing', ['48.01元', '12元'], 0]
])('rounding can take a sum of %s off', (_name, printed, fen) => {
	const figures = printed.map((text) => readFigure('spending_total', text));
	expect(roundingOf(figures, ROUNDED)).toBe(fen);
});
