/** Reads what the review of the current filings says: counts for the overview, rows for the work-list. */
import type { DepartmentName } from '#lib/comparison/observation.ts';
import { sql, type Kysely } from 'kysely';
import type { FollowUpStatus } from '#lib/catalogue/follow-up.ts';
import { RULES, type FindingState, type RuleId } from '#lib/catalogue/rules.ts';
import type { Finding } from '#lib/review/findings.ts';
import { loadChosen } from '../../ledger/review/read.ts';
import { cached } from '../../cache.ts';
import type { Asked } from '../asked.ts';
import type { Database } from '../../ledger/schema/schema.ts';

export interface FindingRow extends Finding {
	/** Tells findings apart; changes with the version of the filing. */
	id: number;
	department: DepartmentName;
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

/** Without a choice: what needs a look; of what was corrected, that it passes now. */
export function statesOf({
	state,
	status
}: Pick<Asked<'findings'>, 'state' | 'status'>): readonly FindingState[] {
	if (state) return [state];
	return status === 'corrected' ? ['pass'] : ['fail', 'warn'];
}

/** Current filings of the jurisdiction; one filing may be asked for by its id although it is a former version. */
function candidates(db: Kysely<Database>, { area, year, filing, states }: FindingFilter) {
	const columns = ['department_id', 'fiscal_year', 'verdict_set_id'] as const;
	if (filing) {
		return db
			.selectFrom('filing')
			.select([...columns, 'id as filing_id'])
			.where('id', '=', filing);
	}
	let query = db
		.selectFrom('department_year')
		.select([...columns, 'filing_id'])
		.where('jurisdiction_code', '=', area);
	if (year) query = query.where('fiscal_year', '=', year);
	// Most filings have nothing to show where only these states are asked for.
	if (states?.length && states.every((state) => state === 'fail' || state === 'warn')) {
		query = query.where((w) => w.or([w('findings_fail', '>', 0), w('findings_warn', '>', 0)]));
	}
	return query;
}

/** One row per finding that fits. */
function filtered(db: Kysely<Database>, filter: FindingFilter) {
	const { area, rule, rules, states, division, kind, department, status } = filter;
	let query = db
		.selectFrom(candidates(db, filter).as('y'))
		.innerJoin('department as d', 'd.id', 'y.department_id')
		.innerJoin('verdict as v', 'v.verdict_set_id', 'y.verdict_set_id')
		.leftJoin('inquiry as u', (join) =>
			join
				.onRef('u.department_id', '=', 'y.department_id')
				.onRef('u.fiscal_year', '=', 'y.fiscal_year')
				.on('u.topic_kind', '=', 'rule')
				.onRef('u.topic', '=', sql.ref('v.rule'))
		)
		.where('d.jurisdiction_code', '=', area);
	if (rule) query = query.where('v.rule', '=', rule);
	if (rules) query = query.where('v.rule', 'in', rules);
	if (states?.length) query = query.where('v.state', 'in', states);
	if (division) query = query.where('d.division', '=', division);
	if (kind) query = query.where('d.kind', '=', kind);
	if (department) query = query.where('d.code', '=', department);
	if (status === 'open') {
		query = query.where((w) => w.or([w('u.status', 'is', null), w('u.status', '=', status)]));
	} else if (status) query = query.where('u.status', '=', status);
	return query;
}

/** Fails come first, then warnings, then what could not be checked, then what passed. */
const STATE_ORDER = sql<number>`case v.state
	when 'fail' then 1 when 'warn' then 2 when 'not_checkable' then 3 else 4 end`;

interface FindingPage {
	limit: number;
	offset: number;
}

export interface FindingList {
	total: number;
	items: readonly FindingRow[];
}

/**
 * The findings that fit, by state, then the newest year first, then by department and rule; `total` counts all.
 * @param page null for all of them
 */
export function listFindings(
	db: Kysely<Database>,
	filter: FindingFilter,
	page: FindingPage | null
): Promise<FindingList> {
	return cached(db, `findings ${JSON.stringify([filter, page])}`, () =>
		readFindings(db, filter, page)
	);
}

async function readFindings(
	db: Kysely<Database>,
	filter: FindingFilter,
	page: FindingPage | null
): Promise<FindingList> {
	const query = filtered(db, filter);
	const { total } = await query
		.select((e) => e.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	if (total === 0) return { total, items: [] };
	const ordered = query
		.leftJoin('finding as n', (join) =>
			join.onRef('n.filing_id', '=', 'y.filing_id').onRef('n.rule', '=', 'v.rule')
		)
		.select(['y.filing_id', 'y.fiscal_year', 'd.id', 'd.code', 'd.name', 'd.kind', 'd.division'])
		.select(['v.rule', 'v.position', 'v.state', 'n.difference', 'n.quantity', 'u.status', 'u.text'])
		.select((e) => [
			e.fn.coalesce('n.message', 'v.reason').as('message'),
			e.fn.coalesce('n.places', 'v.places').as('places'),
			e.fn.coalesce('n.rounding', sql.lit(0)).as('rounding')
		])
		.orderBy(STATE_ORDER)
		.orderBy('y.fiscal_year', 'desc')
		.orderBy('d.code')
		.orderBy('v.position');
	const shown = page ? ordered.limit(page.limit).offset(page.offset) : ordered;
	const chosen = await shown.execute();
	const findings = await loadChosen(db, chosen);
	const items = chosen.flatMap((row, index) => {
		const finding = findings[index];
		return finding ? [toFindingRow(row, finding)] : [];
	});
	return { total, items };
}

type PageFinding = Omit<FindingRow['department'], 'id'> &
	Pick<FindingRow, 'id' | 'fiscal_year' | 'filing_id'> & {
		position: number;
		status: FollowUpStatus | null;
		text: string | null;
	};

function toFindingRow(row: PageFinding, finding: Finding): FindingRow {
	const { id, code, name, kind, division, fiscal_year, filing_id, position, status, text } = row;
	return {
		id: filing_id * RULES.length + position,
		department: { id, code, name, kind, division },
		fiscal_year,
		filing_id,
		...finding,
		follow_up: { status: status ?? 'open', note: text ?? '' }
	};
}

/** Counts the current filings of the jurisdiction and year in each state of each rule. */
export interface RuleCount {
	rule: RuleId;
	pass: number;
	fail: number;
	warn: number;
	not_checkable: number;
}

type RuleCountFilter = Pick<FindingFilter, 'area' | 'year' | 'kind' | 'division'>;

/** One row per rule, in the catalogue's order; rules without findings are zero. */
export function countByRule(
	db: Kysely<Database>,
	filter: RuleCountFilter
): Promise<readonly RuleCount[]> {
	return cached(db, `rules ${JSON.stringify(filter)}`, () => readRuleCounts(db, filter));
}

async function readRuleCounts(db: Kysely<Database>, filter: RuleCountFilter): Promise<RuleCount[]> {
	const { area, year, kind, division } = filter;
	// Few filings are judged in a way of their own: counting those that share one first leaves little to add up.
	let sets = db
		.selectFrom('department_year as y')
		.select(['y.verdict_set_id', (e) => e.fn.countAll<number>().as('filings')])
		.where('y.jurisdiction_code', '=', area)
		.groupBy('y.verdict_set_id');
	if (year) sets = sets.where('y.fiscal_year', '=', year);
	if (kind || division) {
		let departments = db
			.selectFrom('department')
			.select('id')
			.where('jurisdiction_code', '=', area);
		if (kind) departments = departments.where('kind', '=', kind);
		if (division) departments = departments.where('division', '=', division);
		sets = sets.where('y.department_id', 'in', departments);
	}
	const rows = await db
		.selectFrom(sets.as('s'))
		.innerJoin('verdict as v', 'v.verdict_set_id', 's.verdict_set_id')
		.select(['v.rule', 'v.state', (e) => e.fn.sum<number>('s.filings').as('count')])
		.groupBy(['v.rule', 'v.state'])
		.execute();
	const counts = new Map(
		RULES.map(({ id }): [RuleId, RuleCount] => [
			id,
			{ rule: id, pass: 0, fail: 0, warn: 0, not_checkable: 0 }
		])
	);
	for (const { rule, state, count } of rows) {
		const ofRule = counts.get(rule);
		if (ofRule) ofRule[state] = count;
	}
	return [...counts.values()];
}

/** Divisions of the bureau that departments belong to, for the filter. */
export function listDivisions(db: Kysely<Database>, area: string): Promise<readonly string[]> {
	return cached(db, `divisions ${area}`, () => readDivisions(db, area));
}

async function readDivisions(db: Kysely<Database>, area: string): Promise<string[]> {
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
