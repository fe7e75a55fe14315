import { describe, expect, test } from 'vitest';
import type { MentionedDate, RecognisedFiling } from '#lib/filing/filing.ts';
import type { FindingState } from '#lib/catalogue/rules.ts';
import { buildSeed, CELL, readPoints, reviewRule, withItem } from './builder.ts';

const seed = buildSeed();

describe('dates and satisfaction', () => {
	const TEXT_PLACE = { kind: 'text', paragraph: 3, start: 0, end: 9 } as const;
	const date = (iso: string, place: MentionedDate['place'], completion = true): MentionedDate => {
		return { date: iso, completion, excerpt: iso, place };
	};
	test.each<[string, MentionedDate[], FindingState, string]>([
		['inside', [date('2021-12-31', CELL)], 'pass', '所写1个完成日期均在2021年度内。'],
		[
			'later, twice',
			[date('2022-03-31', CELL), date('2022-03-31', TEXT_PLACE), date('2022-01-02', TEXT_PLACE)],
			'warn',
			'所写完成日期2022年1月2日、2022年3月31日不在2021年度内。'
		],
		[
			'earlier, in a table',
			[date('2020-12-30', CELL)],
			'warn',
			'所写完成日期2020年12月30日不在2021年度内。'
		],
		[
			'earlier, as background in prose',
			[date('2019-05-01', TEXT_PLACE)],
			'pass',
			'所写1个完成日期均在2021年度内。'
		],
		['no completion', [date('2022-03-31', CELL, false)], 'not_checkable', '报告没有写明完成日期。']
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
	test.each<[string, FindingState]>([
		['问卷调查中96%以上的服务对象对工作表示满意。', 'pass'],
		['88%的群众满意。', 'warn'],
		['群众满意度目标值为95%。', 'not_checkable'],
		['满意度不低于95%，办结率100%。', 'not_checkable'],
		['5%的群众不满意，不满意率为5%。', 'not_checkable']
	])('the text says %j', (text, state) => {
		const passages = [{ kind: 'achievements', heading: '', text, place: CELL } as const];
		const filing = { ...seed, indicators: [], passages: [...passages] };
		expect(reviewRule('satisfaction_evidence', filing).state).toBe(state);
	});

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
