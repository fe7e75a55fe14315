/**
 * Finds the rows that head a table: one row, or up to four where groups are above their parts (收入 over 合计,
 * 上年结转 …; 2021年决算数 over the items), below title and unit lines.
 */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { SUM_WORDS } from '../report/labels.ts';
import { readingsOfBlanks, type HeadGrid } from '../blank-heads.ts';
import { isUnitWord, readPath, type PathMeaning } from './column-path.ts';
import { columnWords, isComputed } from './column-words.ts';
import { columnMeaning, isSuperior } from './columns.ts';
import { isWholeName } from '../report/identity/department-names.ts';
import { headKind, type TableKind } from './head-kind.ts';
import { refuseOwnExport } from './own-export.ts';
import { RowCursor } from './row-cursor.ts';
import { ofTitledPart } from './part-titles.ts';
import { settlePaths } from './settled-columns.ts';

/** Title lines that may be above the head. */
const MAX_TITLE_ROWS = 10;
const MAX_HEAD_ROWS = 4;

export interface HeadCell {
	/** As printed; under a group, with what of the group it takes to be understood: `收入合计`. */
	label: string;
	/** Groups and label as printed, where a unit may be. */
	printed: string;
	meaning: PathMeaning;
	/** Line of the lowest row that says something of the column. */
	line: number;
}

export interface HeadRows {
	kind: TableKind;
	/** Rows above the head. */
	titles: TableRow[];
	cells: HeadCell[];
	/** Line of the last row of the head. */
	line: number;
	/** The rows below the head. */
	body: RowCursor;
}

/** The head, or the first row where no row is a head of a known table; null for a table without rows. */
export function findHead(rows: TableRows): HeadRows | null {
	const cursor = new RowCursor(rows, (row) => refuseOwnExport(rows, row));
	const start = cursor.ahead(MAX_TITLE_ROWS + MAX_HEAD_ROWS);
	for (let at = 0; at < Math.min(start.length, MAX_TITLE_ROWS + 1); at++) {
		if (isLowerRow(start, at) || namesOwner(start[at])) continue;
		const found = headOf(start.slice(at), start.slice(0, at));
		if (!found) continue;
		if (
			headsUnitsOfMeasure(
				found.cells,
				cursor.ahead(at + found.height + ROWS_OF_UNITS),
				at + found.height
			)
		)
			continue;
		cursor.skip(at + found.height);
		return { ...found, titles: start.slice(0, at), body: cursor };
	}
	cursor.return();
	const [first] = start;
	if (!first) return null;
	const cells = joinRows([first], []);
	return {
		kind: 'unknown',
		titles: [],
		cells,
		line: first.line,
		body: new RowCursor([], () => {})
	};
}

const ROWS_OF_UNITS = 20;

/** `指标 | 单位 | 数值` above 人 and 万元: units of measure, and nobody's names. */
function headsUnitsOfMeasure(
	cells: readonly HeadCell[],
	rows: readonly TableRow[],
	first: number
): boolean {
	const at = cells.findIndex(({ meaning }) => meaning.is === 'unit_or_department');
	const isNamed = cells.some(
		({ meaning }) => meaning.is === 'role' && NAMING_ROLES.has(meaning.role)
	);
	if (at < 0 || isNamed) return false;
	const words = rows
		.slice(first)
		.map((row) => removeBlanks(row.cells[at] ?? ''))
		.filter((text) => text !== '');
	return words.some(isUnitWord) && words.every((text) => isUnitWord(text) || text.length <= 2);
}

const NAMING_ROLES: ReadonlySet<string> = new Set(['department', 'department_code', 'region']);

/** A row that divides the columns of a head above it, which names departments, is no head without that. */
function isLowerRow(rows: readonly TableRow[], at: number): boolean {
	const above = rows[at - 1];
	if (!above?.cells.some(isIdentity) || namesOwner(above)) return false;
	return heightOf(rows.slice(at - 1)) > 1;
}

/** `单位名称 | 某局` says whose the table is, and heads nothing. */
function namesOwner(row: TableRow | undefined): boolean {
	const [label = '', name = '', ...others] = (row?.cells ?? []).filter(
		(cell) => cell.trim() !== ''
	);
	return others.length === 0 && isIdentity(label) && isWholeName(removeBlanks(name));
}

export interface FoundHead extends Pick<HeadRows, 'kind' | 'cells' | 'line'> {
	/** Rows that it takes. */
	height: number;
}

/** The head that the first of these rows begins; null where it begins none. */
export function headOf(rows: readonly TableRow[], titles: readonly TableRow[]): FoundHead | null {
	const most = heightOf(rows);
	// Where labels stand below blanks, the row above them is not the whole head.
	const least = most > 1 && isDivided(rows) ? 2 : 1;
	for (let height = most; height >= least; height--) {
		const part = rows.slice(0, height);
		const cells = joinRows(part, titles);
		const kind = headKind(
			cells.map(({ label }) => label),
			cells.map(({ meaning }) => meaning)
		);
		if (kind === 'unknown' || (height > 1 && kind === 'registry')) continue;
		// `部门名称 | 某局 | 自评总分 | 98.2` states what a list would head.
		if (cells.some(({ label }) => AMOUNT.test(label))) continue;
		if (height > 1 && !isJoined(cells, kind)) continue;
		return { kind, cells, line: part.at(-1)?.line ?? 0, height };
	}
	return null;
}

