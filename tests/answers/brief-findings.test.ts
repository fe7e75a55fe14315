import { expect, test } from 'vitest';
import { bureauFindings } from '#lib/answers/brief/findings.ts';
import { absent } from '#lib/catalogue/values.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import type { FindingRow } from '#lib/server/questions/findings/reviewed.ts';
import { observation } from '../comparison/samples.ts';

const wan = (amount: number) => amount * 1_000_000;

function found(observations: readonly Observation[], fails: readonly FindingRow[] = []) {
	return foundIn({ overview: { year: 2021, observations }, fails });
}

function foundIn(stated: object) {
	const nothing = { flags: [], fails: [], fails_before: [], filings: [], filings_before: [] };
	const input = { ...nothing, counts: { missing: 0 }, chosen: {}, ...stated };
	return bureauFindings(input as unknown as Parameters<typeof bureauFindings>[0]);
}

function fail(row: Observation, amount: number): FindingRow {
	const quoted = { label: '支出合计', printed: '', fiscal_year: 2021, place: null };
	return {
		rule: 'spending_parts',
		department: row.department,
		fiscal_year: 2021,
		filing_id: row.filing_id,
		message: `相差${amount}万元。`,
		difference: wan(amount),
		quantity: 'money',
		places: [quoted]
	} as unknown as FindingRow;
}

test('the largest break between years is that of merged departments too', () => {
	const own = observation({
		id: 1,
		now: { income_carried_in: wan(7) },
		before: { balance_cumulative: wan(5) }
	});
	const joined = observation({
		id: 2,
		now: { income_carried_in: wan(10) },
		before: { balance_cumulative: wan(400) }
	});
	if (joined.previous) joined.previous.bridged_from = ['丁局', '戊局'];
	expect(found([own, joined]).map(({ text }) => text)).toEqual([
		'部门002：上年结转10.00万元，2020年累计结余400.00万元（含并入的丁局、戊局），少390.00万元。'
	]);
});

test('failed checks that are as far apart as the largest are counted, each department once', () => {
	const [first, second, third] = [1, 2, 3].map((id) => observation({ id }));
	if (!first || !second || !third) throw new Error('three departments were made');
	const fails = [fail(third, 2), fail(first, 5), fail(first, -5), fail(second, -5)];
	expect(found([first, second, third], fails).map(({ text }) => text)).toEqual([
		'部门001（支出分项之和与合计不符）：相差5万元。另有1家的差额与之相等。'
	]);
});

test.each<[number, number]>([
	[0.05, 0],
	[0.9999, 0],
	[1, 3]
])('breaks, failed checks and rises of %d万元 give %d findings', (amount, count) => {
	const broken = observation({
		id: 1,
		now: { income_carried_in: wan(5) + wan(amount) },
		before: { balance_cumulative: wan(5) }
	});
	const risen = observation({
		id: 2,
		now: { three_public_total: wan(5) + wan(amount) },
		before: { three_public_total: wan(5) }
	});
	const failing = observation({ id: 3 });
	expect(found([broken, risen, failing], [fail(failing, amount)])).toHaveLength(count);
});

test('a failed check of an amount that is probably an error is no news', () => {
	const [sound, suspect] = [observation({ id: 1 }), observation({ id: 2 })];
	suspect.values.spending_total = absent('suspect');
	const fails = [fail(suspect, 800_000), fail(sound, 3)];
	expect(found([sound, suspect], fails).map(({ text }) => text)).toEqual([
		'部门001（支出分项之和与合计不符）：相差3万元。'
	]);
});

const QUIET = { overview: { year: 2021, observations: [] } };

test('what is new this year comes before what stood the year before, which is marked', () => {
	const flag = (id: number, since: number) => ({
		observation: observation({ id }),
		since,
		measure: 'carry_over_rate',
		value: 0.5,
		reason: 'peers',
		score: 9,
		rank: 1,
		peers: { rule: 'all', count: 9, of: 9, median: 0.1 },
		message: null,
		lump: null,
		clears_at: null
	});
	const flags = [flag(1, 2020), flag(2, 2021), flag(3, 2020)];
	const found = foundIn({ ...QUIET, flags });
	expect(found.map(({ rule }) => rule)).toEqual(['新增重点', '重点关注', '重点关注']);
	const texts = found.map(({ text }) => text);
	expect(texts.map((text) => text.slice(0, 5))).toEqual(['部门002', '部门001', '部门003']);
	expect(texts.map((text) => text.endsWith('自2020年起连续如此。'))).toEqual([false, true, true]);
});

test('a check that failed the year before too gives way to a new failure, and is marked where there is none', () => {
	const [old, fresh] = [1, 2].map((id) => observation({ id }));
	if (!old || !fresh) throw new Error('two departments were made');
	const [before, after] = [fail(old, 800), fail(fresh, 3)];
	const told = (fails: FindingRow[]) =>
		foundIn({ ...QUIET, fails, fails_before: [before] }).map(({ text }) => text);
	expect(told([before, after])).toEqual(['部门002（支出分项之和与合计不符）：相差3万元。']);
	expect(told([before])).toEqual([
		'部门001（支出分项之和与合计不符）：相差800万元。上年此项也不符。'
	]);
});

test('who has not filed in two years running is named', () => {
	const filing = (id: number, status: string) => ({
		department: observation({ id }).department,
		status,
		findings: { fail: 0 }
	});
	const counts = { missing: 2, late: 0, filed: 0, expected: 2, unlisted: 0 };
	const filings = [filing(1, 'missing'), filing(2, 'missing')];
	const [found] = foundIn({
		...QUIET,
		counts,
		filings,
		filings_before: [filing(1, 'filed'), filing(2, 'missing')]
	});
	expect(found?.text).toMatch(/未报2家（部门001、部门002）.*未报送的部门002上年也未报送。$/);
});
