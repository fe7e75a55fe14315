/**
 * A filing as rows, and back. The rows carry no ids, so that the same facts make the same rows in every database;
 * what is hashed, written and read are these rows in this order of columns.
 */
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import {
	ALPHABETICAL_IDS,
	FIGURE_IDS,
	isFigureId,
	type FigureId,
	type ReportedId
} from '#lib/catalogue/measures.ts';
import type {
	Budget,
	Figure,
	Figures,
	FiledSource,
	Filing,
	IdentityClaim,
	RecognisedFiling,
	Score,
	Unit,
	UnitRole
} from '#lib/filing/filing.ts';
import { fromColumns, fromPlaceText, toColumns, toPlaceText, type CellColumns } from './cells.ts';
import { fromFacts, toFacts, type FactRows } from './facts.ts';
import type { FilingTable } from '../schema/schema.ts';

export const HEAD_COLUMNS = [
	'fiscal_year',
	'template',
	'grade',
	'grade_place',
	'fiscal_year_place',
	'sheet_weight',
	'sheet_weight_missing',
	'sheet_weight_printed',
	'sheet_weight_place',
	'claims',
	'jurisdiction_claim'
] as const satisfies readonly (keyof FilingTable)[];

export type FigureRecord = { measure: ReportedId; basis: AmountBasis } & CellColumns;
export type HeadRow = Pick<FilingTable, (typeof HEAD_COLUMNS)[number]>;

export interface UnitRecord {
	name: string;
	role: UnitRole;
	/** In the alphabetical order of the measures, then of the bases. */
	figures: FigureRecord[];
}

/** Everything that is stored of a filing itself, apart from its department, version and findings. */
export interface FilingRecord {
	head: HeadRow;
	sources: FiledSource[];
	/** As printed; exactly one is the total row, and has all figures, budgets and both scores of the filing. */
	units: UnitRecord[];
	facts: FactRows;
}

export function toRecord(filing: Filing): FilingRecord {
	const { sources } = filing;
	return { head: toHead(filing), sources, units: toUnits(filing), facts: toFacts(filing) };
}

export function fromRecord({ head, sources, units, facts }: FilingRecord): Filing {
	const rows = totalOf(units).figures;
	const actuals = rows.filter(({ basis }) => basis === 'actual');
	const stated = new Map(actuals.map((row) => [row.measure, fromColumns(row)]));
	const { items, headings, ...rest } = fromFacts(facts);
	return {
		claims: fromClaimsText(head),
		jurisdiction: fromAreaText(head.jurisdiction_claim),
		fiscal_year: head.fiscal_year,
		fiscal_year_place: fromPlaceText(head.fiscal_year_place),
		template: head.template,
		figures: allFigures(stated),
		units: units.map(fromUnit),
		sources,
		budgets: rows.flatMap(toBudget),
		score: { ...fromHead(head, stated), items, headings },
		...rest
	};
}

/**
 * Claims as stored: `[source, text, place]`, where the place is written as `cells.ts` writes it, without the line where that
 * is the line of the year.
 */
type ClaimTuple = [IdentityClaim['source'], string, string | null];

const LINE = /^\d+(?=:)/;

/** @param isOfYear tells the line on which the year is */
export function toClaimsText(
	claims: readonly IdentityClaim[],
	isOfYear: (line: number) => boolean
): string {
	const tuples = claims.map(({ source, text, place }): ClaimTuple => {
		const isLeftOut = place?.kind === 'field' && isOfYear(place.line);
		const written = toPlaceText(place);
		return [source, text, isLeftOut && written !== null ? written.replace(LINE, '') : written];
	});
	return JSON.stringify(tuples);
}

/** Filings that were stored before have whole objects for tuples. */
function fromClaimsText({ claims, fiscal_year_place }: HeadRow): IdentityClaim[] {
	const [line = ''] = LINE.exec(fiscal_year_place ?? '') ?? [];
	return (JSON.parse(claims) as (ClaimTuple | IdentityClaim)[]).map((claim) => {
		if (!Array.isArray(claim)) return claim;
		const [source, text, place] = claim;
		return { source, text, place: fromPlaceText(place?.replace(/^(?=:)/, line) ?? null) };
	});
}

/** A jurisdiction of which only the code is claimed is its code. */
export function toAreaText(area: RecognisedFiling['jurisdiction']): string | null {
	return area && JSON.stringify(area.name === null ? area.code : area);
}

