/** Numbers in Chinese words, as scores are written: 九十二, 九十四点五, 一百; and amounts, as on cheques: 壹佰贰拾万元整. */

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

const CHEQUE_FORMS = '零壹贰叁肆伍陆柒捌玖';
const ORDINARY: Readonly<Record<string, string>> = {
	拾: '十',
	佰: '百',
	仟: '千',
	萬: '万',
	億: '亿',
	圆: '元',
	两: '二'
};
const PLACE = `[${DIGITS}]`;
/** Up to four places: 三千零五十. */
const SECTION = `(?:${PLACE}千)?零?(?:${PLACE}百)?零?(?:${PLACE}?十)?零?${PLACE}?`;
const AMOUNT_WORDS = new RegExp(
	`^(?:人民币)?[:：]?(?:(?!亿)(${SECTION})亿)?零?(?:(?!万)(${SECTION})万)?(${SECTION})元(?:[整正]|零?(?:(${PLACE})角)?(?:(${PLACE})分)?)$`
);

/** A run of characters that may be an amount in words; for patterns. */
export const WORDS_OF_AMOUNT =
	'[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億]{2,24}[元圆](?:[整正]|(?:零?[零一二三四五六七八九壹贰叁肆伍陆柒捌玖][角分]){1,2})?';

/** An amount in words in 分, 120000000 for 壹佰贰拾万元整; null for any other text. */
export function fenOfWords(text: string): number | null {
	const words = text.replace(/[壹贰叁肆伍陆柒捌玖〇拾佰仟萬億圆两]/g, (sign) => {
		const digit = CHEQUE_FORMS.indexOf(sign);
		if (sign === '〇') return '零';
		return digit < 0 ? (ORDINARY[sign] ?? sign) : DIGITS.charAt(digit);
	});
	const [whole, ...sections] = AMOUNT_WORDS.exec(words) ?? [];
	// `十万元` is a unit.
	if (whole === undefined || !HAS_DIGIT.test(whole) || SKIPS_PLACES.test(whole)) return null;
	const [yi = 0, wan = 0, ones = 0, jiao = 0, fen = 0] = sections.map(sectionOf);
	const value = (yi * 100_000_000 + wan * 10_000 + ones) * 100 + jiao * 10 + fen;
	return Number.isSafeInteger(value) ? value : null;
}

const HAS_DIGIT = new RegExp(DIGIT);
/** `两万五元` is 25000 in speech and 20005 in haste. */
const SKIPS_PLACES = new RegExp(`[百千万亿]${DIGIT}元`);

/** @param words of thousands, undefined for a part that is not there */
function sectionOf(words: string | undefined): number {
	let sum = 0;
	let digit = 0;
	for (const word of words ?? '') {
		const power = POWERS[word];
		if (power === undefined) digit = digitOf(word);
		else {
			sum += (digit || 1) * power;
			digit = 0;
		}
	}
	return sum + digit;
}

const POWERS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
