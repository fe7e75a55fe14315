/**
 * Amounts ten or ten thousand times too large or too small: a slipped decimal point, or 元 in a column of 万元.
 *
 * An amount that merely grew must never be taken for a slip. So a jump counts only where nothing but a slip explains
 * it: a sum that fails and would fit with one figure shifted; a part larger than its whole; pay per head that no
 * department has; a table that stands ten thousand times beside last year's.
 */
import type { Figure } from '#lib/filing/filing.ts';
import { IDENTITIES, type Identity } from '#lib/catalogue/identities.ts';
import { FIGURES, measureOf, type FigureId, type MeasureGroup } from '#lib/catalogue/measures.ts';
import { fenIn } from '#lib/catalogue/units.ts';
import type { Judgement, QuotedPlace } from './findings.ts';
import { figureOf, type ReviewedYear, type Subject } from './subject.ts';
import { roundingOf, toleranceOf } from './sums.ts';
import { giveUp, judge } from './verdict.ts';
import { amountText, quoteMeasure, statedText } from './wording.ts';

const RULE = 'scale_jump';

/** A figure is so many times too large; below 1 it is too small. */
const SLIPS = [10, 10_000, 1 / 10, 1 / 10_000];

/** Below this an amount proves nothing: nine times little is still little. 分. */
const LEAST_AMOUNT = fenIn('万元');

/** 元 against 万元 with room for a year's growth to double or halve an amount. */
const TEN_THOUSAND = { least: 5_000, most: 20_000 };

/** Ten times, with room for a year's ordinary change. */
const TEN = { least: 8, most: 12.5 };
/** Below it no amount is said to have slipped; a little less than the band, which is compared as a quotient. */
const JUMP = TEN.least * 0.99;
/** Other amounts may change so much in a year in which one is said to have slipped. */
const STEADY = { least: 0.5, most: 2 };

/** Yearly personnel spending a head that departments really have lies well inside; 分. */
const PAY_PER_HEAD = { least: fenIn('万元') * 0.5, most: fenIn('万元') * 500 };

interface Band {
	least: number;
	most: number;
}

/** Tables that are filled in as a whole. Balances are left out: they fall to nothing and rise again lawfully. */
const TABLES: readonly (readonly FigureId[])[] = (
	['income', 'spending', 'three_public', 'assets'] as const satisfies readonly MeasureGroup[]
).map((table) => FIGURES.filter(({ group }) => group === table).map(({ id }) => id));
const TABLE_FIGURES = TABLES.flat();

/** So many amounts must be ten times last year's before all are said to have slipped. */
const TENFOLD_FIGURES = 5;
/** Nearly all: an amount or two may change for reasons of their own. */
const MOST = 0.8;

interface Slip {
	figures: readonly FigureId[];
	/** A phrase with the numbers. */
	text: string;
}

export function checkScale(subject: Subject): Judgement {
	const { filing, previous } = subject;
	const slips = withoutRepeats([
		...slippedTerms(subject),
		...(previous && jumpsSomewhere(filing, previous)
			? [...slippedTables(filing, previous), ...slippedFigures(subject, previous)]
			: []),
		...slippedWholes(subject),
		...slippedPay(subject)
	]);
	if (slips.length > 0) {
		const message = `${slips.map((slip) => slip.text).join('；')}，提示核实单位或小数点。`;
		const places = slips.flatMap((slip) => quoteSlip(slip, filing, previous));
		return judge(RULE, 'warn', message, places);
	}
	return previous
		? judge(RULE, 'pass', '各项金额与上年及同表其他栏数量级相称。')
		: giveUp(RULE, '没有上年报告，本年各栏之间未见数量级异常');
}

/** A figure is reported by the first check that finds it. */
function withoutRepeats(slips: readonly Slip[]): Slip[] {
	const seen = new Set<FigureId>();
	return slips.filter((slip) => {
		const fresh = slip.figures.some((id) => !seen.has(id));
		for (const id of slip.figures) seen.add(id);
		return fresh;
	});
}

function amountOf(year: Pick<ReviewedYear, 'figures'>, id: FigureId): number | null {
	return figureOf(year, id).value;
}

