import { describe, expect, test } from 'vitest';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { FindingState } from '#lib/catalogue/rules.ts';
import { buildSeed, readFigure, reviewRule } from './builder.ts';

const seed = buildSeed();

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
