/** Tables of web pages and Excel: a title in the first row, labels merged over rows, halves of a year beside the whole. */
import { expect, test } from 'vitest';
import { readHtml } from '#lib/documents/html/html.ts';
import { recognise } from '#lib/forms/report/recognise.ts';

/** The department, its figures and budgets in 万元. */
function read(html: string) {
	const names = { file_name: 'x.html', folder_names: [] };
	const { filings } = recognise(readHtml(html), names);
	return filings.map(({ claims, figures, budgets }) => ({
		department: claims[0]?.text,
		figures: Object.fromEntries(
			Object.entries(figures).flatMap(([id, { value }]) =>
				value === null ? [] : [[id, value / 1_000_000]]
			)
		),
		budgets: Object.fromEntries(
			budgets.map(({ measure, figure }) => [measure, (figure.value ?? 0) / 1_000_000])
		)
	}));
}

function table(...rows: string[]): string {
	return `<table>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`;
}

const cells = (...texts: (string | number)[]) => texts.map((text) => `<td>${text}</td>`).join('');

test.each(['示例市文广局2022年度支出情况', '示例市文广局2022年度收支结余情况表'])(
	'%s in the first row of a table names its department',
	(title) => {
		const html = table(
			`<td colspan="2">${title}</td>`,
			'<td colspan="2">单位：万元</td>',
			cells('项目', '决算数'),
			cells('支出合计', '40.10'),
			cells('累计结余', '2.00')
		);
		expect(read(html)).toEqual([
			{
				department: '示例市文广局',
				figures: { spending_total: 40.1, balance_cumulative: 2 },
				budgets: {}
			}
		]);
	}
);

test('amounts below a label of the budget that is merged over their rows are budgets', () => {
	const html = `<p>2022年度部门整体支出绩效自评表</p>${table(
		'<td>部门名称</td><td colspan="2">示例市体育局</td>',
		'<td rowspan="3">年度预算申请（万元）</td><td>年度收入预算</td><td>年度支出预算</td>',
		cells('收入总额：880.50', '支出总额：880.50'),
		cells('其他收入：20.00', '其中：基本支出 480.50'),
		'<td>年度实际支出（万元）</td><td colspan="2">支出合计：866.00；其中：基本支出：470.00</td>'
	)}`;
	const [filing] = read(html);
	expect(filing?.figures).toEqual({ spending_total: 866, spending_basic: 470 });
	expect(filing?.budgets).toMatchObject({ spending_total: 880.5, spending_basic: 480.5 });
});

test('全年 beside the halves of a year and the year before is the year', () => {
	const html = `<p>示例市体育局2022年支出情况表</p>${table(
		cells('项目（万元）', '上半年', '下半年', '全年', '上年同期'),
		cells('支出合计', '2000.10', '2500.20', '4500.30', '4300.00'),
		cells('基本支出', '1000.00', '1200.00', '2200.00', '2100.00')
	)}`;
	expect(read(html)[0]?.figures).toEqual({ spending_total: 4500.3, spending_basic: 2200 });
});

test('what is said of its units in brackets is no part of a name', () => {
	const html = `<p>2022年度部门整体支出绩效自评表</p><p>填报部门：示例市体育局（含所属5个单位）</p>${table(
		cells('支出合计（万元）', '40.10')
	)}`;
	expect(read(html)[0]?.department).toBe('示例市体育局');
});
