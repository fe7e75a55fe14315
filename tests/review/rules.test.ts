import { describe, expect, test } from 'vitest';
import type { MentionedDate, RecognisedFiling } from '#lib/catalogue/filing.ts';
import type { FindingState, RuleId } from '#lib/catalogue/rules.ts';
import {
	buildSeed,
	readFigure,
	readPoints,
	reviewRule,
	unitRow,
	withFigures,
	withItem,
	withScore,
	type PrintedFigures
} from './builder.ts';

const seed = buildSeed();

describe('sums', () => {
	test.each<[RuleId, PrintedFigures, FindingState, number | null, string]>([
		[
			'income_parts',
			{ income_total: '1206.05' },
			'pass',
			10000,
			'收入合计1206.05万元，各分项之和为1206.04万元，相差0.01万元，属尾差。'
		],
		[
			'income_parts',
			{ income_total: '1206.09' },
			'pass',
			50000,
			'收入合计1206.09万元，各分项之和为1206.04万元，相差0.05万元，属尾差。'
		],
		[
			'income_parts',
			{ income_total: '1206.10' },
			'fail',
			60000,
			'收入合计1206.1万元，各分项之和为1206.04万元，相差0.06万元。'
		],
		[
			'income_parts',
			{ income_fiscal: '约770' },
			'not_checkable',
			null,
			'公共财政拨款无法识读（“约770”）。'
		],
		['income_parts', { income_total: '' }, 'not_checkable', null, '收入合计未填。'],
		[
			'income_parts',
			{ income_gov_fund: '/', income_nontax: '-' },
			'pass',
			0,
			'收入合计1206.04万元，等于各分项之和（政府基金拨款、纳入专户管理的非税收入拨款未填，按0计）。'
		],
		[
			'income_parts',
			{ income_other: '' },
			'fail',
			3520000,
			'收入合计1206.04万元，各分项之和为1202.52万元，相差3.52万元（其他收入未填，按0计）。'
		],
		['income_parts', { income_fiscal: '' }, 'not_checkable', null, '公共财政拨款未填，无法核对。'],
		[
			'basic_parts',
			{ spending_basic: '359.01' },
			'fail',
			10000000,
			'基本支出359.01万元，各分项之和为349.01万元，相差10万元。'
		],
		[
			'spending_parts',
			{ spending_project: '' },
			'fail',
			856890000,
			'支出合计1205.9万元，各分项之和为349.01万元，相差856.89万元（项目支出未填，按0计）。'
		],
		[
			'balance_cumulative_identity',
			{ balance_cumulative: '-0.14' },
			'fail',
			-280000,
			'累计结余−0.14万元，收入合计减支出合计为0.14万元，相差0.28万元。'
		],
		[
			'balance_current_identity',
			{ balance_current: '431.91' },
			'fail',
			863820000,
			'当年结余431.91万元，收入合计减上年结转减支出合计为−431.91万元，相差863.82万元。'
		],
		[
			'three_public_parts',
			{ three_public_abroad: '无' },
			'pass',
			0,
			'三公经费合计41.57万元，等于各分项之和（因公出国费未填，按0计）。'
		],
		[
			'assets_parts',
			{ assets_in_use: '', assets_leased: '' },
			'not_checkable',
			null,
			'各分项均未填。'
		],
		[
			'assets_parts',
			{ assets_in_use: '2l32.1' },
			'not_checkable',
			null,
			'在用固定资产无法识读（“2l32.1”）。'
		]
	])('%s with %j: %s', (rule, printed, state, difference, message) => {
		const finding = reviewRule(rule, withFigures(seed, printed));
		expect(finding).toMatchObject({ state, difference, message });
		expect(finding.rounding).toBe(state === 'pass' && difference !== 0);
		expect(finding.quantity).toBe(difference === null ? null : 'money');
	});

	test('an unreadable figure touches only the rules that need it', () => {
		const filing = withFigures(seed, { spending_personnel: '三百零一' });
		expect(reviewRule('basic_parts', filing).state).toBe('not_checkable');
		expect(reviewRule('spending_parts', filing).state).toBe('pass');
		expect(reviewRule('narrative_basic', filing).state).toBe('pass');
	});

	test('a hostile text is quoted on one line and cut', () => {
		const filing = withFigures(seed, { income_total: `<b>${'长'.repeat(50)}\n\n</b>` });
		expect(reviewRule('income_parts', filing).message).toBe(
			`收入合计无法识读（“<b>${'长'.repeat(37)}…”）。`
		);
	});
});

