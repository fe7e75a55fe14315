/**
 * Finds the rows that head a table: one row, or two where groups stand above their parts (收入 over 合计, 上年结转 …),
 * below title and unit lines.
 */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { columnMeaning, csvKind } from './columns.ts';
import { refuseOwnExport } from './own-export.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';

/** Title lines that may stand above the head. */
const MAX_TITLE_ROWS = 10;

export interface HeadCell {
	/** As printed; under a group, with what of the group it takes to be understood: `收入合计`. */
	label: string;
	/** Group and label as printed, where a unit may stand. */
	printed: string;
	line: number;
}

export interface HeadRows {
	/** Rows above the head. */
	titles: TableRow[];
	cells: HeadCell[];
	/** Of the last row of the head. */
	line: number;
	/** The rows below the head. */
	body: Iterable<TableRow>;
}

/** The head, or the first row where no row is a head of a known table; null for a table without rows. */
export function findHead(rows: TableRows): HeadRows | null {
	const walk = rows[Symbol.iterator]();
	const start = take(walk, MAX_TITLE_ROWS + 2);
	for (let at = 0; at < Math.min(start.length, MAX_TITLE_ROWS + 1); at++) {
		const found = headAt(start, at);
		if (!found || csvKind(found.cells.map((cell) => cell.label)) === 'unknown') continue;
		const { cells, line, rows: height } = found;
		const body = follow(rows, start.slice(at + height), walk);
		return { titles: start.slice(0, at), cells, line, body };
	}
	walk.return?.();
	const [first] = start;
	if (!first) return null;
	refuseOwnExport(rows, first);
	return { titles: [], cells: toCells(first), line: first.line, body: [] };
}

function take(walk: Iterator<TableRow>, most: number): TableRow[] {
	const taken: TableRow[] = [];
	while (taken.length < most) {
		const next = walk.next();
		if (next.done) break;
		taken.push(next.value);
	}
	return taken;
}

function* follow(
	rows: TableRows,
	start: readonly TableRow[],
	walk: Iterator<TableRow>
): Generator<TableRow> {
	for (const row of start) {
		refuseOwnExport(rows, row);
		yield row;
	}
	for (let next = walk.next(); !next.done; next = walk.next()) {
		refuseOwnExport(rows, next.value);
		yield next.value;
	}
}

function headAt(
	start: readonly TableRow[],
	at: number
): { cells: HeadCell[]; line: number; rows: number } | null {
	const top = start[at];
	const below = start[at + 1];
	if (!top) return null;
	const joined = below ? joinRows(top, below) : null;
	if (below && joined) return { cells: joined, line: below.line, rows: 2 };
	return { cells: toCells(top), line: top.line, rows: 1 };
}

function toCells({ cells, line }: TableRow): HeadCell[] {
	return cells.map((cell) => ({ label: cell.trim(), printed: cell.trim(), line }));
}

/** The two rows as one head; null where the lower one is no second row of the upper one's head. */
function joinRows(top: TableRow, below: TableRow): HeadCell[] | null {
	const width = Math.max(top.cells.length, below.cells.length);
	const cells: HeadCell[] = [];
	let group = '';
	let whose = 0;
	let measures = 0;
	for (let column = 0; column < width; column++) {
		const upper = top.cells[column]?.trim() ?? '';
		const lower = below.cells[column]?.trim() ?? '';
		if (upper !== '') group = upper;
		if (lower === '' || lower === upper) {
			// Here the upper row's label stands alone, and what follows is under no group of the left.
			if (isIdentity(upper)) whose++;
			group = '';
			cells.push({ label: upper, printed: upper, line: top.line });
			continue;
		}
		if (isIdentity(upper) || NUMBER.test(lower)) return null;
		const label = labelUnder(group, lower);
		if (columnMeaning(label).is === 'measure') measures++;
		cells.push({ label, printed: `（${lower}）${group}`, line: below.line });
	}
	return whose > 0 && measures > 0 ? cells : null;
}

const NUMBER = /^[-\d.,%\s]+$/;
const IDENTITY: ReadonlySet<string> = new Set(['department', 'department_code', 'fiscal_year']);

function isIdentity(label: string): boolean {
	const meaning = columnMeaning(label);
	return (
		meaning.is === 'unit_or_department' || (meaning.is === 'role' && IDENTITY.has(meaning.role))
	);
}

/** Parts of such a group are other figures than those of the same name. */
const OTHER_BASIS = /预算|上年|去年|年初|计划|目标|增减|变动/;
const SURROUNDINGS = /^(?:年度|本年|当年|其中:?)+|(?:情况|明细|构成|决算数?|实际数?)+$/g;
/** The second row may hold no more than the units. */
const UNIT = /^\(?(?:单位[:：]?)?(?:(?:百万|千|万|亿)?元|人|个|分|%)\)?$/;
const SUM = /^(?:合计|小计|总计|总额|金额)$/;

/** What a label under a group says: `收入` over `合计` is 收入合计, `固定资产` over `其他` is 其他固定资产. */
function labelUnder(group: string, label: string): string {
	if (UNIT.test(removeBlanks(label))) return group;
	const above = normaliseLabel(group).replace(SURROUNDINGS, '');
	const own = normaliseLabel(label).replace(/^其中:?/, '');
	if (OTHER_BASIS.test(group)) return `${group}${label}`;
	const sum = SUM.test(own);
	const candidates = sum ? [`${above}合计`, above] : [own, `${above}${own}`, `${own}${above}`];
	const known = candidates.find((each) => isUnderstood(each));
	return known ?? (above === '' ? label : `${group}${label}`);
}

function isUnderstood(label: string): boolean {
	const { is } = columnMeaning(label);
	return is === 'measure' || is === 'role' || is === 'derived';
}
