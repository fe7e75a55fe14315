import { describe, expect, test } from 'vitest';
import {
	placeOf,
	stopsOf,
	tooltipFor,
	tooltipOf,
	tooltipText
} from '#lib/charts/parts/tooltips.ts';
import { PLAIN_NAMES, samplesOf } from './samples.ts';

const TABLE = {
	caption: '支出',
	columns: [
		{ name: '部门' },
		{ name: '支出合计', unit: '万元', numeric: true },
		{ name: '占比', numeric: true }
	],
	rows: [
		[{ text: '市口岸办', href: '/departments/1' }, { text: '1,205.90' }, { text: '41.2%' }],
		[{ text: '市教育局' }, { text: '未填', missing: true }, { text: '' }]
	]
};

describe('tooltipOf', () => {
	test('says the whole row with units', () => {
		const tip = tooltipOf(TABLE, 0, null);
		expect(tip && tooltipText(tip)).toBe('市口岸办：支出合计 1,205.90万元，占比 41.2%');
		expect(tip?.href).toBe('/departments/1');
	});
	test('says one cell where the thing drawn is one', () => {
		const tip = tooltipOf(TABLE, 0, 2);
		expect(tip && tooltipText(tip)).toBe('市口岸办：占比 41.2%');
	});
	test('says why a figure is absent, without a unit', () => {
		const tip = tooltipOf(TABLE, 1, null);
		expect(tip && tooltipText(tip)).toBe('市教育局：支出合计 未填');
		expect(tip?.href).toBeNull();
	});
	test('says nothing about a row that is not there', () => {
		expect(tooltipOf(TABLE, 9, null)).toBeNull();
	});
});

describe.each(Object.entries(samplesOf(PLAIN_NAMES)))('stops of %s', (_, { chart }) => {
	const stops = stopsOf(chart.option);

	test('lead to rows of the table, or to words of their own', () => {
		expect(stops.length).toBeGreaterThan(0);
		for (const { item } of stops) expect(tooltipFor(chart.table, item)).not.toBeNull();
	});

	test('come in the order of the rows, each once', () => {
		const keys = stops.flatMap(({ item }) => {
			const place = placeOf(item);
			return place ? [place.row * 1000 + (place.column ?? 0)] : [];
		});
		expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b));
	});
});
