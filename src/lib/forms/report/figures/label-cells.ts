/** The cells of a row that name figures: what each means below its head, in its table and among the labels above. */
import { measureOf, type FigureId, type MeasureGroup } from '#lib/catalogue/measures.ts';
import { parseMoney, type MoneyUnit } from '#lib/catalogue/units.ts';
import type { FormDefinition } from '../../definition.ts';
import { ofOtherYear, ONE_SOURCE, OF_ONE_SOURCE, yearWords, type AmountWords } from './basis.ts';
import { figureOfKeyword, figureOfLabel, innermostLabel, sumOfSide } from './columns.ts';
import { meaningOf, type Meaning } from '../form-labels.ts';
import { groupOf, headColumnLabel } from '../grid.ts';
import { DEPARTMENT_ROW, SCORE_LEVELS, SUM_WORDS, WITHOUT_CARRIED_IN } from '../labels.ts';
import { isUnmerged, type FormRow, type RowCell } from '../lines.ts';
import type { NamedAmount } from './parts-of-amounts.ts';
import { noteOfLeaf } from './money-notes.ts';
import type { ValueHead } from './value-head.ts';

/** The surroundings of a row of labels. */
export interface RowContext {
	unit: MoneyUnit;
	head: ValueHead | null;
	/** The row below it in the same table. */
	below: FormRow | null;
	/** All rows of the report. */
	rows: readonly FormRow[];
	forms: readonly FormDefinition[];
	/** True where the table states incomes as such, not as sources of what was spent. */
	statesIncome: boolean;
	/** Groups that the labels above spoke of last, by the first column of their half of the table. */
	groups: ReadonlyMap<number, MeasureGroup>;
	/** The whole that a bare `合计` of the table may be; see {@link sumsOfTables}. */
	sum: Pick<Meaning, 'figure' | 'sumOf'> | null;
	/** True where the table names items of 三公经费 and no other spending: its `合计` is not all that was spent. */
	isOfThreePublic: boolean;
	/** True where the table is a form of the department: the sum of its tasks is then all that was spent. */
	isOfDepartment: boolean;
	/** The label that the rows above were of; it may be merged over this one. */
	above: LabelCell | null;
	/** The amount of which the rows above named parts. */
	whole: NamedAmount | null;
	/** The heading above says this of amounts that have no head; null below a head. */
	heading: AmountWords | null;
	/** The fiscal year of the report; null where it is not known. */
	fiscalYear: number | null;
}

/** A cell that names a figure, and what it means. */
export interface LabelCell {
	cell: RowCell;
	index: number;
	meaning: Meaning;
}

