import { describe, expect, test } from 'vitest';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { FindingState, RuleId } from '#lib/catalogue/rules.ts';
import {
	buildSeed,
	readFigure,
	readPoints,
	reviewRule,
	withFigures,
	withItem,
	withScore
} from './builder.ts';

const seed = buildSeed();

describe('recomputed scores', () => {
	const staffing = (actual: string, score: string) =>
		withItem(withFigures(seed, { staff_actual: actual }), '财政供养人员控制率', {
			score: readPoints(score)
		});
	const assets = (inUse: string, score: string) =>
		withItem(withFigures(seed, { assets_in_use: inUse }), '固定资产利用率', {
			score: readPoints(score)
		});
	const balance = (left: string, score: string) =>
		withItem(withFigures(seed, { balance_cumulative: left }), '资金结余', {
			score: readPoints(score)
		});

	test.each<[string, RuleId, RecognisedFiling, FindingState, number | null]>([
		// 23 of 22 is 104.55%: four, five or 4.55 points over.
		['floor', 'recompute_staffing', staffing('23', '3'), 'pass', null],
		['ceiling', 'recompute_staffing', staffing('23', '2.5'), 'pass', null],
		['pro rata', 'recompute_staffing', staffing('23', '2.73'), 'pass', null],
		['too high', 'recompute_staffing', staffing('23', '5'), 'fail', 200],
		['too low', 'recompute_staffing', staffing('23', '2'), 'fail', -50],
		['never below zero', 'recompute_staffing', staffing('185', '0'), 'pass', null],
		['under quota', 'recompute_staffing', staffing('20', '5'), 'pass', null],
		['under quota, marks lost', 'recompute_staffing', staffing('20', '4'), 'fail', -100],
		['unread', 'recompute_staffing', staffing('二十', '5'), 'not_checkable', null],
		['score blank', 'recompute_staffing', staffing('22', ''), 'not_checkable', null],
		// 2089.458 of 2132.1 is 98% exactly.
		['two points', 'recompute_assets', assets('2089.458', '2.8'), 'pass', null],
		['three points', 'recompute_assets', assets('2089.458', '2.7'), 'fail', -10],
		['idle assets ignored', 'recompute_assets', assets('1500', '3'), 'fail', 290],
		['no balance', 'recompute_balance', balance('0', '3'), 'pass', null],
		['no balance, marks lost', 'recompute_balance', balance('0', '2'), 'fail', -100],
		['negative balance', 'recompute_balance', balance('-3', '3'), 'not_checkable', null],
		['more than carried in', 'recompute_balance', balance('500', '2'), 'fail', 200],
		['as much as carried in', 'recompute_balance', balance('432.05', '2'), 'pass', null]
	])('%s', (_name, rule, filing, state, difference) => {
		expect(reviewRule(rule, filing)).toMatchObject({ state, difference });
	});

	test('the finding names the readings and the interval', () => {
		expect(reviewRule('recompute_staffing', staffing('23', '5')).message).toBe(
			'实有人数23人、人员编制22人，控制率104.55%；每超过1个百分点扣0.5分，按舍去、进位或按比例计算，应在2.5分至3分之间，自评5分。'
		);
	});

	const last = (total: string) => ({
		...withFigures(seed, { three_public_total: total }),
		fiscal_year: 2020
	});
	test.each<[string, string, string, FindingState]>([
		['the rise costs all', '20', '0', 'pass'],
		['the rise costs nothing', '20', '5', 'fail'],
		['no rise', '41.57', '5', 'pass'],
		['a fall', '60', '5', 'pass'],
		['a fall, marks lost', '60', '0', 'fail'],
		// 41.57 of 41 is 1.39% more: one, two or 1.39 points.
		['a small rise', '41', '4.5', 'pass'],
		['last year zero', '0', '5', 'not_checkable'],
		['last year unread', '约40', '5', 'not_checkable']
	])('三公 change: %s', (_name, before, score, state) => {
		const filing = withItem(seed, '“三公经费”变动率', { score: readPoints(score) });
		expect(reviewRule('recompute_three_public', filing, [last(before)]).state).toBe(state);
	});

	test('nothing spent in either year is no rise', () => {
		const filing = withItem(withFigures(seed, { three_public_total: '0' }), '“三公经费”变动率', {
			score: readPoints('5')
		});
		expect(reviewRule('recompute_three_public', filing, [last('0')]).state).toBe('pass');
	});

	test('other weights are judged by their own printed rule', () => {
		const criterion = '控制率≤100%，计8分；每超过1个百分点扣1分，扣完为止。';
		const filing = withItem(staffing('23', '8'), '财政供养人员控制率', {
			criterion,
			weight: readPoints('8')
		});
		expect(reviewRule('recompute_staffing', filing)).toMatchObject({
			state: 'fail',
			difference: 400
		});
	});

	test.each<[string, Partial<RecognisedFiling['score']['items'][number]>, string]>([
		[
			'criterion for another weight',
			{ weight: readPoints('8') },
			'评分标准写明满分5分，分值为8分，两者不一致。'
		],
		['criterion in other words', { criterion: '酌情扣分' }, '评分标准的写法无法换算成规则。'],
		[
			'no criterion and another weight',
			{ criterion: '', weight: readPoints('8') },
			'未附评分标准。'
		]
	])('%s cannot be recomputed', (_name, change, message) => {
		const filing = withItem(seed, '财政供养人员控制率', change);
		expect(reviewRule('recompute_staffing', filing)).toMatchObject({
			state: 'not_checkable',
			message
		});
	});

	describe('by the usual rule, where the sheet prints none', () => {
		const bare = (filing: RecognisedFiling, name: string) =>
			withItem(filing, name, { criterion: '' });

		test.each<[string, RuleId, RecognisedFiling, FindingState, number | null]>([
			['in line', 'recompute_staffing', staffing('23', '2.5'), 'pass', null],
			['too high', 'recompute_staffing', staffing('23', '5'), 'warn', 200],
			['too low', 'recompute_staffing', staffing('23', '2'), 'not_checkable', null],
			['assets in line', 'recompute_assets', assets('2089.458', '2.8'), 'pass', null],
			['assets too high', 'recompute_assets', assets('1500', '3'), 'warn', 290],
			['balance in line', 'recompute_balance', balance('432.05', '2'), 'pass', null],
			['balance too high', 'recompute_balance', balance('500', '2'), 'warn', 200],
			['balance too low', 'recompute_balance', balance('0', '2'), 'not_checkable', null]
		])('%s', (_name, rule, filing, state, difference) => {
			const plain = ['财政供养人员控制率', '固定资产利用率', '资金结余'].reduce(bare, filing);
			expect(reviewRule(rule, plain)).toMatchObject({ state, difference });
		});

		test('the finding says so', () => {
			const plain = bare(staffing('23', '5'), '财政供养人员控制率');
			expect(reviewRule('recompute_staffing', plain).message).toBe(
				'实有人数23人、人员编制22人，控制率104.55%；评分表未附评分标准，按通用评分标准每超过1个百分点扣0.5分，按舍去、进位或按比例计算，应在2.5分至3分之间，自评5分。'
			);
			const low = bare(staffing('23', '2'), '财政供养人员控制率');
			expect(reviewRule('recompute_staffing', low).message).toBe(
				'评分表未附评分标准，自评得分低于按通用评分标准复算的得分，可能另有标准。'
			);
		});
	});

	test('an indicator that the sheet does not have', () => {
		const filing = withScore(seed, { items: seed.score.items.slice(6) });
		expect(reviewRule('recompute_staffing', filing)).toMatchObject({
			state: 'not_checkable',
			message: '评分表中没有“财政供养人员控制率”指标。'
		});
	});

	test.each<[string, string, FindingState, number | null]>([
		['22', '22', 'pass', null],
		['185', '128', 'fail', 57],
		['1', '0', 'fail', 1],
		['', '22', 'not_checkable', null],
		['22', '/', 'not_checkable', null]
	])('%s people on %s posts', (actual, quota, state, difference) => {
		const filing = withFigures(seed, { staff_actual: actual, staff_quota: quota });
		expect(reviewRule('staff_over_quota', filing)).toMatchObject({ state, difference });
	});
});

test.each([
	['within the budget', '50', '6', 'pass', null],
	['beyond it', '41', '6', 'fail', 100],
	['beyond it, marks lost', '41', '4.5', 'pass', null],
	['without a budget', null, '6', 'not_checkable', null]
] as const)('the three-public control rate: %s', (_name, budget, score, state, difference) => {
	const filing = withItem(seed, '“三公经费”控制率', {
		score: readPoints(score),
		criterion: '以100%为标准。三公经费控制率≦100%，计6分\n每超过一个百分点扣1分，扣完为止。'
	});
	const measure = 'three_public_total' as const;
	const budgets: RecognisedFiling['budgets'] =
		budget === null
			? []
			: [{ measure, basis: 'budget_initial', figure: readFigure(measure, budget) }];
	const finding = reviewRule('recompute_three_public_control', { ...filing, budgets });
	expect(finding).toMatchObject({ state, difference });
	const quoted = finding.places.filter(({ label }) => label === '三公经费合计年初预算数');
	expect(quoted).toHaveLength(budget === null ? 0 : 1);
});