function isDivided([top, below]: readonly TableRow[]): boolean {
	const texts = below?.cells ?? [];
	return texts.some((text, column) => text.trim() !== '' && !top?.cells[column]?.trim());
}

/** Two rows make one head where they say of each column what it is, and of some that it is a department or a sum. */
function isJoined(cells: readonly HeadCell[], kind: TableKind): boolean {
	return cells.some(({ meaning }) => {
		if (meaning.is === 'role')
			return kind === 'figures' && (meaning.role === 'score' || meaning.role === 'grade');
		return meaning.is === 'statement' || meaning.is === 'part_of_year';
	});
}

/** The most rows that the head may take: each further one divides the columns of the one above. */
function heightOf(rows: readonly TableRow[]): number {
	const [top] = rows;
	if (!top) return 0;
	const filled = top.cells.filter((cell) => cell.trim() !== '');
	if (filled.length < 2 || !filled.some(isHeadWord) || filled.some(isFilledIn)) return 1;
	let height = 1;
	while (height < MAX_HEAD_ROWS) {
		const below = rows[height];
		if (!below || !divides(rows.slice(0, height), below)) break;
		height++;
	}
	return height;
}

function divides(above: readonly TableRow[], { cells }: TableRow): boolean {
	let words = 0;
	let others = 0;
	for (const [column, text] of cells.entries()) {
		const own = text.trim();
		if (own === '') continue;
		const upper = above.map((row) => row.cells[column]?.trim() ?? '').filter((each) => each !== '');
		if (upper.at(-1) === own) continue;
		if (NUMBER.test(own) || isFilledIn(own)) return false;
		// Below 部门 stands a department, where it is not parted into its code and its name.
		if (upper.some(isIdentity) && !PART_OF_IDENTITY.test(own)) return false;
		if (isHeadWord(own)) words++;
		else others++;
	}
	// Words under several heads, and none in the column of names, are of no department: `批次 | 人次 | 金额`.
	const isNameless = above.some((row) => row.cells.some(isIdentity));
	return (words > 0 && words >= others) || (isNameless && words + others > 1);
}

/** `填报单位：某局` states something, and heads nothing. */
function isFilledIn(text: string): boolean {
	return /(?<!其中)[:：]\s*\S/.test(text.trim());
}

const PART_OF_IDENTITY = /^(?:编码|代码|编号|名称)$/;
const NUMBER = /^[-\d.,%\s]+$/;
const AMOUNT = /^\d{1,3}(?:[.,]\d+)?分?$/;
const IDENTITY: ReadonlySet<string> = new Set(['department', 'department_code', 'fiscal_year']);
const GROUP_WORDS =
	/收入|支出|人员|结余|结转|三公|经费|资产|合计|小计|总计|总额|其他|其它|得分|备注/;
const LONGEST_HEAD = 30;

function isIdentity(label: string): boolean {
	const meaning = columnMeaning(label);
	return (
		meaning.is === 'unit_or_department' || (meaning.is === 'role' && IDENTITY.has(meaning.role))
	);
}

function isHeadWord(text: string): boolean {
	const trimmed = removeBlanks(text);
	if (trimmed.length > LONGEST_HEAD || NUMBER.test(trimmed)) return false;
	if (columnMeaning(trimmed).is !== 'unknown' || isUnitWord(trimmed) || isComputed(trimmed))
		return true;
	const words = columnWords(trimmed);
	return (
		words.basis !== null || words.hasYear || words.partOfYear !== null || GROUP_WORDS.test(trimmed)
	);
}

/** The columns of a head; one of which the readings of blank cells say different things states nothing. */
function joinRows(rows: readonly TableRow[], titles: readonly TableRow[]): HeadCell[] {
	const width = Math.max(...rows.map(({ cells }) => cells.length));
	const texts = rows.map(({ cells }) =>
		Array.from({ length: width }, (_, column) => cells[column]?.trim() || null)
	);
	const readings = readingsOfBlanks(texts, (text) => SUM_WORDS.has(normaliseLabel(text))) ?? [];
	const heads = readings.length > 1 ? readings.map(columnsOfReading) : [columnsOf(rows, width)];
	const about = titles.flatMap(({ cells }) => cells).join(' ');
	const [first = [], ...others] = heads.map((columns) => cellsOf(columns, rows, about));
	return first.map((cell, index) => {
		const isAgreed = others.every(
			(cells) => JSON.stringify(cells[index]?.meaning) === JSON.stringify(cell.meaning)
		);
		return isAgreed ? cell : { ...cell, meaning: { is: 'unclear' } };
	});
}

/** Heads of a column from the top, and the index of the lowest row that has one of its own. */
interface HeadTexts {
	texts: string[];
	lowest: number;
}