/** `21(行政编制10、事业编制11)` is a value, whatever words are in it. */
const HEAD_COUNT = /^\d+[人名个(,，;；]|\d[人名个](?:$|[,，;；、(])/;

export function labelsOf(row: FormRow, context: RowContext): LabelCell[] {
	const { forms, head } = context;
	return row.cells.flatMap((cell, index) => {
		// Whatever a form calls a sum, below tasks or projects it is theirs.
		const isOfTasks = head?.listsTasks === true && TASKS_TOTAL.test(cell.label);
		const meaning = isOfTasks
			? wholeMeaning(cell.label, context)
			: (ofOneSource(cell.label) ??
				incomeMeaning(row, cell, index, context) ??
				meaningOf(cell.label, forms) ??
				accountsMeaning(row, index) ??
				sumMeaning(row, cell, index, context) ??
				groupSumMeaning(row, cell, index, head) ??
				wholeMeaning(cell.label, context) ??
				wholeOfPartsBelow(cell.label, context) ??
				balanceMeaning(cell.label) ??
				likelyMeaning(cell.label, head !== null));
		return meaning && !cell.isNumber && !HEAD_COUNT.test(cell.label)
			? [{ cell, index, meaning: withCarriedIn(inYear(meaning, cell.label, context), row) }]
			: [];
	});
}

/** `收入决算 | 500.10`: all of its side. */
function accountsMeaning({ cells }: FormRow, index: number): Meaning | null {
	const label = cells[index]?.label ?? '';
	const figure = label.includes('决算') && cells[index + 1]?.isNumber ? sumOfSide(label) : null;
	return figure && { figure, why: null };
}

/** `本年收入合计 | 3340.18 | 不含上年结转`. */
function withCarriedIn(meaning: Meaning, { cells }: FormRow): Meaning {
	return meaning.figure === 'income_total' &&
		cells.some(({ text }) => WITHOUT_CARRIED_IN.test(text))
		? { figure: null, why: '表中写明不含上年结转，不能作为收入合计存入' }
		: meaning;
}

/** `2022年支出合计` in the report of another year states nothing of that one. */
export function inYear(meaning: Meaning, label: string, { fiscalYear }: RowContext): Meaning {
	const year = yearWords(label)?.year;
	return typeof year !== 'number' || fiscalYear === null || year === fiscalYear
		? meaning
		: { figure: null, why: ofOtherYear(year) };
}

/** `财政拨款支出合计` is what one source paid for. */
const SPENT_OF_SOURCE =
	/^(?:本年)?(?:一般公共预算|公共财政预算|政府性基金(?:预算)?|国有资本经营预算|财政拨款)(?:财政拨款)?支出(?:合计|小计|总计|总额)?$/;

function ofOneSource(label: string): Meaning | null {
	return SPENT_OF_SOURCE.test(innermostLabel(label)) ? { figure: null, why: OF_ONE_SOURCE } : null;
}

/** `财政拨款` below `收入合计` is an income, whatever a form calls what was spent of sources. */
function incomeMeaning(
	row: FormRow,
	cell: RowCell,
	index: number,
	{ head, groups }: RowContext
): Meaning | null {
	const figure = figureOfLabel(cell.label);
	if (!head || !figure || measureOf(figure).group !== 'income') return null;
	return groups.get(halfOf(head, row, index)) === 'income' ? { figure, why: null } : null;
}

/** Parts that make a whole; a bare `合计` in a table of them has to equal their sum. */
export const SUMS = [
	{
		figure: 'three_public_total',
		sumOf: [
			'three_public_abroad',
			'three_public_vehicle_purchase',
			'three_public_vehicle_running',
			'three_public_reception'
		]
	},
	{ figure: 'spending_total', sumOf: ['spending_basic', 'spending_project'] },
	{ figure: 'spending_basic', sumOf: ['spending_personnel', 'spending_operating'] }
] as const;

/** The whole that the parts below one another in each table make, where no label names that whole. */
export function sumsOfTables(rows: readonly FormRow[]): Map<number, (typeof SUMS)[number]> {
	const named = new Map<number, Set<FigureId>>();
	for (const { table, cells } of rows) {
		const figures = cells.flatMap(({ label }) => figureOfLabel(label) ?? []);
		if (figures.length === 1) named.set(table, new Set([...(named.get(table) ?? []), ...figures]));
	}
	return new Map(
		[...named].flatMap(([table, figures]) => {
			const sum = SUMS.find(
				({ figure, sumOf }) => !figures.has(figure) && sumOf.every((part) => figures.has(part))
			);
			return sum ? [[table, sum]] : [];
		})
	);
}

/** The tables that name items of 三公经费 and no other spending. */
export function tablesOfThreePublic(rows: readonly FormRow[]): ReadonlySet<number> {
	const named = new Map<number, Set<MeasureGroup>>();
	for (const { table, cells } of rows) {
		const groups = named.get(table) ?? new Set();
		for (const { label } of cells) {
			const figure = figureOfLabel(label) ?? likelyMeaning(label, true)?.figure;
			if (figure) groups.add(measureOf(figure).group);
		}
		named.set(table, groups);
	}
	return new Set(
		[...named].flatMap(([table, groups]) =>
			groups.has('three_public') && !groups.has('spending') ? [table] : []
		)
	);
}

/** Merged over the rows of what was spent. */
const SPENDING_PARTS = /^(?:部门|整体)?支出(?:构成|情况|结构|类别|类型)?$/;
const INCOME_PARTS = /^(?:部门|整体)?收入(?:构成|情况|结构|类别|类型)?$/;
const GRAND_TOTAL = /^(?:总计|合计|总额)$/;

/** `总计` below 年初结转和结余 is what was received in all, below 年末结转和结余 or a head 支出项目 what was spent in all, below 固定资产类别 all assets. */
function sumMeaning(
	row: FormRow,
	cell: RowCell,
	index: number,
	context: RowContext
): Meaning | null {
	const group = context.head && SUM_WORDS.has(cell.label) ? groupEndingAt(row, context) : null;
	if (group && SPENDING_PARTS.test(group)) return { figure: 'spending_total', why: null };
	if (group && INCOME_PARTS.test(group)) return { figure: 'income_total', why: null };
	if (!GRAND_TOTAL.test(cell.label)) return null;
	const beside = sideOf(row, index, context.rows)?.label ?? '';
	if (context.head && SPENDING_PARTS.test(beside)) return { figure: 'spending_total', why: null };
	if (context.head && INCOME_PARTS.test(beside)) return { figure: 'income_total', why: null };
	const items = context.head?.leaves[0] ? headColumnLabel(context.head.leaves[0]) : '';
	if (/^(?:部门|单位|整体)*支出/.test(items) && !context.isOfThreePublic)
		return { figure: 'spending_total', why: null };
	if (items.startsWith('固定资产')) return { figure: 'assets_total', why: null };
	if (context.head && context.sum) return { ...context.sum, why: null };
	if (!context.statesIncome) return null;
	const before = groupAbove(halfOf(context.head, row, index), context);
	if (before === 'income') return { figure: 'income_total', why: null };
	return before === 'spending' || before === 'balance'
		? { figure: 'spending_total', why: null }
		: null;
}

/** The label merged over rows of which this is the last, and which it sums up; null where there is none. */
function groupEndingAt(row: FormRow, { below, rows }: RowContext): string | null {
	const [first] = row.cells;
	if (!first?.continues || below?.cells[0]?.continues) return null;
	const above = rows.filter(({ table, number }) => table === row.table && number < row.number);
	const start = above.findLastIndex(({ cells }) => !cells[0]?.continues);
	const group = above.slice(start);
	return isSumOf(row, group) ? (group[0]?.cells[0]?.label ?? null) : null;
}

/** `小计` below the projects may be of them alone: its first number has to be the sum of all rows that are no parts of others. */
function isSumOf(row: FormRow, parts: readonly FormRow[]): boolean {
	const at = row.cells.findIndex(({ isNumber }) => isNumber);
	const valueIn = ({ cells }: FormRow) => parseMoney(cells[at]?.text ?? '', '元').value ?? 0;
	const wholes = parts.filter(({ cells }) => !cells.some(({ label }) => label.startsWith('其中')));
	return at >= 0 && wholes.reduce((sum, part) => sum + valueIn(part), 0) === valueIn(row);
}

/** The cell left of another, which may be merged over its row from above; as CSV it is blank then. */
function sideOf(row: FormRow, index: number, rows: readonly FormRow[]): RowCell | null {
	const isPlain = isUnmerged(row);
	const isMerged = (cell: RowCell) => cell.continues || isPlain;
	const left = row.cells.slice(0, index).findLast((cell) => cell.text !== '' || isMerged(cell));
	if (!left || left.text !== '') return left ?? null;
	const begins = ({ text, grid, column, continues }: RowCell) =>
		isPlain
			? text !== '' && column === left.column
			: !continues && grid?.start === left.grid?.start;
	const above = rows.findLast(
		({ table, number, cells }) => table === row.table && number < row.number && cells.some(begins)
	);
	return above?.cells.find(begins) ?? null;
}

/** `三公经费支出情况（元）` in front of labels notes the unit of the amounts behind them. */
export function unitOfSide(
	row: FormRow,
	{ index }: LabelCell,
	rows: readonly FormRow[]
): MoneyUnit | null {
	const [, second] = row.cells;
	const side = index > 0 && second && !second.isNumber ? sideOf(row, 1, rows) : null;
	return side && noteOfLeaf({ cells: [side], grid: null });
}

/** `合计` right of a merged `“三公”经费` that the head begins with. */
function groupSumMeaning(
	row: FormRow,
	cell: RowCell,
	index: number,
	head: ValueHead | null
): Meaning | null {
	if (!head || !SUM_WORDS.has(cell.label)) return null;
	const above = head.leaves
		.slice(0, alignedIndex(head, row, index))
		.findLast((leaf) => headColumnLabel(leaf) !== '');
	const group = above ? groupOf(headColumnLabel(above)) : null;
	return group === 'three_public' ? { figure: 'three_public_total', why: null } : null;
}

/** `部门预算资金总额` below `全年执行数`: all of a department's money, whatever it is called; not a source or a part. */
const WHOLE =
	/^(?=.*(?:总|合计|整体|全部|预算执行|(?:全年|年度)支出))(?:部门|单位|年度|本年|全年|整体|总体|全部|预算|支出|资金|经费|收支|执行|情况|总额|总计|总数|合计|总)+$/;
/** The total below the tasks or projects of a department. */
const TASKS_TOTAL = /^(?:金额|资金|预算)?(?:合计|总计|总额)(?:金额|数)?$/;

export function wholeMeaning(label: string, { head, isOfDepartment }: RowContext): Meaning | null {
	if (!head) return null;
	const isWhole = head.listsTasks
		? isOfDepartment && TASKS_TOTAL.test(label)
		: (head.executes || label.includes('支出')) && WHOLE.test(innermostLabel(label));
	return isWhole ? { figure: 'spending_total', why: null } : null;
}

/** `部门预算支出` above `其中：基本支出` and `项目支出`, whatever it is called: it has to equal their sum. */
function wholeOfPartsBelow(label: string, { head, below, sum }: RowContext): Meaning | null {
	if (!head || sum?.figure !== 'spending_total' || isSourceName(label)) return null;
	const isAbove = below?.cells.some((cell) => figureOfLabel(cell.label) === 'spending_basic');
	return isAbove && /支出|预算|经费|资金/.test(label) ? { ...sum, why: null } : null;
}

function isSourceName(label: string): boolean {
	return new RegExp(ONE_SOURCE).test(label) || /拨款|基金|专户|非税|自筹|来源/.test(label);
}

const BALANCE = /^(?:结余|结转结余|结转和结余|结余结转|结转及结余)(?:资金|额)?$/;

function balanceMeaning(label: string): Meaning | null {
	return BALANCE.test(innermostLabel(label))
		? { figure: 'balance_cumulative', why: null, isBalance: true }
		: null;
}

/**
 * The row of each table from which on it is a form of a department: the one that names it, or the first where the table has
 * indicators and names nobody. A list of projects in the text of a report is none.
 */
export function startsOfForms(rows: readonly FormRow[]): Map<number, number> {
	const starts = new Map<number, number>();
	const hasLabel = ({ cells }: FormRow, labels: readonly RegExp[]) =>
		cells.some(({ label }) => labels.some((each) => each.test(label)));
	for (const row of rows)
		if (!starts.has(row.table) && hasLabel(row, [DEPARTMENT_ROW]))
			starts.set(row.table, row.number);
	for (const row of rows)
		if (!starts.has(row.table) && hasLabel(row, SCORE_LEVELS)) starts.set(row.table, 0);
	return starts;
}

/** The figure that a label beside several bases in one cell names: by itself, or as all that was spent. */
export function labelBesideBases(
	cell: RowCell,
	index: number,
	forms: readonly FormDefinition[]
): LabelCell | null {
	const label = innermostLabel(cell.label);
	const isWhole = WHOLE.test(label) || /^(?:部门|单位|本年)支出$/.test(label);
	const meaning =
		meaningOf(cell.label, forms) ??
		(isWhole ? { figure: 'spending_total', why: null } : likelyMeaning(cell.label, true));
	return meaning && { cell, index, meaning };
}

/** The group that the labels above spoke of last in the half that begins at a column, or the nearest on its left. */
export function groupAbove(from: number, { groups }: RowContext): MeasureGroup | null {
	const nearest = Math.max(...[...groups.keys()].filter((start) => start <= from));
	return groups.get(nearest) ?? null;
}

/** Returns the first column of the half of the table that a cell is in; its own, where no head tells halves. */
export function halfOf(head: ValueHead | null, row: FormRow, index: number): number {
	if (!head) return row.cells[index]?.grid?.start ?? index;
	const at = alignedIndex(head, row, index);
	return head.columns.find((column) => column.from <= at && column.index > at)?.from ?? 0;
}

/** Tells a number, or a count of people that names its parts. */
export function isCount(cell: RowCell): boolean {
	return cell.isNumber || HEAD_COUNT.test(cell.label);
}

/** Returns the index of a cell among the columns of the head above; -1 where it is below none. */
export function alignedIndex(head: ValueHead, row: FormRow, index: number): number {
	const cell = row.cells[index];
	if (row.cells.length === head.leaves.length || !cell?.grid) return index;
	const start = cell.grid.start;
	return head.leaves.findIndex((leaf) => leaf.grid !== null && start < leaf.grid.end);
}

const LONGEST_LABEL = 14;

/**
 * Staff is named in many ways, and so are the items of 三公 in county tables; nothing else there reads alike.
 * @param below whether the row is below a head such as `本年决算数`
 */
function likelyMeaning(label: string, below: boolean): Meaning | null {
	if (label === '' || label.length > LONGEST_LABEL) return null;
	const figure = figureOfKeyword(label, below ? 'three_public' : 'staff');
	const group = figure && measureOf(figure).group;
	const fits = group === 'staff' || (below && group === 'three_public');
	return fits ? { figure, why: null } : null;
}
