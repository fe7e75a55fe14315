/** Tells whether a department's second row goes on with its first below another head, or states it twice. */
import { quoteText } from '#lib/catalogue/characters.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import type { TableHead } from './head.ts';
import { placeOf, type RowIdentity } from './identity.ts';
import { problemAt, type TableProblem } from './outcomes.ts';

/** A table as far as it was read. */
export interface FormerRows {
	rows: TableRows;
	head: TableHead;
	/** Lines of the years read so far, by department. */
	seen: Map<string, Map<number, number>>;
	/** Lists beside one another, each of which may have a department. */
	isBeside: boolean;
}

/** Tells whether another list has the department too, which goes on here; any other second row is an error. */
export function continuesFormer(
	table: FormerRows,
	row: TableRow,
	identity: RowIdentity,
	problems: TableProblem[]
): boolean {
	const years = table.seen.get(identity.key) ?? new Map<number, number>();
	const former = years.get(identity.year);
	if (former === undefined) {
		table.seen.set(identity.key, years.set(identity.year, row.line));
		return false;
	}
	if (table.isBeside || former < table.head.line) return true;
	const { department_code, department } = table.head.roles;
	const sentence = `${quoteText(identity.name)}${identity.year}年度在${table.rows.lineText(former)}已有一条记录，同一部门同一年度只应有一行；请保留正确的一行再导入。`;
	const place = placeOf(table.rows, row, department ?? department_code);
	problems.push(problemAt('error', 'department_twice', place, sentence));
	return false;
}
