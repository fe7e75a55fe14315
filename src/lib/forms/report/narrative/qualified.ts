/** Tells what stands round an amount that takes something from it: a correction, a part alone, a rough number. */
import { AMOUNT, unitOf } from '../figures/amounts.ts';
import { readAmount } from '../figures/cells.ts';

/** `（更正：应为650万元）` right behind an amount. */
const CORRECTED = new RegExp(`^[，,(（][^。；;()（）\\d]{0,16}(?:应[为是]|更正为|改正为)${AMOUNT}`);
/** `（注：不含下属单位）`, `（局机关）`: the amount is of a part of the department. */
const OF_A_PART =
	/^[(（](?:注[:：])?(?:[^()（）]{0,12}(?:不含|不包[括含]|未含|未包[括含]|不计)[^()（）]{0,6}(?:下属|所属|二级|直属|单位)|(?:仅|只)?(?:含|为|指)?[局委厅办]?(?:机关|本级)[^()（）和及与]{0,6}[)）])/;
const LONGEST_ASIDE = 48;

/** @param match the label with its amount */
export function isQualified(text: string, match: RegExpExecArray): boolean {
	const end = match.index + match[0].length;
	const behind = text.slice(end, end + LONGEST_ASIDE);
	if (OF_A_PART.test(behind)) return true;
	const [, number, unit = ''] = CORRECTED.exec(behind) ?? [];
	if (number === undefined) return false;
	const [stated = '', printedUnit = ''] = match.slice(1);
	const fen = (digits: string, printed: string) =>
		readAmount('money', digits, unitOf(printed)).value;
	return fen(number, unit) !== fen(stated, printedUnit);
}

const ABOUT_BEFORE = /(?:约|近|接近|将近|不足|超过?|逾|突破)\s*$/;
const ABOUT_BEHIND = /^(?:左右|上下|以上|以内|多)/;

/** `约1.2亿元`, `900万元左右`. */
export function isAbout(text: string, start: number, end: number): boolean {
	return (
		ABOUT_BEFORE.test(text.slice(Math.max(0, start - 4), start)) ||
		ABOUT_BEHIND.test(text.slice(end, end + 2))
	);
}
