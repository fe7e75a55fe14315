/**
 * Tells how exactly a filing's amounts are printed: how far rounding alone can take them. It is derived from the
 * printed text, because a cell `48` in 万元 means 48.00 while `480000` in 元 is exact.
 */
import type { Figure, Figures } from '#lib/filing/filing.ts';
import { FIGURE_IDS, measureOf } from '#lib/catalogue/measures.ts';
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

/** A filing is looked at in its own review and in those of the years after it. */
const known = new WeakMap<Figures, Precision>();

/** The precision of a filing's amounts as a whole. A single finer amount does not make a rounded filing exact. */
export function precisionOf(figures: Figures): Precision {
	const before = known.get(figures);
	if (before) return before;
	const precision = findPrecision(figures);
	known.set(figures, precision);
	return precision;
}

function findPrecision(figures: Figures): Precision {
	const amounts = moneyFigures(figures);
	const unit = mostFrequent(amounts.map((amount) => amount.unit));
	const own = amounts.filter((amount) => amount.unit === unit);
	const customary = customaryStep(unit);
	const steps = own.map(({ value }) => Math.min(customary, finestStep(value)));
	const finer = steps.filter((step) => step < customary);
	const fine = finer.length * 2 > steps.length;
	return { unit, step: fine ? Math.min(...finer) : customary, fine };
}

/** Returns how far rounding alone can take one figure, in 分: half of its last printed digit; 0 where it is exact. */
export function halfDigit(figure: Figure, precision: Precision): number {
	const unit = figure.value === null ? null : unitOf(figure.printed, figure.value);
	const step =
		unit === null || unit === precision.unit || figure.value === null
			? precision.step
			: Math.min(customaryStep(unit), finestStep(figure.value));
	return step === 1 ? 0 : step / 2;
}

interface PrintedAmount {
	value: number;
	unit: MoneyUnit;
}

function moneyFigures(figures: Figures): PrintedAmount[] {
	const amounts: PrintedAmount[] = [];
	for (const id of FIGURE_IDS) {
		const { value = null, printed = '' } = figures[id] ?? {};
		if (value === null || value === 0 || measureOf(id).quantity !== 'money') continue;
		amounts.push({ value, unit: unitOf(printed, value) ?? '万元' });
	}
	return amounts;
}

const USUAL_UNITS = ['万元', '元'] as const;

/** As {@link printedUnit}, at once for a plain number in one of the usual units. */
function unitOf(printed: string, fen: number): MoneyUnit | null {
	const plain = Math.abs(Number(printed));
	const usual = USUAL_UNITS.find((unit) => Math.round(plain * fenIn(unit)) === Math.abs(fen));
	return usual && fen !== 0 ? usual : printedUnit(printed, fen);
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
