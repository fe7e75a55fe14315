import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DATA_FOLDER } from '#lib/server/import/import.ts';
import { FIXTURES, FIGURES_HEAD, figuresTable, scoresTable, Workspace } from './workspace.ts';

let workspace: Workspace;

beforeEach(() => {
	workspace = new Workspace();
});
afterEach(() => {
	workspace.remove();
});

test('several rows of a department in a CSV table become one', async () => {
	const bases = `2022年度预算与决算对照表（单位：万元）,,
部门名称,口径,支出合计
示例市水利局,年初预算,900.10
示例市水利局,决算,912.30
示例市司法局,年初预算,400.10
示例市司法局,决算,399.20
`;
	const items = `年度,单位名称,指标名称,金额（万元）
2022,示例市水利局,收入合计,930.00
2022,示例市水利局,基本支出,300.00
`;
	const { files } = await workspace.import([
		workspace.write('a.csv', bases),
		workspace.write('b.csv', items)
	]);
	expect(
		files.map(({ filings }) =>
			filings.map(({ department, figures }) => [
				department.name,
				figures.spending_total.printed,
				figures.income_total.printed
			])
		)
	).toEqual([
		[
			['示例市水利局', '912.30', ''],
			['示例市司法局', '399.20', '']
		],
		// What the former file states of the same year stays.
		[['示例市水利局', '912.30', '930.00']]
	]);
});

test.each(['docx', 'doc', 'txt'])(
	'the real report as .%s gives the figures, scores and findings',
	async (extension) => {
		const path = join(FIXTURES, `port-office-2021.${extension}`);
		const { summary, files } = await workspace.import([path], {
			dryRun: true,
			dataFolder: DATA_FOLDER
		});
		expect(summary).toMatchObject({ files: 1, stored: 1, failed: 0 });
		expect(files[0]).toMatchObject({ path, kind: 'self_evaluation', status: 'stored', issues: [] });
		const [filing] = files[0]?.filings ?? [];
		expect(filing).toMatchObject({
			department: {
				name: '岳阳市人民政府口岸管理办公室',
				jurisdiction: { code: '430600', name: '岳阳市' }
			},
			fiscal_year: 2021,
			version: 1,
			figures: {
				income_total: { value: 1206040000, missing: null, printed: '1206.04' },
				balance_current: { value: -431910000 },
				assets_other: { value: null, missing: 'blank' }
			},
			score: { form: 94, sheet: 92, grade: '优' }
		});
		expect(filing?.score.items).toHaveLength(25);
		expect(filing?.score.items.filter((item) => item.weight_group === 1)).toMatchObject([
			{ path: ['效果', '履职效益', '经济效益'], weight: 15, score: 5 },
			{ path: ['效果', '履职效益', '社会效益'], weight: null, score: 3, reason: '出口增速不快' },
			{ path: ['效果', '履职效益', '生态效益'], weight: null, score: 5 }
		]);
		expect(
			filing?.findings.filter((each) => each.state === 'fail' || each.state === 'warn')
		).toMatchObject([
			{ rule: 'score_form_vs_sheet', state: 'fail', difference: 2, quantity: 'points' },
			{ rule: 'completed_in_year', state: 'warn' }
		]);
		expect(filing?.projects.reduce((sum, { amount }) => sum + (amount.value ?? 0), 0)).toBe(
			856890000
		);
		expect(JSON.stringify(filing)).not.toContain('contacts');
		expect(existsSync(workspace.database)).toBe(false);
	}
);

test('the three formats of one report are one filing', async () => {
	const { summary, files } = await workspace.import([FIXTURES]);
	expect(summary).toMatchObject({ files: 3, stored: 1, unchanged: 2 });
	expect(files.slice(1).flatMap((file) => file.issues.map((issue) => issue.code))).toEqual([
		'same_content',
		'same_content'
	]);
	expect(await workspace.problems()).toEqual([]);
});

test('a folder imported again changes nothing, to the byte', async () => {
	cpSync(FIXTURES, workspace.path('reports'), { recursive: true });
	workspace.write('figures.csv', figuresTable(3, [2019, 2020, 2021]));
	workspace.write('scores.csv', scoresTable(3, [2019, 2020, 2021]));
	workspace.write('broken.docx', 'PK');
	const first = await workspace.import([workspace.path('')]);
	expect(first.summary).toMatchObject({ stored: 3, unchanged: 2, failed: 1 });
	const before = await workspace.dump();
	const second = await workspace.import([workspace.path('')]);
	expect(second.summary).toMatchObject({ stored: 0, replaced: 0, unchanged: 5, failed: 1 });
	expect(await workspace.dump()).toBe(before);
	expect(await workspace.problems()).toEqual([]);
});

