/** This module writes the demo data as CSV: figures, score items and the registry of departments. */
import Papa from 'papaparse';
import { FIGURE_IDS, measureOf } from '#lib/catalogue/measures.ts';
import { fixedAmount, typedPoints } from '../filing/printed-numbers.ts';
import type { DemoDepartment } from '../city/departments.ts';
import { AREA, DEPARTMENTS, unitOf } from '../city/departments.ts';
import type { DemoFiling, ExpectedFiling } from '../filing/filings.ts';

/**
 * This office's real report is bundled; the aliases are the names that it uses for itself. The report states no
 * budget code; a code that begins with `auto-` gives way to a real one.
 */
const REAL_OFFICE = {
	area: { code: '430600', name: '岳阳市' },
	code: 'auto-port-office',
	name: '岳阳市人民政府口岸管理办公室',
	kind: '经济建设部门',
	aliases: ['口岸办', '市口岸办', '岳阳市口岸办', '岳阳市人民政府口口岸管理办公室']
} as const;

export function figuresCsv(filings: readonly DemoFiling[]): string {
	const head = [
		'jurisdiction',
		'department_code',
		'department',
		'fiscal_year',
		'unit',
		'filed_on',
		...FIGURE_IDS,
		'score_form',
		'score_sheet',
		'grade'
	];
	return csv([head, ...filings.map(figuresRow)]);
}

function figuresRow({ department, year, figures, sheet, filed_on }: DemoFiling): string[] {
	const unit = unitOf(department);
	const printed = FIGURE_IDS.map((id) => {
		const value = figures[id];
		if (value === null) return '';
		return measureOf(id).quantity === 'money' ? fixedAmount(value, unit) : String(value);
	});
	return [
		AREA.code,
		department.code,
		department.name,
		String(year),
		unit,
		filed_on,
		...printed,
		typedPoints(sheet.form),
		typedPoints(sheet.total),
		sheet.grade
	];
}

/** 评分标准 is written only where the score can be recomputed from it; repeated everywhere, it would fill the file. */
export function scoresCsv(
	filings: readonly DemoFiling[],
	isChecked: (criterion: string) => boolean
): string {
	const head = [
		'jurisdiction',
		'department_code',
		'department',
		'fiscal_year',
		'level1',
		'level2',
		'level3',
		'weight',
		'score',
		'reason',
		'criterion'
	];
	const rows = filings.flatMap(({ department, year, sheet }) =>
		sheet.lines.map((line) => [
			AREA.code,
			department.code,
			department.name,
			String(year),
			...line.path,
			line.weight === null ? '' : typedPoints(line.weight),
			typedPoints(line.score),
			line.reason,
			isChecked(line.criterion) ? line.criterion : ''
		])
	);
	return csv([head, ...rows]);
}

export function jurisdictionsCsv(): string {
	return csv([
		['code', 'name', 'is_demo'],
		[REAL_OFFICE.area.code, REAL_OFFICE.area.name, '0'],
		[AREA.code, AREA.name, '1']
	]);
}

export function departmentsCsv(): string {
	const head = [
		'jurisdiction',
		'code',
		'name',
		'kind',
		'division',
		'aliases',
		'successor_code',
		'succeeded_from'
	];
	const { area, code, name, kind, aliases } = REAL_OFFICE;
	const real = [area.code, code, name, kind, '', aliases.join('；'), '', ''];
	return csv([head, real, ...DEPARTMENTS.map(departmentRow)]);
}

function departmentRow(department: DemoDepartment): string[] {
	const { code, name, kind, division, aliases, successor, until } = department;
	return [
		AREA.code,
		code,
		name,
		kind,
		division,
		(aliases ?? []).join('；'),
		successor ?? '',
		successor && until ? String(until + 1) : ''
	];
}

export function expectedCsv(expected: readonly ExpectedFiling[]): string {
	const rows = expected.map(({ department, year, due_on }) => [
		AREA.code,
		department.code,
		String(year),
		due_on
	]);
	return csv([['jurisdiction', 'department_code', 'fiscal_year', 'due_on'], ...rows]);
}

function csv(rows: string[][]): string {
	return `${Papa.unparse(rows, { newline: '\n' })}\n`;
}
