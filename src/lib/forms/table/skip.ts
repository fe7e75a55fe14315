/** Tables that are recognised in order to be passed over: a plan, part of a year, regions, projects. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { TableRows } from '#lib/documents/table/rows.ts';
import { kindOfTitle } from '../report/identity/kinds.ts';
import { partOfYearInTitle } from './title-lines.ts';
import type { DocumentKind } from '#lib/filing/recognition.ts';
import type { HeadMeasure, TableHead } from './head.ts';
import { cellOf } from './identity.ts';
import { leftOver, type TableContext, type TableProblem } from './outcomes.ts';
import type { RowCursor } from './row-cursor.ts';
import { projectRow } from './row-kinds.ts';

/** Rows that are looked at. */
const SAMPLE = 20;

/** Says in a sentence why the table as a whole is not read; null for a table that is. */
export function skipReason(
	rows: TableRows,
	head: TableHead,
	{ names }: TableContext,
	body: RowCursor
): TableProblem | null {
	const skip: Skip = (code, skips, why) => ({
		...leftOver(code, rows.place(head.line, 1, null), head.about, why),
		skips
	});
	return byTitle(head, names, skip) ?? byRows(rows, head, body, skip);
}

/** `2021-2023年度累计`. */
const YEARS_TOGETHER = /20\d\d年?度?[-—–~～至到]20\d\d年?度?(?:部门)?(?:累计|合计)/;

type Skip = (code: string, skips: DocumentKind, why: string) => TableProblem;

function byTitle(head: TableHead, names: readonly string[], skip: Skip): TableProblem | null {
	const columns = [...head.measures, ...head.otherYears.flatMap(({ measures }) => measures)];
	const arePlanned = columns.every(isPlanned);
	const about = removeBlanks(head.about);
	const part =
		partOfYearInTitle(about) ?? names.map(partOfYearInTitle).find((each) => each) ?? null;
	if (part) {
		return skip(
			'part_of_year',
			'monitoring_form',
			`表的标题或名称写明是“${part}”，不是全年数，整表未读入；请报送全年的表。`
		);
	}
	const years = YEARS_TOGETHER.exec(about);
	if (years) {
		return skip(
			'several_years',
			'final_accounts',
			`表的标题写明是“${years[0]}”，是几年合在一起的数，不是一年的，整表未读入；请按年度分别报送。`
		);
	}
	if (
		arePlanned &&
		head.about.split(/\s+/).some((title) => kindOfTitle(title) === 'goal_declaration')
	) {
		return skip(
			'goal_table',
			'goal_declaration',
			'表的标题写明是绩效目标，是年初的计划，不是全年的执行结果，整表未读入；请报送执行情况的表。'
		);
	}
	if (columns.length > 0 && arePlanned && isBudgetTitle(about, names)) {
		return skip(
			'budget_table',
			'final_accounts',
			'表的标题或名称写明是预算，不是决算数或执行数，整表未读入；请报送决算或执行情况的表。'
		);
	}
	if (PROJECTS.test(about) && !head.roles.project) {
		return skip(
			'project_list',
			'project_form',
			'表的标题写明是项目的绩效自评，不是部门整体支出，整表未读入。'
		);
	}
	return null;
}

function byRows(
	rows: TableRows,
	head: TableHead,
	body: RowCursor,
	skip: Skip
): TableProblem | null {
	const sample = body.ahead(SAMPLE);
	if (sample.length === 0) return null;
	if (isOfRegions(head, sample)) {
		return skip(
			'region_table',
			'region_table',
			'各行是县区等行政区划，不是部门，整表未读入；如各行是部门，请加一列“部门”。'
		);
	}
	if (
		head.roles.project &&
		sample.length < SAMPLE &&
		sample.every((row) => projectRow(rows, head, row))
	) {
		return skip(
			'project_list',
			'project_form',
			'各行是项目的自评结果，没有部门整体支出的行，整表未读入。'
		);
	}
	return null;
}

/** No word of the head says that the amounts were spent. */
function isPlanned({ says_basis, basis, measure }: HeadMeasure): boolean {
	return measure !== 'score_form' && (!says_basis || basis !== 'actual');
}

const NOT_A_BUDGET = /决算|执行|绩效|评价|自评|考核|对比|比较|预算(?:单位|部门|编码)/;

function isBudgetTitle(about: string, names: readonly string[]): boolean {
	if (about.includes('预算')) return !NOT_A_BUDGET.test(about);
	return (
		!NOT_A_BUDGET.test(about) &&
		names.some((name) => name.includes('预算') && !NOT_A_BUDGET.test(name))
	);
}

/** A list that adds up each department's projects; one of both says 整体. */
const PROJECTS = /^(?!.*整体).*(?:项目|专项)(?:支出|资金)?(?:预算)?绩效/;

const REGION = /^\p{Script=Han}{1,6}(?:县|市|区|旗|州|盟|开发区|高新区|自治县)$/u;

function isOfRegions(
	head: TableHead,
	sample: readonly { line: number; cells: readonly string[] }[]
): boolean {
	const { department, department_code, region, jurisdiction } = head.roles;
	if (department_code) return false;
	if (!department) return region !== undefined || jurisdiction !== undefined;
	const names = sample
		.map((row) => removeBlanks(cellOf(row, department)))
		.filter((name) => name !== '');
	const regions = names.filter((name) => REGION.test(name));
	return regions.length > 1 && regions.length >= names.length - 1;
}
