/**
 * What the review of the current filings says: counts for the overview, rows for the work-list.
 */
import type { Kysely } from 'kysely';
import { RULES, type FindingState, type RuleId } from '#lib/catalogue/rules.ts';
import type { Finding } from '#lib/review/findings.ts';
import { loadReviews } from '../ledger/filing/read.ts';
import type { Database, FollowUpTable } from '../ledger/schema/schema.ts';
import { countState, RULE_ORDER, rulesIn, stateOf } from '../ledger/review/rule-states.ts';
import { cached } from '../cache.ts';

export type FollowUpStatus = FollowUpTable['status'];

export const FOLLOW_UP_NAMES: Record<FollowUpStatus, string> = {
	open: '待处理',
	asked: '已询问',
	explained: '已说明',
	corrected: '已更正'
};

export interface FindingRow extends Finding {
	/** Tells findings apart; changes with the version of the filing. */
	id: number;
	department: {
		id: number;
		code: string;
		name: string;
		kind: string | null;
		division: string | null;
	};
	fiscal_year: number;
	filing_id: number;
	follow_up: { status: FollowUpStatus; note: string };
}

export interface FindingFilter {
	area: string;
	year: number | null;
	rule?: RuleId | null;
	/** Any of these; every rule where left out. */
	rules?: readonly RuleId[];
	/** Any of these; every state where empty or left out. */
	states?: readonly FindingState[];
	division?: string | null;
	kind?: string | null;
	/** Department code. */
	department?: string | null;
	filing?: number | null;
	status?: FollowUpStatus | null;
}

/** A filing whose findings may fit, with how its review left the rules. */
interface Candidate {
	filing_id: number;
	fiscal_year: number;
	states: string;
	department_id: number;
	code: string;
	name: string;
	kind: string | null;
	division: string | null;
}

/** Every current filing of the jurisdiction, the newest year first, then by department. */
function areaCandidates(db: Kysely<Database>, area: string): Promise<readonly Candidate[]> {
	return cached(db, `findings ${area}`, () =>
		db
			.selectFrom('department_year as y')
			.innerJoin('department as d', 'd.id', 'y.department_id')
			.select(['y.filing_id', 'y.fiscal_year', 'y.states', 'y.department_id'])
			.select(['d.code', 'd.name', 'd.kind', 'd.division'])
			.where('y.jurisdiction_code', '=', area)
			.orderBy('y.fiscal_year', 'desc')
			.orderBy('d.code')
			.execute()
	);
}

/** Those that fit by everything that is known of a filing and its department. */
async function listCandidates(
	db: Kysely<Database>,
	filter: FindingFilter
): Promise<readonly Candidate[]> {
	const { area, filing, year, division, kind, department } = filter;
	const rows = filing ? await oneFiling(db, area, filing) : await areaCandidates(db, area);
	return rows.filter(
		(row) =>
			(!year || row.fiscal_year === year) &&
			(!division || row.division === division) &&
			(!kind || row.kind === kind) &&
			(!department || row.code === department)
	);
}

/** One filing may be asked for by its id although it is a former version. */
function oneFiling(db: Kysely<Database>, area: string, filing: number): Promise<Candidate[]> {
	return db
		.selectFrom('review as r')
		.innerJoin('filing as f', 'f.id', 'r.filing_id')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.select(['r.filing_id', 'f.fiscal_year', 'r.states', 'f.department_id'])
		.select(['d.code', 'd.name', 'd.kind', 'd.division'])
		.where('d.jurisdiction_code', '=', area)
		.where('f.id', '=', filing)
		.execute();
}

type FollowUps = ReadonlyMap<string, FindingRow['follow_up']>;

async function followUpsOf(db: Kysely<Database>, area: string): Promise<FollowUps> {
	const rows = await db
		.selectFrom('follow_up as u')
		.innerJoin('department as d', 'd.id', 'u.department_id')
		.select(['u.department_id', 'u.fiscal_year', 'u.rule', 'u.status', 'u.note'])
		.where('d.jurisdiction_code', '=', area)
		.execute();
	return new Map(
		rows.map(({ status, note, ...row }) => [followUpKey(row, row.rule), { status, note }])
	);
}

interface FollowUpKey {
	department_id: number;
	fiscal_year: number;
}

function followUpKey({ department_id, fiscal_year }: FollowUpKey, rule: RuleId): string {
	return `${department_id}/${fiscal_year}/${rule}`;
}

const NOT_FOLLOWED_UP: FindingRow['follow_up'] = { status: 'open', note: '' };

function followUpOf(followUps: FollowUps, of: FollowUpKey, rule: RuleId): FindingRow['follow_up'] {
	return followUps.get(followUpKey(of, rule)) ?? NOT_FOLLOWED_UP;
}

/** A finding by the filing that it is on and its rule; its text is not read yet. */
interface Chosen {
	candidate: Candidate;
	rule: RuleId;
}

