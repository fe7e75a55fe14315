import { describe, expect, test } from 'vitest';
import { tablesOfPage } from '#lib/documents/sheet/page-tables.ts';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { listsIn, tableSheets } from '#lib/forms/table/sheets.ts';
import { readHtml } from '#lib/documents/html/html.ts';
import { readWorkbook } from '#lib/documents/xlsx/xlsx.ts';
import { refusalOf } from '../../documents/refusal.ts';
import { writeXlsx } from '../../documents/xlsx-file.ts';
import { HEAD, sheetXml, type Line } from './worksheets.ts';

describe('which sheets of a workbook are tables', () => {
	const book = (sheets: Record<string, readonly Line[]>) =>
		readWorkbook(
			writeXlsx({
				sheets: Object.entries(sheets).map(([name, lines]) => ({ name, xml: sheetXml(lines) }))
			})
		);
	const FIGURES: readonly Line[] = [HEAD, [601, '甲', 2021, '元', 1, 1]];
	const FORM: readonly Line[] = [
		['某局2021年度部门整体支出绩效评价自评报告'],
		['机构名称', '收入合计', '上年结转', '公共财政拨款'],
		['某局', 1, 0, 1],
		['机构名称', '支出合计', '基本支出', '项目支出'],
		['某局', 1, 1, 0]
	];

	test('tables are taken, others are named', () => {
		const found = tableSheets(book({ 填表说明: [['请填写各项']], 数据: FIGURES }));
		expect(found?.sheets.map(({ name }) => name)).toEqual(['数据']);
		expect(found?.issues.map(({ message }) => message)).toEqual([
			'工作表“填表说明”没有部门、年度和指标的表头，不是数据表，没有读取；如是数据表，请补上表头后再导入。'
		]);
	});

	test('a list of codes is taken where no year can be read, so that the year is refused with its cell', () => {
		const serial: Line = [990101, '甲', 45291, '元', 1, 1];
		const [sheet] = tableSheets(book({ 收支: [['2023年度部门收支'], HEAD, serial] }))?.sheets ?? [];
		const context = { jurisdiction: null, names: [] };
		const read = sheet ? [...readFiguresTable(sheetTable(sheet), context)] : [];
		expect(read.map(({ issue }) => issue?.message)).toEqual([
			'工作表“收支” C3（年度）读到“45291”，应为2000至2099之间的四位年度，如“2021”；请改正后再导入。'
		]);
	});

	test('a filled-in form beside a list is told from what is no table', () => {
		const found = tableSheets(book({ 汇总: FIGURES, 某局: FORM }));
		expect(found?.sheets.map(({ name }) => name)).toEqual(['汇总']);
		expect(found?.forms).toEqual(['某局']);
	});

	describe('a sheet without a head behind a list', () => {
		const LIST: readonly Line[] = [
			['示例市2023年度部门支出情况表 单位：万元'],
			['部门', '支出合计', '项目支出'],
			['示例市文化局', 40, 10],
			['示例市档案局', 30, 5]
		];
		const read = (further: readonly Line[]) => {
			const [, sheet] = tableSheets(book({ 一: LIST, 二: further }))?.sheets ?? [];
			const context = { jurisdiction: null, names: [] };
			return (
				sheet &&
				[...readFiguresTable(sheetTable(sheet), context)].map(({ filing, issue }) =>
					filing ? [filing.figures.spending_total.value, filing.fiscal_year_place] : issue.code
				)
			);
		};

		test('goes on with its rows, of the year in its title', () => {
			expect(
				read([
					['示例市体育局', 50, 20],
					['合计', 90, 30]
				])
			).toEqual([
				'fiscal_year_from_title',
				[50_000_000, { kind: 'sheet', sheet: '一', cell: 'A1', column_label: null }],
				'remark_row'
			]);
		});

		test.each<[string, readonly Line[]]>([
			['of other columns', [['示例市体育局', 50, 20, 30]]],
			['with words where the list has amounts', [['示例市体育局', '优', 20]]],
			['under a title of its own', [['示例市2022年度'], ['示例市体育局', 50, 20]]]
		])('%s is none of it', (_, further) => {
			expect(read(further)).toBeUndefined();
		});

		test.each([
			['示例（续）', 2],
			['2023年示例2', 2],
			['2022年示例', 1],
			['示例预算', 1]
		])('is called %s', (name, sheets) => {
			const further: readonly Line[] = [['示例市体育局', 50, 20]];
			expect(tableSheets(book({ '2023年示例': LIST, [name]: further }))?.sheets).toHaveLength(
				sheets
			);
		});
	});

	test('a list under its title again is of the department that the sheet before is called after', () => {
		const part = (title: string, body: Line): readonly Line[] => [
			[title],
			['单位名称', '收入合计', '支出合计'],
			body
		];
		const sheets = tableSheets(
			book({
				示例市水利局: part('2023年度收支情况表', ['水利局本级', 90, 80]),
				续表: part('2023年度收支情况表（续表）', ['水库管理处', 50, 40])
			})
		)?.sheets;
		const named = sheets?.flatMap((sheet) =>
			[...readFiguresTable(sheetTable(sheet), { jurisdiction: null, names: [sheet.name] })].map(
				({ filing, issue }) => (filing ? 'record' : issue.code)
			)
		);
		expect(named).not.toContain('record');
		expect(named?.filter((code) => code === 'unit_of_department')).toHaveLength(2);
	});

	test('a head without a department beside a table is kept, to be refused by name', () => {
		const scoresOnly: readonly Line[] = [
			['三级指标', '分值', '自评得分'],
			['甲', 1, 1]
		];
		const found = tableSheets(book({ 数据: FIGURES, 得分: scoresOnly }));
		expect(found?.sheets.map(({ name }) => name)).toEqual(['数据', '得分']);
	});

	test.each<[string, readonly Line[], boolean]>([
		['a filled-in form', FORM, false],
		[
			'a form with labels and values side by side',
			[
				['单位名称', '某局', '年度', 2021, '人员编制', 22, '实有人数', 20],
				['收入合计', 1, '上年结转', 0, '公共财政拨款', 1, '其他收入', 0]
			],
			false
		],
		[
			'years without a department, to be refused by name',
			[
				['年度', '收入合计（元）'],
				[2021, 1]
			],
			true
		],
		[
			'a form with a deadline',
			[
				['项目名称', '截止日期'],
				['甲', '2021-12-31']
			],
			false
		],
		['a letter', [['会议通知'], ['请各部门报送']], false],
		[
			'a self-evaluation with rows of units',
			[
				['某市水务局2023年度部门整体支出绩效自评表'],
				['单位名称', '收入合计', '支出合计'],
				['局机关', 1, 1],
				['执法大队', 1, 1]
			],
			false
		],
		[
			'rows of units under another title',
			[
				['某市水务局2023年度部门整体支出情况表'],
				['单位名称', '收入合计', '支出合计'],
				['局机关', 1, 1],
				['执法大队', 1, 1]
			],
			true
		],
		[
			'a list with a year in its title',
			[
				['2021年各部门收支'],
				['部门', '收入合计', '支出合计', '项目支出'],
				['甲局', 1, 1, 1],
				['乙局', 1, 1, 1]
			],
			true
		],
		[
			'a list with a year in the file’s name',
			[
				['部门', '收入合计', '支出合计', '项目支出'],
				['甲局', 1, 1, 1],
				['乙局', 1, 1, 1]
			],
			true
		],
		[
			'a list of departments',
			[
				['jurisdiction', 'code', 'name', 'aliases'],
				['430600', '601', '甲局', '']
			],
			true
		]
	])('%s', (_, lines, isTable) => {
		expect(tableSheets(book({ 表: lines })) !== null).toBe(isTable);
	});

	test('a web page that a system exported as a workbook', () => {
		const page = `<table><tr><th>部门<th>年度<th>三级指标<th>分值<th>自评得分
			<tr><td rowspan=2>甲局<td rowspan=2>2021<td>经济效益<td rowspan=2>15<td>5
			<tr><td>社会效益<td>3</table>`;
		const [table] = tableSheets(tablesOfPage(readHtml(page)))?.sheets ?? [];
		expect(table && [...sheetTable(table)].map(({ cells }) => cells)).toEqual([
			['部门', '年度', '三级指标', '分值', '自评得分'],
			['甲局', '2021', '经济效益', '15', '5'],
			['甲局', '2021', '社会效益', '', '3']
		]);
	});

	test('an export of this product is refused', () => {
		const cover: readonly Line[] = [
			['总览'],
			['数据版本', '第12版，更新于2026-11-23 10:00:00（北京时间）']
		];
		const refusal = refusalOf(() => tableSheets(book({ 说明: cover, 总览: FIGURES })));
		expect(refusal.code).toBe('own_export');
		expect(refusal.message).toContain('文件是本系统导出的查询结果');
	});
});

