/** One measure is told in one unit on the page of a department. */
import { expect, test } from 'vitest';
import { positionChart } from '#lib/answers/department/charts.ts';
import { figureGroups } from '#lib/answers/department/figures.ts';
import { headlineRows } from '#lib/answers/department/headlines.ts';
import { departmentSentence } from '#lib/answers/department/sentence.ts';
import type { FilingContent } from '#lib/server/questions/departments/department.ts';
import { observation, town } from '../comparison/samples.ts';

const WAN = 1_000_000;
const NOTHING_FOUND = { findings: [] } as unknown as FilingContent;

test.each([
	['all below 1万元 a head', 0.4, 0.6, '元/人'],
	['a department of less than 1万元 among others of more', 0.4, 2, '万元/人'],
	['a department of more than 1万元 among others of less', 2, 0.4, '万元/人'],
	['one that would read 0.00', 0.001, 2, '元/人']
])('three-public spending per head: %s', (_, own, others, unit) => {
	const [first, ...members] = town(
		[own, others, others, others].map((each) => ({
			staff_actual: 10,
			three_public_total: Math.round(each * 10 * WAN)
		}))
	);
	if (!first) throw new Error('a department is needed');
	const peers = { asked: 'all', used: 'all', members, widened: null } as const;
	const rows = figureGroups(
		{ observation: first, compared: first, since: first, peers: { ...peers, members } },
		[first]
	).flatMap((group) => group.rows);
	const row = rows.find(({ measure }) => measure === 'three_public_per_head');
	const drawn = positionChart(first, { ...peers, members });
	const line = /人均三公经费.*?<\/tr>/s.exec(drawn?.rows.text ?? '')?.[0] ?? '';
	expect(row?.unit).toBe(unit);
	expect([...new Set(line.match(/万?元\/人/g))]).toEqual([unit]);
});

test('a part of a head figure is not in 元 beside its whole in 万元', () => {
	const one = observation({
		id: 1,
		now: { spending_total: 900 * WAN, three_public_total: 5 * WAN, balance_cumulative: 0.3 * WAN }
	});
	const texts = headlineRows({ observation: one, compared: one }, [one]).map(({ text }) => text);
	expect(texts.slice(0, 3)).toEqual(['900.00万元', '5.00万元', '0.30万元']);
});

test('the sentence above the head figures tells the change in their unit', () => {
	const one = observation({
		id: 1,
		before: { spending_total: 50_000 * WAN },
		now: { spending_total: 30_000 * WAN, three_public_total: 5 * WAN }
	});
	const sentence = departmentSentence({ observation: one, compared: one }, NOTHING_FOUND, []);
	expect(sentence).toContain('支出30,000.00万元，比上年下降40.0%（减少20,000.00万元）');
});
