/** Lists with a row for each figure of a department, joined so that the readers of lists see a department a row. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { isUnitWord, readPath } from './column-path.ts';
import { columnWords, isComputed } from './column-words.ts';
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import { columnMeaning, ITEM_HEAD, unitOfHead, type ColumnRole } from './columns.ts';

/** Title lines that may be above the head. */
const MOST_TITLES = 10;
/** A list that a person fills in by hand. */
const MOST_ROWS = 5000;
const LEAST_MEASURES = 2;
/** More names of figures than the ledger has are no names of figures. */
const MOST_ITEMS = 60;

const AMOUNT = /^(?:金额|数额|数值|数|值|数据)$|^amount$|^value$/;
const OWNERS: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
	'department_code',
	'department',
	'fiscal_year',
	'jurisdiction'
]);

interface ItemColumns {
	/** 0-based; they say whose row it is, and of which year. */
	owners: number[];
	item: number;
	amounts: number[];
}

interface ItemRows {
	first: TableRow;
	/** The row of each item. */
	rows: Map<string, TableRow>;
}

/** The table with a department a row; null for one that has no rows of figures. */
export function joinedItems(rows: TableRows): TableRows | null {
	const start: TableRow[] = [];
	let columns: ItemColumns | null = null;
	let head: TableRow | null = null;
	let groups: Map<string, ItemRows> | null = null;
	const unnamed: TableRow[] = [];
	let count = 0;
	for (const row of rows) {
		if (!columns) {
			if (start.length > MOST_TITLES) return null;
			columns = columnsOf(row);
			if (columns) head = row;
			else start.push(row);
			continue;
		}
		if (++count > MOST_ROWS) return null;
		if (namesNoItem(row, columns)) {
			unnamed.push(row);
			continue;
		}
		groups = grouped(groups ?? new Map<string, ItemRows>(), row, columns);
		if (!groups) return null;
	}
	if (!columns || !head || !groups) return null;
	const items = [...new Set([...groups.values()].flatMap((owned) => [...owned.rows.keys()]))];
	const measures = items.filter((item) => readPath([item]).meaning.is === 'statement');
	if (measures.length < LEAST_MEASURES || items.length > MOST_ITEMS) return null;
	return joined(rows, { start, head, columns, groups, items, unnamed });
}

function columnsOf({ cells }: TableRow): ItemColumns | null {
	const labels = cells.map((cell) => normaliseLabel(cell));
	const item = labels.findIndex((label) => ITEM_HEAD.test(withoutUnit(label)));
	const owners = labels.flatMap((label, index) =>
		index !== item && isOwner(label) ? [index] : []
	);
	const isNamed = owners.some((index) => !(labels[index] ?? '').includes('年'));
	const amounts = labels.flatMap((label, index) =>
		index > item && !owners.includes(index) && (isAmount(label) || isComputed(label)) ? [index] : []
	);
	const isStated = amounts.some((index) => isAmount(labels[index] ?? ''));
	if (item < 0 || !isNamed || !isStated) return null;
	const isBeside = (label: string, index: number) =>
		index === item || owners.includes(index) || amounts.includes(index) || SAID.test(label);
	// 单位 beside the department is the unit of the amount, which may differ from row to row.
	const whose = labels.filter(
		(label, index) => index !== item && WHOSE.test(label) && !/编码|代码/.test(label)
	);
	return labels.every(isBeside) && whose.length === 1 ? { owners, item, amounts } : null;
}

/** ItemColumns that hold no amounts. */
const SAID = /^(?:序号|行次|编号|备注|说明|)$/;
const WHOSE = /单位|部门|机构/;

/** `指标（万元）`: the head of the items may name the unit of their amounts. */
function withoutUnit(label: string): string {
	return unitOfHead(label) ? withoutBrackets(label) : label;
}

