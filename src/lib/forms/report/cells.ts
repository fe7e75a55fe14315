/** One cell read as a figure or a score, with an issue where it is no number or prints another unit. */
import type { Issue } from '#lib/documents/issue.ts';
import type { Figure } from '#lib/filing/filing.ts';
import { measureOf, type FigureId, type Quantity } from '#lib/catalogue/measures.ts';
import { describePlace, type Place } from '#lib/documents/place.ts';
import {
	parseMoney,
	parsePeople,
	parsePoints,
	type MoneyUnit,
	type ParsedNumber
} from '#lib/catalogue/units.ts';
import { type RowCell } from './lines.ts';

/** Reads a figure's cell. @param unit of the column, for amounts */
export function figureFrom(
	{ figure, unit }: { figure: FigureId; unit: MoneyUnit },
	cell: RowCell,
	place: Place,
	issues: Issue[]
): Figure {
	const { quantity, name } = measureOf(figure);
	const parsed = quantity === 'people' ? parsePeople(cell.text) : parseMoney(cell.text, unit);
	const expected = quantity === 'people' ? '整数人数或空白' : `以${unit}为单位的数字或空白`;
	if (parsed.missing === 'unreadable') issues.push(unreadable(name, cell.text, place, expected));
	if (parsed.unit && parsed.unit !== unit) {
		issues.push(unitInCell(name, cell.text, place, parsed.unit, unit));
	}
	return { ...valueOf(parsed), printed: cell.text, place };
}

/** Reads a weight or score in hundredths of a point. @param name what the cell is called in a message */
export function pointsFrom(name: string, cell: RowCell, place: Place, issues: Issue[]): Figure {
	// Round an amount brackets are a minus sign; round points they are nothing.
	const parsed = parsePoints(cell.text.replace(/^[(（]\s*(\d.*)[)）]$/, '$1'));
	if (parsed.missing === 'unreadable') {
		issues.push(unreadable(name, cell.text, place, '以分为单位的数字或空白'));
	}
	return { ...valueOf(parsed), printed: cell.text, place };
}

/** A figure without a cell, or with an empty one. */
export function missingFigure(
	missing: 'blank' | 'not_in_template',
	place: Place | null = null
): Figure {
	return { value: null, missing, printed: '', place };
}

/** What a quantity is read as, in words, for prose. */
export function readAmount(
	quantity: Quantity,
	printed: string,
	unit: MoneyUnit
): Pick<Figure, 'value' | 'missing'> {
	return valueOf(quantity === 'people' ? parsePeople(printed) : parseMoney(printed, unit));
}

function valueOf(parsed: ParsedNumber): Pick<Figure, 'value' | 'missing'> {
	return { value: parsed.value, missing: parsed.missing };
}

function unreadable(name: string, printed: string, place: Place, expected: string): Issue {
	return {
		code: 'figure_unreadable',
		severity: 'warning',
		message: `${describePlace(place)}：“${name}”读到“${printed}”，应为${expected}；该数按无法识读处理，请改正后重新报送。`,
		place
	};
}

function unitInCell(
	name: string,
	printed: string,
	place: Place,
	inCell: MoneyUnit,
	inColumn: MoneyUnit
): Issue {
	return {
		code: 'unit_in_cell',
		severity: 'warning',
		message: `${describePlace(place)}：“${name}”写作“${printed}”，与本栏单位${inColumn}不同；已按格内的${inCell}读取，请核实。`,
		place
	};
}
