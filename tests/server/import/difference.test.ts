import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importPaths } from '#lib/server/import/import.ts';
import { JsonReport } from '#lib/server/import/json-report.ts';
import { TextReport } from '#lib/server/import/text-report.ts';
import type { DifferenceCounts, FilingDifference } from '#lib/server/ledger/filing/difference.ts';
import { FIGURES_HEAD, figuresTable, scoresTable, Workspace } from './workspace.ts';

let workspace: Workspace;

beforeEach(() => {
	workspace = new Workspace();
});
afterEach(() => {
	workspace.remove();
});

class Page extends Writable {
	text = '';
	override _write(chunk: Buffer, _: string, done: () => void): void {
		this.text += chunk.toString();
		done();
	}
}

interface Told {
	text: string;
	difference: { filings: FilingDifference[]; counts: DifferenceCounts };
}

/** The output of a dry run in both of its forms. */
async function tryRun(path: string): Promise<Told> {
	const [text, json] = [new Page(), new Page()];
	const options = { databasePath: workspace.database, dataFolder: workspace.folder, dryRun: true };
	const words = new TextReport(text, null, options);
	words.end(await importPaths([path], { ...options, listener: words }));
	const object = new JsonReport(json);
	await object.end(await importPaths([path], { ...options, listener: object }), null);
	return { text: text.text, ...(JSON.parse(json.text) as Omit<Told, 'text'>) };
}

test('a dry run tells what every figure was and would be', async () => {
	await workspace.import([workspace.write('a.csv', figuresTable(3, [2020]))]);
	const news = [
		FIGURES_HEAD,
		'999900,101,示例第101局,2020,万元,125.50,20.00,105.50',
		'999900,102,示例第102局,2020,万元,121.00,20.00,101.00',
		'999900,103,示例第103局,2021,元,1220000,200000,1020000'
	];
	const { text, difference } = await tryRun(workspace.write('b.csv', `${news.join('\n')}\n`));
	expect(difference.counts).toEqual({
		added: 3,
		replaced: 2,
		removed: 0,
		unchanged: 1,
		unchanged_filings: 2
	});
	expect(difference.filings.map(({ department, state }) => [department.code, state])).toEqual([
		['101', 'changed'],
		['103', 'added']
	]);
	expect(difference.filings[0]).toMatchObject({
		fiscal_year: 2020,
		version: { before: 1, after: 2 },
		unchanged: 1,
		figures: [
			{
				measure: 'income_total',
				basis: 'actual',
				state: 'replaced',
				before: { value: 120_000_000, printed: '120.00' },
				after: { value: 125_500_000, printed: '125.50' }
			},
			{ measure: 'income_fiscal', state: 'replaced', after: { value: 105_500_000 } }
		]
	});
	expect(text).toContain('共1个文件：将存入0，将更新1，未变0，跳过0，失败0。');
	expect(text).not.toMatch(/^(?:存入|更新)/m);
	expect(text).toContain(
		'示例第101局（101） 2020年度 第1版 → 第2版：新增0，更新2，删去0，未变1\n' +
			'      更新  收入合计：1,200,000.00元（原文“120.00”） → 1,255,000.00元（原文“125.50”）\n'
	);
	expect(text).toContain('示例第103局（103） 2021年度 新报告，第1版：新增3，更新0，删去0，未变0\n');
	expect(text).toContain('      新增  上年结转：200,000.00元（原文“200000”）\n');
	expect(text).toContain('数据新增3项，更新2项，删去0项，未变1项；另有2份报告没有变动。');
});

test('scores that come to stored figures are added, and the figures stay', async () => {
	await workspace.import([workspace.write('a.csv', figuresTable(1, [2020]))]);
	const { text, difference } = await tryRun(workspace.write('b.csv', scoresTable(1, [2020])));
	expect(difference.filings).toMatchObject([
		{ version: { before: 1, after: 1 }, unchanged: 3, parts: ['score_items'] }
	]);
	expect(difference.filings[0]?.figures).toMatchObject([
		{ measure: 'score_item', of: ['投入', '预算配置', '控制率'], state: 'added' },
		{ measure: 'score_item', of: ['产出', '职责履行', '完成率'], after: { value: 4000 } }
	]);
	expect(text).toContain('第1版，补充：新增2，更新0，删去0，未变3\n');
	expect(text).toContain('      新增  投入·预算配置·控制率·得分：59分（原文“59”）\n');
	expect(text).toContain('      另有变动：评分表各项\n');
});

test('what is stored already makes no difference', async () => {
	const path = workspace.write('a.csv', figuresTable(2, [2020, 2021]));
	await workspace.import([path]);
	const before = await workspace.dump();
	const { text, difference } = await tryRun(path);
	expect(difference).toEqual({
		filings: [],
		counts: { added: 0, replaced: 0, removed: 0, unchanged: 0, unchanged_filings: 4 }
	});
	expect(text).toContain('与已存数据的差别：\n没有差别。\n');
	expect(await workspace.dump()).toBe(before);
});

test('the difference of a dry run is what the import then changes', async () => {
	await workspace.import([workspace.write('a.csv', figuresTable(2, [2020]))]);
	const path = workspace.write('b.csv', figuresTable(2, [2020, 2021], 300));
	const { difference } = await tryRun(path);
	const { files } = await workspace.import([path]);
	const stored = new Map(
		(files[0]?.filings ?? []).map((each) => [
			`${each.department.code}/${each.fiscal_year}`,
			each.figures
		])
	);
	const told = difference.filings.flatMap(({ department, fiscal_year, figures }) =>
		figures.map(({ measure, after }) => ({
			told: after?.value,
			stored: stored.get(`${department.code}/${fiscal_year}`)?.[measure as 'income_total'].value
		}))
	);
	expect(told).toHaveLength(10);
	expect(told.filter((each) => each.told !== each.stored)).toEqual([]);
});
