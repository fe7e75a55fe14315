/** A filled cell of an OpenDocument spreadsheet, of which the file holds the value and the text that shows. */
import type { SheetBuilder } from '../sheet/builder.ts';
import { unitOf } from '../sheet/format-code.ts';
import { GENERAL, formatOfCode, movedFormat } from '../sheet/number-format.ts';
import type { NumberFormat } from '../sheet/number-format.ts';

export interface FilledCell {
	column: number;
	type: string;
	value: string;
	/** Null where the file holds the value alone. */
	shown: string | null;
}

const ERROR = /^(?:#[A-Z/0!?]+|Err:\d+)$/;
/** A date of which the format shows the year alone. */
const YEAR = /^20\d\d(?:年度?)?$/;
const SCIENTIFIC = /^-?\d+(?:\.\d+)?E[+-]?\d+$/;
/** A format for zero may show a dash. */
const DASHES = /^[\s\-—–－]+$/;
/** A number, its decimals, and words behind it. */
const SCALED = /^(-?[\d,]+(?:\.(\d+))?)\s*(\D*)$/;
/** Decimal places by which formats move the point, at most. */
const MOST_SHIFT = 8;
const PERCENT = formatOfCode('0%');

/** Adds the cell to the open row as a person sees it. */
export function fillCell(builder: SheetBuilder, cell: FilledCell): void {
	const { column, type, value, shown } = cell;
	if (shown === null) fillUnshown(builder, cell);
	else if (ERROR.test(shown)) {
		builder.remark('error', builder.at(column));
		builder.addText(column, shown);
	} else if (type === 'percentage') builder.addNumber(column, value, PERCENT, false);
	else if (type === 'date') builder.addText(column, YEAR.test(shown) ? shown : value.slice(0, 10));
	else if (isNumber(type)) fillNumber(builder, column, value, shown);
	else builder.addText(column, shown);
}

function isNumber(type: string): boolean {
	return type === 'float' || type === 'currency';
}

/** The file holds no text, so that its value is taken, and said to be. */
function fillUnshown(builder: SheetBuilder, { column, type, value }: FilledCell): void {
	builder.remark('unshown', builder.at(column));
	if (isNumber(type)) builder.addNumber(column, value, GENERAL, false);
	else if (type === 'percentage') builder.addNumber(column, value, PERCENT, false);
	else builder.addText(column, value);
}

function fillNumber(builder: SheetBuilder, column: number, value: string, shown: string): void {
	if (SCIENTIFIC.test(shown)) return builder.addNumber(column, value, GENERAL, false);
	if (Number(value) === 0 && DASHES.test(shown)) return builder.addText(column, '0');
	const format = isRounded(value, shown) ? roundedFormat(shown) : scaledFormat(value, shown);
	if (format) return builder.addNumber(column, value, format, false);
	if (isOtherNumber(value, shown)) builder.remark('scaled', builder.at(column));
	builder.addText(column, shown);
}

function roundedFormat(shown: string): NumberFormat {
	const { length: decimals } = /\.(\d+)\D*$/.exec(shown)?.[1] ?? '';
	return decimals > 0 ? formatOfCode(`0.${'0'.repeat(decimals)}`) : GENERAL;
}

/**
 * The format that shows the value in thousands, 万 and so on, or with a unit: decimals that it leaves out count as
 * they do in .xlsx. Null where what shows is none of these.
 */
function scaledFormat(value: string, shown: string): NumberFormat | null {
	const [, written, { length: decimals } = '', words = ''] = SCALED.exec(shown.trim()) ?? [];
	const unit = unitOf(words);
	const number = Number(written?.replaceAll(',', ''));
	if (!number || (words !== '' && unit === '')) return null;
	for (let shift = 0; shift <= MOST_SHIFT; shift++)
		if (isNear(Number(value) / 10 ** shift, number, decimals))
			return movedFormat(-shift, decimals, unit);
	return null;
}

/** Tells whether a number of so many decimals is the value with its others left out. */
function isNear(value: number, rounded: number, decimals: number): boolean {
	return Math.abs(value - rounded) <= 0.5001 * 10 ** -decimals;
}

/** Tells whether what shows, which is not the value with its decimals cut, has another size or a unit. */
function isOtherNumber(value: string, shown: string): boolean {
	if (/\D{2}|[一-鿿]/.test(shown)) return true;
	const number = Number(shown.replaceAll(',', ''));
	return Number.isFinite(number) && number !== Number(value);
}

/** Tells whether what shows is the value, with its last decimals left out; a negative one may show by its colour alone. */
function isRounded(value: string, shown: string): boolean {
	const written = shown.replace(/[,\s¥￥]/g, '');
	const plain = Number(value) < 0 ? `-${written.replace(NEGATIVE_SIGNS, '')}` : written;
	if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(plain)) return false;
	const { length: decimals } = /\.(\d+)$/.exec(plain)?.[1] ?? '';
	return isNear(Number(value), Number(plain), decimals);
}

/** Signs by which formats show that a number is negative. */
const NEGATIVE_SIGNS = /^[-−(（▲△▼]|[-)）]$/g;
