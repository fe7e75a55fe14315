/** 全部门汇编: every department's page in words, for paper and for a document that an official can edit. */
import { nameWithin } from '#lib/catalogue/departments.ts';
import { formatValue } from '#lib/catalogue/format.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import type { BriefFigure } from '#lib/answers/brief/figures.ts';
import type { BriefFinding } from '#lib/answers/brief/findings.ts';
import { findDepartment } from '../questions/departments/department.ts';
import { comparablesOf } from '../questions/figures/population.ts';
import type { PageRequest } from '../request/page-request.ts';
import { departmentBrief } from './brief.ts';

/** Measures whose years are in a table of their own. */
export const COMPENDIUM_HISTORY = [
	'income_total',
	'spending_total',
	'three_public_total',
	'balance_cumulative',
	'score_form'
] as const satisfies readonly MeasureId[];

/** As many years as a sheet of A4 has room for. */
const YEARS_SHOWN = 6;

export interface DepartmentChapter {
	code: string;
	name: string;
	sentence: string;
	figures: BriefFigure[];
	findings: BriefFinding[];
	/** Said where there is no finding. */
	none: string;
	history: { years: number[]; rows: { name: string; cells: string[] }[] };
}

export function compendiumTitle({ area, year, values }: PageRequest<'compendium'>): string {
	return `${area.name}${year}年${values.kind ?? '各部门'}整体支出绩效自评情况汇编`;
}

/** The departments of the chosen kind that have filed for the year, in the order of their codes. */
export async function departmentsOf({
	db,
	area,
	year,
	values
}: PageRequest<'compendium'>): Promise<Observation['department'][]> {
	return (await comparablesOf(db, area.code, year))
		.map(({ department }) => department)
		.filter(({ kind }) => values.kind === null || kind === values.kind);
}

/** One chapter for each of the departments. */
export async function chaptersOf(
	request: PageRequest<'compendium'>,
	departments: readonly Observation['department'][]
): Promise<DepartmentChapter[]> {
	const { db, area, year } = request;
	const chapters: DepartmentChapter[] = [];
	for (const { code, name } of departments) {
		const found = await findDepartment(db, area.code, code);
		const brief = found && (await departmentBrief(db, found, request));
		if (!brief) continue;
		const { sentence, figures, findings, none, history } = brief;
		chapters.push({
			code,
			name: nameWithin(area.name, name),
			sentence,
			figures,
			findings,
			none,
			history: tableOf(history, year)
		});
	}
	return chapters;
}

/** Amounts in 万元, as filed. */
function tableOf(history: readonly Observation[], year: number): DepartmentChapter['history'] {
	const shown = history.filter((one) => one.fiscal_year <= year).slice(-YEARS_SHOWN);
	return {
		years: shown.map((one) => one.fiscal_year),
		rows: COMPENDIUM_HISTORY.map((measure) => ({
			name: `${measureOf(measure).name}（${measureOf(measure).quantity === 'money' ? '万元' : '分'}）`,
			cells: shown.map((one) => formatValue(measure, valueOf(one, measure), 'table', '万元'))
		}))
	};
}
