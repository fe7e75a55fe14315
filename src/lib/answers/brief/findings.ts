/**
 * Five findings chosen by rule, so that nobody picks: what leads, the largest break between years, the largest failed
 * check, who has not filed, whose three-public spending rose most. One finding per department, and no filler. What is new
 * this year comes before what stood the year before, which is marked.
 */
import { againstLastYear } from '#lib/catalogue/change-words.ts';
import { chooseMoneyUnit, formatValue } from '#lib/catalogue/format.ts';
import { measureOf, STORED_IDS } from '#lib/catalogue/measures.ts';
import { ruleOf } from '#lib/catalogue/rules.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { changeOf } from '#lib/comparison/change/change.ts';
import {
	reasonName,
	flagSentence,
	NOTHING_COMPARED,
	lastingClause
} from '#lib/comparison/flags/flag-words.ts';
import { LEAST_IN_BRIEF } from '#lib/comparison/flags/outlier-tests.ts';
import { continuityBreaks } from '#lib/comparison/change/continuity.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { lastingSince, type Flag } from '#lib/comparison/flags/flags.ts';
import { firstNames } from '#lib/catalogue/name-lists.ts';
import { describePosition, equalBeyond, equalToFirst, positionOf } from '#lib/comparison/rank.ts';
import { departmentHref, href, measureHref, placeHref, type Chosen } from '#lib/links.ts';
import type { FilingContent } from '#lib/server/questions/departments/department.ts';
import type { FilingCounts, FilingRow } from '#lib/comparison/filings.ts';
import type { FindingRow } from '#lib/server/questions/findings/reviewed.ts';
import type { Overview } from '#lib/server/questions/figures/overview.ts';
import type { BriefFigure } from './figures.ts';
import { filingSentence } from '../filings/summary.ts';

export interface BriefFinding {
	/** The rule says why this finding is on the page. */
	rule: string;
	text: string;
	href: string;
}

const SHOWN = 5;

interface BureauInput {
	flags: readonly Flag[];
	fails: readonly FindingRow[];
	/** Those of the year before. */
	fails_before: readonly FindingRow[];
	filings: readonly FilingRow[];
	/** Those of the year before. */
	filings_before: readonly FilingRow[];
	counts: FilingCounts;
	overview: Overview;
	chosen: Chosen;
}

export function bureauFindings(input: BureauInput): BriefFinding[] {
	const { fails, filings, counts, overview, chosen } = input;
	const { observations } = overview;
	const flags = newFirst(input.flags, (flag) => lastingSince(flag) === null);
	const [first, ...others] = flags;
	// The break between years is told by the amounts of both, those of merged predecessors included.
	const quotesSuspect = suspectQuotes(observations);
	const checks = fails.filter((row) => row.rule !== 'carry_over_continuity' && !quotesSuspect(row));
	const candidates = [
		first ? flagFinding(first) : null,
		breakFinding(observations),
		failFinding(checks, input.fails_before),
		counts.missing > 0
			? {
					rule: '未报送',
					text: `${filingSentence(overview.year, counts, filings)}${missingBefore(filings, input.filings_before)}`,
					href: href('/filings', { ...chosen, status: 'missing' }),
					department: null
				}
			: null,
		risingFinding(observations, chosen),
		...others.map(flagFinding)
	];
	const named = new Set<number>();
	const found = candidates.filter((one) => {
		if (one === null || (one.department !== null && named.has(one.department))) return false;
		if (one.department !== null) named.add(one.department);
		return true;
	});
	return found
		.flatMap((one) => (one ? [{ rule: one.rule, text: one.text, href: one.href }] : []))
		.slice(0, SHOWN);
}

/** Keeps the order but for what is new, which comes first. */
function newFirst<T>(all: readonly T[], isNew: (one: T) => boolean): T[] {
	return [...all.filter(isNew), ...all.filter((one) => !isNew(one))];
}