test('a report with a table of its units lists no departments', () => {
	const report = readHtml(
		`<p>2023年部门整体支出绩效评价报告</p><p>示例市城管局</p><table>
		<tr><td>单位名称</td><td>支出合计</td><td>基本支出</td></tr>
		<tr><td>示例市城管局本级</td><td>60.00</td><td>40.00</td></tr>
		<tr><td>示例市环卫服务所</td><td>50.00</td><td>30.00</td></tr></table>`
	);
	expect(listsIn(report, [])).toBeNull();
});

test('a self-evaluation by its title above a table of units lists no departments', () => {
	const report = readHtml(
		`<p>示例市水务局2023年度部门整体支出绩效自评表</p><table>
		<tr><td>单位名称</td><td>支出合计</td><td>基本支出</td></tr>
		<tr><td>局机关</td><td>60.00</td><td>40.00</td></tr>
		<tr><td>执法大队</td><td>50.00</td><td>30.00</td></tr></table>`
	);
	expect(listsIn(report, [])).toBeNull();
});

test('a report called after one department, with a form and a list of its bodies, lists no departments', () => {
	const report = readHtml(
		`<p>示例市教育局2022年度部门整体支出绩效自评报告</p><table>
		<tr><td>收入合计</td><td>1820.30</td><td>支出合计</td><td>1800.30</td></tr></table>
		<p>附件：下属单位支出明细表</p><table>
		<tr><td>单位</td><td>支出合计</td><td>基本支出</td></tr>
		<tr><td>示例一中</td><td>800.00</td><td>500.00</td></tr>
		<tr><td>示例二中</td><td>600.00</td><td>400.00</td></tr></table>`
	);
	expect(listsIn(report, [])).toBeNull();
});
