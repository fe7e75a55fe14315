/** Label cells that hold the amount themselves: `其中：基本支出：901.20`, or several bases parted by ；. */
import { toHalfWidth } from '#lib/catalogue/characters.ts';
import { measureOf, type FigureId, type MeasureGroup } from '#lib/catalogue/measures.ts';
import { PRINTED_MONEY_UNIT } from '#lib/catalogue/units.ts';
import { SOURCE_OF_SPENDING } from '../../execution-rows.ts';
import { amountWords, NO_WORDS, usesOf } from './basis.ts';
import type { RowReading } from './row-reading.ts';
import { meaningOf, type Meaning } from '../form-labels.ts';
import { inYear, labelBesideBases, type LabelCell, type RowContext } from './label-cells.ts';
import { isPrintedNumber, labelOf, type FormRow, type RowCell } from '../lines.ts';
import { noteOfLeaf } from './money-notes.ts';
import { partsIn } from './parts-of-amounts.ts';

const LONGEST_LINE = 48;
const PARTS = /[\n；;]/;
/** A line that breaks behind a colon goes on with the amount; another label there leaves this one blank. */
const BROKEN_BEHIND_COLON = /([:：])\s*\n\s*(?=[-−－—]?\s*[\d０-９])/g;
/**
 * A label, which may begin with a year, a colon or a blank, and a number to the end of the line. There may be neither before a
 * number that is printed as an amount or stands behind a word for one: `预算数900`.
 */
const INSIDE = new RegExp(
	'^((?:20\\d\\d年?度?)?\\D{2,30}?)(?:\\s*[:：]\\s*|[\\s\\u3000]+|(?=\\d{1,3}(?:,\\d{3})+|\\d+\\.\\d)|(?<=[数额计算]|收入|支出)(?!20\\d\\d(?!\\d))(?=\\d{2}))' +
		`([-−－—]?\\s*[\\d０-９][\\d０-９,，.．]*)\\s*(${PRINTED_MONEY_UNIT}|[人名个])?[;；。]?$`
);

/** Lines and clauses; commas part amounts only where each piece is one. */
function partsOf(text: string): string[] {
	const lines = text.replace(BROKEN_BEHIND_COLON, '$1').split(PARTS);
	return lines.flatMap((line) => {
		const pieces = line.split(COMMA);
		return pieces.length > 1 && pieces.every((piece) => INSIDE.test(piece.trim()))
			? pieces
			: [line];
	});
}

const COMMA = /[，、]|,(?!\d)/;

/** Tells a cell that states the amount of its own label: what is beside it is another's. */
export function statesOwnAmount({ text }: RowCell): boolean {
	return partsOf(text).some((part) => INSIDE.test(part.trim()));
}

/** Tells a cell that states the amount of a basis, `2022年决算数：16.20`, of the label beside it. */
export function statesBasis(cell: RowCell): boolean {
	return innerAmounts(cell).some(({ name }) => amountWords(name.label) !== null);
}

interface InnerAmount {
	name: RowCell;
	amount: RowCell;
	/** The cell that holds both. */
	cell: RowCell;
}

function innerAmounts(cell: RowCell): InnerAmount[] {
	if (cell.isNumber || !/[\d０-９]/.test(cell.text)) return [];
	return partsOf(cell.text).flatMap((text) => innerAmount(text, cell) ?? []);
}

