import { expect, test } from 'vitest';
import { flagRow } from '#lib/answers/outliers/flags.ts';
import { POLICY_LINES } from '#lib/catalogue/policy-lines.ts';
import { findOutliers } from '#lib/comparison/flags/outliers.ts';
import { town } from '../comparison/samples.ts';

const WAN = 1_000_000;

test.each([
	['one of which reaches 1亿元', 7_400, 18_000, ['7,400.00万元', '18,000.00万元']],
	['both of which do', 27_400, 118_000, ['2.74亿元', '11.80亿元']]
])('the amounts behind a share, %s, are in one unit', (_, balance, spending, said) => {
	const odd = { spending_total: spending * WAN, balance_cumulative: balance * WAN };
	const settings = { threshold: 3.5, peers: 'all', lines: POLICY_LINES, measures: [] } as const;
	const { flags } = findOutliers(town([odd]), settings);
	const flag = flags.find(({ measure }) => measure === 'carry_over_rate');
	if (!flag) throw new Error('the share is not above its line');
	const { components } = flagRow(flag, { area: null, year: null }, new Map());
	expect(components.map(({ value }) => value)).toEqual(said);
});
