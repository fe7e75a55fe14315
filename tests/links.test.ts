import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Place } from '#lib/documents/place.ts';
import {
	departmentHref,
	exportLinks,
	href,
	measureHref,
	placeHref,
	readPlace,
	writePlace
} from '#lib/links.ts';

const CHOSEN = { area: '430600', year: 2021 };
const CELL: Place = {
	kind: 'cell',
	table: 1,
	row: 11,
	column: 4,
	row_label: '支出合计',
	column_label: null
};

describe('addresses', () => {
	test('values are written as forms write them', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', minLength: 1 }), (q) => {
				expect(href('/departments', { q })).toBe(`/departments?${new URLSearchParams({ q })}`);
			})
		);
	});

	test.each([
		[href('/'), '/'],
		[href('/', { area: null, year: undefined, q: '' }), '/'],
		[
			href('/scores', { ...CHOSEN, sort: '-score_gap' }),
			'/scores?area=430600&year=2021&sort=-score_gap'
		],
		[href('/departments', { q: 'a&b=c 学校' }), '/departments?q=a%26b%3Dc+%E5%AD%A6%E6%A0%A1'],
		[href('/balances', { line: 0 }), '/balances?line=0'],
		[departmentHref('101', { area: null, year: null }), '/departments/101'],
		[departmentHref('../x?y#z', CHOSEN), '/departments/..%2Fx%3Fy%23z?area=430600&year=2021'],
		[measureHref(7, 'carry_over_rate'), '/sources/7?measure=carry_over_rate#at'],
		[placeHref(7, CELL), '/sources/7?at=cell-1-11-4#at'],
		[placeHref(7, { ...CELL, file: 2 }), '/sources/7?at=2-cell-1-11-4#at'],
		[placeHref(7, null), '/sources/7']
	])('%s', (made, expected) => {
		expect(made).toBe(expected);
	});

	test('files ask the page’s own question', () => {
		const search = new URLSearchParams({ area: '430600', kind: '学校' });
		expect(exportLinks('balances', search)).toEqual([
			{ label: 'CSV', href: '/exports/balances.csv?area=430600&kind=%E5%AD%A6%E6%A0%A1' },
			{ label: 'Excel', href: '/exports/balances.xlsx?area=430600&kind=%E5%AD%A6%E6%A0%A1' }
		]);
	});
});

describe('places in addresses', () => {
	const number = fc.nat({ max: 999_999_999 });
	const places: fc.Arbitrary<Place> = fc.oneof(
		fc.record({
			kind: fc.constant('cell'),
			table: number,
			row: number,
			column: number,
			row_label: fc.constant(null),
			column_label: fc.constant(null)
		}),
		fc.record({ kind: fc.constant('text'), paragraph: number, start: number, end: number }),
		fc.record({
			kind: fc.constant('field'),
			line: number,
			column: number,
			column_label: fc.constant(null)
		}),
		fc.record({
			kind: fc.constant('sheet'),
			sheet: fc.string({ unit: 'binary' }),
			cell: fc.constantFrom('A1', 'XFD1048576'),
			column_label: fc.constant(null)
		})
	);

	test('are read as they were written', () => {
		fc.assert(
			fc.property(places, (place) => {
				expect(readPlace(writePlace(place))).toEqual(place);
			})
		);
	});

	test.each([
		'',
		'cell',
		'cell-1-2',
		'cell-1-2-3-4',
		'cell-1-2-x',
		'cell-1--2-3',
		'text-1-2',
		'field-1',
		'sheet-1A-x',
		'sheet-A1',
		'row-1-2-3',
		'cell-1-2-1e9',
		'__proto__'
	])('%s is no place', (text) => {
		expect(readPlace(text)).toBeNull();
	});
});