/** Pay per head that only a wrong unit explains. */
function slippedPay({ filing }: Subject): Slip[] {
	const pay = amountOf(filing, 'spending_personnel');
	const staff = amountOf(filing, 'staff_actual');
	if (pay === null || pay <= 0 || staff === null || staff <= 0) return [];
	const perHead = pay / staff;
	const isPlausible = (fen: number) => fen >= PAY_PER_HEAD.least && fen <= PAY_PER_HEAD.most;
	if (isPlausible(perHead)) return [];
	if (!isPlausible(perHead / 10_000) && !isPlausible(perHead * 10_000)) return [];
	const stated = `${statedText('spending_personnel', pay)}，实有人数${staff}人`;
	const text = `${stated}，人均${amountText(Math.round(perHead))}，单位疑似相差万倍`;
	return [{ figures: ['spending_personnel'], text }];
}

/** A part that is larger than its whole and fits once it is divided. */
function slippedWholes({ filing }: Subject): Slip[] {
	const pairs: readonly (readonly [FigureId, FigureId])[] = [
		['three_public_total', 'spending_total'],
		['three_public_total', 'income_total']
	];
	return pairs.flatMap(([part, whole]) => {
		const partAmount = amountOf(filing, part);
		const wholeAmount = amountOf(filing, whole);
		if (partAmount === null || wholeAmount === null || wholeAmount < LEAST_AMOUNT) return [];
		if (partAmount <= wholeAmount * 10 || partAmount / 10_000 > wholeAmount) return [];
		const text = `${statedText(part, partAmount)}，大于${statedText(whole, wholeAmount)}`;
		return [{ figures: [part], text }];
	});
}

