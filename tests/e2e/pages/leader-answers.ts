/** The answers that 常问 has to give of a city, computed from the figures of its API alone. */
import { nameWithin } from '#lib/catalogue/departments.ts';
import { yearsInWords } from '#lib/catalogue/years.ts';
import { href } from '#lib/links.ts';
import { ask } from '../ask.ts';
import { DEMO } from './paths.ts';

export interface Stated {
	department: { code: string; name: string };
	spending_total: number;
	balance_cumulative: number;
	income_carried_in: number;
	three_public_total: number | null;
	score_form: number | null;
	score_sheet: number | null;
}

/** All departments of a year as the API states them, amounts in 分. */
export async function statedIn(base: string, year: number): Promise<Stated[]> {
	const asked = { area: DEMO.code, year: String(year), limit: '1000' };
	const { body } = await ask(base, href('/api/v1/departments', asked));
	return (JSON.parse(body) as { items: Stated[] }).items;
}

interface Dated {
	department: { code: string; name: string };
	fiscal_year: number;
	due_on: string | null;
	filed_on: string | null;
}

/** `机关幼儿园6次（2017—2021、2023年）` of who filed late twice or more, the most often first, by the dates of the API. */
async function lateByName(base: string): Promise<string[]> {
	const asked = { area: DEMO.code, limit: '10000' };
	const { body } = await ask(base, href('/api/v1/filings', asked));
	const { items } = JSON.parse(body) as { items: Dated[] };
	const late = items.filter(
		({ due_on, filed_on }) => due_on !== null && filed_on !== null && filed_on > due_on
	);
	const years = Map.groupBy(late, ({ department }) => nameWithin(DEMO.name, department.name));
	const often = [...years].filter(([, filed]) => filed.length > 1);
	return ranked(often, ([, filed]) => filed.length).map(
		([name, filed]) =>
			`${name}${filed.length}次（${yearsInWords(filed.map((one) => one.fiscal_year))}）`
	);
}

/** The largest first. */
export function ranked<T>(items: readonly T[], by: (item: T) => number): T[] {
	return items.toSorted((a, b) => by(b) - by(a));
}

export const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
export const wan = (fen: number) =>
	(fen / 1e6).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
/** The amount in 万元, and in 亿元 where that has two digits at least: the answers choose one for all of a kind. */
const amount = (fen: number) => {
	const yi = (fen / 1e10).toFixed(2);
	return fen < 1e9 ? `${wan(fen)}万元` : `{${wan(fen)}万元|${yi}亿元}`;
};

/** Tells whether the text says what is expected, in either of the units. */
export function says(text: string, expected: string): boolean {
	const pattern = expected
		.split(/\{(.+?)\}/)
		.map((part, at) => {
			const literal = (words: string) => words.replaceAll(/[.*+?^$()[\]\\]/g, '\\$&');
			return at % 2 === 0 ? literal(part) : `(?:${part.split('|').map(literal).join('|')})`;
		})
		.join('');
	return new RegExp(pattern).test(text);
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
export const named = ({ department }: Stated) => nameWithin(DEMO.name, department.name);

/** Computes from the figures of the API alone what 常问 has to say. */
export async function expectedAnswers(base: string): Promise<string[]> {
	const [y2020 = [], y2021 = [], y2022 = [], now = []] = await Promise.all(
		[2020, 2021, 2022, 2023].map((year) => statedIn(base, year))
	);
	const byCode = (year: readonly Stated[]) =>
		new Map(year.map((one) => [one.department.code, one]));
	const past = [y2020, y2021, y2022].map(byCode);
	const balances = ranked(now, (one) => one.balance_cumulative);
	const rates = ranked(now, (one) => one.balance_cumulative / one.spending_total);
	const [most, highest] = [balances[0], rates[0]];
	const total = sum(now.map((one) => one.spending_total));
	const five = ranked(now, (one) => one.spending_total).slice(0, 5);
	const both = now.filter((one) => past[2]?.has(one.department.code));
	const changeOf = (one: Stated) =>
		one.spending_total - (past[2]?.get(one.department.code)?.spending_total ?? NaN);
	const mover = ranked(both, (one) => Math.abs(changeOf(one)))[0];
	const rateOf = (one: Stated) =>
		changeOf(one) / (past[2]?.get(one.department.code)?.spending_total ?? NaN);
	const steepest = ranked(both, (one) => Math.abs(rateOf(one)))[0];
	// Of equal scores any may be named.
	const ascending = ranked(now, (one) => -(one.score_form ?? Infinity));
	const lowest = ascending
		.slice(0, 3)
		.filter(({ score_form }) => (score_form ?? 0) < (ascending[3]?.score_form ?? Infinity));
	const late = await lateByName(base);
	const courses = now
		.map((one) => [...past.map((year) => year.get(one.department.code)), one])
		.map((years) => years.map((one) => one?.three_public_total ?? null))
		.filter((years) => years.every((value) => value !== null));
	const rising = courses.filter((years) =>
		years.every((value, at) => at === 0 || value > (years[at - 1] ?? 0))
	);
	const scored = now.filter((one) => one.score_form !== null && one.score_sheet !== null);
	const torn = scored.filter((one) => one.score_form !== one.score_sheet);
	if (!most || !highest || !mover || !steepest)
		throw new Error('The demonstration has no departments');
	return [
		`累计结余最多的是${named(most)}（${amount(most.balance_cumulative)}，占合计的${percent(most.balance_cumulative / sum(now.map((one) => one.balance_cumulative)))}）`,
		`结转结余率最高的是${named(highest)}（${percent(highest.balance_cumulative / highest.spending_total)}）`,
		`：累计结余${amount(highest.balance_cumulative)}，支出合计${amount(highest.spending_total)}，上年结转${amount(highest.income_carried_in)}`,
		`幅度最大的是${named(steepest)}`,
		`${named(steepest)}${rateOf(steepest) < 0 ? '下降' : '增长'}${percent(Math.abs(rateOf(steepest)))}`,
		`${late.length}家逾期报送两次及以上${late.length > 3 ? '，次数最多的是' : '：'}${late.slice(0, 3).join('、')}`,
		...lowest.map((one) => `${named(one)}（${one.score_form ?? ''}分）`),
		`${five.map(named).join('、')}五家合计`,
		`占${now.length}家支出合计的${percent(sum(five.map((one) => one.spending_total)) / total)}`,
		`金额变化最大的是${named(mover)}`,
		`${changeOf(mover) < 0 ? '减少' : '增加'}${amount(Math.abs(changeOf(mover)))}`,
		rising.length === 0
			? `三公经费连续四年有数据的${courses.length}家中，没有`
			: `${rising.length}家连增3年`,
		`两处得分都填报的${scored.length}家中${torn.length}家不一致：${torn.map(named).join('')}`
	];
}
