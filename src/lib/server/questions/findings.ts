/**
 * What the review of the current filings says: counts for the overview, rows for the work-list.
 */
import type { Kysely } from 'kysely';
import { RULES, type FindingState, type RuleId } from '#lib/catalogue/rules.ts';
import type { QuotedPlace } from '#lib/review/findings.ts';
import type { Database, FollowUpTable } from '#lib/server/store/schema.ts';

export type FollowUpStatus = FollowUpTable['status'];

export const FOLLOW_UP_NAMES: Record<FollowUpStatus, string> = {
	open: '待处理',
	asked: '已询问',
	explained: '已说明',
	corrected: '已更正'
};

export interface FindingRow {
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
	rule: RuleId;
	state: FindingState;
	message: string;
	/** Found minus expected in the storage unit of `quantity`. */
	difference: number | null;
	quantity: 'money' | 'people' | 'points' | null;
	rounding: boolean;
	places: QuotedPlace[];
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

function filtered(db: Kysely<Database>, filter: FindingFilter) {
	let query = db
		.selectFrom('finding as g')
		.innerJoin('filing as f', 'f.id', 'g.filing_id')
		.innerJoin('department as d', 'd.id', 'f.department_id')
		.leftJoin('follow_up as u', (join) =>
			join
				.onRef('u.department_id', '=', 'd.id')
				.onRef('u.fiscal_year', '=', 'f.fiscal_year')
				.onRef('u.rule', '=', 'g.rule')
		)
		.where('d.jurisdiction_code', '=', filter.area);
	// One filing may be asked for by its id although it is a former version.
	query = filter.filing
		? query.where('f.id', '=', filter.filing)
		: query.where('f.is_current', '=', 1);
	if (filter.year) query = query.where('f.fiscal_year', '=', filter.year);
	if (filter.rules) query = query.where('g.rule', 'in', [...filter.rules]);
	if (filter.rule) query = query.where('g.rule', '=', filter.rule);
	if (filter.states?.length) query = query.where('g.state', 'in', [...filter.states]);
	if (filter.division) query = query.where('d.division', '=', filter.division);
	if (filter.kind) query = query.where('d.kind', '=', filter.kind);
	if (filter.department) query = query.where('d.code', '=', filter.department);
	if (filter.status === 'open')
		query = query.where((w) => w.or([w('u.status', 'is', null), w('u.status', '=', 'open')]));
	else if (filter.status) query = query.where('u.status', '=', filter.status);
	return query;
}

/** The findings that fit, fails first, then by department and rule; `total` counts all of them. */
export async function listFindings(
	db: Kysely<Database>,
	filter: FindingFilter,
	page: { limit: number; offset: number }
): Promise<{ total: number; items: FindingRow[] }> {
	const base = filtered(db, filter);
	const { total } = await base
		.select((e) => e.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const rows = await base
		.select(['g.id', 'g.filing_id', 'g.rule', 'g.state', 'g.message', 'g.difference'])
		.select(['g.quantity', 'g.rounding', 'g.places', 'f.fiscal_year'])
		.select(['d.id as department_id', 'd.code', 'd.name', 'd.kind', 'd.division'])
		.select(['u.status', 'u.note'])
		.orderBy((e) =>
			e
				.case('g.state')
				.when('fail')
				.then(0)
				.when('warn')
				.then(1)
				.when('not_checkable')
				.then(2)
				.else(3)
				.end()
		)
		.orderBy('f.fiscal_year', 'desc')
		.orderBy('d.code')
		.orderBy('g.id')
		.limit(page.limit)
		.offset(page.offset)
		.execute();
	return { total, items: rows.map(toFindingRow) };
}

type StoredFinding = {
	id: number;
	filing_id: number;
	rule: RuleId;
	state: FindingState;
	message: string;
	difference: number | null;
	quantity: FindingRow['quantity'];
	rounding: number;
	places: string;
	fiscal_year: number;
	department_id: number;
	code: string;
	name: string;
	kind: string | null;
	division: string | null;
	status: FollowUpStatus | null;
	note: string | null;
};

function toFindingRow(row: StoredFinding): FindingRow {
	return {
		id: row.id,
		department: {
			id: row.department_id,
			code: row.code,
			name: row.name,
			kind: row.kind,
			division: row.division
		},
		fiscal_year: row.fiscal_year,
		filing_id: row.filing_id,
		rule: row.rule,
		state: row.state,
		message: row.message,
		difference: row.difference,
		quantity: row.quantity,
		rounding: row.rounding === 1,
		places: JSON.parse(row.places) as QuotedPlace[],
		follow_up: { status: row.status ?? 'open', note: row.note ?? '' }
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
	filter: FindingFilter
): Promise<RuleCount[]> {
	const rows = await filtered(db, filter)
		.select((e) => ['g.rule', 'g.state', e.fn.countAll<number>().as('count')])
		.groupBy(['g.rule', 'g.state'])
		.execute();
	return RULES.map(({ id }) => {
		const counts: RuleCount = { rule: id, pass: 0, fail: 0, warn: 0, not_checkable: 0 };
		for (const row of rows) if (row.rule === id) counts[row.state] = row.count;
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
