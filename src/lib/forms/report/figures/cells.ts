/** One cell read as a figure or a score, with an issue where it is no number or prints another unit. */
import type { Issue } from '#lib/documents/issue.ts';
import type { Figure } from '#lib/filing/filing.ts';
import { quoteText } from '#lib/catalogue/characters.ts';
import { MOST_POINTS } from '#lib/catalogue/grades.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import { measureOf, type FigureId, type Quantity } from '#lib/catalogue/measures.ts';
import { digitsOfWords } from '#lib/catalogue/number-words.ts';
import { describePlace, type Place } from '#lib/documents/place.ts';
import {
	amountBeforeParts,
	parseMoney,
	parsePeople,
	parsePoints,
	type MoneyUnit,
	type ParsedNumber
} from '#lib/catalogue/units.ts';
import { joinText, plainText, type RowCell } from '../lines.ts';

/** Reads a figure's cell. @param unit of the column, for amounts */
export function figureFrom(
	{ figure, unit }: { figure: FigureId; unit: MoneyUnit },
	cell: RowCell,
	place: Place,
	issues: Issue[]
): Figure {
	const { quantity, name } = measureOf(figure);
	const whole = quantity === 'money' ? amountBeforeParts(cell.text, unit) : null;
	const parsed =
		quantity === 'people'
			? headCount(cell.text, figure)
			: (whole?.amount ?? parseMoney(cell.text, unit));
	if (whole && /\d/.test(whole.parts))
		issues.push(partsNotStored(name, cell.text, place, whole.parts));
	const expected = quantity === 'people' ? '整数人数或空白' : `以${unit}为单位的数字或空白`;
	if (parsed.missing === 'unreadable') issues.push(unreadable(name, cell.text, place, expected));
	const parts = quantity === 'people' && parsed.value !== null ? partsThatDiffer(cell.text) : null;
	if (parts !== null) issues.push(partsDiffer(name, cell.text, place, parts));
	if (parsed.unit && parsed.unit !== unit) {
		issues.push(unitInCell(name, cell.text, place, { ofCell: parsed.unit, ofColumn: unit }));
	}
	return { ...valueOf(parsed), printed: cell.text, place };
}

/** `21（行政10、事业11）`: the number of people, with what it is made of behind it. */
const COUNT_AND_PARTS = /^(\d+)\s*[人名个]?\s*[(,;:、](?!\d+(?:\D|$))(.*)$/s;

/** `在职21人，离退休8人`: the number behind the figure's own word, where the cell names it once. */
const NAMED_COUNT: Partial<Record<FigureId, RegExp>> = {
	staff_quota: /编制(?:人?数)?[^\d\u4e00-\u9fff]{0,2}(\d+)(?=\D|$)/g,
	staff_actual: /(?:在职|实有|在编|在岗)(?:人[员数]|职工)?[^\d\u4e00-\u9fff]{0,2}(\d+)(?=\D|$)/g
};

function headCount(text: string, figure: FigureId): ParsedNumber {
	const whole = parsePeople(text);
	if (whole.missing !== 'unreadable') return whole;
	const plain = plainText(text).trim();
	const [sum, more] = [...plain.matchAll(/(?:合计|共计|总计|共|总数)(\d+)(?=\D|$)/g)];
	if (sum && !more) return parsePeople(sum[1] ?? '');
	const alone = /^(?:行政|事业|参公|全额)(?:编制?|人员)?(\d+)[人名个]?$/.exec(plain)?.[1];
	if (alone) return parsePeople(alone);
	const first = /^(?:核定|批准|编制|实有|在职|在编|现有)[^\d]{0,4}(\d+)(?=\D|$)/.exec(plain)?.[1];
	if (first && !/行政|事业|工勤/.test(plain.slice(0, plain.indexOf(first))))
		return parsePeople(first);
	const named = [...plain.matchAll(NAMED_COUNT[figure] ?? /(?!)/g)];
	const count =
		COUNT_AND_PARTS.exec(plain)?.[1] ??
		(named.length === 1 && !/^\d/.test(plain) ? named[0]?.[1] : undefined);
	return count === undefined ? whole : parsePeople(count);
}

/** The sum of the parts that a staff cell names, where these are all and make another sum; else null. */
function partsThatDiffer(text: string): number | null {
	const [, count, detail = ''] = COUNT_AND_PARTS.exec(plainText(text).trim()) ?? [];
	if (count === undefined || /含|其中|另|不|离|退/.test(detail)) return null;
	const parts = [...detail.matchAll(/\d+/g)].map(Number);
	const sum = parts.reduce((total, part) => total + part, 0);
	return parts.length < 2 || sum === Number(count) ? null : sum;
}

/** Reads a weight or score in hundredths of a point, in digits or in words. @param name what the cell is called in a message */
export function pointsFrom(name: string, cell: RowCell, place: Place, issues: Issue[]): Figure {
	// Round an amount brackets are a minus sign; round points they are nothing.
	const digits = digitsOfWords(joinText(cell.text).replace(/分$/, ''));
	const parsed = parsePoints(digits ?? cell.text.replace(/^[(（]\s*(\d.*)[)）]$/, '$1'));
	if (parsed.missing === 'unreadable') {
		issues.push(unreadable(name, cell.text, place, '以分为单位的数字或空白'));
	}
	return { ...valueOf(parsed), printed: cell.text, place };
}

/** Reads the score of the whole, as {@link pointsFrom}; `935` of a sheet of a thousand points is none. */
export function totalPointsFrom(
	name: string,
	cell: RowCell,
	place: Place,
	issues: Issue[]
): Figure {
	const points = pointsFrom(name, cell, place, issues);
	if (points.value === null || points.value <= MOST_POINTS) return points;
	issues.push(unreadable(name, cell.text, place, '百分制的得分'));
	return { ...points, value: null, missing: 'unreadable' };
}

/** A figure without a cell, or with an empty one. */
export function missingFigure(missing: MissingReason, place: Place | null = null): Figure {
	return { value: null, missing, printed: '', place };
}

/** Reads an amount that prose states, in the storage unit of its quantity. */
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
		message: `${describePlace(place)}：${quoteText(name)}读到“${printed}”，应为${expected}；该数按无法识读处理，请改正后重新报送。`,
		place,
		read: printed,
		expected: `应为${expected}`
	};
}

function partsDiffer(name: string, printed: string, place: Place, sum: number): Issue {
	return {
		code: 'staff_parts_differ',
		severity: 'warning',
		message: `${describePlace(place)}：“${name}”写作“${printed}”，分项之和是${sum}人，与总数不同；已取总数，请核实。`,
		place,
		read: printed,
		expected: '总数应等于分项之和'
	};
}

function partsNotStored(name: string, printed: string, place: Place, parts: string): Issue {
	return {
		code: 'parts_of_amount',
		severity: 'warning',
		message: `${describePlace(place)}：“${name}”写作“${printed}”，已取括号前的金额；“${parts}”是其中一部分，未单独存入。`,
		place,
		read: printed,
		expected: '分项应另行填写'
	};
}

function unitInCell(
	name: string,
	printed: string,
	place: Place,
	{ ofCell, ofColumn }: { ofCell: MoneyUnit; ofColumn: MoneyUnit }
): Issue {
	return {
		code: 'unit_in_cell',
		severity: 'warning',
		message: `${describePlace(place)}：“${name}”写作“${printed}”，与本栏单位${ofColumn}不同；已按格内的${ofCell}读取，请核实。`,
		place,
		read: printed,
		expected: `应与本栏单位${ofColumn}相同`
	};
}
