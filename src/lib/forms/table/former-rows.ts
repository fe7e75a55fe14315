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
	/** The last line of each year read so far, by department. */
	seen: Map<string, Map<number, number>>;
	/**
	 * The last line of each list, department and year where lists are beside one another: a line alone does not tell of which
	 * list it is. Null for a list across the whole table.
	 */
	besides: Map<string, number> | null;
}

/** Tells whether another list has the department too, which goes on here; any other second row is an error. */
export function continuesFormer(
	table: FormerRows,
	row: TableRow,
	identity: RowIdentity,
	problems: TableProblem[]
): boolean {
	const { rows, head, seen, besides } = table;
	const years = seen.get(identity.key) ?? new Map<number, number>();
	const last = years.get(identity.year);
	seen.set(identity.key, years.set(identity.year, row.line));
	const inList = `${head.start}\u0000${identity.key}\u0000${identity.year}`;
	const former = besides ? besides.get(inList) : last;
	besides?.set(inList, row.line);
	if (former === undefined || former < head.line) return last !== undefined;
	const { department_code, department } = head.roles;
	const sentence = `${quoteText(identity.name)}${identity.year}年度在${rows.lineText(former)}已有一条记录，同一部门同一年度只应有一行；请保留正确的一行再导入。`;
	const place = placeOf(rows, row, department ?? department_code);
	problems.push(problemAt('error', 'department_twice', place, sentence));
	return false;
}
