/**
 * Reports whose amounts look ten or ten thousand times too large or too small (rule `scale_jump`). Totals leave
 * them out until the department has confirmed them, so a page that adds up says whose amounts these are.
 */
import type { Kysely } from 'kysely';
import { namedWithin } from '#lib/comparison/observation.ts';
import { measureOf, type MeasureGroup } from '#lib/catalogue/measures.ts';
import { departmentHref, href, type Chosen } from '#lib/links.ts';
import { listSuspectFindings, type SuspectFinding } from './suspects.ts';
import type { Database } from '../../ledger/schema/schema.ts';

/** Named one by one; the rest are in the work-list. */
const NAMED = 4;

export interface Slips {
	/** The latest first, e.g. `2020年示例市档案馆`. */
	named: { text: string; href: string }[];
	total: number;
	/** The doubted figures of the latest year, each with what the review says. */
	href: string;
}

export interface SlipsAsked {
	area: { code: string; name: string };
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
	const items = await listSuspectFindings(db, area.code);
	const slipped = namedWithin(
		area.name,
		items.filter((row) => isShown(row, asked))
	);
	const latest = slipped[0];
	if (!latest) return null;
	return {
		named: slipped.slice(0, NAMED).map(({ department, fiscal_year }) => ({
			text: `${fiscal_year}年${department.name}`,
			href: departmentHref(department.code, { ...chosen, year: fiscal_year })
		})),
		total: slipped.length,
		href: `${href('/outliers', { ...chosen, year: latest.fiscal_year })}#slips`
	};
}

function isShown(row: SuspectFinding, { years, departments, groups }: SlipsAsked): boolean {
	if (!years.includes(row.fiscal_year)) return false;
	if (departments && !departments.has(row.department.id)) return false;
	return [...row.figures].some((id) => groups.includes(measureOf(id).group));
}
