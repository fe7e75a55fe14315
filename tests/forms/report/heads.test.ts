/** Heads above figures that come again: of which basis, of which source, or of what nobody can tell. */
import { expect, test } from 'vitest';
import { readHtml } from '#lib/documents/html/html.ts';
import { recognise } from '#lib/forms/report/recognise.ts';
import { statedFigures } from './tables.ts';

function read(table: string) {
	const html = `<p>岳北市水务局2022年度部门整体支出绩效评价报告</p><p>单位：万元</p><table>${table}</table>`;
	const { filings } = recognise(readHtml(html), { file_name: '', folder_names: [] });
	return filings.map((filing) => ({
		...statedFigures(filing),
		budgets: filing.budgets.map(({ measure, figure }) => `${measure} ${figure.printed}`)
	}));
}

const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const OTHER_ROWS = row('人员编制', '3', '实有人数', '2', '');
const groups = (first: string, second: string) =>
	`<tr><td rowspan="3">支出情况</td><td colspan="2">${first}</td><td colspan="2">${second}</td></tr>${row('基本支出', '项目支出', '基本支出', '项目支出')}${row('100', '80', '98', '75')}`;

test('budget and spending beside what the table is about', () => {
	expect(read(groups('年度预算', '实际支出'))).toEqual([
		{
			spending_basic: 98,
			spending_project: 75,
			budgets: ['spending_basic 100', 'spending_project 80']
		}
	]);
});

test('groups of which nothing is known', () => {
	expect(read(OTHER_ROWS + groups('甲类', '乙类'))).toEqual([
		{ staff_quota: 3, staff_actual: 2, budgets: [] }
	]);
});

test('sources beside their sum, above the figures', () => {
	const table =
		row('项目', '合计', '一般公共预算财政拨款', '政府性基金预算财政拨款') +
		row('“三公”经费合计', '23.4', '20.4', '3') +
		row('公务接待费', '10', '9', '1');
	expect(read(table)).toEqual([
		{ three_public_total: 23.4, three_public_reception: 10, budgets: [] }
	]);
});
