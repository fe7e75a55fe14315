/** Amounts that the text states in words from which nothing was read: each is listed with its place. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';
import type { Budget, Figures } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { AMOUNT_IN_TEXT, unitOf } from '../figures/amounts.ts';
import { readAmount } from '../figures/cells.ts';
import { noteOfLine } from '../figures/money-notes.ts';
import { isRow, textPlace, type Line, type Prose } from '../lines.ts';
import { numbersOnLines } from './cells-as-lines.ts';
import { unreadFields } from './narrative-fields.ts';
import { knownOf, type KnownAmounts } from './known-amounts.ts';
import { amountsOverLines, amountsWithoutUnit, unusualAmounts } from './odd-amounts.ts';
import { sentencesIn } from './sentences.ts';
import { peopleBesideNames } from './unread-people.ts';
import { whyUnread, WHY_BUDGET, type UnreadReason } from './why-unread.ts';

/**
 * Every amount that a report without tables of figures states and of which nothing was read; those first that stand
 * beside the name of a figure. What is stored tells nothing new where it is said again.
 * @param used where amounts stand that became something else than a figure
 */
export function unreadAmounts(
	lines: readonly Line[],
	stated: Figures,
	budgets: readonly Budget[],
	used: readonly (Place | null)[],
	fiscalYear: number
): Leftover[] {
	const texts = lines.flatMap((line) => (isRow(line) ? sentencesIn(line) : [line]));
	const paragraphs = texts.filter(({ cell }) => cell === null);
	const known = knownOf(stated, budgets, used);
	const other = texts.flatMap((line) => otherAmounts(line, known, fiscalYear));
	const note = texts.findIndex((line) => noteOfLine(line) !== null);
	const firstNote = note < 0 ? Infinity : note;
	return leftoversAmong([
		...texts.flatMap((line) => unusualAmounts(line, known)),
		...other.filter(({ measure }) => measure !== null),
		...texts.flatMap((line) => peopleBesideNames(line, known, fiscalYear)),
		...unreadFields(lines, stated, fiscalYear),
		...numbersOnLines(lines),
		...amountsOverLines(paragraphs),
		...texts.flatMap((line, index) => amountsWithoutUnit(line, known, index > firstNote)),
		...other.filter(({ measure }) => measure === null)
	]);
}

/** The amounts of a text beside tables that stand by the names of figures and budgets which are stated nowhere. */
export function unreadBesideTables(
	lines: readonly Line[],
	stated: Figures,
	budgets: readonly Budget[],
	fiscalYear: number
): Leftover[] {
	const texts = lines.filter((line) => !isRow(line));
	const known = knownOf(stated, budgets, []);
	const amounts = texts.flatMap((line) => otherAmounts(line, known, fiscalYear));
	const isMissing = ({ measure, isBudget }: OtherAmount) =>
		measure !== null &&
		(isBudget ? budgets.every((each) => each.measure !== measure) : !stated[measure]?.place);
	const isBudgetOfAll = ({ whole }: OtherAmount) =>
		whole !== null && !budgets.some((each) => each.measure === whole[0] && each.basis === whole[1]);
	return leftoversAmong([
		...amounts.filter((each) => isMissing(each) || isBudgetOfAll(each)),
		...texts.flatMap((line) =>
			peopleBesideNames(line, known, fiscalYear).filter(({ measure }) => !stated[measure]?.place)
		)
	]);
}

function leftoversAmong(found: readonly Leftover[]): Leftover[] {
	return withoutRepeats(found.map(({ place, text, why }): Leftover => ({ place, text, why })));
}

/** The first of those that stand at one place, or within a longer one. */
function withoutRepeats(found: readonly Leftover[]): Leftover[] {
	const taken = new Set<string>();
	return found.filter(({ place }) => {
		if (place.kind !== 'text') return true;
		const { paragraph, start, end } = place;
		if (taken.has(`${paragraph} ${start}`)) return false;
		for (let at = start; at < end; at++) taken.add(`${paragraph} ${at}`);
		return true;
	});
}

const AMOUNTS = new RegExp(AMOUNT_IN_TEXT, 'g');

/** An amount of which nothing was read, with the figure that is named beside it. */
interface OtherAmount extends Leftover {
	measure: FigureId | null;
	isNamed: boolean;
	isBudget: boolean;
	whole: UnreadReason['whole'];
}

function otherAmounts(line: Prose, known: KnownAmounts, fiscalYear: number): OtherAmount[] {
	const isWithin = (places: KnownAmounts['places'], start: number) =>
		(places.get(line.paragraph) ?? []).some((each) => each.start <= start && start < each.end);
	return [...line.plain.matchAll(AMOUNTS)].flatMap((match): OtherAmount[] => {
		const [printed, number = '', unit = ''] = match;
		const start = match.index;
		const end = start + printed.length;
		if (isWithin(known.places, start)) return [];
		const { measure, isNamed, whole, why } = whyUnread(line, start, fiscalYear);
		const { value } = readAmount('money', number, unitOf(unit));
		const isBudget = why === WHY_BUDGET && value !== 0;
		if (isBudget ? isBudgetAgain(known, measure, value) : isSaidAgain(known, measure, value))
			return [];
		if (!isBudget && !isNamed && isWithin(known.used, start)) return [];
		const text = line.text.slice(start, end);
		return [{ place: textPlace(line, start, end), text, measure, isNamed, isBudget, whole, why }];
	});
}

function isSaidAgain(known: KnownAmounts, id: FigureId | null, value: number | null): boolean {
	if (id === null) return value !== null && known.values.has(value);
	return known.figures[id]?.value === value;
}

function isBudgetAgain({ budgets }: KnownAmounts, id: FigureId | null, value: number | null) {
	return budgets.some(({ measure, figure }) => measure === id && figure.value === value);
}
