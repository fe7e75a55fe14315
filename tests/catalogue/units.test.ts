import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	fenIn,
	MONEY_UNITS,
	moneyUnitOf,
	parseMoney,
	parsePeople,
	parsePoints,
	PRINTED_MONEY_UNIT,
	printedUnit
} from '#lib/catalogue/units.ts';

describe('money in a column of 万元', () => {
	test.each([
		['1206.04', 1206040000],
		['1,206.04', 1206040000],
		['１２０６．０４', 1206040000],
		['１，２０６．０４', 1206040000],
		['1\u00a0206.04', 1206040000],
		['1 206 000.04', 1206000040000],
		['¥1206.04', 1206040000],
		['￥ 1206.04', 1206040000],
		['1206.04万元', 1206040000],
		['均为零', 0],
		['全部为零', 0],
		['均为 0 元', 0],
		['壹佰贰拾万元整', 120000000],
		['壹佰贰拾万元整（1200000.00元）', 120000000],
		['120万元（大写：壹佰贰拾万元整）', 120000000],
		['1206.04 万', 1206040000],
		['1206.04\n万元', 1206040000],
		['12060400元', 1206040000],
		['0.120604亿元', 1206040000],
		['0.120604亿', 1206040000],
		['12060.4千元', 1206040000],
		['12.0604百万元', 1206040000],
		['1206.04萬元', 1206040000],
		['1.20604千万元', 1206040000],
		['(1,206.04)', -1206040000],
		['（1206.04）', -1206040000],
		['(1206.04)万元', -1206040000],
		['(1206.04万元)', -1206040000],
		['-431.91', -431910000],
		['－1206.04', -1206040000],
		['−1206.04', -1206040000],
		['—431.91', -431910000],
		['–431.91', -431910000],
		['¥-431.91', -431910000],
		['-¥431.91', -431910000],
		[' 48 ', 48000000],
		['\u200b48\ufeff', 48000000],
		['48万', 48000000],
		['.5', 500000],
		['0', 0],
		['０', 0],
		['0.00', 0],
		['-0', 0],
		['1206.0400000000001', 1206040000],
		['0.30000000000000004', 300000],
		['770.4699999999999', 770470000],
		['431.90999999999997', 431910000],
		['12060.400000001', 12060400000],
		['1206\n.04', 1206040000],
		['1206.\n04', 1206040000],
		['12\n06.04', 1206040000],
		['1206.04①', 1206040000],
		['1206.04 [1]', 1206040000],
		['1206.04【注2】', 1206040000],
		['1206.04万元※', 1206040000],
		['0.000001', 1],
		['9007199254.740991', Number.MAX_SAFE_INTEGER]
	])('%j is %i 分', (printed, fen) => {
		const parsed = parseMoney(printed, '万元');
		expect(parsed).toMatchObject({ value: fen, missing: null });
		expect(Object.is(parsed.value, -0)).toBe(false);
	});

	test.each([
		'',
		' ',
		'\n',
		'-',
		'－',
		'/',
		'／',
		'无',
		'—',
		'——',
		'–',
		'…',
		'……',
		'...',
		'N/A',
		'n/a'
	])('%j gives no value', (printed) => {
		expect(parseMoney(printed, '万元')).toEqual({ value: null, missing: 'blank', unit: null });
	});

	test.each([
		'1.206,04',
		'1,2060.4',
		'1,206,04',
		',206',
		'约1206',
		'1206.04/1300',
		'1206。04',
		'12O6.04',
		'l206.04',
		'1206.04左右',
		'1206.04.1',
		'1206.',
		'.',
		'--1206',
		'+1206',
		'1e3',
		'1206.0400005',
		'1206.400000001',
		'12060400.12345699',
		'9007199254.740992',
		'48\n52',
		'10\n9.5',
		'1206.04\n1300',
		'1206.0\n04',
		'12 06.04',
		'040',
		'①',
		'12²',
		'½',
		'\u202e40.6021',
		'万元',
		'()',
		'0x10',
		'Infinity',
		`1206.04${' '.repeat(80)}左右`,
		`1206.04${'0'.repeat(58)}`,
		'9'.repeat(400),
		'NaN'
	])('%j is unreadable', (printed) => {
		expect(parseMoney(printed, '万元')).toMatchObject({ value: null, missing: 'unreadable' });
	});

	test('the unit printed in the cell is reported', () => {
		expect(parseMoney('1206.04元', '万元')).toEqual({ value: 120604, missing: null, unit: '元' });
		expect(parseMoney('1206.04', '元')).toEqual({ value: 120604, missing: null, unit: null });
		expect(parseMoney('约5元', '万元')).toEqual({ value: null, missing: 'unreadable', unit: '元' });
	});

	test('digits below one 分 are unreadable, not rounded', () => {
		expect(parseMoney('1206.045', '元').missing).toBe('unreadable');
		expect(parseMoney('1206.040', '元').value).toBe(120604);
	});
});

