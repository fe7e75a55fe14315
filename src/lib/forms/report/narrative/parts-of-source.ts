/** Tells the parts of what one source paid for: `财政拨款支出1000万元。…。按性质分：基本支出600万元，项目支出400万元`. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { NarrativeFigure } from '#lib/filing/filing.ts';
import { AMOUNT, unitOf } from '../figures/amounts.ts';
import { ONE_SOURCE } from '../figures/basis.ts';
import { readAmount } from '../figures/cells.ts';
import type { Prose } from '../lines.ts';

const SPENT_OF_SOURCE = new RegExp(
	`${ONE_SOURCE}(?!收入)[^，,。；;、\\d]{0,8}支出[^，,。；;、\\d]{0,8}${AMOUNT}`,
	'g'
);

const BUDGET_OF_SOURCE = new RegExp(
	`${ONE_SOURCE}(?!收入)[^，,。；;、\\d]{0,8}预算[^，,。；;、\\d]{0,8}${AMOUNT}`,
	'g'
);

/** The parts of an amount, as texts list them. */
const LISTS: readonly (readonly FigureId[])[] = [
	['spending_project', 'spending_basic'],
	['spending_project', 'spending_personnel', 'spending_operating'],
	['spending_personnel', 'spending_operating']
];
/** Texts that say a figure more often are no narratives. */
const MOST_MENTIONS = 12;

/**
 * Leaves out the parts that add up to what one source paid for, and the parts of those, unless the department spent
 * as much in all: they may stand sentences behind that amount, below other lists of it.
 */
export function withoutPartsOfSource<F extends NarrativeFigure>(
	mentions: readonly F[],
	paragraphs: readonly Prose[]
): readonly F[] {
	return withoutPartsOf(
		mentions,
		paragraphs.flatMap((paragraph) => amountsIn(paragraph, '支出', SPENT_OF_SOURCE))
	);
}

/** Leaves out the parts of these amounts, as above. */
export function withoutPartsOf<F extends NarrativeFigure>(
	mentions: readonly F[],
	amounts: readonly number[]
): readonly F[] {
	const own = mentions.filter(({ measure }) => measure === 'spending_total');
	let rest = mentions;
	for (const amount of new Set(amounts))
		if (own.every(({ figure }) => figure.value !== amount)) rest = withoutParts(rest, amount);
	return rest;
}

/** In 分: `财政拨款支出年初预算700万元`. */
export function budgetsOfSource(paragraphs: readonly Prose[]): number[] {
	return paragraphs.flatMap((paragraph) => amountsIn(paragraph, '预算', BUDGET_OF_SOURCE));
}

/** @param word without which the pattern is not found */
function amountsIn({ plain }: Prose, word: string, pattern: RegExp): number[] {
	const dense = removeBlanks(plain);
	if (!dense.includes(word)) return [];
	return [...dense.matchAll(pattern)].flatMap(([, number = '', unit = '']) => {
		const { value } = readAmount('money', number, unitOf(unit));
		return value ? [value] : [];
	});
}

/** A list may be said twice. Basic spending of the same amount may be the department's own, and its parts with it. */
function withoutParts<F extends NarrativeFigure>(
	mentions: readonly F[],
	amount: number
): readonly F[] {
	for (const list of LISTS) {
		const parts = addingUp(mentions, list, amount);
		if (parts.length === 0) continue;
		const rest = withoutParts(
			mentions.filter((mention) => !parts.includes(mention)),
			amount
		);
		const basic = parts.find(({ measure }) => measure === 'spending_basic')?.figure.value;
		const isOwn = rest.some(
			({ measure, figure }) => measure === 'spending_basic' && figure.value === basic
		);
		return basic && !isOwn ? withoutParts(rest, basic) : rest;
	}
	return mentions;
}

/** One mention of each name, which make up an amount; else none. */
function addingUp<F extends NarrativeFigure>(
	mentions: readonly F[],
	[first, ...others]: readonly FigureId[],
	amount: number
): readonly F[] {
	const named = mentions.filter(({ measure }) => measure === first).slice(0, MOST_MENTIONS);
	for (const mention of named) {
		const left = amount - (mention.figure.value ?? 0);
		if (others.length === 0 && left === 0) return [mention];
		const found = others.length === 0 ? [] : addingUp(mentions, others, left);
		if (found.length > 0) return [mention, ...found];
	}
	return [];
}
