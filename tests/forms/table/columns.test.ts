import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMoney } from '#lib/catalogue/units.ts';
import { readNumber, scanDecimal } from '#lib/forms/table/amounts.ts';
import { columnMeaning } from '#lib/forms/table/columns.ts';
import { csvKind } from '#lib/forms/table/head-kind.ts';
import { readDate, readJurisdiction, readYear } from '#lib/forms/table/fields.ts';

test.each([
	['department_code,department,fiscal_year,unit,income_total', 'figures'],
	['部门,年度,单位,收入合计', 'figures'],
	['单位,收入合计', 'figures'],
	['department_code,department,fiscal_year,level1,level2,level3,weight,score,reason', 'scores'],
	['部门,年度,一级指标,二级指标,三级指标,分值,自评得分,扣分原因', 'scores'],
	['jurisdiction,code,name,kind,division,aliases,successor_code,succeeded_from', 'registry'],
	['jurisdiction,department_code,fiscal_year,due_on', 'registry'],
	['code,name,is_demo', 'registry'],
	['示例市2021年部门收支情况表', 'unknown'],
	['__proto__,constructor', 'unknown']
])('%s heads a table of %s', (head, kind) => {
	expect(csvKind(head.split(','))).toBe(kind);
});

test.each([
	['自评得分', true],
	['自评得分（100分）', true],
	['自评得分（满分100分）', true],
	['自评得分（百分制）', true],
	['自评得分（权重60%）', true],
	['自评得分（60%）', true],
	['自评得分（20分）', false],
	['自评得分（满分120分）', false],
	['自评得分（10分制）', false]
])('%s is out of a hundred: %s', (label, isScore) => {
	const { is } = columnMeaning(label);
	expect(is).toBe(isScore ? 'role' : 'unknown');
});

test.each(['单位编码及名称', '部门代码、名称', '预算单位编码和名称'])(
	'%s heads departments',
	(label) => {
		expect(columnMeaning(label)).toEqual({ is: 'role', role: 'department' });
	}
);

describe('fields', () => {
	test.each([
		['2021', 2021],
		['2021年', 2021],
		[' 20 21 年度 ', 2021],
		['２０２１', 2021],
		['21', null],
		['2021.5', null],
		['1021', null],
		['20e2', null],
		['', null]
	])('year %j is %s', (text, year) => {
		expect(readYear(text)).toBe(year);
	});

	test.each([
		['2022-03-15', '2022-03-15'],
		['2022/3/5', '2022-03-05'],
		['2022年3月15日', '2022-03-15'],
		['20220315', '2022-03-15'],
		['2022-02-30', null],
		['昨天', null]
	])('date %j is %s', (text, date) => {
		expect(readDate(text)).toBe(date);
	});

	test.each([
		['430600', { code: '430600', name: null }],
		['岳阳市', { code: null, name: '岳阳市' }],
		['430600 岳阳市', { code: '430600', name: '岳阳市' }],
		['岳阳市（430600）', { code: '430600', name: '岳阳市' }],
		[' ', null]
	])('jurisdiction %j', (text, claim) => {
		expect(readJurisdiction(text)).toEqual(claim);
	});
});

describe('the quick number reader', () => {
	const digits = fc.string({ unit: fc.constantFrom(...'0123456789.-,'), maxLength: 20 });

	test('agrees with the catalogue wherever it gives an answer', () => {
		fc.assert(
			fc.property(digits, fc.constantFrom('元' as const, '万元' as const), (text, unit) => {
				const scanned = scanDecimal(text, unit === '元' ? 2 : 6);
				if (scanned !== null) expect(parseMoney(text, unit).value).toBe(scanned);
			}),
			{ numRuns: 5_000 }
		);
	});

	test.each([
		['-431.91', 6, -431_910_000],
		['0.14', 6, 140_000],
		['-0', 2, 0],
		['9007199254740993', 2, null],
		['040', 2, null],
		['1.234', 2, null],
		['1.', 2, null]
	])('%s moved by %s is %s', (text, places, value) => {
		expect(scanDecimal(text, places)).toBe(value);
	});

	test('leaves everything else to the catalogue', () => {
		expect(readNumber('(1,206.04)', 'money', '万元')).toMatchObject({ value: -1_206_040_000 });
		expect(readNumber('-3', 'people', '元')).toMatchObject({ value: null, missing: 'unreadable' });
	});
});