/** `未报送的甲局、乙局上年也未报送。`; empty where nobody was missing in both years. */
function missingBefore(filings: readonly FilingRow[], before: readonly FilingRow[]): string {
	const missing = (rows: readonly FilingRow[]) => rows.filter(({ status }) => status === 'missing');
	const earlier = new Set(missing(before).map(({ department }) => department.id));
	const again = missing(filings).filter(({ department }) => earlier.has(department.id));
	if (again.length === 0) return '';
	const names = firstNames(
		again.map(({ department }) => department.name),
		NAMED_MISSING,
		'家'
	);
	return `未报送的${names}上年也未报送。`;
}

/** Departments named that did not file in two years. */
const NAMED_MISSING = 3;

/**
 * Said in place of findings; where no figure is stated, or none could be compared, that nothing could be judged.
 * @param tests how many comparisons of the figures with peers or history the year allowed
 */
export function noFinding(figures: readonly Pick<BriefFigure, 'missing'>[], tests: number): string {
	if (figures.every(({ missing }) => missing)) return '没有可以比较的数据，无法判断。';
	return tests === 0 ? NOTHING_COMPARED : '没有需要说明的事项。';
}

/** A finding with the department that it is about; null for findings about many. */
interface FindingCandidate extends BriefFinding {
	department: number | null;
}

function flagFinding(flag: Flag): FindingCandidate {
	return {
		rule: lastingSince(flag) === null ? '新增重点' : '重点关注',
		text: `${flag.observation.department.name}：${flagSentence(flag)}${lastingClause(flag)}`,
		href: measureHref(flag.observation.filing_id, flag.measure),
		department: flag.observation.department.id
	};
}

/** Tells checks of an amount that is probably an error: until that is confirmed, it is no news. */
function suspectQuotes(observations: readonly Observation[]): (row: FindingRow) => boolean {
	const suspects = new Map(
		observations.map(({ filing_id, values }) => {
			const ids = STORED_IDS.filter((id) => values[id].missing === 'suspect');
			return [filing_id, ids.map((id) => measureOf(id).name)];
		})
	);
	return ({ filing_id, places }) =>
		places.some(({ label }) => suspects.get(filing_id)?.includes(label));
}

/** Tells the largest of the balances that do not open with what was left the year before. */
function breakFinding(observations: readonly Observation[]): FindingCandidate | null {
	const [first] = continuityBreaks(observations).items;
	if (!first) return null;
	const { observation, continuity } = first;
	const { opening, closing_before, difference, bridged_from } = continuity;
	if (Math.abs(difference.value ?? 0) < LEAST_IN_BRIEF) return null;
	const unit = chooseMoneyUnit([
		opening.value ?? 0,
		closing_before.value ?? 0,
		difference.value ?? 0
	]);
	const amount = (value: Value) => formatValue('balance_cumulative', value, 'headline', unit);
	const gap = amount(present(Math.abs(difference.value ?? 0)));
	const side = (difference.value ?? 0) > 0 ? '多' : '少';
	const year = observation.previous?.fiscal_year ?? observation.fiscal_year - 1;
	const bridge = bridged_from.length > 0 ? `（含并入的${bridged_from.join('、')}）` : '';
	return {
		rule: '年初结转与上年年末结余不衔接',
		text: `${observation.department.name}：上年结转${amount(opening)}，${year}年累计结余${amount(closing_before)}${bridge}，${side}${gap}。`,
		href: measureHref(observation.filing_id, 'income_carried_in'),
		department: observation.department.id
	};
}

/**
 * Tells the failed check whose amounts are furthest apart, and how many departments have one as far apart; one that the
 * department did not fail the year before comes first.
 */