/** The columns of a head, groups standing over all columns up to the next. */
function columnsOf(rows: readonly TableRow[], width: number): HeadTexts[] {
	const groups: string[] = rows.map(() => '');
	const columns: HeadTexts[] = [];
	for (let column = 0; column < width; column++) {
		const own = rows.map(({ cells }) => cells[column]?.trim() ?? '');
		const lowest = own.findLastIndex((text) => text !== '');
		const texts: string[] = [];
		own.forEach((text, level) => {
			if (text !== '') {
				groups.fill('', level + 1);
				groups[level] = text;
			}
			const said = groups[level] ?? '';
			if (level <= lowest && said !== '' && texts.at(-1) !== said) texts.push(said);
		});
		// A column whose own head is above the last row stands alone: what follows is under no group of its level.
		if (texts.length <= 1) groups.fill('');
		else if (lowest < rows.length - 1) groups.fill('', lowest);
		columns.push({ texts, lowest });
	}
	return columns;
}

function columnsOfReading(grid: HeadGrid<string>): HeadTexts[] {
	return (grid[0] ?? []).map((_, column) => {
		const own = grid.map((row) => row[column] ?? '');
		const filled = own.filter((text) => text !== '');
		return {
			texts: filled.filter((text, index) => text !== filled[index - 1]),
			lowest: own.findLastIndex((text) => text !== '')
		};
	});
}

function cellsOf(
	columns: readonly HeadTexts[],
	rows: readonly TableRow[],
	about: string
): HeadCell[] {
	const settled = settlePaths(
		columns.map(({ texts }) => readPath(withKind(besideBudget(texts, columns), columns))),
		about
	);
	const paths = ofTitledPart(settled, about);
	const cells = columns.map(({ texts, lowest }, index): HeadCell => {
		const { label, meaning } = paths[index] ?? readPath(texts);
		const printed = texts.map((text) => (isUnitWord(text) ? `（${text}）` : text)).join('');
		return { label, printed, meaning, line: rows[Math.max(lowest, 0)]?.line ?? 0 };
	});
	return withSuperiorsNamed(cells, about);
}

/** `支出` beside `预算` says of what was named above both how much was spent: `合计`, `公务接待费`. */
function besideBudget(texts: readonly string[], columns: readonly HeadTexts[]): readonly string[] {
	const groups = texts.slice(0, -1);
	if (removeBlanks(texts.at(-1) ?? '') !== '支出') return texts;
	if (groups.every((text) => columnWords(text).rest === '')) return texts;
	const isBudget = (text: string) => {
		const { basis, rest } = columnWords(text);
		return basis !== null && basis !== 'actual' && rest === '';
	};
	const isBudgeted = columns.some(
		(other) =>
			other.texts.slice(0, -1).join(' ') === groups.join(' ') && isBudget(other.texts.at(-1) ?? '')
	);
	return isBudgeted ? [...groups, '实际支出'] : texts;
}

/** `基本` beside `项目`, both below one head, are kinds of spending, also where that names a budget alone. */
function withKind(texts: readonly string[], columns: readonly HeadTexts[]): readonly string[] {
	const groups = texts.slice(0, -1);
	const own = texts.at(-1) ?? '';
	const other = KINDS_OF_SPENDING.get(removeBlanks(own));
	if (other === undefined || groups.every((text) => columnWords(text).basis === null)) return texts;
	const isParted = columns.some(
		(each) =>
			each.texts.slice(0, -1).join(' ') === groups.join(' ') &&
			removeBlanks(each.texts.at(-1) ?? '') === other
	);
	return isParted ? [...groups, `${removeBlanks(own)}支出`] : texts;
}

const KINDS_OF_SPENDING: ReadonlyMap<string, string> = new Map([
	['基本', '项目'],
	['项目', '基本']
]);

/** 主管部门 heads the names of a list of departments, neither of their units nor of what they manage. */
function withSuperiorsNamed(cells: HeadCell[], about: string): HeadCell[] {
	const [superior, ...others] = cells.filter(({ label }) => isSuperior(label));
	const isOfDepartments = OF_DEPARTMENTS.test(about) && !MANAGED.test(about);
	if (!superior || others.length > 0 || !isOfDepartments) return cells;
	const isOfOthers = cells.some(
		({ meaning, label }) =>
			meaning.is === 'unit_or_department' ||
			(meaning.is === 'role' && WHOSE.has(meaning.role)) ||
			MANAGED.test(label)
	);
	if (isOfOthers) return cells;
	return cells.map((cell) =>
		cell === superior ? { ...cell, meaning: { is: 'role', role: 'department' } } : cell
	);
}

const WHOSE: ReadonlySet<string> = new Set(['department', 'region', 'project', 'project_code']);
const OF_DEPARTMENTS = /整体|部门|单位(?!\s*[:：])/;
/** Projects, policies and funds have a department in charge. */
const MANAGED =
	/项目(?!支出|经费)|项目支出(?:绩效|自评|评价)|专项(?!支出|经费)|转移支付|政策|任务|事项|(?:资金|评价|内容)(?:名称|对象)|评价内容/;
