/** Heads above figures that come again: of which basis, of which source, or of what nobody can tell. */
import { expect, test } from 'vitest';
import { readHtml } from '#lib/documents/html/html.ts';
import { recognise } from '#lib/forms/report/recognise.ts';
import { recogniseBlocks, statedFigures } from './tables.ts';

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

/** As LibreOffice writes Word 2003 XML: a merged cell stands in its first row, and nothing in the rows that it covers. */
test('a head whose lower row lacks the cells that merged ones cover', () => {
	const income = `${row('机构名称', '收入合计').replace('</tr>', '<td colspan="3">其中：</td></tr>')}${row('上年结转', '公共财政拨款', '其他收入')}${row('水务局', '60', '10', '20', '30')}`;
	expect(read(income)).toEqual([
		{ income_total: 60, income_carried_in: 10, income_fiscal: 20, income_other: 30, budgets: [] }
	]);
});

test('rows of a score sheet that lack the cells that merged ones cover', () => {
	const sheet =
		row('一级指标', '二级指标', '三级指标', '评分标准', '分值', '自评得分', '扣分原因') +
		row('投入', '预算配置', '在职人员控制率', '不高于100%得满分', '40', '40', '') +
		row('三公经费变动率', '不超过0得满分', '30', '25', '有所增长') +
		row('产出', '履职', '重点工作办结率', '办结率达到100%得满分', '30', '30', '') +
		row('总分', '', '', '', '100', '95', '');
	const html = `<p>岳北市水务局2022年度部门整体支出绩效评价报告</p><table>${sheet}</table>`;
	const { filings } = recognise(readHtml(html), { file_name: '', folder_names: [] });
	const items = filings[0]?.score.items ?? [];
	expect(items.map(({ weight, score }) => [weight.value, score.value])).toEqual([
		[4000, 4000],
		[3000, 2500],
		[3000, 3000]
	]);
	expect(items[1]?.reason).toContain('有所增长');
});

/** Blank cells for merged ones, as in a form saved as CSV. */
test.each<[string, string[][], Record<string, number>]>([
	[
		'a group over blank cells',
		[
			['序号', '项目', '基本支出', '', '', '项目支出', '合计'],
			['', '', '人员经费', '公用经费', '小计', '', ''],
			['1', '年初预算批复数', '18', '3', '21', '9', '30'],
			['2', '实际支出数', '17', '2', '19', '8', '27']
		],
		{
			spending_total: 27,
			spending_basic: 19,
			spending_personnel: 17,
			spending_operating: 2,
			spending_project: 8
		}
	],
	[
		'the unit of a label beside several rows',
		[
			['收支情况（元）', '收入合计', '6102000', '支出合计', '6000000'],
			['', '基本支出', '4000000', '项目支出', '2000000'],
			['资产情况（万元）', '固定资产总额', '310.5', '其中：在用', '300.5']
		],
		{
			income_total: 610.2,
			spending_total: 600,
			spending_basic: 400,
			spending_project: 200,
			assets_total: 310.5,
			assets_in_use: 300.5
		}
	]
])('%s', (_, table, figures) => {
	const { filings } = recogniseBlocks(['示例市总工会2022年度部门整体支出绩效自评报告', table]);
	expect(filings.map((filing) => ({ ...statedFigures(filing) }))).toEqual([figures]);
});
