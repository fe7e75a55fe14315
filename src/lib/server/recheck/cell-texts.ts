/** Cells as the reader of a page knows them: a number that is printed as it was still follows. */
import { formatValue } from '#lib/catalogue/format.ts';
import { present } from '#lib/catalogue/values.ts';
import type { CellFormat, SheetCell } from '../exports/sheet.ts';

/** The most decimals that a page prints: of a percent, a score, a correlation; amounts have the 分. */
const MOST_DECIMALS = 4;
/** Whole 亿 and thousands of them: pages round an amount by its unit. */
const COARSEST = -12;
/** A double has no more digits to tell two numbers apart by. */
const ALL_DECIMALS = 20;

/** True where no rounding that a page may do shows the two apart. */
export function printedAlike(before: SheetCell, after: SheetCell, format: CellFormat): boolean {
	if (typeof before !== 'number' || typeof after !== 'number') return before === after;
	const [old, now] = [shownNumber(before, format), shownNumber(after, format)];
	const finest = isMoney(format) ? 2 : MOST_DECIMALS;
	for (let decimals = finest; decimals >= COARSEST; decimals -= 1)
		if (rounded(old, decimals) !== rounded(now, decimals)) return false;
	return true;
}

/** Both sides of a change, with as many decimals as it takes to see them apart. */
export function changeTexts(sides: {
	before: SheetCell;
	after: SheetCell;
	format: CellFormat;
}): [before: string, after: string] {
	const { before, after, format } = sides;
	const texts = (decimals: number): [string, string] => [
		cellText(before, format, decimals),
		cellText(after, format, decimals)
	];
	let decimals = MOST_DECIMALS;
	while (decimals < ALL_DECIMALS && new Set(texts(decimals)).size === 1) decimals += 1;
	return texts(decimals);
}

function cellText(cell: SheetCell, format: CellFormat, decimals: number): string {
	if (cell === null) return '（无）';
	if (typeof cell === 'string') return cell;
	const number = trimmed(shownNumber(cell, format), decimals);
	switch (format) {
		case 'ratio':
			return `${number}%`;
		case 'difference':
			return `${number} 个百分点`;
		case 'money':
		case 'money_per_head':
			return decimals > MOST_DECIMALS
				? `${number}元`
				: formatValue({ quantity: 'money' }, present(Math.round(cell * 100)), 'exact');
		default:
			return number;
	}
}

function isMoney(format: CellFormat): boolean {
	return format === 'money' || format === 'money_per_head';
}

/** A ratio is printed as percent. */
function shownNumber(cell: number, format: CellFormat): number {
	return format === 'ratio' ? cell * 100 : cell;
}

function rounded(number: number, decimals: number): number {
	return Math.round(number * 10 ** decimals);
}

function trimmed(number: number, decimals: number): string {
	return String(Number(number.toFixed(decimals)));
}
