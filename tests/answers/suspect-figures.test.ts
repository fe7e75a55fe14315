/** A figure that is probably an error is shown as filed, and neither compared nor given a position. */
import { expect, test } from 'vitest';
import { recordSentence } from '#lib/answers/department/change.ts';
import { figureGroups } from '#lib/answers/department/figures.ts';
import { noChange } from '#lib/answers/department/filing.ts';
import { departmentSentence } from '#lib/answers/department/sentence.ts';
import { departmentFindings } from '#lib/answers/brief/findings.ts';
import { highest, topFive } from '#lib/answers/questions/sentences.ts';
import { structureSentence } from '#lib/answers/structure/sentence.ts';
import { absent } from '#lib/catalogue/values.ts';
import type { Flag } from '#lib/comparison/flags/flags.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import type { FilingContent } from '#lib/server/questions/departments/department.ts';
import { observation } from '../comparison/samples.ts';

const WAN = 1_000_000;
const stated = (id: number, amount: number) =>
	observation({
		id,
		now: { spending_total: amount * WAN, spending_operating: amount * WAN, staff_actual: 10 },
		before: { spending_total: 100 * WAN }
	});
const CONTENT = { findings: [] } as unknown as FilingContent;

const filed = stated(1, 1_000_000);
const compared: Observation = {
	...filed,
	values: {
		...filed.values,
		spending_total: absent('suspect'),
		spending_operating: absent('suspect')
	}
};
const others = [2, 3, 4].map((id) => stated(id, 100 + id));
const everyone = [compared, ...others];

test('the sentence says the amount as filed, and that it is not compared', () => {
	expect(departmentSentence({ observation: filed, compared }, CONTENT, [])).toBe(
		'2021年支出100.00亿元，疑似填报错误，核实前不作比较；没有可以核验的数据。'
	);
});

test('it has no share of the whole', () => {
	const record = { observation: filed, history: [filed], everyone, late: [] };
	expect(recordSentence(record)).not.toContain('占各部门合计');
});

test('it has no position among peers, on the page and in the brief', () => {
	const peers = { asked: 'all', used: 'all', members: others, widened: null } as const;
	const groups = figureGroups(
		{ observation: filed, compared, since: compared, peers: { ...peers, members: others } },
		[filed]
	);
	const row = groups
		.flatMap(({ rows }) => rows)
		.find(({ measure }) => measure === 'spending_total');
	expect([row?.value.text, row?.position.text]).toEqual(['1,000,000.00', '不可比']);
	expect(row?.change).toEqual({ text: '疑似填报错误，未计入', missing: true });
	const found = departmentFindings(filed, CONTENT, [], everyone);
	expect(found.filter(({ text }) => text.startsWith('支出合计'))).toEqual([]);
});

test('a change that is not taken apart says why', () => {
	expect(noChange(compared)).toBe('填报的数据疑似有误，核实前不作拆分。');
	expect(noChange(filed)).toBe('没有两年都填报的数据及其分项，不作拆分。');
	expect(noChange({ ...filed, previous: null })).toBe('没有可比较的以前年度数据，不作拆分。');
});

test('the brief tells it once, in the words of the check that found it', () => {
	const message = '支出合计与上年相差约一万倍，提示核实单位或小数点。';
	const check = { rule: 'scale_jump', state: 'warn', message, places: [] };
	const content = { findings: [check] } as unknown as FilingContent;
	const flag = { observation: filed, measure: 'spending_total', reason: 'scale', message };
	const all = [flag, { ...flag, measure: 'spending_operating' }] as unknown as Flag[];
	const found = departmentFindings(filed, content, all, everyone);
	expect(found.map(({ rule }) => rule)).toEqual(['疑似填报错误']);
});

test.each([
	['the highest', highest([compared], 'operating_per_head')],
	['the five largest', topFive([compared])],
	['the structure', structureSentence(2021, [compared])]
])('%s: what is set aside is not said to be unfiled', (_, sentence) => {
	expect(sentence).toBe('1家填报的数据疑似有误，核实前不作比较，没有其他部门的数据。');
});