describe('unit rows', () => {
	const rows = (total: PrintedFigures, ...parts: PrintedFigures[]): RecognisedFiling => ({
		...seed,
		units: [
			unitRow('局机关及二级机构汇总', 'total', total),
			...parts.map((part, i) =>
				unitRow(`单位${i + 1}`, i === 0 ? 'headquarters' : 'subunit', part)
			),
			unitRow('二级机构9', 'placeholder', {})
		]
	});

	test.each<[string, RecognisedFiling, FindingState, number | null, string]>([
		[
			'equal',
			rows({ income_total: '229.46' }, { income_total: '176.26' }, { income_total: '53.2' }),
			'pass',
			null,
			'汇总行1栏均等于2个单位之和。'
		],
		[
			'尾差',
			rows({ income_total: '229.47' }, { income_total: '176.26' }, { income_total: '53.2' }),
			'pass',
			10000,
			'汇总行收入合计229.47万元，各单位之和229.46万元，相差0.01万元，属尾差。'
		],
		[
			'different',
			rows(
				{ income_total: '230', staff_actual: '19' },
				{ income_total: '176.26', staff_actual: '12' },
				{ income_total: '53.2', staff_actual: '6' }
			),
			'fail',
			540000,
			'汇总行实有人数19人，各单位之和18人，相差1人；汇总行收入合计230万元，各单位之和229.46万元，相差0.54万元。'
		],
		[
			'a blank part',
			rows({ income_total: '176.26' }, { income_total: '176.26' }, { income_total: '' }),
			'pass',
			null,
			'汇总行1栏均等于2个单位之和。'
		],
		[
			'an unreadable part',
			rows({ income_total: '229.46' }, { income_total: '176.26' }, { income_total: '约53' }),
			'not_checkable',
			null,
			'收入合计有无法识读的格，未核对。'
		],
		[
			'a part without the column',
			rows({ income_total: '229.46' }, { income_total: '176.26' }, {}),
			'not_checkable',
			null,
			'各单位行没有可以汇总的数字。'
		]
	])('%s', (_name, filing, state, difference, message) => {
		expect(reviewRule('units_sum', filing)).toMatchObject({ state, difference, message });
	});

	test('the cells of every wrong column are quoted', () => {
		const filing = rows(
			{ income_total: '230' },
			{ income_total: '176.26' },
			{ income_total: '53.2' }
		);
		expect(reviewRule('units_sum', filing).places.map((place) => place.label)).toEqual([
			'局机关及二级机构汇总 · 收入合计',
			'单位1 · 收入合计',
			'单位2 · 收入合计'
		]);
	});
});