/** In the order of the list. */
const STATE_ORDER = ['fail', 'warn', 'not_checkable', 'pass'] as const;

/** The findings that fit, by state, then as the candidates stand, then by rule: those of the page, and how many. */
function choosePage(
	rows: readonly Candidate[],
	{ states, ...filter }: FindingFilter,
	followUps: FollowUps,
	{ limit, offset }: { limit: number; offset: number }
): { total: number; shown: Chosen[] } {
	const fits = fitting(filter, followUps);
	const shown: Chosen[] = [];
	let total = 0;
	for (const state of STATE_ORDER) {
		if (states?.length && !states.includes(state)) continue;
		for (const candidate of rows) {
			const count = countState(candidate.states, state);
			const isBeside = total + count <= offset || total >= offset + limit;
			if (isBeside && !fits) total += count;
			if (count === 0 || (isBeside && !fits)) continue;
			for (const rule of rulesIn(candidate.states, state)) {
				if (fits && !fits(candidate, rule)) continue;
				if (total >= offset && total < offset + limit) shown.push({ candidate, rule });
				total += 1;
			}
		}
	}
	return { total, shown };
}

/** Null where every rule fits. */
function fitting({ rule, rules, status }: FindingFilter, followUps: FollowUps) {
	if (!rule && !rules && !status) return null;
	return (candidate: Candidate, of: RuleId): boolean =>
		(!rule || of === rule) &&
		(!rules || rules.includes(of)) &&
		(!status || followUpOf(followUps, candidate, of).status === status);
}

/** The findings that fit, fails first, then by department and rule; `total` counts all of them. */
export async function listFindings(
	db: Kysely<Database>,
	filter: FindingFilter,
	page: { limit: number; offset: number }
): Promise<{ total: number; items: FindingRow[] }> {
	const followUps = await followUpsOf(db, filter.area);
	const rows = await listCandidates(db, filter);
	const { total, shown } = choosePage(rows, filter, followUps, page);
	const ids = [...new Set(shown.map(({ candidate }) => candidate.filing_id))];
	const reviews = await loadReviews(db, ids);
	const items = shown.flatMap(({ candidate, rule }) => {
		const finding = reviews.get(candidate.filing_id)?.find((each) => each.rule === rule);
		return finding ? [toFindingRow(candidate, finding, followUps)] : [];
	});
	return { total, items };
}

function toFindingRow(
	{ filing_id, fiscal_year, department_id: id, code, name, kind, division }: Candidate,
	finding: Finding,
	followUps: FollowUps
): FindingRow {
	return {
		id: filing_id * RULE_ORDER.length + RULE_ORDER.indexOf(finding.rule),
		department: { id, code, name, kind, division },
		fiscal_year,
		filing_id,
		...finding,
		follow_up: followUpOf(followUps, { department_id: id, fiscal_year }, finding.rule)
	};
}

/** How many current filings of the jurisdiction and year stand in each state of each rule. */
export interface RuleCount {
	rule: RuleId;
	pass: number;
	fail: number;
	warn: number;
	not_checkable: number;
}

/** One row a rule, in the catalogue's order; rules without findings are zero. */
export async function countByRule(
	db: Kysely<Database>,
	filter: Pick<FindingFilter, 'area' | 'year' | 'kind' | 'division'>
): Promise<RuleCount[]> {
	// Few filings are judged in a way of their own.
	const groups = new Map<string, number>();
	for (const { states } of await listCandidates(db, filter)) {
		groups.set(states, (groups.get(states) ?? 0) + 1);
	}
	return RULES.map(({ id }) => {
		const counts: RuleCount = { rule: id, pass: 0, fail: 0, warn: 0, not_checkable: 0 };
		for (const [states, count] of groups) {
			const state = stateOf(states, id);
			if (state) counts[state] += count;
		}
		return counts;
	});
}

/** Divisions of the bureau that departments belong to, for the filter. */
export async function listDivisions(db: Kysely<Database>, area: string): Promise<string[]> {
	const rows = await db
		.selectFrom('department')
		.select('division')
		.distinct()
		.where('jurisdiction_code', '=', area)
		.where('division', 'is not', null)
		.orderBy('division')
		.execute();
	return rows.flatMap((row) => (row.division === null ? [] : [row.division]));
}

/** The current filing of a department in a year, for links to quoted cells of other years. */
export async function filingsByYear(
	db: Kysely<Database>,
	departments: readonly number[]
): Promise<ReadonlyMap<string, number>> {
	if (departments.length === 0) return new Map();
	const rows = await db
		.selectFrom('department_year')
		.select(['department_id', 'fiscal_year', 'filing_id'])
		.where('department_id', 'in', [...new Set(departments)])
		.execute();
	return new Map(rows.map((row) => [`${row.department_id}:${row.fiscal_year}`, row.filing_id]));
}