function failFinding(
	fails: readonly FindingRow[],
	before: readonly FindingRow[]
): FindingCandidate | null {
	const checkOf = ({ rule, department }: FindingRow) => `${rule} ${department.id}`;
	const failedBefore = new Set(before.map(checkOf));
	const isNew = (row: FindingRow) => !failedBefore.has(checkOf(row));
	const size = ({ difference }: FindingRow) => Math.abs(difference ?? 0);
	const money = fails.filter((row) => row.quantity === 'money' && size(row) >= LEAST_IN_BRIEF);
	// One department may fail several checks by one and the same amount.
	const largest = Map.groupBy(
		money.toSorted((a, b) => size(b) - size(a)),
		({ department }) => department.id
	);
	const all = [...largest.values()].flatMap(([first]) => first ?? []);
	const [row] = newFirst(all, isNew);
	if (!row) return null;
	const ranking = all.filter((one) => isNew(one) === isNew(row));
	const equal = equalBeyond(ranking.map(size), 1);
	const tie = equal > 0 ? `另有${equal}家的差额与之相等。` : '';
	const place = row.places.find((quoted) => quoted.fiscal_year === row.fiscal_year)?.place ?? null;
	return {
		rule: '勾稽不符中差额最大',
		text: `${row.department.name}（${ruleOf(row.rule).failing}）：${row.message}${tie}${isNew(row) ? '' : '上年此项也不符。'}`,
		href: placeHref(row.filing_id, place),
		department: row.department.id
	};
}

function risingFinding(rows: readonly Observation[], chosen: Chosen): FindingCandidate | null {
	const changes = rows
		.map((row) => ({ row, change: changeOf(row, 'three_public_total') }))
		.sort((a, b) => (b.change.difference.value ?? 0) - (a.change.difference.value ?? 0));
	const [risen] = changes;
	const differences = changes.map(({ change }) => change.difference.value ?? 0);
	if (!risen || (differences[0] ?? 0) < LEAST_IN_BRIEF) return null;
	const words = againstLastYear('three_public_total', risen.change) ?? '';
	return {
		rule: '三公经费增加最多',
		text: `${risen.row.department.name}三公经费${words}${equalToFirst(differences)}。`,
		href: departmentHref(risen.row.department.code, chosen),
		department: risen.row.department.id
	};
}

/** The department's flags and failed checks first, then its positions. */
export function departmentFindings(
	observation: Observation,
	content: FilingContent,
	flags: readonly Flag[],
	population: readonly Observation[]
): BriefFinding[] {
	const told = new Set(flags.map((flag) => flagSentence(flag)));
	// A figure that is probably an error is told in the words of the check that found it.
	const open = content.findings.filter(
		({ state, message }) => (state === 'fail' || state === 'warn') && !told.has(message)
	);
	// A figure that is probably an error has no position.
	const among = population.find(({ filing_id }) => filing_id === observation.filing_id);
	const found = [
		...flags.map((flag) => ({
			rule: reasonName(flag),
			text: `${flagSentence(flag)}${lastingClause(flag)}`,
			href: measureHref(flag.observation.filing_id, flag.measure)
		})),
		...open.map((row) => ({
			rule: ruleOf(row.rule).failing,
			text: row.message,
			href: placeHref(observation.filing_id, row.places[0]?.place ?? null)
		})),
		...(
			[
				'spending_total',
				'carry_over_rate',
				'three_public_per_head',
				'operating_per_head',
				'score_form'
			] as const
		).flatMap((measure) => {
			if (!among) return [];
			const value = valueOf(among, measure);
			const position = positionOf(
				value,
				population.map((one) => valueOf(one, measure))
			);
			if (!position || position.ranked < 2) return [];
			const shown = formatValue(measure, value, 'headline', chooseMoneyUnit([value.value ?? 0]));
			return [
				{
					rule: '位次',
					text: `${NAMES[measure]}${shown}，从大到小${describePosition(position)}。`,
					href: measureHref(observation.filing_id, measure)
				}
			];
		})
	];
	// One cause that many figures share is told once.
	const texts = found.map(({ text }) => text);
	return found.filter(({ text }, at) => texts.indexOf(text) === at).slice(0, SHOWN);
}

const NAMES = {
	spending_total: '支出合计',
	carry_over_rate: '结转结余率',
	three_public_per_head: '人均三公经费',
	operating_per_head: '人均公用支出',
	score_form: '自评得分'
} as const;
