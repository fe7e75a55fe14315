/** Marks by which forms number their columns: a row `1 | 2 | 3`, and the letter behind a head, `全年执行数B`. */
import { toHalfWidth } from '#lib/catalogue/characters.ts';

/** `栏次` begins such a row, or names its place in it. */
const ROW_OF_NUMBERS = /^[栏列行]次$/;
/** Statistical tables number the columns of labels so. */
const STEM = /^[甲乙丙丁]$/;
/** `3=1+2` numbers a column, and says what it adds up. */
const NUMBERED = /^\(?(\d{1,2})\)?(?:=.*)?$/;
/** Fewer numbers in a row of their own may be figures. */
const LEAST_ALONE = 3;
const LEAST_BEHIND = 2;

/**
 * Tells the row that numbers the columns: `栏次 | 1 | 2`, `甲 | 乙 | 1 | 2`, or `1 | 2 | 3` alone.
 * @param texts of its filled cells
 */
export function numbersColumns(texts: readonly string[]): boolean {
	const [first = '', ...others] = texts;
	if (ROW_OF_NUMBERS.test(first)) return others.length >= LEAST_BEHIND;
	if (STEM.test(first)) {
		const numbers = others.filter((text) => !STEM.test(text));
		return numbers.length >= LEAST_BEHIND && areConsecutive(numbers);
	}
	if (first === '序号') return others.length >= LEAST_BEHIND && areConsecutive(others);
	return texts.length >= LEAST_ALONE && areConsecutive(texts);
}

function areConsecutive(texts: readonly string[]): boolean {
	return texts.every((text, index) => {
		const number = NUMBERED.exec(toHalfWidth(text).trim())?.[1];
		return number !== undefined && Number(number) === index + 1;
	});
}

/** `全年执行数B`, `全年执行数(B)`, `执行率B/A`, `预算数①`, `支出合计(2=3+4)`: the letter by which other heads refer to a column, or what it is reckoned of. */
const LETTER =
	/(?<=[\u4e00-\u9fff)])(?:[=＝]?[A-Z①-⑳][-/÷×*+=A-Z\d%①-⑳]*|\([A-Z][-/÷×*+=A-Z\d%]{0,20}\)|\(\d(?:\d?[=＝][-+/÷×*\d%]{1,20})?\))$/;

export function withoutColumnLetter(label: string): string {
	return label.replace(LETTER, '');
}