/** The amounts inside the cells of a row, one a line or parted by ；. The years and bases of all of them tell which is this year's. */
export function readInside(row: FormRow, context: RowContext, reading: RowReading): void {
	const inner = row.cells.flatMap(innerAmounts);
	const words = inner.map(({ name }) => amountWords(name.label));
	const uses = usesOf(
		words.map((each) => each ?? NO_WORDS),
		null,
		context.fiscalYear
	);
	const labelled = inner.flatMap(({ name }, index): LabelCell[] => {
		const meaning = meaningOf(name.label, context.forms);
		return meaning ? [{ cell: name, index, meaning: inYear(meaning, name.label, context) }] : [];
	});
	const cells = inner.flatMap(({ name, amount }) => [name, amount]);
	const parts = partsIn({ ...row, cells }, labelled, null);
	for (const cell of new Set(inner.map((each) => each.cell))) listOthers(row, cell, reading);
	for (const [index, { name, amount, cell }] of inner.entries()) {
		const { label } = name;
		const own = labelled.find((each) => each.cell === name)?.meaning ?? null;
		const named = own ? null : words[index] && wholeBeside(row, cell, context);
		const meaning = own ?? named?.meaning;
		const said = words[index] ?? parts.words.get(name) ?? NO_WORDS;
		if (own && isSpentOfSource(own, labelled, cell)) {
			reading.unstored.push({ row, cell: amount, why: SOURCE_OF_SPENDING });
			continue;
		}
		const [ownUse] = usesOf([said], context.heading, context.fiscalYear);
		const use = own ? ownUse : uses[index];
		if (!meaning?.figure || !use) {
			const why = meaning ? (meaning.why ?? '') : notKnown(name);
			if (meaning || speaksOfMoney(name, amount)) reading.unstored.push({ row, cell: amount, why });
			continue;
		}
		const unit =
			(named && noteOfLeaf({ cells: [named.cell], grid: null })) ??
			context.head?.unit ??
			context.unit;
		reading.pairs.push({ figure: meaning.figure, label, unit, row, cell: amount, use, from: 0 });
	}
}

/** `其中：财政拨款90万元` behind `支出合计：100万元` in one cell. */
function isSpentOfSource(
	{ figure }: Meaning,
	labelled: readonly LabelCell[],
	{ column }: RowCell
): boolean {
	const first = labelled.find(({ cell, meaning }) => cell.column === column && meaning.figure);
	return groupOf(figure) === 'income' && groupOf(first?.meaning.figure ?? null) === 'spending';
}

function groupOf(figure: FigureId | null): MeasureGroup | null {
	return figure && measureOf(figure).group;
}

function notKnown({ label }: RowCell): string {
	return `“${label}”不在本系统的指标目录内，或没有认出，未存入`;
}

/** Clauses with amounts in which nothing was read, beside others in which something was. */
function listOthers(row: FormRow, cell: RowCell, { unstored }: RowReading): void {
	for (const part of partsOf(cell.text)) {
		const text = part.trim();
		if (!AMOUNT.test(text) || innerAmount(text, cell)) continue;
		unstored.push({ row, cell: { ...cell, text }, why: '没有认出这些数各是什么，未存入' });
	}
}

const AMOUNT = /\d\s*[百千万亿]*元/;

/** A telephone number behind its label is no amount. */
function speaksOfMoney({ label }: RowCell, { text }: RowCell): boolean {
	return /[收支]|预算|决算|经费|资金|拨款|结余|结转|资产/.test(label) || text.includes('元');
}

function innerAmount(text: string, cell: RowCell): InnerAmount | null {
	if (text.length > LONGEST_LINE) return null;
	const [, label = '', number = '', printedUnit = ''] = INSIDE.exec(text.trim()) ?? [];
	if (label === '') return null;
	const amount = { ...cell, text: number + printedUnit, label: '', isNumber: true };
	return isPrintedNumber(toHalfWidth(amount.text))
		? { name: { ...cell, label: labelOf(label) }, amount, cell }
		: null;
}

/** `部门整体支出 | 年初预算数：1000；全年执行数：980`: the label beside the cell names the figure. */
function wholeBeside(row: FormRow, cell: RowCell, context: RowContext): LabelCell | null {
	const before = row.cells.slice(0, row.cells.indexOf(cell));
	const label = before.findLast(
		(each) => each.text !== '' && !each.continues && !statesOwnAmount(each)
	);
	return label ? labelBesideBases(label, row.cells.indexOf(label), context.forms) : null;
}
