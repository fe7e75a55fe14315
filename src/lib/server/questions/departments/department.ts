/**
 * 部门详情: everything that one department states for a year, with its other years and its peers' positions.
 */
import type { Kysely, Selectable } from 'kysely';
import type { Place } from '#lib/documents/place.ts';
import type { Figure } from '#lib/filing/filing.ts';
import { storedId } from '#lib/catalogue/budgets.ts';
import type { ReportedId, StoredId } from '#lib/catalogue/measures.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { fromPlaceText } from '../../ledger/filing/cells.ts';
import type {
	Database,
	DepartmentTable,
	GoalTable,
	IndicatorTable,
	PassageTable,
	ScoreItemTable
} from '../../ledger/schema/schema.ts';
import { cached } from '../../cache.ts';
import { listCorrections, type CorrectionRow } from '../reports/corrections.ts';
import { listFindings, type FindingRow } from '../findings/reviewed.ts';
import { listYears } from '../areas.ts';
import { listReorganisations } from './reorganisations.ts';
import type { Suspects } from '#lib/comparison/flags/suspects.ts';
import { comparablesOf, historiesOf } from '../figures/population.ts';

export type Department = Selectable<DepartmentTable>;

/** The department with this code in the jurisdiction, or null. */
export async function findDepartment(
	db: Kysely<Database>,
	area: string,
	code: string
): Promise<Department | null> {
	const row = await db
		.selectFrom('department')
		.selectAll()
		.where('jurisdiction_code', '=', area)
		.where('code', '=', code)
		.executeTakeFirst();
	return row ?? null;
}

/** A reported figure as printed, with the place it is in. */
export interface PrintedFigure {
	printed: string;
	place: Place | null;
}

export interface ScoreLine extends Omit<
	ScoreItemTable,
	'weight_place' | 'score_place' | 'reason_place'
> {
	weight_place: Place | null;
	score_place: Place | null;
	reason_place: Place | null;
	/** Points lost in hundredths; null where the weight is shared or a part is missing. */
	lost: number | null;
}

export interface FilingVersion {
	id: number;
	version: number;
	is_current: boolean;
	imported_at: string;
	filed_on: string | null;
	file_name: string;
	sha256: string;
}

/** One filing's text parts and score sheet. */
export interface FilingContent {
	figures: Partial<Record<StoredId, PrintedFigure>>;
	units: {
		name: string;
		role: string;
		figures: Partial<Record<ReportedId, PrintedFigure & Pick<Figure, 'value' | 'missing'>>>;
	}[];
	score_items: ScoreLine[];
	goals: Located<GoalTable>[];
	indicators: Located<IndicatorTable>[];
	projects: { name: string; amount: number | null; printed: string; place: Place | null }[];
	passages: (Omit<PassageTable, 'place'> & { place: Place | null })[];
	findings: readonly FindingRow[];
	versions: FilingVersion[];
	/** The corrections by hand of that department and year, the newest first. */
	corrections: readonly CorrectionRow[];
}

type Located<T extends { target_place: string | null; result_place: string | null }> = Omit<
	T,
	'target_place' | 'result_place'
> & { target_place: Place | null; result_place: Place | null };

/** All years of one department, each with the year before it (bridged over mergers), ascending. */
export async function historyOf(
	db: Kysely<Database>,
	department: Department,
	years: readonly number[],
	suspects?: Suspects
): Promise<Observation[]> {
	const all = await historiesOf(db, department.jurisdiction_code, [department.id], suspects);
	return all.filter(({ fiscal_year }) => years.includes(fiscal_year));
}

/**
 * The history up to the observation's year, in which a year before a reorganisation is the sum of the departments that
 * were joined, in place of the successor's own part; such a year has no filing of its own (`filing_id` 0). A year for
 * which one of them did not file stays as it was.
 */
export async function joinedHistoryOf(
	db: Kysely<Database>,
	department: Department,
	history: readonly Observation[]
): Promise<{ history: Observation[]; joined: { year: number; from: readonly string[] }[] }> {
	const area = department.jurisdiction_code;
	const reorganised = await listReorganisations(db, area);
	const isSuccessor = reorganised.some(({ successor }) => successor.id === department.id);
	const latest = history.at(-1);
	if (!isSuccessor || !latest) return { history: [...history], joined: [] };
	const byYear = new Map(history.map((one) => [one.fiscal_year, one]));
	const joined: { year: number; from: readonly string[] }[] = [];
	for (const year of await listYears(db, area)) {
		if (year >= latest.fiscal_year) continue;
		const rows = await comparablesOf(db, area, latest.fiscal_year, year);
		const before = rows.find((row) => row.department.id === department.id)?.previous;
		if (!before || before.bridged_from.length === 0) continue;
		const { values, bridged_from } = before;
		byYear.set(year, { ...latest, fiscal_year: year, filing_id: 0, values, previous: null });
		joined.push({ year, from: bridged_from });
	}
	const ascending = [...byYear.values()].sort((a, b) => a.fiscal_year - b.fiscal_year);
	return { history: ascending, joined };
}

