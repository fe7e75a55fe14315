/** The budget that a rate of execution is held against is named: on a card always, elsewhere where it is not that of the whole year. */
import { expect, test } from 'vitest';
import { compareRows } from '#lib/answers/compare/rows.ts';
import { figureGroups } from '#lib/answers/department/figures.ts';
import { flagSentence } from '#lib/comparison/flags/flag-words.ts';
import type { Flag } from '#lib/comparison/flags/flags.ts';
import { budgetBehind } from '#lib/comparison/observation.ts';
import { peersOf } from '#lib/comparison/peers.ts';
import { observation, type Stated } from '../comparison/samples.ts';

const WAN = 1_000_000;
const SPENT: Stated = { spending_total: 90 * WAN };
const INITIAL: Stated = { ...SPENT, spending_total_budget_initial: 100 * WAN };

const BOTH: Stated = { ...INITIAL, spending_total_budget_adjusted: 120 * WAN };

test.each<[string, Stated, string, string, string, string | null]>([
	[
		'the initial budget alone',
		INITIAL,
		'预算执行率（按年初预算数）',
		'按年初预算数',
		'（按年初预算数）',
		'budget_initial'
	],
	['both budgets', BOTH, '预算执行率', '', '（按全年预算数）', 'budget_adjusted'],
	['no budget', SPENT, '预算执行率', '', '', null]
])('%s', (_name, now, name, note, card, basis) => {
	const one = observation({ id: 1, now });
	const peers = peersOf(one, [one], 'all');
	const own = figureGroups({ observation: one, compared: one, since: one, peers }, [one]);
	const shown = own.flatMap(({ rows }) => rows);
	expect(shown.find(({ measure }) => measure === 'budget_execution_rate')?.name).toBe(name);
	const beside = compareRows([one], [one], 'all', { area: '999900', year: 2021 });
	const [row] = beside.groups
		.flatMap(({ rows }) => rows)
		.filter(({ measure }) => measure === 'budget_execution_rate');
	const flag = {
		observation: one,
		measure: 'budget_execution_rate',
		value: 0.9,
		reason: 'line',
		message: null,
		lump: null,
		line: null,
		clears_at: null
	} as unknown as Flag;
	expect(flagSentence(flag)).toContain(`预算执行率90.0%${card}，`);
	expect(budgetBehind(one, 'budget_execution_rate')?.basis ?? null).toBe(basis);
	expect(row?.cells[0]?.note?.endsWith('按年初预算数') ?? false).toBe(note !== '');
});
