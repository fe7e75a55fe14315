import { describe, expect, test } from 'vitest';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { readRegistry } from '#lib/forms/registry/registry-tables.ts';

const context = { jurisdiction: { code: '430600', name: null }, names: ['2021年名册.csv'] };
const read = (text: string) => readRegistry(tableRows(text));

describe('a registry table', () => {
	test.each([
		[
			'行政区划代码,行政区划名称\n430699,某某区',
			[{ code: '430699', name: '某某区', is_demo: false }]
		],
		['code,name,is_demo\n999900,示例市,1', [{ code: '999900', name: '示例市', is_demo: true }]]
	])('%j lists jurisdictions', (text, entries) => {
		expect(read(text)).toEqual({ kind: 'jurisdictions', entries });
	});

	test('of departments may have titles above, blanks in its heads and a code of the jurisdiction', () => {
		const table =
			'部门名册\n\n序号,行政区划代码,部门编码,部 门,类别,归口业务科室\n1,430600,601,甲局,政府部门,行政科\n';
		expect(read(table)).toMatchObject({
			kind: 'departments',
			entries: [
				{
					jurisdiction: { code: '430600' },
					code: '601',
					name: '甲局',
					kind: '政府部门',
					aliases: []
				}
			]
		});
	});

	test('of departments may be a bureau’s own list, of the place in its title', () => {
		const table =
			'望澜县2024年度预算单位名册\n序号,预算编码,预算单位名称,简称,归口股室,单位类别,备注\n1,601,望澜县甲局,县甲局,农业股,政府部门,\n';
		expect(read(table)).toMatchObject({
			kind: 'departments',
			entries: [
				{
					jurisdiction: { code: null, name: '望澜县' },
					code: '601',
					name: '望澜县甲局',
					kind: '政府部门',
					division: '农业股',
					aliases: ['县甲局']
				}
			]
		});
	});

	test('of departments holds no marks that nobody sees', () => {
		const table =
			'行政区划,部门编码,部门名称,类别,归口业务科室,别名\n\u202e示例市,601,\u202e甲\u2066局,政府\u200b部门,\u202e行政科,甲\u202e|乙\n';
		expect(read(table)).toMatchObject({
			entries: [
				{
					jurisdiction: { name: '示例市' },
					name: '甲局',
					kind: '政府部门',
					division: '行政科',
					aliases: ['甲', '乙']
				}
			]
		});
	});

	test('of expected filings takes the year of its title', () => {
		const table =
			'2021年度应交清单\n行政区划,部门编码,部门名称,应交日期\n430600,601,甲局,2022/3/31\n';
		expect(read(table)).toMatchObject({
			kind: 'expected_filings',
			entries: [{ department_code: '601', fiscal_year: 2021, due_on: '2022-03-31' }]
		});
	});

	test('takes jurisdiction and year from where it lies and what it is called', () => {
		const table = '部门编码,应交日期\n601,2022-03-31\n';
		expect(readRegistry(tableRows(table), context)).toMatchObject({
			entries: [{ jurisdiction: { code: '430600' }, fiscal_year: 2021 }]
		});
	});

	test.each([
		[
			'部门编码,应交日期\n601,2022-03-31',
			'第1行的表头缺少jurisdiction（行政区划）、fiscal_year（年度）列；请补上后再导入。'
		],
		[
			'行政区划,部门编码,年度,应交日期\n430600,601,二一年,',
			'第2行 第3列（年度）读到“二一年”，应为四位年度；请改正后再导入。'
		]
	])('%j is refused', (text, message) => {
		expect(() => read(text)).toThrow(message);
	});
});
