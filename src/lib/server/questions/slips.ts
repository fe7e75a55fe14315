/**
 * Reports whose amounts look ten or ten thousand times too large or too small (rule `scale_jump`). Totals hold what
 * was filed, so a page that adds them up says whose amounts these are.
 */
import type { Kysely } from 'kysely';
import { MEASURES, type MeasureGroup } from '#lib/catalogue/measures.ts';
import { departmentHref, href, type Chosen } from '#lib/links.ts';
import { listFindings, type FindingRow } from './findings.ts';
import { cached } from '../cache.ts';
import type { Database } from '../ledger/schema/schema.ts';

/** Named one by one; the rest stand in the work-list. */
const NAMED = 4;
const MOST = 1_000;

export interface Slips {
	/** The latest first, e.g. `2020年示例市档案馆`. */
	named: { text: string; href: string }[];
	total: number;
	/** The work-list of the rule. */
	href: string;
}

export interface SlipsAsked {
	area: string;
	/** Years that the page adds up. */
	years: readonly number[];
	/** Groups of measures that the page adds up. */
	groups: readonly MeasureGroup[];
	/** Department ids that the page adds up; null for all. */
	departments: ReadonlySet<number> | null;
	chosen: Chosen;
}

/** Null where no report of the page looks slipped. */
export async function listSlips(db: Kysely<Database>, asked: SlipsAsked): Promise<Slips | null> {
	const { area, chosen } = asked;
	const filter = { area, year: null, rule: 'scale_jump', states: ['fail', 'warn'] } as const;
	const { items } = await cached(db, `slips ${area}`, () =>
		listFindings(db, filter, { limit: MOST, offset: 0 })
	);
	const jumps = new Set(items.map(keyOf));
	const names = namesOf(asked.groups);
	const slipped = items.filter((row) => isSlip(row, asked, names) && !isReturn(row, jumps));
	const latest = slipped[0];
	if (!latest) return null;
	return {
		named: slipped.slice(0, NAMED).map(({ department, fiscal_year }) => ({
			text: `${fiscal_year}年${department.name}`,
			href: departmentHref(department.code, { ...chosen, year: fiscal_year })
		})),
		total: slipped.length,
		href: href('/findings', { ...chosen, year: latest.fiscal_year, rule: 'scale_jump' })
	};
}

function keyOf({ department, fiscal_year }: Pick<FindingRow, 'department' | 'fiscal_year'>) {
	return `${department.id}:${fiscal_year}`;
}

function namesOf(groups: readonly MeasureGroup[]): ReadonlySet<string> {
	return new Set(MEASURES.filter(({ group }) => groups.includes(group)).map(({ name }) => name));
}

function isSlip(
	row: FindingRow,
	{ years, departments }: SlipsAsked,
	names: ReadonlySet<string>
): boolean {
	if (!years.includes(row.fiscal_year)) return false;
	if (departments && !departments.has(row.department.id)) return false;
	return row.places.some(({ label }) => names.has(label));
}

/** The year after a slip jumps back, and is found too. */
function isReturn({ department, fiscal_year }: FindingRow, jumps: ReadonlySet<string>): boolean {
	return jumps.has(keyOf({ department, fiscal_year: fiscal_year - 1 }));
}