describe('properties', () => {
	const fen = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
	const unit = fc.constantFrom(...MONEY_UNITS);

	test('whatever is printed exactly is read back exactly', () => {
		fc.assert(
			fc.property(fen, unit, (value, inUnit) => {
				const printed = printExactly(value, inUnit);
				expect(parseMoney(printed, inUnit).value).toBe(value);
				expect(parseMoney(printed + inUnit, '元').value).toBe(value);
			})
		);
	});

	test('thousands separators change nothing', () => {
		fc.assert(
			fc.property(fen, (value) => {
				const grouped = printExactly(value, '元').replace(/\B(?=(\d{3})+\.)/g, ',');
				expect(parseMoney(grouped, '元').value).toBe(value);
			})
		);
	});

	test('noise of a spreadsheet sum is not read as digits', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: 99_999_999 }), { maxLength: 9 }), (cents) => {
				const noisy = cents.reduce((sum, cent) => sum + cent / 100, 0);
				const exact = cents.reduce((sum, cent) => sum + cent, 0);
				expect(parseMoney(String(noisy), '元').value).toBe(exact);
			})
		);
	});

	test('any text is a value, a blank or unreadable, and never throws', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), unit, (text, inUnit) => {
				const { value, missing } = parseMoney(text, inUnit);
				expect((value === null) !== (missing === null)).toBe(true);
				if (value !== null) expect(Number.isSafeInteger(value)).toBe(true);
			})
		);
	});

	test('the printed unit is found again', () => {
		fc.assert(
			fc.property(
				fen.filter((value) => value !== 0),
				unit,
				(value, inUnit) => {
					expect(printedUnit(printExactly(value, inUnit), value)).toBe(inUnit);
				}
			)
		);
	});

	function printExactly(value: number, inUnit: (typeof MONEY_UNITS)[number]): string {
		const digits = String(fenIn(inUnit)).length - 1;
		const padded = String(Math.abs(value)).padStart(digits + 1, '0');
		return `${value < 0 ? '-' : ''}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
	}
});

test.each([
	['22', 22, null],
	['22人', 22, null],
	['22 名', 22, null],
	['２２', 22, null],
	['1,022', 1022, null],
	['22.0', 22, null],
	['22.5', null, 'unreadable'],
	['-22', null, 'unreadable'],
	['二十二', null, 'unreadable'],
	['2O', null, 'unreadable'],
	['0', 0, null],
	['', null, 'blank'],
	['/', null, 'blank']
])('%j people', (printed, value, missing) => {
	expect(parsePeople(printed)).toEqual({ value, missing, unit: null });
});

test.each([
	['94', 9400, null],
	['94分', 9400, null],
	['94.5', 9450, null],
	['94.55 分', 9455, null],
	['９４．５', 9450, null],
	['0', 0, null],
	['-1', -100, null],
	['91.99999999999999', 9200, null],
	['94.555', null, 'unreadable'],
	['94/100', null, 'unreadable'],
	['九十四', null, 'unreadable'],
	['—', null, 'blank']
])('%j points', (printed, value, missing) => {
	expect(parsePoints(printed)).toEqual({ value, missing, unit: null });
});

test.each([
	['元', '元'],
	['百元', '百元'],
	['仟元', '千元'],
	['萬元', '万元'],
	['拾万元', '十万元'],
	['百万元', '百万元'],
	['千萬元', '千万元'],
	['億元', '亿元'],
	['万', '万元'],
	['億', '亿元'],
	['百亿元', null],
	['美元', null],
	['机构名称', null],
	['', null]
])('the unit %j', (text, unit) => {
	expect(moneyUnitOf(text)).toBe(unit);
});

test.each([
	['（单位：千万元）', '千万元'],
	['（单位：萬元）', '萬元'],
	['（单位：百亿元）', undefined],
	['（单位：万美元）', undefined]
])('the printed unit in %j is a whole word', (text, unit) => {
	expect(new RegExp(PRINTED_MONEY_UNIT).exec(text)?.[0]).toBe(unit);
});
