/** Slips that stand out against last year's amounts: a whole table, or one amount while its like rest. */
import { FIGURES, measureOf, type FigureId, type MeasureGroup } from '#lib/catalogue/measures.ts';
import { AT, amountOrNothing, type Amounts } from '../amounts.ts';
import { amountText, statedText, timesText } from '../wording.ts';
import { LEAST_AMOUNT, type Slip } from './slip.ts';

/** 元 against 万元 with room for a year's growth to double or halve an amount. */
const TEN_THOUSAND = { least: 5_000, most: 20_000 };

/** A small part of a table may change tenfold in the year in which the table is written in 元. */
const ROUGHLY_TEN_THOUSAND = { least: 1_000, most: 100_000 };

/** Ten times, with room for a year's ordinary change. */
const TEN = { least: 8, most: 12.5 };
/** Other amounts may change so much in a year in which one is said to have slipped. */
const STEADY = { least: 0.5, most: 2 };

interface Band {
	least: number;
	most: number;
}

/** Tables that are filled in as a whole. Balances are left out: they fall to nothing and rise again lawfully. */
const TABLES: readonly (readonly FigureId[])[] = (
	['income', 'spending', 'three_public', 'assets'] as const satisfies readonly MeasureGroup[]
).map((table) => FIGURES.filter(({ group }) => group === table).map(({ id }) => id));
const TABLE_FIGURES = TABLES.flat();
const TABLE_PLACES = TABLE_FIGURES.map((id) => AT[id]);

/** So many amounts must be ten times last year's before all are said to have slipped. */
const TENFOLD_FIGURES = 5;
/** Ten times a year in which projects, and what pays for them, double or halve. */
const ROUGHLY_TEN = { least: 4, most: 25 };
/** Pay, running costs and assets follow the people: where all of these are ten times last year's, nobody hired so many. */
const RIGID_FIGURES: readonly FigureId[] = [
	'spending_personnel',
	'spending_operating',
	'assets_total',
	'assets_in_use'
];
const RIGID_LEAST = 3;
/** Nearly all: an amount or two may change for reasons of their own. */
const MOST = 0.8;
const HALF = 0.5;

/**
 * Says nothing unless an amount is far from last year's, which few are.
 * @param isBorneOut tells whether a sum of the filing bears a figure out
 */
export function slippedSinceLastYear(
	now: Amounts,
	before: Amounts,
	isBorneOut: (id: FigureId) => boolean
): Slip[] {
	if (!jumpsSomewhere(now, before)) return [];
	const ratios = ratiosOf(now, before);
	return [
		...slippedTables(ratios, now, before),
		...slippedFigures(ratios, now, before, isBorneOut)
	];
}

/** A whole table that is ten thousand times last year's, or one in which nearly all amounts are ten times. */
function slippedTables(all: readonly Ratio[], now: Amounts, before: Amounts): Slip[] {
	const isAnySo = all.some(({ ratio }) => isWithin(ratio, TEN_THOUSAND));
	const byTable = isAnySo ? TABLES.map((ids) => all.filter(({ id }) => ids.includes(id))) : [];
	const inYuan = byTable.filter(
		(ratios) => isTenThousandfold(ratios, now, before) && areSeveral(ratios, now, before)
	);
	// Who writes two tables in 元 writes all of them so, and a table with one amount cannot tell by itself.
	const others = inYuan.length < 2 ? [] : byTable.filter((ratios) => !inYuan.includes(ratios));
	const lone = others
		.map((ratios) => ratios.filter(({ ratio }) => isWithin(ratio, ROUGHLY_TEN_THOUSAND)))
		.filter((ratios) => ratios.length > 0);
	const tables = [...inYuan, ...lone].map((ratios) => tableSlip(ratios, now, before));
	const tenfold =
		all.length >= TENFOLD_FIGURES &&
		(mostWithin(all, TEN) || isTenfoldAtHeart(all)) &&
		!movesWithPeople(all, now, before);
	return tenfold ? [...tables, tableSlip(all, now, before)] : tables;
}

/** Tells whether most amounts are ten thousand times last year's, or half of them and most others roughly. */
function isTenThousandfold(ratios: readonly Ratio[], now: Amounts, before: Amounts): boolean {
	if (mostWithin(ratios, TEN_THOUSAND)) return true;
	// What was next to nothing may rise a thousandfold by itself.
	const isMuch = ratios.some(({ id }) => smaller(id, now, before) >= LEAST_AMOUNT);
	return (
		isMuch && mostWithin(ratios, TEN_THOUSAND, HALF) && mostWithin(ratios, ROUGHLY_TEN_THOUSAND)
	);
}

/** Tells whether a whole filing is ten times last year's though its projects changed as well. */
function isTenfoldAtHeart(all: readonly Ratio[]): boolean {
	const rigid = all.filter(({ id }) => RIGID_FIGURES.includes(id));
	const up = rigid.every(({ ratio }) => ratio > 1);
	const isSlipped = rigid.every(({ ratio }) => ratio > 1 === up && isWithin(ratio, TEN));
	return rigid.length >= RIGID_LEAST && isSlipped && mostWithin(all, ROUGHLY_TEN);
}

/** Tells whether the people became so many more, or fewer, as well: a department that took over others is as large as it says. */
function movesWithPeople(all: readonly Ratio[], now: Amounts, before: Amounts): boolean {
	const people = (now[AT.staff_actual] ?? NaN) / (before[AT.staff_actual] ?? NaN);
	const up = all.filter(({ ratio }) => ratio > 1).length * 2 > all.length;
	return isWithin(people, ROUGHLY_TEN) && people > 1 === up;
}

