/**
 * The one formatter. A number's look depends on its measure and on where it is; the money unit is chosen once
 * for a column or a chart and handed in, never chosen for a cell.
 */
import { DECIMALS, measureOf, type Measure, type MeasureId } from './measures.ts';
import { fenIn, PRINTED_STEP } from './units.ts';
import { MISSING_TEXT, type Value } from './values.ts';

/**
 * `table`: bare but for a percent sign, aligned decimals, the unit is in the head. `axis`: likewise, and short. `tooltip` and `headline`:
 * with the unit. `exact`: money to the 分 in 元, ratios with four decimals. `export`: every digit, no separators,
 * a hyphen as minus, so that a spreadsheet reads it.
 */
export type FormatContext = 'table' | 'axis' | 'tooltip' | 'headline' | 'exact' | 'export';

/** Units in which money is shown. */
export type DisplayUnit = '元' | '万元' | '亿元';
export const DISPLAY_UNITS: readonly DisplayUnit[] = ['元', '万元', '亿元'];

/** A measure by id, or what of it the formatter needs. */
export type Formattable = MeasureId | Pick<Measure, 'quantity' | 'change_of'>;

const MINUS = '\u2212';
/** Decimals that a plain ratio keeps in an export: a millionth is a ten-thousandth of a percent. */
const RATIO_EXPORT_DECIMALS = 6;

/** The value as text; an absent one in words. `moneyUnit` matters to money and money per head only. */
export function formatValue(
	measure: Formattable,
	value: Value,
	context: FormatContext,
	moneyUnit: DisplayUnit = '万元'
): string {
	if (value.value === null) return MISSING_TEXT[value.missing];
	if (context !== 'export' && isChange(measure)) return formatRelativeChange(value, context);
	const shape = shapeOf(measure, context, moneyUnit);
	if (shape.suffix === '%' && isRounded(context))
		return (value.value < 0 ? MINUS : '') + percentText(Math.abs(value.value), context);
	return seen(value.value, shape, context) + (hasSuffix(shape, context) ? shape.suffix : '');
}

/** A person reads the text as it is; an axis rounds to its ticks, and exact texts and exports have the digits. */
function isRounded(context: FormatContext): boolean {
	return context === 'table' || context === 'tooltip' || context === 'headline';
}

/** The number; where it is rounded, one that is not nothing is not shown as nothing: `−不足0.01`. */
function seen(value: number, shape: Shape, context: FormatContext): string {
	const text = write(value, shape, context);
	if (value === 0 || !isRounded(context) || /[1-9]/.test(text)) return text;
	return (value < 0 ? MINUS : '') + visibly(Math.abs(value), shape, context);
}

/**
 * A difference of two values of a measure, always signed: `+12.34`, `−1.2个百分点`. A difference of ratios is in
 * 百分点 in every context but `export`.
 */
export function formatChange(
	measure: Formattable,
	change: Value,
	context: FormatContext,
	moneyUnit: DisplayUnit = '万元'
): string {
	if (change.value === null) return MISSING_TEXT[change.missing];
	const shape = shapeOf(measure, context, moneyUnit);
	if (shape.suffix === '%') return `${signedVisibly(change.value, shape, context)}个百分点`;
	const text = signed(seen(change.value, shape, context), context);
	return text + (hasSuffix(shape, context) ? shape.suffix : '');
}

/** A difference for a column whose head names its unit, of ratios in 百分点: `−1.2`. */
export function formatDifference(
	measure: Formattable,
	change: Value,
	moneyUnit: DisplayUnit = '万元'
): string {
	if (change.value === null) return MISSING_TEXT[change.missing];
	const shape = shapeOf(measure, 'table', moneyUnit);
	if (shape.suffix === '%') return signedVisibly(change.value, shape, 'table');
	return signed(seen(change.value, shape, 'table'), 'table');
}

/**
 * A part of a whole (0.123 is 12.3%); one that is not nothing is never shown as nothing, nor one that is not all as all:
 * `不足0.1%`, `99.9%以上`.
 */
export function formatShare(share: Value, context: FormatContext): string {
	return formatValue({ quantity: 'ratio' }, share, context);
}

/** A size in percent; one that is neither nothing nor all is shown as neither: `不足0.1%`, `99.9%以上`, `100.0%以上`. */
function percentText(size: number, context: FormatContext): string {
	const shape = shapeOf({ quantity: 'ratio' }, context, '万元');
	const text = visibly(size, shape, context);
	const isAll = /^100(\.0+)?$/.test(text);
	if (!isAll || size === 1) return `${text}%`;
	return size > 1 ? `${text}%以上` : `99.${'9'.repeat(shape.decimals)}%以上`;
}

/** A size that is not nothing is never shown as nothing: `不足0.1`. */
function visibly(size: number, shape: Shape, context: FormatContext): string {
	const text = write(size, shape, context);
	return size === 0 || /[1-9]/.test(text)
		? text
		: `不足${(0.1 ** shape.decimals).toFixed(shape.decimals)}`;
}

function signedVisibly(difference: number, shape: Shape, context: FormatContext): string {
	return withSign(difference, visibly(Math.abs(difference), shape, context));
}