/** The filing's content; the filing must exist. */
export function contentOf(
	db: Kysely<Database>,
	department: Department,
	filing: number
): Promise<FilingContent> {
	return cached(db, `content ${filing}`, () => readContent(db, department, filing));
}

async function readContent(
	db: Kysely<Database>,
	department: Department,
	filing: number
): Promise<FilingContent> {
	const filter = { area: department.jurisdiction_code, year: null, filing };
	const { items: findings } = await listFindings(db, filter, null);
	return {
		...(await figuresOf(db, filing)),
		score_items: await scoreLinesOf(db, filing),
		...(await textsOf(db, filing)),
		findings,
		versions: await versionsOf(db, filing),
		corrections: await correctionsOf(db, department, filing)
	};
}

async function textsOf(
	db: Kysely<Database>,
	filing: number
): Promise<Pick<FilingContent, 'goals' | 'indicators' | 'projects' | 'passages'>> {
	const goals = db.selectFrom('goal').selectAll().where('filing_id', '=', filing);
	const indicators = db.selectFrom('indicator').selectAll().where('filing_id', '=', filing);
	const projects = db.selectFrom('named_project').selectAll().where('filing_id', '=', filing);
	const passages = db.selectFrom('passage').selectAll().where('filing_id', '=', filing);
	return {
		goals: (await goals.orderBy('position').execute()).map(locate),
		indicators: (await indicators.orderBy('position').execute()).map(locate),
		projects: (await projects.orderBy('position').execute()).map(
			({ name, amount, printed, place }) => ({
				name,
				amount,
				printed,
				place: fromPlaceText(place)
			})
		),
		passages: (await passages.orderBy('position').execute()).map((row) => ({
			...row,
			place: fromPlaceText(row.place)
		}))
	};
}

function locate<T extends { target_place: string | null; result_place: string | null }>(
	row: T
): Located<T> {
	return {
		...row,
		target_place: fromPlaceText(row.target_place),
		result_place: fromPlaceText(row.result_place)
	};
}

async function figuresOf(
	db: Kysely<Database>,
	filing: number
): Promise<Pick<FilingContent, 'figures' | 'units'>> {
	const units = await db
		.selectFrom('unit')
		.select(['position', 'name', 'role'])
		.where('filing_id', '=', filing)
		.orderBy('position')
		.execute();
	const figures = await db
		.selectFrom('figure')
		.selectAll()
		.where('filing_id', '=', filing)
		.execute();
	const byUnit = units.map((unit) => ({
		name: unit.name,
		role: unit.role,
		figures: Object.fromEntries(
			figures
				.filter((figure) => figure.unit_position === unit.position)
				.map(({ measure, basis, value, missing, printed, place }) => [
					storedId(measure, basis),
					{ value, missing, printed, place: fromPlaceText(place) }
				])
		)
	}));
	const total = byUnit.find((unit) => unit.role === 'total');
	return { figures: total?.figures ?? {}, units: byUnit };
}

async function scoreLinesOf(db: Kysely<Database>, filing: number): Promise<ScoreLine[]> {
	const rows = await db
		.selectFrom('score_item')
		.selectAll()
		.where('filing_id', '=', filing)
		.orderBy('position')
		.execute();
	return rows.map((row) => ({
		...row,
		weight_place: fromPlaceText(row.weight_place),
		score_place: fromPlaceText(row.score_place),
		reason_place: fromPlaceText(row.reason_place),
		lost:
			row.weight_group !== null || row.weight === null || row.score === null
				? null
				: row.weight - row.score
	}));
}

/** Those that were made by then, whichever version is shown. */
async function correctionsOf(
	db: Kysely<Database>,
	department: Department,
	filing: number
): Promise<readonly CorrectionRow[]> {
	const { fiscal_year } = await db
		.selectFrom('filing')
		.select('fiscal_year')
		.where('id', '=', filing)
		.executeTakeFirstOrThrow();
	return (await listCorrections(db, department.jurisdiction_code)).filter(
		(row) => row.department.id === department.id && row.fiscal_year === fiscal_year
	);
}

/** Every version filed for the same department and year, newest first. */
async function versionsOf(db: Kysely<Database>, filing: number): Promise<FilingVersion[]> {
	const rows = await db
		.selectFrom('filing as asked')
		.innerJoin('filing as f', (join) =>
			join
				.onRef('f.department_id', '=', 'asked.department_id')
				.onRef('f.fiscal_year', '=', 'asked.fiscal_year')
		)
		.innerJoin('filing_source as o', (join) =>
			join.onRef('o.filing_id', '=', 'f.id').on('o.number', '=', 1)
		)
		.innerJoin('source_file as s', 's.id', 'o.source_id')
		.select(['f.id', 'f.version', 'f.is_current', 'f.imported_at', 'f.filed_on'])
		.select(['s.name as file_name', 's.sha256'])
		.where('asked.id', '=', filing)
		.orderBy('f.version', 'desc')
		.execute();
	return rows.map((row) => ({ ...row, is_current: row.is_current === 1 }));
}
