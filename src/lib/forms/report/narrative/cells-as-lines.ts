/** Tables that came as bare lines, a cell or a row a line: which number belongs to which column cannot be told. */
import type { Leftover } from '#lib/filing/recognition.ts';
import { figureOfLabel } from '../figures/columns.ts';
import { isRow, labelOf, textPlace, type Line, type Prose } from '../lines.ts';

const NUMBER = '-?\\d[\\d,]*(?:\\.\\d+)?%?';
const ALONE = new RegExp(`^\\s*${NUMBER}\\s*$`);
/** Page numbers stand alone too. */
const AMOUNT_ALONE = /[.,]\d/;
const BEHIND_LABEL = new RegExp(`^\\s*([^\\d。；;，:：]{2,24}?)((?:\\s+${NUMBER})+)\\s*$`);
const LONGEST_LINE = 120;

const WHY =
	'像是表格中的一格，但文件里没有表格线，认不出它属于哪一行哪一栏，未存入；应为有表格线的表格。';

/** A number of such a line, and the figure's name in front of it. */
interface NumberOnLine extends Leftover {
	label: string;
}

/** The numbers below or behind the name of a figure, in lines that hold nothing else. */
export function numbersOnLines(lines: readonly Line[]): NumberOnLine[] {
	const found: NumberOnLine[] = [];
	let label = '';
	let goesOn = false;
	for (const line of lines) {
		if (isRow(line) || line.cell !== null || line.plain.length > LONGEST_LINE) {
			goesOn = false;
			continue;
		}
		const [, name = '', numbers = ''] = BEHIND_LABEL.exec(line.plain) ?? [];
		if (numbers !== '' && isFigure(name)) {
			label = name.trim();
			found.push(...numbersFrom(line, line.plain.lastIndexOf(numbers), label));
		} else if (isFigure(line.plain)) {
			label = line.plain.trim();
			goesOn = true;
			continue;
		} else if (ALONE.test(line.plain) && (goesOn || (label && AMOUNT_ALONE.test(line.plain)))) {
			found.push(...numbersFrom(line, 0, label));
			continue;
		}
		goesOn = false;
	}
	return found;
}

function isFigure(text: string): boolean {
	return figureOfLabel(labelOf(text.trim())) !== null;
}

function numbersFrom(line: Prose, from: number, label: string): NumberOnLine[] {
	return [...line.plain.slice(from).matchAll(new RegExp(NUMBER, 'g'))].map(
		({ 0: printed, index }) => {
			const start = from + index;
			const end = start + printed.length;
			return {
				place: textPlace(line, start, end),
				text: line.text.slice(start, end),
				why: WHY,
				label
			};
		}
	);
}
