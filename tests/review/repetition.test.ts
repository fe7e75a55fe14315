import { describe, expect, test } from 'vitest';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { FindingState } from '#lib/catalogue/rules.ts';
import { buildSeed, readPoints, reviewRule, withItem, withScore } from './builder.ts';

const seed = buildSeed();

function inYear(year: number, filing: RecognisedFiling = seed): RecognisedFiling {
	return { ...filing, fiscal_year: year };
}

describe('repeated text', () => {
	const text = (problems: string, measures = '短'): RecognisedFiling => ({
		...seed,
		passages: [
			{ kind: 'problems', heading: '存在的主要问题', text: problems, place: null },
			{ kind: 'measures', heading: '改进措施', text: measures, place: null }
		]
	});
	const long = '2021年推进口岸开放发展还有不足，优化口岸营商环境力度还要加大。'.repeat(3);
	test.each<[string, RecognisedFiling, RecognisedFiling, FindingState, string]>([
		[
			'the same but for years and blanks',
			text(long),
			text(long.replaceAll('2021', '2020').replaceAll('，', ' ，\n')),
			'warn',
			'“存在的问题”部分与2020年逐字相同。'
		],
		[
			'both parts',
			text(long, long),
			text(long, long),
			'warn',
			'“存在的问题”、“改进措施”部分与2020年逐字相同。'
		],
		['different', text(long), text(long.replace('不足', '差距')), 'pass', '存在的问题与上年不同。'],
		[
			'too short to tell',
			text('无。'),
			text('无。'),
			'not_checkable',
			'两年报告中没有可以比对的问题或措施部分。'
		]
	])('%s', (_name, now, before, state, message) => {
		expect(reviewRule('repeated_text', now, [inYear(2020, before)])).toMatchObject({
			state,
			message
		});
	});
});

describe('equal scores', () => {
	const totals = withScore(seed, { items: [] });
	const other = withItem(seed, '支付进度', { score: readPoints('2') });
	test.each<[string, RecognisedFiling, RecognisedFiling[], FindingState, string]>([
		['two years', seed, [inYear(2020)], 'not_checkable', '连续报送2年，满3年才能判断。'],
		[
			'three years',
			seed,
			[inYear(2020), inYear(2019)],
			'warn',
			'2019至2021年自评得分均为94分，各项得分也完全相同。'
		],
		[
			'one item differs',
			seed,
			[inYear(2020, other), inYear(2019)],
			'pass',
			'2019至2021年自评得分不完全相同。'
		],
		['a gap', seed, [inYear(2019), inYear(2018)], 'not_checkable', '连续报送1年，满3年才能判断。'],
		[
			'totals only',
			totals,
			[inYear(2020, totals), inYear(2019, totals)],
			'not_checkable',
			'连续报送3年，满4年才能判断。'
		],
		[
			'totals for four years',
			totals,
			[2020, 2019, 2018].map((year) => inYear(year, totals)),
			'warn',
			'2018至2021年自评得分均为94分。'
		],
		[
			'no score',
			withScore(totals, { form: readPoints(''), sheet: readPoints('') }),
			[],
			'not_checkable',
			'自评得分未填。'
		]
	])('%s', (_name, now, before, state, message) => {
		expect(reviewRule('score_always_same', now, before)).toMatchObject({ state, message });
	});
});
