/** The department's figures where no row stands for it: the sum of its parts, if the rows are plainly these (decision 0032). */
import type { Issue } from '#lib/documents/issue.ts';
import type { Budget, Figure, Figures, UnitRole } from '#lib/filing/filing.ts';
import { cellPlace, firstCell } from '../lines.ts';
import type { UnitRow } from './figure-tables.ts';

/** A unit's row with its figures read. */
export interface ReadRow {
	/** This tells units apart over blocks: the name without its number, unless two units share it. */
	name: string;
	numbered: boolean;
	/** True where another row of the table has the same name and other numbers. */
	isRepeated: boolean;
	figures: Figures;
	budgets: Budget[];
	source: UnitRow;
}

/** Rows of such names are departments of a list, or the department itself beside its parts. */
export const DEPARTMENT_NAME = /(?:[局委厅]|委员会|人民政府|办公室|总工会|联合会)$/;

/** No department has so many units; comparing each row with all others would take long in a file of another kind. */
export const MOST_UNITS = 200;

/**
 * A department without a row of its own, all of whose rows are plainly its parts, gets their sum as its figure; its
 * place is the first part's cell. Otherwise the total stays open: a row too many would count twice.
 */
export function addSums(
	total: Figures,
	rows: readonly ReadRow[],
	roles: readonly (UnitRole | null)[],
	issues: Issue[]
): void {
	const parts = rows.filter(
		(_, index) => roles[index] === 'headquarters' || roles[index] === 'subunit'
	);
	const areParts =
		parts.every(({ numbered }) => numbered) ||
		(roles.includes('headquarters') && !rows.some(({ name }) => DEPARTMENT_NAME.test(name)));
	const isOnce = rows.every(({ isRepeated }) => !isRepeated);
	const isSummed =
		areParts && isOnce && parts.length >= 2 && parts.length <= MOST_UNITS && !roles.includes(null);
	issues.push(totalMissing(rows, isSummed));
	for (const { figure: measure, use } of rows[0]?.source.columns ?? []) {
		if ('skipped' in use || use.basis !== 'actual' || total[measure]) continue;
		const figures = parts.flatMap(({ figures: own }) => own[measure] ?? []);
		total[measure] = isSummed
			? sumOf(figures)
			: { value: null, missing: 'not_recognised', printed: '', place: figures[0]?.place ?? null };
	}
}

/** The sum of the parts' figures; blank where all are, unreadable where one is. */
function sumOf(figures: readonly Figure[]): Figure {
	const filled = figures.filter(({ missing }) => missing !== 'blank');
	const place = (filled[0] ?? figures[0])?.place ?? null;
	const printed = filled.map((figure) => figure.printed).join('＋');
	if (filled.length === 0) return { value: null, missing: 'blank', printed: '', place };
	const values = filled.map(({ value }) => value).filter((value) => value !== null);
	if (values.length < filled.length) return { value: null, missing: 'unreadable', printed, place };
	return { value: values.reduce((sum, value) => sum + value, 0), missing: null, printed, place };
}

function totalMissing(rows: readonly ReadRow[], isSummed: boolean): Issue {
	const { row } = (rows[0] as ReadRow).source;
	const names = rows.map(({ name }) => `“${name || '无名称'}”`).join('、');
	const done = isSummed
		? '部门合计按各单位之和计算，请核实并补上汇总行'
		: '部门合计按未能识别处理，请补上汇总行';
	return {
		code: 'total_row_missing',
		severity: 'warning',
		message: `表${row.table} 第${row.number}行起有${rows.length}个单位行（${names}），但没有汇总行，也没有一行等于其余各行之和；${done}。`,
		place: cellPlace(row, firstCell(row), null, null)
	};
}