/** A failing sum that holds once one of its figures is shifted by a slip. */
function slippedTerms(subject: Subject): Slip[] {
	return IDENTITIES.flatMap((identity) => {
		const sum = isExact(identity, subject) ? null : readSum(identity, subject);
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

/** Whether the sum holds to the 分, blanks as 0: nearly every one does, and needs no closer look. */
function isExact({ total, terms }: Identity, { filing }: Subject): boolean {
	let gap = -(amountOf(filing, total) ?? 0);
	for (const { measure, sign } of terms) gap += sign * (amountOf(filing, measure) ?? 0);
	return gap === 0;
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
	const fits = Math.abs(gap + sign * (shifted - amount)) <= rounding;
	return fits ? [{ id, amount, slip, shifted }] : [];
}

function shiftText({ id, amount, slip, shifted }: Shift): string {
	const times = slip > 1 ? `缩小${timesText(slip)}` : `放大${timesText(1 / slip)}`;
	return `${statedText(id, amount)}与各项不符，${times}为${amountText(Math.round(shifted))}则相符`;
}

function timesText(times: number): string {
	return Math.round(times) === 10 ? '十倍' : '一万倍';
}

/** A whole table that is ten thousand times last year's, or one in which nearly all amounts are ten times. */
function slippedTables(filing: ReviewedYear, previous: ReviewedYear): Slip[] {
	const tables = TABLES.flatMap((ids) => {
		const ratios = ratiosOf(ids, filing, previous);
		const isTable = areSeveral(ratios, filing, previous) && mostWithin(ratios, TEN_THOUSAND);
		return isTable ? [tableSlip(ratios, '一万倍', filing, previous)] : [];
	});
	const all = ratiosOf(TABLE_FIGURES, filing, previous);
	const tenfold = all.length >= TENFOLD_FIGURES && mostWithin(all, TEN);
	return tenfold ? [...tables, tableSlip(all, '十倍', filing, previous)] : tables;
}

/** A total and its only part are one amount; where that is next to nothing, it has fallen rather than slipped. */
function areSeveral(
	ratios: readonly Ratio[],
	filing: ReviewedYear,
	previous: ReviewedYear
): boolean {
	if (ratios.length < 2) return false;
	const amounts = new Set(ratios.map(({ id }) => amountOf(filing, id)));
	return (
		amounts.size > 1 || ratios.every(({ id }) => smaller(id, filing, previous) >= LEAST_AMOUNT)
	);
}

/** Whether any amount is so far from last year's that it may have slipped. */
function jumpsSomewhere(filing: ReviewedYear, previous: ReviewedYear): boolean {
	return TABLE_FIGURES.some((id) => {
		const now = Math.abs(amountOf(filing, id) ?? 0);
		const before = Math.abs(amountOf(previous, id) ?? 0);
		return Math.min(now, before) > 0 && Math.max(now, before) >= Math.min(now, before) * JUMP;
	});
}

interface Ratio {
	id: FigureId;
	/** This year's amount over last year's. */
	ratio: number;
}

function ratiosOf(ids: readonly FigureId[], filing: ReviewedYear, previous: ReviewedYear): Ratio[] {
	const ratios: Ratio[] = [];
	for (const id of ids) {
		const now = amountOf(filing, id) ?? 0;
		const before = amountOf(previous, id) ?? 0;
		const isLittle = Math.max(Math.abs(now), Math.abs(before)) < LEAST_AMOUNT;
		if (!isLittle && now * before > 0) ratios.push({ id, ratio: now / before });
	}
	return ratios;
}

function isWithin(ratio: number, { least, most }: Band): boolean {
	return (ratio >= least && ratio <= most) || (1 / ratio >= least && 1 / ratio <= most);
}

/** Nearly all, and on the same side: one amount up and another down is no shift. */
function mostWithin(ratios: readonly Ratio[], band: Band): boolean {
	const up = ratios.filter(({ ratio }) => ratio > 1 && isWithin(ratio, band)).length;
	const down = ratios.filter(({ ratio }) => ratio < 1 && isWithin(ratio, band)).length;
	return Math.max(up, down) >= ratios.length * MOST;
}

function tableSlip(
	ratios: readonly Ratio[],
	times: string,
	filing: ReviewedYear,
	previous: ReviewedYear
): Slip {
	const figures = ratios.map(({ id }) => id);
	const names = figures.map((id) => measureOf(id).name).join('、');
	const examples = figures.slice(0, 1).map((id) => yearsText(id, filing, previous));
	return { figures, text: `${names}与上年相差约${times}（${examples.join('')}）` };
}

function yearsText(id: FigureId, filing: ReviewedYear, previous: ReviewedYear): string {
	const before = amountText(amountOf(previous, id) ?? 0);
	return `${statedText(id, amountOf(filing, id) ?? 0)}，上年${before}`;
}

/** One amount that jumps while no sum of the filing bears it out: ten thousand times, or ten times while others rest. */
function slippedFigures(subject: Subject, previous: ReviewedYear): Slip[] {
	const { filing } = subject;
	const ratios = ratiosOf(TABLE_FIGURES, filing, previous);
	return ratios.flatMap(({ id, ratio }) => {
		const large = isWithin(ratio, TEN_THOUSAND) && smaller(id, filing, previous) >= LEAST_AMOUNT;
		const lone = isWithin(ratio, TEN) && standsAlone(id, ratios);
		if (!(large || lone) || isBorneOut(id, subject)) return [];
		const text = `${yearsText(id, filing, previous)}，相差约${large ? '一万倍' : '十倍'}`;
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

/** Tells whether a sum of the filing holds with the figure as it is. */
function isBorneOut(id: FigureId, subject: Subject): boolean {
	return IDENTITIES.some((identity) => {
		const sum = readSum(identity, subject);
		const members = sum?.rows.filter((row) => row.amount !== 0) ?? [];
		if (!sum || !members.some((row) => row.id === id) || members.length < 2) return false;
		return holds(sum, subject);
	});
}

function smaller(id: FigureId, filing: ReviewedYear, previous: ReviewedYear): number {
	return Math.min(Math.abs(amountOf(filing, id) ?? 0), Math.abs(amountOf(previous, id) ?? 0));
}

function quoteSlip(slip: Slip, filing: ReviewedYear, previous: ReviewedYear | null): QuotedPlace[] {
	const [first] = slip.figures;
	if (!first) return [];
	return slip.figures.flatMap((id) => {
		const now = figureOf(filing, id);
		if (now.value === null) return [];
		const before = previous ? figureOf(previous, id) : null;
		return [
			quoteMeasure(id, now, filing.fiscal_year),
			...(before && previous ? [quoteMeasure(id, before, previous.fiscal_year)] : [])
		];
	});
}
