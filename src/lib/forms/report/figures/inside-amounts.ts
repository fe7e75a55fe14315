/** Label cells that hold the amount themselves: `其中：基本支出：901.20`, or several bases parted by ；. */
import { toHalfWidth } from '#lib/catalogue/characters.ts';
import { amountWords, NO_WORDS, usesOf } from './basis.ts';
import type { RowReading } from './row-reading.ts';
import { meaningOf } from '../form-labels.ts';
import { labelBesideBases, type LabelCell, type RowContext } from './label-cells.ts';
import { isPrintedNumber, labelOf, type FormRow, type RowCell } from '../lines.ts';
import { noteOfLeaf } from './money-notes.ts';

const LONGEST_LINE = 48;
const PARTS = /[\n；;]/;
/** A label, a colon or a blank, and a number to the end of the line. */
const INSIDE =
	/^(\D{2,30}?)(?:\s*[:：]\s*|[\s\u3000]+)([-−－—]?\s*[\d０-９][\d０-９,，.．]*)\s*((?:百万|千|万|亿)?元|[人名个])?[;；。]?$/;

/** Tells a cell that states the amount of its own label: what is beside it is another's. */
export function statesOwnAmount({ text }: RowCell): boolean {
	return text.split(PARTS).some((part) => INSIDE.test(part.trim()));
}

/** The amounts inside a cell, one a line or parted by ；. */
export function readInside(
	row: FormRow,
	cell: RowCell,
	context: RowContext,
	reading: RowReading
): void {
	if (cell.isNumber || !/[\d０-９]/.test(cell.text)) return;
	const inner = cell.text.split(PARTS).flatMap((text) => innerAmount(text, cell) ?? []);
	const words = inner.map(({ label }) => amountWords(label));
	const uses = usesOf(
		words.map((each) => each ?? NO_WORDS),
		null,
		null
	);
	for (const [index, { label, amount }] of inner.entries()) {
		const own = meaningOf(label, context.forms);
		const named = own ? null : words[index] && wholeBeside(row, cell, context);
		const meaning = own ?? named?.meaning;
		const use = own ? ACTUAL : uses[index];
		if (!meaning || !use) continue;
		if (!meaning.figure) reading.unstored.push({ row, cell, why: meaning.why ?? '' });
		else {
			const unit =
				(named && noteOfLeaf({ cells: [named.cell], grid: null })) ??
				context.head?.unit ??
				context.unit;
			reading.pairs.push({ figure: meaning.figure, label, unit, row, cell: amount, use, from: 0 });
		}
	}
}

const ACTUAL = { basis: 'actual', stale: false } as const;

function innerAmount(text: string, cell: RowCell): { label: string; amount: RowCell } | null {
	if (text.length > LONGEST_LINE) return null;
	const [, name = '', number = '', printedUnit = ''] = INSIDE.exec(text.trim()) ?? [];
	if (name === '') return null;
	const amount = { ...cell, text: number + printedUnit, label: '', isNumber: true };
	return isPrintedNumber(toHalfWidth(amount.text)) ? { label: labelOf(name), amount } : null;
}

/** `部门整体支出 | 年初预算数：1000；全年执行数：980`: the label beside the cell names the figure. */
function wholeBeside(row: FormRow, cell: RowCell, context: RowContext): LabelCell | null {
	const before = row.cells.slice(0, row.cells.indexOf(cell));
	const label = before.findLast(({ text, continues }) => text !== '' && !continues);
	return label ? labelBesideBases(label, row.cells.indexOf(label), context.forms) : null;
}
