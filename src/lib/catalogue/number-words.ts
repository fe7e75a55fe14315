/** Numbers in Chinese words, as scores are written: 九十二, 九十四点五, 一百. */

const DIGITS = '零一二三四五六七八九';
const DIGIT = '[一二三四五六七八九]';
/** Up to 199: no score is higher. */
const WHOLE = new RegExp(`^(一?百)?(?:(${DIGIT})?(十))?([〇零]?)(${DIGIT})?$`);
const FRACTION = /^[〇零一二三四五六七八九]{1,2}$/;

/** A run of characters that may be such a number; for patterns. */
export const NUMBER_WORDS = '[〇零一二三四五六七八九十百]{1,5}(?:点[〇零一二三四五六七八九]{1,2})?';

/** The number in digits, `94.5` for 九十四点五; null for what is no number in words. */
export function digitsOfWords(text: string): string | null {
	const [words = '', fraction, ...others] = text.split('点');
	const match = WHOLE.exec(words);
	if (!match || words === '' || others.length > 0) return null;
	if (fraction !== undefined && !FRACTION.test(fraction)) return null;
	const [, hundred, tens, ten, zero, ones] = match;
	// 一百五 is 150 in speech and 105 in haste; 一百零 is unfinished.
	if (hundred && !ten && Boolean(zero) !== Boolean(ones)) return null;
	if (zero && (ten || (!hundred && ones))) return null;
	const value =
		(hundred ? 100 : 0) + (ten ? 10 * digitOf(tens ?? '一') : 0) + digitOf(ones ?? '零');
	return fraction === undefined ? `${value}` : `${value}.${[...fraction].map(digitOf).join('')}`;
}

function digitOf(word: string): number {
	return word === '〇' ? 0 : DIGITS.indexOf(word);
}