/** From the first bracket on, where the last character closes it; begun at the start, since a pattern begun at each bracket takes seconds. */
function withoutBrackets(label: string): string {
	return label.replace(/^([^(]*)\(.*\)$/, '$1');
}

function isOwner(label: string): boolean {
	const meaning = columnMeaning(label);
	if (meaning.is === 'unit_or_department') return true;
	return meaning.is === 'role' && OWNERS.has(meaning.role);
}

function isAmount(label: string): boolean {
	const plain = withoutBrackets(label).replace(SPENT, '');
	if (AMOUNT.test(plain)) return true;
	const { rest, basis, hasYear } = columnWords(plain);
	return rest === '' && (basis !== null || hasYear);
}

/** `支出决算` beside kinds of spending. */
const SPENT = /^支出(?=决算|执行|预算|数$|金额$)/;

/** `总计` over all departments. */
function namesNoItem({ cells }: TableRow, { item }: ItemColumns): boolean {
	return removeBlanks(cells[item] ?? '') === '';
}

/** Null where the table cannot be joined: a figure comes again for the same department and year. */
function grouped(
	groups: Map<string, ItemRows>,
	row: TableRow,
	{ owners, item }: ItemColumns
): Map<string, ItemRows> | null {
	const name = removeBlanks(row.cells[item] ?? '');
	const own = owners.map((index) => removeBlanks(row.cells[index] ?? ''));
	const last = [...groups.keys()].at(-1);
	const former = last?.split('\u0000') ?? [];
	// Name and code may stand in the first of their rows alone.
	const goesOn = own.every((text, index) => text === '' || text === former[index]);
	const key = goesOn ? last : own.join('\u0000');
	if (key === undefined) return null;
	const owned = groups.get(key);
	if (!owned) groups.set(key, { first: row, rows: new Map([[name, row]]) });
	else if (owned.rows.has(name)) return null;
	else owned.rows.set(name, row);
	return groups;
}

interface ItemTable {
	/** Rows above the head. */
	start: readonly TableRow[];
	head: TableRow;
	columns: ItemColumns;
	/** The rows of each department and year. */
	groups: ReadonlyMap<string, ItemRows>;
	/** Names of the items, each of which becomes a group of columns. */
	items: readonly string[];
	/** Rows without an item, whose amounts are nobody's. */
	unnamed: readonly TableRow[];
}

function joined(
	rows: TableRows,
	{ start, head, columns: { owners, item: itemAt, amounts }, groups, items, unnamed }: ItemTable
): TableRows {
	const columns = items.flatMap((item) => amounts.map((amount) => ({ item, amount })));
	const itemUnit = unitOfHead(head.cells[itemAt] ?? '');
	const byLine = new Map([...groups.values()].map((owned) => [owned.first.line, owned]));
	const heads = columns.map(({ item, amount }) => headOf(item, head.cells[amount] ?? '', itemUnit));
	const own = owners.map((index) => head.cells[index] ?? '');
	const headRows = [
		[...own, ...heads.map(([group]) => group)],
		...(heads.some(([, words]) => words !== '')
			? [[...own.map(() => ''), ...heads.map(([, words]) => words)]]
			: [])
	];
	return {
		*[Symbol.iterator]() {
			yield* start;
			for (const cells of headRows) yield { line: head.line, cells };
			for (const { first, rows: items } of groups.values()) {
				const cells = [
					...owners.map((index) => first.cells[index] ?? ''),
					...columns.map(({ item, amount }) => items.get(item)?.cells[amount] ?? '')
				];
				yield { line: first.line, cells };
			}
			for (const { line, cells } of unnamed.filter(statesAmount))
				yield { line, cells: owners.map((index) => cells[index] ?? '') };
		},
		place(line, column, label) {
			const owner = owners[column - 1];
			if (owner !== undefined) return rows.place(line, owner + 1, label);
			const { item = '', amount = 0 } = columns[column - 1 - owners.length] ?? {};
			return rows.place(byLine.get(line)?.rows.get(item)?.line ?? line, amount + 1, label);
		},
		lineText: (line) => rows.lineText(line),
		sheet: rows.sheet
	};
}

function statesAmount({ cells }: TableRow): boolean {
	return cells.some((text) => /\d/.test(text));
}

/** `基本支出` beside `年初预算数（万元）` is 基本支出 over 年初预算数（万元）, and alone over nothing beside 金额. */
function headOf(
	item: string,
	amount: string,
	itemUnit: MoneyUnit | null
): [group: string, words: string] {
	const unit = unitOfHead(amount) ?? itemUnit;
	const words = withoutBrackets(normaliseLabel(amount)).replace(SPENT, '');
	const note = unit && !unitOfHead(item) ? `（${unit}）` : '';
	return AMOUNT.test(words) || isUnitWord(words)
		? [`${item}${note}`, '']
		: [item, `${words}${note}`];
}
