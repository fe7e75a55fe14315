/** Slips that a sum of the same year gives away: it fails, and would hold with one amount shifted. */
import type { Figure } from '#lib/filing/filing.ts';
import { IDENTITIES, type Identity } from '#lib/catalogue/identities.ts';
import type { FigureId } from '#lib/catalogue/measures.ts';
import { figureOf, type Subject } from '../subject.ts';
import { roundingOf, toleranceOf } from '../sums.ts';
import { amountText, statedText } from '../wording.ts';
import { isExactWithBlanks, sumOf } from '../exact-sums.ts';
import { LEAST_AMOUNT, type Slip } from './slip.ts';

/** A point slips by one place or more, and 元 for 万元 by four. */
const TIMES: ReadonlyMap<number, string> = new Map([
	[10, '十倍'],
	[100, '一百倍'],
	[1_000, '一千倍'],
	[10_000, '一万倍']
]);

/** A figure is so many times too large; below 1 it is too small. */
const SLIPS = [...TIMES.keys()].flatMap((times) => [times, 1 / times]);

/** A failing sum that holds once one of its figures is shifted by a slip. */
export function slippedTerms(subject: Subject): Slip[] {
	const now = subject.amounts;
	return IDENTITIES.flatMap((identity) => {
		const sum = isExactWithBlanks(sumOf(identity.rule), now) ? null : readSum(identity, subject);
		if (!sum || holds(sum, subject)) return [];
		const rounding = roundingOf(sum.figures, subject.precision);
		const shifts = sum.rows.flatMap((row) =>
			SLIPS.flatMap((slip) => fittingShift(row, slip, sum.gap, rounding))
		);
		const [first] = shifts;
		if (!first) return [];
		// A total with one part only: either of the two may be the one that slipped.
		const text = shifts.map(shiftText).join('，或');
		return [{ figures: shifts.map((shift) => shift.id), text }];
	});
}

interface SumRow {
	id: FigureId;
	sign: number;
	amount: number;
}

interface ReadSum {
	rows: readonly SumRow[];
	figures: readonly Figure[];
	/** Sum of the terms minus the total. */
	gap: number;
}

/** Tells whether the sum holds, 尾差 included. */
function holds({ gap, figures }: ReadSum, subject: Subject): boolean {
	return gap === 0 || Math.abs(gap) <= toleranceOf(figures, subject);
}

/** An identity with its amounts, blanks as 0; null where one could not be read. */
function readSum({ total, terms }: Identity, subject: Subject): ReadSum | null {
	const signs = [
		{ id: total, sign: -1 },
		...terms.map(({ measure, sign }) => ({ id: measure, sign }))
	];
	const figures = signs.map(({ id }) => figureOf(subject.filing, id));
	if (figures.some(({ value, missing }) => value === null && missing !== 'blank')) return null;
	const rows = signs.map((row, index) => ({ ...row, amount: figures[index]?.value ?? 0 }));
	return { rows, figures, gap: rows.reduce((sum, { sign, amount }) => sum + sign * amount, 0) };
}

interface Shift {
	id: FigureId;
	amount: number;
	slip: number;
	shifted: number;
}

/** A shift after which no more of the gap is left than rounding alone explains. */
function fittingShift(
	{ id, sign, amount }: SumRow,
	slip: number,
	gap: number,
	rounding: number
): Shift[] {
	const shifted = amount / slip;
	if (Math.abs(shifted - amount) < LEAST_AMOUNT) return [];
	// What rounding makes nothing of fits wherever the figure should be zero.
	if (Math.abs(shifted) <= rounding) return [];
	const left = Math.abs(gap + sign * (shifted - amount));
	// Of a small amount, a rest as large as its tenth fits by chance.
	const fits = left <= rounding && left * 10 <= Math.abs(shifted);
	return fits ? [{ id, amount, slip, shifted }] : [];
}

function shiftText({ id, amount, slip, shifted }: Shift): string {
	const times = slip > 1 ? `缩小${timesText(slip)}` : `放大${timesText(1 / slip)}`;
	return `${statedText(id, amount)}与各项不符，${times}为${amountText(Math.round(shifted))}则相符`;
}

function timesText(times: number): string {
	return TIMES.get(Math.round(times)) ?? '';
}

/** Tells whether a sum of the filing holds with the figure as it is. */
export function isBorneOut(id: FigureId, subject: Subject): boolean {
	return sharedUnits(subject).some((ids) => ids.includes(id));
}

/** The figures, and those that a sum which holds ties to one of them: they are in one unit, and slipped together. */
export function withTied(slipped: readonly FigureId[], subject: Subject): FigureId[] {
	const tied = new Set(slipped);
	const units = sharedUnits(subject);
	for (let before = -1; before !== tied.size;) {
		before = tied.size;
		const reached = units.filter((ids) => ids.some((id) => tied.has(id)));
		for (const id of reached.flat()) tied.add(id);
	}
	return [...tied];
}

/** The figures of each sum that holds, without those that are zero: several of them are in the same unit. */
function sharedUnits(subject: Subject): FigureId[][] {
	return IDENTITIES.flatMap((identity) => {
		const sum = readSum(identity, subject);
		const ids = sum?.rows.filter(({ amount }) => amount !== 0).map(({ id }) => id) ?? [];
		return sum && ids.length > 1 && holds(sum, subject) ? [ids] : [];
	});
}