/**
 * A total says nothing that its only part does not say. Where amounts are next to nothing, they have fallen rather than
 * slipped, unless what the total leaves beside its largest part has slipped as well.
 */
function areSeveral(ratios: readonly Ratio[], now: Amounts, before: Amounts): boolean {
	if (ratios.length < 2) return false;
	if (ratios.every(({ id }) => smaller(id, now, before) >= LEAST_AMOUNT)) return true;
	const [total, part] = ratios
		.map(({ id }) => AT[id])
		.sort((a, b) => Math.abs(amountOrNothing(now, b)) - Math.abs(amountOrNothing(now, a)));
	if (total === undefined || part === undefined) return false;
	const rest = (year: Amounts) => amountOrNothing(year, total) - amountOrNothing(year, part);
	return isWithin(rest(now) / rest(before), ROUGHLY_TEN_THOUSAND);
}

/** Tells whether any amount is so far from last year's that it may have slipped. */
function jumpsSomewhere(now: Amounts, before: Amounts): boolean {
	for (const at of TABLE_PLACES) {
		const one = Math.abs(now[at] ?? NaN);
		const other = Math.abs(before[at] ?? NaN);
		if (!(one > 0 && other > 0)) continue;
		const times = one < other ? other / one : one / other;
		if (isNear(times, TEN) || isNear(times, TEN_THOUSAND)) return true;
	}
	return false;
}

/** With a little room, since bands are compared with quotients that are rounded. */
function isNear(times: number, { least, most }: Band): boolean {
	return times >= least * 0.99 && times <= most * 1.01;
}

interface Ratio {
	id: FigureId;
	/** This year's amount over last year's. */
	ratio: number;
}

/** Ratios of the amounts that are of some size in both years, in the order of the tables. */
function ratiosOf(now: Amounts, before: Amounts): Ratio[] {
	const ratios: Ratio[] = [];
	for (const id of TABLE_FIGURES) {
		const after = amountOrNothing(now, AT[id]);
		const from = amountOrNothing(before, AT[id]);
		const isLittle = Math.max(Math.abs(after), Math.abs(from)) < LEAST_AMOUNT;
		if (!isLittle && after * from > 0) ratios.push({ id, ratio: after / from });
	}
	return ratios;
}

function isWithin(ratio: number, { least, most }: Band): boolean {
	return (ratio >= least && ratio <= most) || (1 / ratio >= least && 1 / ratio <= most);
}

/** So large a share, and on the same side: one amount up and another down is no shift. */
function mostWithin(ratios: readonly Ratio[], band: Band, share = MOST): boolean {
	const up = ratios.filter(({ ratio }) => ratio > 1 && isWithin(ratio, band)).length;
	const down = ratios.filter(({ ratio }) => ratio < 1 && isWithin(ratio, band)).length;
	return Math.max(up, down) >= ratios.length * share;
}

function tableSlip(ratios: readonly Ratio[], now: Amounts, before: Amounts): Slip {
	const figures = ratios.map(({ id }) => id);
	const names = figures.map((id) => measureOf(id).name).join('、');
	const examples = figures.slice(0, 1).map((id) => yearsText(id, now, before));
	const times = timesText(ratios.map(({ ratio }) => ratio));
	return { figures, text: `${names}与上年相差${times}（${examples.join('')}）` };
}

function yearsText(id: FigureId, now: Amounts, before: Amounts): string {
	return `${statedText(id, amountOrNothing(now, AT[id]))}，上年${amountText(amountOrNothing(before, AT[id]))}`;
}

/** One amount that jumps while no sum of the filing bears it out: ten thousand times, or ten times while others rest. */
function slippedFigures(
	ratios: readonly Ratio[],
	now: Amounts,
	before: Amounts,
	isBorneOut: (id: FigureId) => boolean
): Slip[] {
	return ratios.flatMap(({ id, ratio }) => {
		const large = isWithin(ratio, TEN_THOUSAND) && smaller(id, now, before) >= LEAST_AMOUNT;
		const lone = isWithin(ratio, TEN) && standsAlone(id, ratios);
		if (!(large || lone) || isBorneOut(id)) return [];
		const text = `${yearsText(id, now, before)}，相差${timesText([ratio])}`;
		return [{ figures: [id], text }];
	});
}

/** Tells whether a figure that does not jump in ordinary life jumps while its like remain where they were. */
function standsAlone(id: FigureId, ratios: readonly Ratio[]): boolean {
	if (!STEADY_FIGURES.includes(id)) return false;
	const others = ratios.filter((other) => other.id !== id && STEADY_FIGURES.includes(other.id));
	return (
		others.length > 0 && others.every(({ ratio }) => ratio >= STEADY.least && ratio <= STEADY.most)
	);
}

/** Amounts that a department's ordinary life does not multiply by ten. Purchases, projects and balances do jump. */
const STEADY_FIGURES: readonly FigureId[] = [
	'income_total',
	'income_fiscal',
	'spending_total',
	'spending_basic',
	'spending_personnel',
	'spending_operating',
	'assets_total',
	'assets_in_use'
];

function smaller(id: FigureId, now: Amounts, before: Amounts): number {
	return Math.min(
		Math.abs(amountOrNothing(now, AT[id])),
		Math.abs(amountOrNothing(before, AT[id]))
	);
}
