/** Compares the yearly figures that pages showed before the upgrade of a former ledger with those that they show after it. */
import { sql, type Kysely } from 'kysely';
import { isMeasureId, type MeasureId } from '#lib/catalogue/measures.ts';
import { nameWithPlace } from '#lib/catalogue/departments.ts';
import type { Database } from '../ledger/schema/schema.ts';

/** A figure that is not what it was; amounts in 分, people as counts, scores in hundredths of a point. */
export interface FormerFigure {
	/** With its jurisdiction. */
	department: string;
	fiscal_year: number;
	measure: MeasureId;
	/** Null where there was none. */
	before: number | null;
	/** Null where there is none. */
	now: number | null;
}

export interface FigureComparison {
	/** Figures that are the same. */
	equal: number;
	differing: FormerFigure[];
}

type YearRow = Record<string, number | string | null>;

/** Compares the measures that both ledgers have. */
export async function compareFigures(
	former: Kysely<Database>,
	db: Kysely<Database>
): Promise<FigureComparison> {
	const [before, now] = [await loadYears(former), await loadYears(db)];
	const [old] = before.values();
	const [today] = now.values();
	const measures = Object.keys(old ?? {})
		.filter(isMeasureId)
		.filter((measure) => !today || measure in today);
	const differing: FormerFigure[] = [];
	let equal = 0;
	for (const key of new Set([...before.keys(), ...now.keys()])) {
		const [was, is] = [before.get(key), now.get(key)];
		const { area, name, fiscal_year } = (is ?? was) as YearRow;
		for (const measure of measures) {
			const figure = { before: valueIn(was, measure), now: valueIn(is, measure) };
			if (figure.before === figure.now) equal += figure.now === null ? 0 : 1;
			else {
				const department = nameWithPlace(String(area), String(name));
				differing.push({ department, fiscal_year: Number(fiscal_year), measure, ...figure });
			}
		}
	}
	return { equal, differing };
}

/** By department and year, in their order. */
async function loadYears(db: Kysely<Database>): Promise<Map<string, YearRow>> {
	const { rows } = await sql<YearRow>`
		select y.*, d.name, j.name as area from department_year as y
		inner join department as d on d.id = y.department_id
		inner join jurisdiction as j on j.code = d.jurisdiction_code
		order by j.code, d.code, y.fiscal_year`.execute(db);
	return new Map(rows.map((row) => [`${row.department_id} ${row.fiscal_year}`, row]));
}

function valueIn(row: YearRow | undefined, measure: string): number | null {
	const value = row?.[measure];
	return typeof value === 'number' ? value : null;
}
