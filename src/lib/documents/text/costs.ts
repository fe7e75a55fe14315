/**
 * Costs of what speaks against taking given cells for a row, or one row for the successor of another, in one currency.
 * The costs were set by hand and checked on made-up reports whose rows are known; their order matters, not their exact
 * size.
 */

/** Blank lines taken for the end of a cell's text, by their number: one or three are what a row end gives. */
const JOIN = [0, 1.8, 1, 1.4];
/** Blank lines taken for a row end, likewise. */
const SPLIT = [0, 0, 0.2, 0.1];
const WIDTH_CHANGES = 1.2;
/** The width changes although the first cell says that the row continues the one above. */
const CONTINUATION_CHANGES = 3;
const TITLE_ROW = 0.8;
const HEAD_BRANCHES = 0.3;
const BODY_BRANCHES = 0.9;
const LONE_PLAIN = 1;
const LONE_NUMBER = 1.4;
const LONE_LIST = 2;
const STARTS_WITH_NUMBER = 1.4;
const LABEL_MISPLACED = 1.5;
const IMPOSSIBLE = 4;

/**
 * Labels of the form that begin a row, and that never do: the last resort where widths leave a choice. They
 * weigh less than one blank line, so that a form which uses them otherwise is not torn apart.
 */
const FIRST_LABEL =
	/^(机构名称|联系人|人员编制|职能职责.*|年度主要工作.*|年度部门.*总体运行.*|整体支出绩效定[性量]目标.*|绩效自评综合得分|评价等次|一级指标|总分)$/;
const INNER_LABEL =
	/^(其中[:：]?|(收入|支出|三公经费|固定资产)合计|预期目标|实际完成(情况)?|评价内容|绩效目标|完成情况|职务.?职称|签字|联[络系]电话|实有人数|[二三]级指标|评分标准|分值|自评得分|扣分原因.*)$/;
const LONGEST_LABEL = 24;
const SECTION = /^[\s\u3000]*([一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）])/;
const LIST = /^[\s\u3000]*([（(]?\d+[)）]?[、.．)）]|[①-⑳])/;
const NUMBER_ONLY = /^[-−\d.,，．０-９%分\s]*$/;

/** A cell with what its text alone says, worked out once. */
export interface JudgedCell {
	text: string;
	isEmpty: boolean;
	isNumber: boolean;
	/** Short enough for a head, and neither number nor list. */
	isLabel: boolean;
	isFirstLabel: boolean;
	isInnerLabel: boolean;
	/** Price of this cell as a row of its own. */
	alone: number;
}

export function judgeCell(text: string): JudgedCell {
	const isNumber = NUMBER_ONLY.test(text);
	const isList = LIST.test(text);
	const label = text.length <= 2 * LONGEST_LABEL ? text.replace(/\s/g, '') : '';
	return {
		text,
		isEmpty: text === '',
		isNumber,
		isLabel: text === '' || (text.length <= LONGEST_LABEL && !isNumber && !isList),
		isFirstLabel: FIRST_LABEL.test(label),
		isInnerLabel: INNER_LABEL.test(label),
		alone: alonePrice(text, isNumber, isList)
	};
}

/** A row of one cell is a heading or a note, hardly a bare label, a list, a number, nothing. */
function alonePrice(text: string, isNumber: boolean, isList: boolean): number {
	if (isNumber) return LONE_NUMBER;
	if (isList) return LONE_LIST;
	return SECTION.test(text) || /[:：（(]/.test(text) ? 0 : LONE_PLAIN;
}

/** @param inner Blank lines inside the row, between its cells. @param after Blank lines after it. */
export function gapCost(inner: readonly number[], after: number): number {
	return inner.reduce((sum, gap) => sum + costAt(JOIN, gap), 0) + costAt(SPLIT, after);
}

function costAt(costs: readonly number[], gap: number): number {
	return costs[Math.min(gap, costs.length - 1)] ?? 0;
}

/** Costs of what speaks against these cells as a row, whatever is above. */
export function rowCost(row: readonly JudgedCell[]): number {
	const alone = row.length === 1 ? (row[0]?.alone ?? 0) : 0;
	const misplaced = row.some((cell, at) => (at === 0 ? cell.isInnerLabel : cell.isFirstLabel));
	return alone + (misplaced ? LABEL_MISPLACED : 0);
}

/** The first row of a table continues nothing, and may be its plain title. */
export function firstRowCost(row: readonly JudgedCell[]): number {
	const [first] = row;
	if (first?.isEmpty) return CONTINUATION_CHANGES;
	return row.length === 1 && first?.alone === LONE_PLAIN ? -LONE_PLAIN : 0;
}

export function changeCost(above: readonly JudgedCell[], row: readonly JudgedCell[]): number {
	const first = row.findIndex((cell) => !cell.isEmpty);
	if ((first < 0 ? row.length : first) > above.length) return IMPOSSIBLE;
	return startPrice(above, row, row[first]) + widthPrice(above, row);
}

/** A row begins with a label, unless the rows are numbered; a number there is the rest of a row. */
function startPrice(
	above: readonly JudgedCell[],
	row: readonly JudgedCell[],
	first: JudgedCell | undefined
): number {
	if (!first?.isNumber || row.length === 1) return 0;
	const areNumbered = above[0]?.isNumber && !above[0].isEmpty;
	return areNumbered ? 0 : STARTS_WITH_NUMBER;
}

function widthPrice(above: readonly JudgedCell[], row: readonly JudgedCell[]): number {
	if (above.length === row.length) return 0;
	if (branches(above, row))
		return row.every((cell) => cell.isLabel) ? HEAD_BRANCHES : BODY_BRANCHES;
	if (row[0]?.isEmpty) return CONTINUATION_CHANGES;
	return row.length === 1 || above.length === 1 ? TITLE_ROW : WIDTH_CHANGES;
}

/**
 * Tells whether `row` is the next level of the head `above`: every cell of `above` either reaches down (an empty cell)
 * or has one or more named cells below it.
 */
function branches(above: readonly JudgedCell[], row: readonly JudgedCell[]): boolean {
	if (!row[0]?.isEmpty || row.length < above.length) return false;
	let at = 0;
	for (const [index, cell] of above.entries()) {
		const below = row[at++];
		if (below === undefined) return false;
		if (below.isEmpty) continue;
		if (cell.isEmpty) return false;
		// Named cells below one head cell, as many as leave one for each head cell to the right.
		while (row.length - at > above.length - index - 1 && !row[at]?.isEmpty) at++;
	}
	return at === row.length;
}
