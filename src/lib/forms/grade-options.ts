/** `□优 ☑良 □中 □差`: grades that a form offers in one text, of which one is ticked. */
import { GRADE_SCHEMES } from '#lib/catalogue/grades.ts';

/** An alternative for patterns: every word of every scheme, longer ones first. */
export const GRADE_WORDS = GRADE_SCHEMES.flatMap(({ bands }) => [...bands])
	.flatMap(({ name, variants }) => [name, ...variants])
	.sort((a, b) => b.length - a.length)
	// `良等级` is the grade 良.
	.map((word) => word.replace(/等$/, '等(?!级)'))
	.join('|');

const TICK = '[■☑√✓✔▣☒●]';
/** Empty brackets are a box as well. */
const BOX = '[□☐○×]|\\[\\s*\\]|[（(]\\s*[)）]|【\\s*】|_+';
const OPTION = new RegExp(`${TICK}|${BOX}|${GRADE_WORDS}`, 'g');
const IS_TICK = new RegExp(`^${TICK}$`);
const IS_GRADE = new RegExp(`^(?:${GRADE_WORDS})$`);

/** `优（90-100）` says from how many points the grade is given. */
const BAND = /[（(][^（()）]*\d[^（()）]*[)）]/g;
export function withoutBand(text: string): string {
	return text.replace(BAND, '');
}

/** `优（90-100分）、良（80-89分）、…` lists what grades there are. */
const SCALE = new RegExp(
	`(?:(?:${GRADE_WORDS})[”"]?\\s*[（(][^（()）]{0,24}\\d[^（()）]{0,12}[）)][、，,；;/和及\\s]{0,4}){2,}`,
	'g'
);

/** `90分（含）以上为优，80—89分为良`: the same in words. */
const BAND_IN_WORDS = new RegExp(
	`\\d{1,3}分?(?:[（(]含[^（）()]{0,8}[）)])?(?:\\s*[-—–~～至到]{1,2}\\s*\\d{1,3}分?(?:[（(]不?含[^（）()]{0,8}[）)])?|及?以[上下]|之间){1,3}的?(?:得|评|即)?(?:定?[为是]|[:：])[“"]?(?:${GRADE_WORDS})`,
	'g'
);

/** The text with blanks in place of lists of grades, so that every other word keeps its place. */
export function withoutScales(text: string): string {
	return text.replace(SCALE, blanks).replace(BAND_IN_WORDS, blanks);
}

function blanks(text: string): string {
	return '\u3000'.repeat(text.length);
}

const BETWEEN_OPTIONS =
	/(?:评价|自评|绩效)?(?:等级|等次|档次|结论|结果)|[\s\u3000[\]【】（()）、，,；;：:。/]/g;
/** A tick that touches one grade alone. */
const TOUCHING = new RegExp(
	`(?:^|[\\s、，,；;/])(?:(${GRADE_WORDS})[（(]?${TICK}|${TICK}[)）]?(${GRADE_WORDS}))[)）]?(?=[\\s、，,；;/]|$)`
);

/** Grades and marks of a text that holds nothing else. */
export interface GradeOptions {
	/** The number of grades that are offered. */
	count: number;
	/** Null where none is ticked, or several are, or it is not certain which. */
	ticked: string | null;
}

/** @returns null for a text that says anything else, and for a grade alone */
export function gradeOptions(text: string): GradeOptions | null {
	const plain = withoutBand(text).replace(new RegExp(`_*(${TICK})_*`, 'g'), '$1');
	const parts = plain.match(OPTION) ?? [];
	const says = plain.replace(OPTION, '').replace(BETWEEN_OPTIONS, '');
	if (parts.length < 2 || says !== '') return null;
	const grades = parts.filter((part) => IS_GRADE.test(part));
	return { count: grades.length, ticked: tickedAmong(plain, parts, grades) };
}

function tickedAmong(
	plain: string,
	parts: readonly string[],
	grades: readonly string[]
): string | null {
	const marks = parts.filter((part) => !IS_GRADE.test(part));
	const [tick, ...others] = marks.filter(isTick);
	if (tick === undefined || others.length > 0) return null;
	const alternate = parts.every(
		(part, index) => index === 0 || IS_GRADE.test(part) !== IS_GRADE.test(parts[index - 1] ?? '')
	);
	// A mark before each grade or behind each: the first mark is the first grade's in both.
	if (alternate && marks.length === grades.length) return grades[marks.indexOf(tick)] ?? null;
	const [, before, behind] = TOUCHING.exec(plain) ?? [];
	return before ?? behind ?? null;
}

export function isTick(text: string): boolean {
	return IS_TICK.test(text);
}
