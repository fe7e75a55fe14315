/** The bureau's own scores of the made-up city: samples that can be drawn again, scores, and what is refused. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Kysely } from 'kysely';
import { openExisting } from '#lib/server/ledger/connection/open.ts';
import { lastSeen } from '#lib/server/ledger/audit/unseen.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { listReassessed, listSamples } from '#lib/server/questions/reports/reassessments.ts';
import { drawSample, withdrawSample, type DrawRequest } from '#lib/server/reassessment/draw.ts';
import { readScoresFile } from '#lib/server/reassessment/scores-file.ts';
import { reassess } from '#lib/server/reassessment/scores.ts';
import { importDemo, type DemoLedger } from '../api/demo-ledger.ts';

const AREA = '999900';
const YEAR = 2022;
const STAFFING = '投入 › 预算配置 › 财政供养人员控制率';

let ledger: DemoLedger;
let db: Kysely<Database>;

beforeAll(async () => {
	ledger = await importDemo();
	db = openExisting(ledger.path);
});
afterAll(async () => {
	await db.destroy();
	await ledger.close();
});

const draw = (asked: Partial<DrawRequest>) =>
	drawSample(
		db,
		{ area: AREA, fiscal_year: YEAR, method: 'random', size: 5, seed: '', codes: [], ...asked },
		'tester'
	);
const codesOf = async () => {
	const rows = await db
		.selectFrom('department_year as y')
		.innerJoin('department as d', 'd.id', 'y.department_id')
		.select(['d.code', 'y.spending_total', 'y.score_form'])
		.where('fiscal_year', '=', YEAR)
		.orderBy('d.code')
		.execute();
	return rows;
};

describe('a sample', () => {
	test('is drawn again by its seed, with nothing of the product', async () => {
		const { seed, departments } = await draw({ seed: '2026-第一次' });
		const hash = (code: string) => createHash('sha256').update(`${seed}/${code}`).digest('hex');
		const again = (await codesOf())
			.map(({ code }) => ({ code, hash: hash(code) }))
			.sort((a, b) => (a.hash < b.hash ? -1 : 1))
			.slice(0, 5)
			.map(({ code }) => code);
		expect(departments.map(({ code }) => code)).toEqual(again);
	});

	test('is drawn once by a form that is sent twice', async () => {
		const [seen, before] = [await lastSeen(db), await listSamples(db, AREA, YEAR)];
		const outcomes = await Promise.allSettled([draw({ seen }), draw({ seen })]);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		await expect(draw({ seen })).rejects.toThrow('没有再抽取');
		const [made] = (await listSamples(db, AREA, YEAR)).filter(
			({ id }) => !before.some((one) => one.id === id)
		);
		await withdrawSample(db, made?.id ?? 0, 'tester');
		await expect(draw({ seen })).rejects.toThrow('没有再抽取');
		expect(await listSamples(db, AREA, YEAR)).toEqual(before);
	});

	test('differs by seed, and has one where none is typed', async () => {
		const [one, other] = [await draw({ size: 20 }), await draw({ size: 20 })];
		expect(one.seed).toMatch(/^[0-9a-f]{8}$/);
		expect(one.departments).not.toEqual(other.departments);
	});

	test('has a seed of one line, which can be read aloud and typed again', async () => {
		expect((await draw({ seed: ' 2026\u0007\u001b\n 一\r\n' })).seed).toBe('2026 一');
	});

	test('of the largest spenders holds them', async () => {
		const rows = (await codesOf()).sort(
			(a, b) => (b.spending_total ?? 0) - (a.spending_total ?? 0)
		);
		const { departments } = await draw({ method: 'spending', size: 3 });
		expect(departments.map(({ code }) => code)).toEqual(rows.slice(0, 3).map(({ code }) => code));
	});

	test('by hand holds those named, each once', async () => {
		const { departments } = await draw({ method: 'hand', codes: ['201', ' 101 ', '201', ''] });
		expect(departments.map(({ code }) => code)).toEqual(['201', '101']);
	});

	test.each<[string, Partial<DrawRequest>, string]>([
		['none', { size: 0 }, '抽取家数应为 1 至'],
		['more than there are', { size: 1e6 }, '抽取家数应为 1 至'],
		['half a department', { size: 2.5 }, '抽取家数应为 1 至'],
		['no number', { size: Number.NaN }, '抽取家数应为 1 至'],
		['a year without filings', { fiscal_year: 1999 }, '没有部门报送 1999 年度'],
		['an unknown place', { area: '000000' }, '没有部门报送'],
		['a long seed', { seed: 'x'.repeat(65) }, '随机种子过长，至多 64 个字'],
		['nobody by hand', { method: 'hand', codes: ['', ' '] }, '请写明要复评的部门编码'],
		['a stranger by hand', { method: 'hand', codes: ["'; drop table filing --"] }, '没有报送']
	])('of %s is refused, and nothing is stored', async (_name, asked, sentence) => {
		const before = (await listSamples(db, AREA, YEAR)).length;
		await expect(draw(asked)).rejects.toThrow(sentence);
		expect((await listSamples(db, AREA, YEAR)).length).toBe(before);
	});

	test('is taken back once', async () => {
		const [newest] = await listSamples(db, AREA, YEAR);
		await withdrawSample(db, newest?.id ?? 0, 'tester');
		await expect(withdrawSample(db, newest?.id ?? 0, 'tester')).rejects.toThrow('没有这次抽取');
	});
});

const give = (scores: [indicator: string, score: string][], department = '101', year = YEAR) =>
	reassess(
		db,
		[
			{
				area: AREA,
				department,
				fiscal_year: year,
				scores: scores.map(([indicator, score]) => ({ indicator, score, reason: '查看凭证' }))
			}
		],
		'tester'
	);

describe('scores', () => {
	test('stand beside the department’s own, which stay as they are', async () => {
		const before = await codesOf();
		expect(
			await give([
				['', '88.5'],
				[STAFFING, '4']
			])
		).toBe(2);
		const rows = await listReassessed(db, AREA, YEAR);
		const own = rows.filter(({ department }) => department.code === '101');
		const self = before.find(({ code }) => code === '101')?.score_form ?? 0;
		expect(own).toMatchObject([
			{ indicator: '', self_score: self, score: 8850, gap: 8850 - self, reason: '查看凭证' },
			{ indicator: STAFFING, weight: 500, score: 400, assessed_by: 'tester' }
		]);
		expect(await codesOf()).toEqual(before);
		expect((await verifyLedger(db)).problems).toEqual([]);
	});

	test('given again as they are change nothing; an empty one takes a score back', async () => {
		expect(await give([['', '88.50']])).toBe(0);
		expect(await give([[STAFFING, '']])).toBe(1);
		expect(await give([[STAFFING, '']])).toBe(0);
		const rows = await listReassessed(db, AREA, YEAR);
		expect(rows.filter(({ indicator }) => indicator !== '')).toEqual([]);
	});

	test('keep a reason without what no keyboard types, and refuse one without end', async () => {
		const give = (reason: string) => {
			const scores = [{ indicator: STAFFING, score: '4', reason }];
			return reassess(db, [{ area: AREA, department: '103', fiscal_year: YEAR, scores }], 'tester');
		};
		await give('凭证\u0007不全\u001b[31m\r\n见附件\u0000 ');
		const rows = await listReassessed(db, AREA, YEAR);
		const own = rows.filter(({ department }) => department.code === '103');
		expect(own.map(({ reason }) => reason)).toContain('凭证不全[31m\n见附件');
		await expect(give('长'.repeat(501))).rejects.toThrow('的理由过长，至多 500 个字');
	});

	test('given by another after the form was opened are not overwritten unseen', async () => {
		const giveOver = (score: string, seen: string) => {
			const scores = [{ indicator: STAFFING, score, reason: '查看凭证' }];
			const asked = { area: AREA, department: '102', fiscal_year: YEAR, scores, seen };
			return reassess(db, [asked], 'tester');
		};
		const first = await lastSeen(db);
		expect(await giveOver('4', first)).toBe(1);
		expect(await giveOver('4', first)).toBe(0);
		for (const score of ['3', '']) await expect(giveOver(score, first)).rejects.toThrow('已有变动');
		const second = await lastSeen(db);
		expect(await giveOver('3.5', second)).toBe(1);
		await expect(giveOver('4', second)).rejects.toThrow('已有变动');
		expect(await giveOver('', await lastSeen(db))).toBe(1);
		await expect(giveOver('4', first)).rejects.toThrow('已有变动');
	});

	test.each<[string, string, string]>([
		['above the weight', STAFFING, '5.01'],
		['above a hundred', '', '100.01'],
		['below nothing', '', '-1'],
		['above a weight that it shares', '效果 › 履职效益 › 社会效益', '15.01'],
		['three decimals', '', '90.123'],
		['words', '', '九十'],
		['a script', '', '<script>'],
		['an exponent', '', '1e2'],
		['an indicator that is not on the sheet', '投入 › 预算配置', '1'],
		['an indicator by its last level alone', '财政供养人员控制率', '1']
	])('are refused whole: %s', async (_name, indicator, score) => {
		const before = await listReassessed(db, AREA, YEAR);
		const given: [string, string][] = [
			['', '70'],
			[indicator, score]
		];
		await expect(give(given)).rejects.toThrow(/复评得分应为|不在该部门的评分表里/);
		expect(await listReassessed(db, AREA, YEAR)).toEqual(before);
	});

	test.each([
		['nowhere', YEAR],
		['101', 1999]
	])('of a department or year that has not filed are refused: %s %i', async (department, year) => {
		await expect(give([['', '90']], department, year)).rejects.toThrow('没有报送');
	});
});

describe('a file of scores', () => {
	const read = (text: string) => readScoresFile(Buffer.from(text));

	test('is read by its heads, in either language, the levels parted by any sign', () => {
		const rows = [
			'\ufeff年度,部门编码,区划代码,复评得分,指标,理由',
			'2022年,101,999900,88.5,总分,"有, 逗号"',
			'2022,102,999900,4,投入/预算配置 > 财政供养人员控制率,'
		];
		expect(read(rows.join('\r\n'))).toMatchObject([
			{
				area: '999900',
				department: '101',
				fiscal_year: 2022,
				scores: [{ indicator: '', score: '88.5', reason: '有, 逗号' }]
			},
			{ department: '102', scores: [{ indicator: STAFFING, score: '4', reason: '' }] }
		]);
		expect(read('jurisdiction,department_code,fiscal_year,score\n1,2,2022,3')).toHaveLength(1);
	});

	test.each([
		['', '文件缺少“区划代码”一列'],
		['区划代码,部门编码,年度,复评得分\n', '文件里没有得分'],
		['区划代码,部门编码,年度\n1,2,3', '文件缺少“复评得分”一列'],
		['区划代码,部门编码,年度,复评得分\n1,2,二〇二二,3', '第 2 行的年度应为四位数字']
	])('%j is refused', (text, sentence) => {
		expect(() => read(text)).toThrow(sentence);
	});
});