function fromAreaText(text: string | null): RecognisedFiling['jurisdiction'] {
	const area = JSON.parse(text ?? 'null') as RecognisedFiling['jurisdiction'] | string;
	return typeof area === 'string' ? { code: area, name: null } : area;
}

/** The row that stands for the department. */
export function totalOf<U extends { role: UnitRole }>(units: readonly U[]): U {
	const total = units.find((unit) => unit.role === 'total');
	if (!total) throw new Error('A stored filing has no total row');
	return total;
}

function toHead(filing: RecognisedFiling): HeadRow {
	const weight = toColumns(filing.score.sheet_weight);
	const year = toPlaceText(filing.fiscal_year_place);
	const yearLine = Number(LINE.exec(year ?? '')?.[0]);
	return {
		fiscal_year: filing.fiscal_year,
		template: filing.template,
		grade: filing.score.grade?.printed ?? null,
		grade_place: toPlaceText(filing.score.grade?.place),
		fiscal_year_place: year,
		sheet_weight: weight.value,
		sheet_weight_missing: weight.missing,
		sheet_weight_printed: weight.printed,
		sheet_weight_place: weight.place,
		claims: toClaimsText(filing.claims, (line) => line === yearLine),
		jurisdiction_claim: toAreaText(filing.jurisdiction)
	};
}

/** A filing that prints no total row gets one without a name. */
function toUnits(filing: RecognisedFiling): UnitRecord[] {
	const { form, sheet } = filing.score;
	const actuals = toFigureRows({ ...filing.figures, score_form: form, score_sheet: sheet });
	const stated =
		filing.budgets.length === 0
			? actuals
			: [...actuals, ...filing.budgets.map(fromBudget)].sort(byMeasureAndBasis);
	const at = filing.units.findIndex((unit) => unit.role === 'total');
	const units = filing.units.map((unit, index): UnitRecord => {
		if (index === at) return { name: unit.name, role: 'total', figures: stated };
		// A second row so marked would be counted twice wherever departments are added up.
		const role = unit.role === 'total' ? 'placeholder' : unit.role;
		return { name: unit.name, role, figures: toFigureRows(unit.figures) };
	});
	return at === -1 ? [...units, { name: '', role: 'total', figures: stated }] : units;
}

function toFigureRows(figures: Partial<Record<ReportedId, Figure>>): FigureRecord[] {
	const rows: FigureRecord[] = [];
	for (const measure of ALPHABETICAL_IDS) {
		const figure = figures[measure];
		if (!figure) continue;
		const { value, missing, printed, place } = figure;
		rows.push({
			measure,
			basis: 'actual',
			value,
			missing,
			printed,
			place: toPlaceText(place)
		});
	}
	return rows;
}

function fromBudget({ measure, basis, figure }: Budget): FigureRecord {
	return { measure, basis, ...toColumns(figure) };
}

function toBudget({ measure, basis, ...columns }: FigureRecord): Budget[] {
	return basis === 'actual' || !isFigureId(measure)
		? []
		: [{ measure, basis, figure: fromColumns(columns) }];
}

function byMeasureAndBasis(a: FigureRecord, b: FigureRecord): number {
	const [one, other] = [`${a.measure} ${a.basis}`, `${b.measure} ${b.basis}`];
	return one < other ? -1 : 1;
}

const UNSTATED: Figure = { value: null, missing: 'not_in_template', printed: '', place: null };

function allFigures(stated: ReadonlyMap<ReportedId, Figure>): Record<FigureId, Figure> {
	const pairs = FIGURE_IDS.map((id) => [id, stated.get(id) ?? UNSTATED]);
	return Object.fromEntries(pairs) as Record<FigureId, Figure>;
}

function fromUnit(unit: UnitRecord): Unit {
	const figures: Figures = {};
	for (const row of unit.figures) {
		if (isFigureId(row.measure) && row.basis === 'actual') figures[row.measure] = fromColumns(row);
	}
	return { name: unit.name, role: unit.role, figures };
}

function fromHead(
	head: HeadRow,
	stated: ReadonlyMap<ReportedId, Figure>
): Omit<Score, 'items' | 'headings'> {
	const place = fromPlaceText(head.grade_place);
	return {
		form: stated.get('score_form') ?? UNSTATED,
		sheet: stated.get('score_sheet') ?? UNSTATED,
		sheet_weight: fromColumns({
			value: head.sheet_weight,
			missing: head.sheet_weight_missing,
			printed: head.sheet_weight_printed,
			place: head.sheet_weight_place
		}),
		grade: head.grade !== null && place ? { printed: head.grade, place } : null
	};
}
