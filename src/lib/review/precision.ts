/**
 * How exactly a filing's amounts are printed: how far rounding alone can take them. Derived from the printed text,
 * because a cell `48` in 万元 stands for 48.00 while `480000` in 元 is exact.
 */
import type { Figure, Figures } from '#lib/catalogue/filing.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { fenIn, printedUnit, type MoneyUnit } from '#lib/catalogue/units.ts';

export interface Precision {
	unit: MoneyUnit;
	/** 分 in one step of the last printed digit; 1 where amounts are exact. */
	step: number;
	/** True where most amounts carry more than the customary two decimals of the unit. */
	fine: boolean;
}

/** Departments print two decimals of the unit and drop zeros at the end. */
const CUSTOMARY_DECIMALS = 2;

/** The precision of a filing's amounts as a whole. A single finer amount does not make a rounded filing exact. */
export function precisionOf(figures: Figures): Precision {
	const amounts = moneyFigures(figures);
	const unit = mostFrequent(amounts.map((figure) => unitOf(figure)));
	const own = amounts.filter((figure) => unitOf(figure) === unit);
	const customary = customaryStep(unit);
	const steps = own.map((figure) => Math.min(customary, finestStep(figure.value)));
	const finer = steps.filter((step) => step < customary);
	const fine = finer.length * 2 > steps.length;
	return { unit, step: fine ? Math.min(...finer) : customary, fine };
}

/** How far rounding alone can take one figure, in 分: half of its last printed digit; 0 where it is exact. */
export function halfDigit(figure: Figure, precision: Precision): number {
	const unit = figure.value === null ? null : printedUnit(figure.printed, figure.value);
	const step =
		unit === null || unit === precision.unit || figure.value === null
			? precision.step
			: Math.min(customaryStep(unit), finestStep(figure.value));
	return step === 1 ? 0 : step / 2;
}

interface PrintedAmount {
	value: number;
	printed: string;
}

function moneyFigures(figures: Figures): PrintedAmount[] {
	return Object.entries(figures).flatMap(([id, { value, printed }]) => {
		const isMoney = measureOf(id as FigureId).quantity === 'money';
		return isMoney && value !== null && value !== 0 ? [{ value, printed }] : [];
	});
}

function unitOf({ value, printed }: PrintedAmount): MoneyUnit {
	return printedUnit(printed, value) ?? '万元';
}

function mostFrequent(units: readonly MoneyUnit[]): MoneyUnit {
	const counts = new Map<MoneyUnit, number>();
	for (const unit of units) counts.set(unit, (counts.get(unit) ?? 0) + 1);
	const [first] = [...counts].sort((a, b) => b[1] - a[1]);
	return first?.[0] ?? '万元';
}

function customaryStep(unit: MoneyUnit): number {
	return fenIn(unit) / 10 ** CUSTOMARY_DECIMALS;
}

/** The largest power of ten that divides an amount: its last digit that is not zero. */
function finestStep(fen: number): number {
	let step = 1;
	while (fen % (step * 10) === 0) step *= 10;
	return step;
}
