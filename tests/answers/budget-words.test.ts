/** The budget that a rate of execution is held against is named where it is not that of the whole year. */
import { expect, test } from 'vitest';
import { compareRows } from '#lib/answers/compare/rows.ts';
import { figureGroups } from '#lib/answers/department/figures.ts';
import { peersOf } from '#lib/comparison/peers.ts';
import { observation, type Stated } from '../comparison/samples.ts';

const WAN = 1_000_000;
const SPENT: Stated = { spending_total: 90 * WAN };
const INITIAL: Stated = { ...SPENT, spending_total_budget_initial: 100 * WAN };

test.each<[string, Stated, string, string]>([
	['the initial budget alone', INITIAL, '预算执行率（按年初预算数）', '按年初预算数'],
	['both budgets', { ...INITIAL, spending_total_budget_adjusted: 120 * WAN }, '预算执行率', ''],
	['no budget', SPENT, '预算执行率', '']
])('%s', (_name, now, name, note) => {
	const one = observation({ id: 1, now });
	const peers = peersOf(one, [one], 'all');
	const own = figureGroups({ observation: one, compared: one, since: one, peers }, [one]);
	const shown = own.flatMap(({ rows }) => rows);
	expect(shown.find(({ measure }) => measure === 'budget_execution_rate')?.name).toBe(name);
	const beside = compareRows([one], [one], 'all', { area: '999900', year: 2021 });
	const [row] = beside.groups
		.flatMap(({ rows }) => rows)
		.filter(({ measure }) => measure === 'budget_execution_rate');
	expect(row?.cells[0]?.note?.endsWith('按年初预算数') ?? false).toBe(note !== '');
});