test('a dry run beside a database tells what would be and writes nothing', async () => {
	const path = workspace.write('figures.csv', figuresTable(2, [2020]));
	await workspace.import([path]);
	const before = await workspace.dump();
	const names = readdirSync(join(workspace.folder, 'db'));
	workspace.write('figures.csv', figuresTable(2, [2020, 2021], 200));
	const { files } = await workspace.import([path], { dryRun: true });
	expect(files[0]?.status).toBe('replaced');
	expect(files[0]?.filings.map(({ fiscal_year, version }) => [fiscal_year, version])).toEqual([
		[2020, 2],
		[2021, 1],
		[2020, 2],
		[2021, 1]
	]);
	expect(readdirSync(join(workspace.folder, 'db'))).toEqual(names);
	expect(await workspace.dump()).toBe(before);
});

test('registry tables come first, whatever they are called', async () => {
	workspace.write('a.csv', figuresTable(1, [2021]));
	workspace.write(
		'x.csv',
		'jurisdiction,department_code,fiscal_year,due_on\n999900,101,2021,2022-03-31\n'
	);
	workspace.write(
		'y.csv',
		'jurisdiction,code,name,kind,aliases\n999900,101,示例第一局,党委部门,示例第101局\n'
	);
	workspace.write('z.csv', 'code,name,is_demo\n999900,示例市,1\n');
	const { files } = await workspace.import([workspace.path('')]);
	expect(
		files.map(({ path, kind, status, issues }) => [path.at(-5), kind, status, issues])
	).toEqual([
		['z', 'registry', 'stored', []],
		['y', 'registry', 'stored', []],
		['x', 'registry', 'stored', []],
		['a', 'figures_table', 'stored', []]
	]);
	expect(files[3]?.filings[0]?.department.name).toBe('示例第一局');
});

test('a table with an error is refused whole', async () => {
	const table = `${FIGURES_HEAD}\n999900,101,甲局,2021,万元,1,0,1\n999900,102,乙局,2021,万元,约2,0,2\n`;
	const { files } = await workspace.import([workspace.write('figures.csv', table)]);
	expect(files[0]).toMatchObject({ status: 'failed', kind: 'figures_table', filings: [] });
	expect(files[0]?.issues[0]?.message).toContain('第3行 第6列（income_total）');
	expect(await workspace.dump()).not.toContain('甲局');
});

test('a department written in two ways for one year is refused, for two years it is not', async () => {
	const rows = (year: number) =>
		`${FIGURES_HEAD}\n999900,,口岸办,2021,万元,1,0,1\n999900,,市口岸办,${year},万元,2,0,2\n`;
	const twice = await workspace.import([workspace.write('twice.csv', rows(2021))]);
	expect(twice.files[0]?.issues.map((issue) => issue.message)).toContain(
		'第3行 第3列（department）的“市口岸办”与第2行 第3列（department）的“口岸办”是同一部门，2021年度写了两次；请保留正确的一条再导入。'
	);
	const once = await workspace.import([workspace.write('once.csv', rows(2020))]);
	expect(once.files[0]?.status).toBe('stored');
	expect(new Set(once.files[0]?.filings.map((filing) => filing.department.code)).size).toBe(1);
});

test('a file that cannot be imported does not keep the others from it', async () => {
	workspace.write('a.docx', '');
	workspace.write('b.csv', figuresTable(1, [2021]));
	workspace.write('c.txt', '会议通知\n请各部门于周五前报送材料。\n');
	workspace.write('d.pdf', '%PDF-1.7 …');
	const { summary, files } = await workspace.import([workspace.path('')]);
	expect(summary).toEqual({
		files: 4,
		stored: 1,
		replaced: 0,
		unchanged: 0,
		skipped: 0,
		failed: 3
	});
	expect(files.map((file) => file.issues[0]?.code)).toEqual([
		'file_empty',
		'kind_unknown',
		'pdf_damaged',
		'jurisdiction_new'
	]);
});