function withSign(difference: number, size: string): string {
	return difference === 0 ? size : `${difference > 0 ? '+' : MINUS}${size}`;
}

/** Decimals of a part's pull on a total: of a hundred parts most move it by less than a tenth of a point. */
const POINT_DECIMALS = 2;

/**
 * A difference of ratios in 百分点, always signed, for a column whose head names the unit: `−1.20`. One that is not nothing
 * is never shown as nothing, nor without its direction: `−不足0.01`.
 */
export function formatPoints(difference: number): string {
	const shape = { divisor: 0.01, decimals: POINT_DECIMALS, trim: false, suffix: '' };
	return signedVisibly(difference, shape, 'table');
}

/** A number without a unit, such as a correlation, to so many decimals: `−0.35`. */
export function formatDecimal(value: number, decimals: number): string {
	return write(value, { divisor: 1, decimals, trim: false, suffix: '' }, 'table');
}

/**
 * A relative change of amounts or counts (0.123 is a rise by 12.3%), always signed: `+12.3%`. Something that changed is
 * not shown as unchanged, nor what is left of it as nothing: `+不足0.1%`, `−99.9%以上`.
 */
export function formatRelativeChange(change: Value, context: FormatContext): string {
	if (change.value === null) return MISSING_TEXT[change.missing];
	if (context === 'export') {
		const shape = shapeOf({ quantity: 'ratio' }, context, '万元');
		return signed(write(change.value, shape, context), context);
	}
	return withSign(change.value, percentText(Math.abs(change.value), context));
}

/** The unit as a table head or an axis title shows it. */
export function unitLabel(measure: Formattable, moneyUnit: DisplayUnit = '万元'): string {
	return suffixOf(quantityIn(measure), moneyUnit);
}

/** The unit that a table states once for figures of `table` format; empty for shares, each of which carries its percent sign. */
export function statedUnit(measure: Formattable, moneyUnit: DisplayUnit): string {
	return quantityIn(measure) === 'ratio' ? '' : unitLabel(measure, moneyUnit);
}

/**
 * The unit for amounts in 分 that are said together: 元 where none reaches 1万元, 亿元 where at least half reach
 * 1亿元 (so that the median still has a digit before the point), else 万元.
 */
export function chooseMoneyUnit(values: readonly number[]): DisplayUnit {
	const sizes = values.map(Math.abs).filter((size) => size > 0);
	if (sizes.length === 0) return '万元';
	if (sizes.every((size) => size < fenIn('万元'))) return '元';
	const large = sizes.filter((size) => size >= fenIn('亿元')).length;
	return large * 2 >= sizes.length ? '亿元' : '万元';
}

/** Tells whether the amounts, in 万元 with two decimals, all show more than 0.00. */
function areSeenInWan(values: readonly number[]): boolean {
	return values.every((value) => value === 0 || Math.abs(value) >= PRINTED_STEP / 2);
}

/** The unit of amounts that belong together: their own where it is one, else 万元, or 元 where one would read 0.00. */
export function chooseSharedUnit(values: readonly number[]): DisplayUnit {
	const own = new Set(
		values.filter((value) => value !== 0).map((value) => chooseMoneyUnit([value]))
	);
	const [unit = '万元', ...others] = own;
	if (others.length === 0) return unit;
	return areSeenInWan(values) ? '万元' : '元';
}

/** The unit of all amounts in a row of head figures. */
export function chooseRowUnit(
	row: readonly { measure: MeasureId; value: number | null }[]
): DisplayUnit {
	const amounts = row.filter(({ measure }) => measureOf(measure).quantity === 'money');
	return chooseSharedUnit(amounts.flatMap(({ value }) => value ?? []));
}

/** In 亿元 with two decimals, less than this (分) would read 0.00, as if nothing were there. */
const LEAST_IN_YI = fenIn('亿元') / 200;

/** The unit for a column or chart of amounts in 分, each written in it however small it is. */
export function chooseColumnUnit(values: readonly number[]): DisplayUnit {
	const unit = chooseMoneyUnit(values);
	const isTooLarge = values.some((value) => value !== 0 && Math.abs(value) < LEAST_IN_YI);
	return unit === '亿元' && isTooLarge ? '万元' : unit;
}

/**
 * The units of a block of a table, by measure: one for all amounts, so that they can be compared along a row and a
 * column, and one for all amounts per head.
 */
export function chooseBlockUnits(
	block: readonly { measure: MeasureId; value: number | null }[]
): (measure: MeasureId) => DisplayUnit {
	const quantityOf = (measure: MeasureId) => measureOf(measure).quantity;
	const amounts = block.filter(({ measure }) => quantityOf(measure).startsWith('money'));
	const units = new Map(
		[...Map.groupBy(amounts, ({ measure }) => quantityOf(measure))].map(([quantity, alike]) => [
			quantity,
			chooseColumnUnit(alike.flatMap(({ value }) => value ?? []))
		])
	);
	return (measure) => units.get(quantityOf(measure)) ?? '万元';
}

