/** Sentences of findings: amounts as a person would print them, and why something could not be checked. */
import { quoteText } from '#lib/catalogue/characters.ts';
import { inThousands } from '#lib/catalogue/format.ts';
import type { Figure } from '#lib/filing/filing.ts';
import { measureOf, type FigureId, type ReportedId } from '#lib/catalogue/measures.ts';
import { FEN_DIGITS } from '#lib/catalogue/units.ts';
import { MISSING_TEXT } from '#lib/catalogue/values.ts';
import type { QuotedPlace } from './findings.ts';
import { YEARS_BACK, type PreviousLack } from './subject.ts';

/** Decimals of points, which are stored in hundredths. */
const POINT_DIGITS = 2;

/** A number from here on is told in 万. */
const WAN = 10_000;

/** An amount to its last digit: `1,206.04万元`. One unit alone, since a sentence compares its amounts. */
export function amountText(fen: number): string {
	return `${exactText(fen, FEN_DIGITS.万元)}万元`;
}

export function peopleText(people: number): string {
	return `${people}人`;
}

/** `94分`, from hundredths of a point. */
export function pointsText(hundredths: number): string {
	return `${exactText(hundredths, POINT_DIGITS)}分`;
}

/** A whole number with the point moved left by `digits`, without zeros at the end. */
function exactText(value: number, digits: number): string {
	const text = String(Math.abs(value)).padStart(digits + 1, '0');
	const fraction = text.slice(-digits).replace(/0+$/, '');
	const whole = inThousands(text.slice(0, -digits));
	return `${value < 0 ? '−' : ''}${whole}${fraction && '.'}${fraction}`;
}

/** From here on a factor is told to two digits alone, since nobody reads more of it. */
const MANY_TIMES = 100;

/** `约2.1万倍`, `约8,700倍至1.2万倍`: the factors between amounts of two years, whichever of them is larger. */
export function timesText(ratios: readonly number[]): string {
	const times = ratios.map((ratio) => Math.max(Math.abs(ratio), 1 / Math.abs(ratio)));
	const [least, most] = [factorText(Math.min(...times)), factorText(Math.max(...times))];
	return least === most ? `约${least}` : `约${least}至${most}`;
}

function factorText(times: number): string {
	if (times < MANY_TIMES) return `${Number(times.toFixed(1))}倍`;
	const rounded = Number(times.toPrecision(2));
	return rounded < WAN ? `${inThousands(String(rounded))}倍` : `${rounded / WAN}万倍`;
}

/** A stored value of a reported measure in words. */
export function valueText(id: ReportedId, value: number): string {
	const { quantity } = measureOf(id);
	if (quantity === 'people') return peopleText(value);
	return quantity === 'points' ? pointsText(value) : amountText(value);
}

/** `收入合计1,206.04万元`. */
export function statedText(id: ReportedId, value: number): string {
	return measureOf(id).name + valueText(id, value);
}

/** `收入合计无法识读（“约1206”）`. */
export function absenceText(name: string, figure: Figure): string {
	const reason = MISSING_TEXT[figure.missing ?? 'blank'];
	return figure.printed === '' ? name + reason : `${name}${reason}（${quoteText(figure.printed)}）`;
}

/** Phrases that say why a filing cannot be compared with the year before. */
export const LACK_TEXT: Record<PreviousLack, string> = {
	missing: '没有本部门的上年报告',
	not_comparable: '机构调整，上年报告不可比',
	not_yet: `前${YEARS_BACK}年没有本部门的报告，尚无法与上年比较`
};

/** A figure as it is in the filing of a year. */
export function quoteFigure(label: string, figure: Figure, fiscal_year: number): QuotedPlace {
	return { label, printed: figure.printed, fiscal_year, place: figure.place };
}

export function quoteMeasure(id: FigureId, figure: Figure, fiscal_year: number): QuotedPlace {
	return quoteFigure(measureOf(id).name, figure, fiscal_year);
}