test('a jurisdiction may stand in the name of a folder', async () => {
	const head =
		'department_code,department,fiscal_year,unit,income_total,income_fiscal,spending_total';
	workspace.write('430600/2021/figures.csv', `${head}\n101,口岸办,2021,万元,1,1,1\n`);
	const { files } = await workspace.import([workspace.path('')]);
	expect(files[0]?.filings[0]?.department.jurisdiction.code).toBe('430600');
	expect(files[0]?.issues.map((issue) => issue.code)).toContain('jurisdiction_new');
});

test('scores that come in a file of their own fill the figures’ version', async () => {
	workspace.write('a.csv', figuresTable(2, [2020, 2021]));
	workspace.write('b.csv', scoresTable(2, [2020, 2021]));
	const { files } = await workspace.import([workspace.path('')]);
	expect(files.map((file) => file.status)).toEqual(['stored', 'stored']);
	const scored = files[1]?.filings ?? [];
	expect(scored.map((filing) => filing.version)).toEqual([1, 1, 1, 1]);
	expect(scored[0]?.figures.income_total.value).toBe(120_000_000);
	expect(scored[0]?.score.items).toMatchObject([
		{ path: ['投入', '预算配置', '控制率'], weight: 60, score: 59, reason: '有差距' },
		{ path: ['产出', '职责履行', '完成率'], weight: 40, score: 40 }
	]);
	workspace.write('b.csv', scoresTable(2, [2020, 2021], 2));
	const corrected = await workspace.import([workspace.path('')]);
	expect(corrected.files.map((file) => file.status)).toEqual(['unchanged', 'replaced']);
	expect(await workspace.problems()).toEqual([]);
});

test.each([
	['x1,206.04', '应为金额，如“1206.04”', 'unreadable_number'],
	[`${'很'.repeat(60)}长`, '应为金额，如“1206.04”', 'unreadable_number']
])('a problem says apart what was read and what was expected: %s', async (read, expected, code) => {
	const path = workspace.write('a.csv', figuresTable(1, [2020]).replace('120.00', `"${read}"`));
	const { files } = await workspace.import([path]);
	expect(files[0]?.issues).toMatchObject([{ code, read, expected, place: { line: 2 } }]);
});

test('a problem of a whole file says what was expected', async () => {
	const { files } = await workspace.import([
		workspace.write('a.docx', Buffer.from('ffd8ffe000104a46', 'hex'))
	]);
	expect(files[0]?.issues).toHaveLength(1);
	expect(files[0]?.issues[0]?.read).toBeNull();
	expect(files[0]?.issues[0]?.expected).toMatch(/^应/);
});

const NEXT_YEAR = new Date().getFullYear() + 1;

test.each([
	['a table', 'a.csv', figuresTable(1, [2020, NEXT_YEAR]), '第3行 第4列（fiscal_year）'],
	[
		'a report',
		'a.html',
		`<!doctype html><meta charset="utf-8"><p>示例市水利局${NEXT_YEAR}年度部门整体支出绩效自评报告</p><p>一、本年支出合计912.30万元。</p>`,
		'第1段'
	]
])('a year to come in %s is refused with its place', async (_, name, content, place) => {
	const { files } = await workspace.import([workspace.write(name, content)]);
	expect(files.map(({ status, issues }) => [status, issues.map(({ message }) => message)])).toEqual(
		[
			[
				'failed',
				[`${place}写明是${NEXT_YEAR}年度，这一年还没有到，不会有决算或自评；请改正年度后再导入。`]
			]
		]
	);
	expect(existsSync(workspace.database) && (await workspace.problems())).toEqual([]);
});

test('a column of the next year’s budget is left out of a list of this year', async () => {
	const list = `年度,部门,单位,支出合计,${NEXT_YEAR}年支出预算\n2021,甲局,万元,9.00,10.00\n`;
	const { files } = await workspace.import([workspace.write('a.csv', list)]);
	expect(files.map(({ status }) => status)).toEqual(['stored']);
	expect(files[0]?.filings.map(({ fiscal_year }) => fiscal_year)).toEqual([2021]);
	expect(files[0]?.leftovers.map(({ text, why }) => [text, why])).toEqual([
		['10.00', `是${NEXT_YEAR}年度的预算，这一年还没有到，未读入。`]
	]);
});