interface Shape {
	/** Storage units in one shown unit. */
	divisor: number;
	decimals: number;
	/** Zeros at the end of the fraction are dropped. */
	trim: boolean;
	suffix: string;
}

function shapeOf(measure: Formattable, context: FormatContext, moneyUnit: DisplayUnit): Shape {
	const quantity = quantityIn(measure);
	const decimals = DECIMALS[quantity];
	const suffix = suffixOf(quantity, moneyUnit);
	const trim = context === 'axis' || context === 'export';
	switch (quantity) {
		case 'money':
		case 'money_per_head':
			return moneyShape(context, quantity, moneyUnit, decimals);
		case 'people':
			// A median of head counts may be a half.
			return { divisor: 1, decimals: 1, trim: true, suffix };
		case 'points':
			// The scores of a column stand under one another: 95.00 over 95.50.
			return { divisor: 100, decimals, trim: context !== 'table', suffix };
		case 'ratio': {
			if (context === 'export')
				return { divisor: 1, decimals: RATIO_EXPORT_DECIMALS, trim, suffix: '' };
			return { divisor: 0.01, decimals: context === 'exact' ? 4 : decimals, trim, suffix };
		}
	}
}

function moneyShape(
	context: FormatContext,
	quantity: 'money' | 'money_per_head',
	moneyUnit: DisplayUnit,
	decimals: number
): Shape {
	const unit = context === 'exact' ? '元' : moneyUnit;
	const divisor = fenIn(unit);
	const trim = context === 'axis' || context === 'export';
	const exactDecimals = String(divisor).length - 1;
	return {
		divisor,
		decimals: context === 'export' ? exactDecimals : decimals,
		trim,
		suffix: suffixOf(quantity, unit)
	};
}

function suffixOf(quantity: Measure['quantity'], moneyUnit: DisplayUnit): string {
	switch (quantity) {
		case 'money':
			return moneyUnit;
		case 'money_per_head':
			return `${moneyUnit}/人`;
		case 'people':
			return '人';
		case 'points':
			return '分';
		case 'ratio':
			return '%';
	}
}

/** A rate of change is shown with its sign: `+5.5%`. */
function isChange(measure: Formattable): boolean {
	return (typeof measure === 'string' ? measureOf(measure) : measure).change_of !== undefined;
}

function quantityIn(measure: Formattable): Measure['quantity'] {
	return typeof measure === 'string' ? measureOf(measure).quantity : measure.quantity;
}

/** The percent sign is part of a ratio wherever a person reads it; other units are in table heads and axis titles. */
function hasSuffix(shape: Shape, context: FormatContext): boolean {
	if (context === 'export') return false;
	return shape.suffix === '%' || !(context === 'table' || context === 'axis');
}

function write(value: number, shape: Shape, context: FormatContext): string {
	const digits = roundedDigits(Math.abs(value), shape);
	const point = digits.length - shape.decimals;
	const whole = digits.slice(0, point);
	const fraction = digits.slice(point);
	const decimals = shape.trim ? fraction.replace(/0+$/, '') : fraction;
	const grouped = context === 'export' ? whole : inThousands(whole);
	const text = decimals ? `${grouped}.${decimals}` : grouped;
	const negative = value < 0 && /[1-9]/.test(text);
	return negative ? (context === 'export' ? '-' : MINUS) + text : text;
}

/** The digits of a whole number with a comma before every three: `1,206`. */
export function inThousands(whole: string): string {
	const head = whole.length % 3 || 3;
	let grouped = whole.slice(0, head);
	for (let at = head; at < whole.length; at += 3) grouped += `,${whole.slice(at, at + 3)}`;
	return grouped;
}

/** The digits before and after the point without it, half away from zero; at least one before it. */
function roundedDigits(size: number, { divisor, decimals }: Shape): string {
	const rounded =
		Number.isSafeInteger(size) && divisor >= 1
			? roundWhole(size, divisor, decimals)
			: roundBroken(size / divisor, decimals);
	return rounded.padStart(decimals + 1, '0');
}

/** Whole numbers of the storage unit never pass through a binary fraction. */
function roundWhole(size: number, divisor: number, decimals: number): string {
	const scaled = size * 10 ** decimals * 2 + divisor;
	// A page writes thousands of numbers, nearly all of them this small.
	if (Number.isSafeInteger(scaled)) {
		return String((scaled - (scaled % (2 * divisor))) / (2 * divisor));
	}
	const exact = BigInt(size) * 10n ** BigInt(decimals) * 2n + BigInt(divisor);
	return String(exact / (2n * BigInt(divisor)));
}

/**
 * A computed fraction: twelve significant digits are kept before rounding, so that 0.285 / 0.01 is 28.5. It is rounded as a
 * whole number of the last digit shown: of 3896.895 itself the nearest binary fraction lies below the half.
 */
function roundBroken(size: number, decimals: number): string {
	return Math.round(Number((size * 10 ** decimals).toPrecision(12))).toFixed(0);
}

function signed(text: string, context: FormatContext): string {
	const isZero = !/[1-9]/.test(text);
	return isZero || text.startsWith(MINUS) || (context === 'export' && text.startsWith('-'))
		? text
		: `+${text}`;
}