describe('score sheet', () => {
	const items = seed.score.items;
	test.each<[string, RuleId, RecognisedFiling, FindingState, number | null, string]>([
		[
			'no sheet',
			'score_weights',
			withScore(seed, { items: [] }),
			'not_checkable',
			null,
			'报告中没有评分表。'
		],
		[
			'weights',
			'score_weights',
			withItem(seed, '重点支出安排率', { weight: readPoints('6') }),
			'fail',
			100,
			'各指标分值之和为101分，总分行分值100分，应为100分。'
		],
		[
			'total row',
			'score_weights',
			withScore(seed, { sheet_weight: readPoints('98') }),
			'fail',
			200,
			'各指标分值之和为100分，总分行分值98分，应为100分。'
		],
		[
			'heading',
			'score_weights',
			withScore(seed, {
				headings: [{ path: ['产出'], weight: 3000, place: seed.score.headings[0]!.place }]
			}),
			'fail',
			-500,
			'“产出”标注30分，其下各指标分值之和为25分。'
		],
		[
			'a weight unread',
			'score_weights',
			withItem(seed, '支付进度', { weight: readPoints('三') }),
			'not_checkable',
			null,
			'“预算执行 · 支付进度”的分值无法识读（“三”）。'
		],
		[
			'over weight',
			'score_within_weight',
			withItem(seed, '支付进度', { score: readPoints('4') }),
			'fail',
			100,
			'“预算执行 · 支付进度”得分4分，超过分值3分。'
		],
		[
			'negative',
			'score_within_weight',
			withItem(seed, '支付进度', { score: readPoints('-1') }),
			'fail',
			-100,
			'“预算执行 · 支付进度”得分−1分，低于0分。'
		],
		[
			'shared weight',
			'score_within_weight',
			withItem(seed, '社会效益', { score: readPoints('6') }),
			'fail',
			100,
			'“经济效益、社会效益、生态效益”合计得分16分，超过分值15分。'
		],
		[
			'score unread',
			'score_within_weight',
			withItem(seed, '支付进度', { score: readPoints('优') }),
			'not_checkable',
			null,
			'“预算执行 · 支付进度”得分无法识读（“优”）。'
		],
		[
			'sum',
			'score_sheet_sum',
			withScore(seed, { sheet: readPoints('93') }),
			'fail',
			-100,
			'各项自评得分之和92分，评分表总分93分，相差1分。'
		],
		[
			'blank score',
			'score_sheet_sum',
			withItem(withScore(seed, { sheet: readPoints('89') }), '支付进度', { score: readPoints('') }),
			'pass',
			0,
			'各项自评得分之和89分，等于评分表总分（1项得分未填，按0计）。'
		],
		[
			'no total',
			'score_sheet_sum',
			withScore(seed, { sheet: readPoints('') }),
			'not_checkable',
			null,
			'评分表总分未填。'
		],
		[
			'form blank',
			'score_form_vs_sheet',
			withScore(seed, { form: readPoints('') }),
			'not_checkable',
			null,
			'自评表综合得分未填。'
		],
		[
			'form equals',
			'score_form_vs_sheet',
			withScore(seed, { form: readPoints('92.0') }),
			'pass',
			0,
			'自评表综合得分92分，评分表总分92分，一致。'
		],
		[
			'89.5 is 良',
			'grade_band',
			withScore(seed, { form: readPoints('89.5') }),
			'fail',
			null,
			'自评表综合得分89.5分，评价等次填写为“优”，按分档应为“良”。'
		],
		[
			'sheet serves',
			'grade_band',
			withScore(seed, { form: readPoints('') }),
			'pass',
			null,
			'评分表总分92分，评价等次填写为“优”，与分档相符（90分起为优）。'
		],
		[
			'合格',
			'grade_band',
			withScore(seed, { grade: { printed: '合格', place: seed.score.headings[0]!.place } }),
			'pass',
			null,
			'自评表综合得分94分，评价等次填写为“合格”，与分档相符（60分起为合格）。'
		],
		[
			'no grade',
			'grade_band',
			withScore(seed, { grade: null }),
			'not_checkable',
			null,
			'评价等次未填。'
		],
		[
			'unknown grade',
			'grade_band',
			withScore(seed, { grade: { printed: '甲', place: seed.score.headings[0]!.place } }),
			'not_checkable',
			null,
			'评价等次“甲”不在已设置的分档中。'
		],
		[
			'no reason',
			'deduction_reason',
			withItem(seed, '资金结余', { reason: ' 无 ' }),
			'fail',
			null,
			'1处扣分未写原因：“预算执行 · 资金结余”扣1分。'
		],
		[
			'shared, no reason',
			'deduction_reason',
			withItem(seed, '社会效益', { reason: '' }),
			'fail',
			null,
			'1处扣分未写原因：“经济效益、社会效益、生态效益”合计扣2分。'
		],
		[
			'csv without reasons',
			'deduction_reason',
			{
				...withScore(seed, { items: items.map((item) => ({ ...item, reason: '' })) }),
				template: 'csv'
			},
			'not_checkable',
			null,
			'导入的数据中没有扣分原因。'
		]
	])('%s', (_name, rule, filing, state, difference, message) => {
		expect(reviewRule(rule, filing)).toMatchObject({ state, difference, message });
	});
});

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
		['negative balance', 'recompute_balance', balance('-3', '3'), 'pass', null],
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
		['no criterion', { criterion: '' }, '未附评分标准。']
	])('%s cannot be recomputed', (_name, change, message) => {
		const filing = withItem(seed, '财政供养人员控制率', change);
		expect(reviewRule('recompute_staffing', filing)).toMatchObject({
			state: 'not_checkable',
			message
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

describe('narrative', () => {
	const prose = (printed: string, half: number): RecognisedFiling => ({
		...seed,
		narrative_figures: [
			{ measure: 'spending_basic', figure: readFigure('spending_basic', printed), half_digit: half }
		]
	});
	test.each<[string, number, FindingState, boolean, string]>([
		['349.01', 5000, 'pass', false, '正文所写基本支出与表格一致。'],
		['349', 500000, 'pass', true, '正文基本支出349万元，表格349.01万元，相差0.01万元，属尾差。'],
		['348', 500000, 'fail', false, '正文基本支出348万元，表格349.01万元，相差1.01万元。'],
		['394.01', 5000, 'fail', false, '正文基本支出394.01万元，表格349.01万元，相差45万元。'],
		['约349', 5000, 'not_checkable', false, '正文基本支出无法识读（“约349”）。']
	])('%s in the prose', (printed, half, state, rounding, message) => {
		expect(reviewRule('narrative_basic', prose(printed, half))).toMatchObject({
			state,
			rounding,
			message
		});
	});

	test('prose without the figures', () => {
		expect(reviewRule('narrative_staff', prose('349.01', 5000)).message).toBe(
			'正文没有写到人员编制、实有人数。'
		);
	});

	const projects = (...printed: string[]): RecognisedFiling => ({
		...seed,
		projects: printed.map((text, i) => ({
			name: `甲${i}`,
			amount: readFigure('spending_project', text)
		}))
	});
	test.each<[string, RecognisedFiling, FindingState, string]>([
		[
			'尾差',
			projects('400', '456.9'),
			'pass',
			'正文列出的2个项目合计856.9万元，项目支出856.89万元，相差0.01万元，属尾差。'
		],
		[
			'too little',
			projects('400', '400'),
			'fail',
			'正文列出的2个项目合计800万元，项目支出856.89万元，相差56.89万元。'
		],
		[
			'too much',
			projects('900'),
			'fail',
			'正文列出的1个项目合计900万元，项目支出856.89万元，相差43.11万元。'
		],
		[
			'examples',
			projects('100', '50'),
			'not_checkable',
			'正文列出的2个项目合计150万元，项目支出856.89万元，正文只列出部分项目。'
		],
		['unread', projects('400', '约456'), 'not_checkable', '项目“甲1”的金额无法识读（“约456”）。'],
		['none', projects(), 'not_checkable', '正文没有逐项列出项目金额。']
	])('projects: %s', (_name, filing, state, message) => {
		expect(reviewRule('narrative_project_items', filing)).toMatchObject({ state, message });
	});
});

describe('dates and satisfaction', () => {
	const CELL_PLACE = seed.score.headings[0]!.place;
	const TEXT_PLACE = { kind: 'text', paragraph: 3, start: 0, end: 9 } as const;
	const date = (iso: string, place: MentionedDate['place'], completion = true): MentionedDate => {
		return { date: iso, completion, excerpt: iso, place };
	};
	test.each<[string, MentionedDate[], FindingState, string]>([
		['inside', [date('2021-12-31', CELL_PLACE)], 'pass', '所写1个完成日期均在2021年度内。'],
		[
			'later, twice',
			[
				date('2022-03-31', CELL_PLACE),
				date('2022-03-31', TEXT_PLACE),
				date('2022-01-02', TEXT_PLACE)
			],
			'warn',
			'所写完成日期2022年1月2日、2022年3月31日不在2021年度内。'
		],
		[
			'earlier, in a table',
			[date('2020-12-30', CELL_PLACE)],
			'warn',
			'所写完成日期2020年12月30日不在2021年度内。'
		],
		[
			'earlier, as background in prose',
			[date('2019-05-01', TEXT_PLACE)],
			'pass',
			'所写1个完成日期均在2021年度内。'
		],
		[
			'no completion',
			[date('2022-03-31', CELL_PLACE, false)],
			'not_checkable',
			'报告没有写明完成日期。'
		]
	])('%s', (_name, dates, state, message) => {
		expect(reviewRule('completed_in_year', { ...seed, dates })).toMatchObject({ state, message });
	});

	const satisfied = (result: string, score: string): RecognisedFiling => {
		const filing = withItem(seed, '社会公众或服务对象满意度', { score: readPoints(score) });
		return {
			...filing,
			indicators: filing.indicators.map((indicator) => ({ ...indicator, result }))
		};
	};
	test.each<[string, string, FindingState, string]>([
		[
			'满意率达到96.5％',
			'5',
			'pass',
			'满意度自评5分，报告写明满意率96.5%，按评分标准应得5分，相符。'
		],
		[
			'经调查，92%的企业表示认可',
			'5',
			'warn',
			'满意度自评5分，报告写明满意率92%，按评分标准应得3分。'
		],
		['95%以上', '5', 'pass', '满意度自评5分，报告写明满意率95%，按评分标准应得5分，相符。'],
		['企业较为认可', '5', 'not_checkable', '满意度自评5分，报告中没有写明满意率。']
	])('%j scored %s', (result, score, state, message) => {
		expect(reviewRule('satisfaction_evidence', satisfied(result, score))).toMatchObject({
			state,
			message
		});
	});

	test('a rate is evidence even where the bands cannot be read', () => {
		const filing = withItem(satisfied('满意率96%', '8'), '社会公众或服务对象满意度', {
			criterion: '酌情',
			weight: readPoints('8')
		});
		expect(reviewRule('satisfaction_evidence', filing)).toMatchObject({
			state: 'pass',
			message: '满意度自评8分，报告写明满意率96%。'
		});
	});
});
