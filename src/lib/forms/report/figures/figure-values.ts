/** Tells whether the text of a cell can be a figure's value. */
import { toHalfWidth } from '#lib/catalogue/characters.ts';
import { isMoneyInWords, parseMoney, PRINTED_MONEY_UNIT } from '#lib/catalogue/units.ts';
import type { RowCell } from '../lines.ts';

/** A value is short, whatever somebody wrote into its cell. */
export const LONGEST_VALUE = 24;
/** These surround a number that somebody wrote in words: 约1206万元左右. */
const ROUND_A_NUMBER = /大?约|近|共|计|多|余|左右|百|千|万|亿|元|人|名|个|[^一-龥]/g;

/** A number, no value, or something that was meant as a number. */
export function isValueLike(cell: RowCell): boolean {
	if (isMoneyInWords(cell.text)) return true;
	if (cell.text.length > LONGEST_VALUE) return false;
	if (cell.text === '' || isNoValue(cell)) return true;
	return /\d/.test(toHalfWidth(cell.text)) && cell.text.replace(ROUND_A_NUMBER, '') === '';
}

/** Tells a text that begins with an amount of money, whatever is said behind it; a longer one is prose. */
export function beginsWithAmount({ text }: RowCell): boolean {
	return text.length <= LONGEST_AMOUNT && BEGINS_WITH_AMOUNT.test(toHalfWidth(text));
}

const LONGEST_AMOUNT = 48;
const BEGINS_WITH_AMOUNT = new RegExp(
	`^[-¥约]?\\s*\\d[\\d,]*(?:\\.\\d+)?\\s*(?:${PRINTED_MONEY_UNIT}|[万亿](?=\\(|$))`
);

/** `无`, `—`, `/`: somebody says that there is no value. */
export function isNoValue({ text }: RowCell): boolean {
	if (text === '' || text.length > LONGEST_NO_VALUE) return false;
	return parseMoney(text, '万元').missing === 'blank';
}

const LONGEST_NO_VALUE = 6;
