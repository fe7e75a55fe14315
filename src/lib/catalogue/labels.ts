/** Labels as printed and the figure that each names. */
import { removeBlanks } from './characters.ts';
import { FIGURES, type FigureId } from './measures.ts';
import { PRINTED_MONEY_UNIT } from './units.ts';

const QUOTES = /["'“”‘’「」『』《》〝〞＂]/g;
/** `(万元)`, `(单位:元)`, `(人)`: a unit note behind a label says nothing of which figure it is. */
const UNIT_NOTE = new RegExp(`\\((?:单位[:：]?)?(?:${PRINTED_MONEY_UNIT}|[人个%分])\\)`, 'g');
const TRAILING_MARKS = /(?<![:：、,;；。])[:：、,;；。]+$/;
/** `总收入①`, `项目支出*`, `总支出[1]`: the mark of a note is no part of the label before it. */
const NOTE_MARK = /(?<=[\u4e00-\u9fff)])(?:[①-⑳*※†‡]{1,3}|\[注?\d{1,2}\]|\(注\d{0,2}\))$/;

/** Labels recur in every file of a form; the memory of them is bounded in entries and in length. */
const normalised = new Map<string, string>();
const MOST_REMEMBERED = 4_000;
const LONGEST_REMEMBERED = 60;

/**
 * A label without blanks, line breaks, quotes, unit notes, marks of notes and trailing colons, digits and brackets
 * half-width, so that variants of typing compare equal.
 */
export function normaliseLabel(text: string): string {
	const known = normalised.get(text);
	if (known !== undefined) return known;
	const label = normalise(text);
	if (normalised.size >= MOST_REMEMBERED) normalised.clear();
	if (text.length <= LONGEST_REMEMBERED) normalised.set(text, label);
	return label;
}

function normalise(text: string): string {
	return removeBlanks(text)
		.replace(/[〔﹝【]/g, '(')
		.replace(/[〕﹞】]/g, ')')
		.replace(QUOTES, '')
		.replace(UNIT_NOTE, '')
		.replace(NOTE_MARK, '')
		.replace(TRAILING_MARKS, '');
}

const FIGURES_BY_LABEL: ReadonlyMap<string, FigureId> = new Map(
	FIGURES.flatMap((figure) =>
		[figure.name, ...figure.labels].map((label) => [normaliseLabel(label), figure.id] as const)
	)
);

/** `年终结余` is called 年末结余 as well. */
function atYearsEnd(label: string): string {
	return label.replace(/^(?:年终|年底|期末)/, '年末').replace(/^期初/, '年初');
}

/** The figure that a label names, by exact match of the normalised label; null where none does. */
export function figureByLabel(label: string): FigureId | null {
	const known = normaliseLabel(label);
	return FIGURES_BY_LABEL.get(known) ?? FIGURES_BY_LABEL.get(atYearsEnd(known)) ?? null;
}
