/** The rows of a money table: one for a simple department, else a total and its units. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { Facts } from './history.ts';
import { addUp } from './sums.ts';
import type { ReportSlip, Variant } from './report.ts';

export interface UnitRow {
	name: string;
	/** In 分; empty for a placeholder. */
	figures: Partial<Facts>;
}

/** How much of everything each unit has; the last takes the rest. */
const SHARES = [0.14, 0.63] as const;
const GRAIN = 10_000;

/** Figures that are split; the others are sums and differences of them, so that every row holds together. */
const PARTS: readonly FigureId[] = [
	'income_carried_in',
	'income_fiscal',
	'income_gov_fund',
	'income_nontax',
	'income_other',
	'spending_personnel',
	'spending_operating',
	'spending_project',
	'three_public_reception',
	'three_public_vehicle_running',
	'three_public_vehicle_purchase',
	'three_public_abroad',
	'assets_in_use',
	'assets_leased'
];

export function unitRows(
	facts: Facts,
	short: string,
	variant: Variant,
	slip: ReportSlip
): UnitRow[] {
	const { units } = variant;
	if (units.length === 0) return [{ name: short, figures: facts }];
	const rows = units.map((name, index): UnitRow => {
		const figures = addUp(shareOf(facts, index, units.length));
		if (index === units.length - 1) addSlips(figures, slip);
		return { name: `${index + 1}、${name}`, figures };
	});
	const placeholder = { name: `${units.length + 1}、二级机构${units.length}`, figures: {} };
	return [
		{ name: '局机关及二级机构汇总', figures: facts },
		...rows,
		...(variant.placeholder ? [placeholder] : [])
	];
}

function shareOf(facts: Facts, index: number, count: number): Partial<Facts> {
	const split = (total: number) => {
		const parts = SHARES.slice(0, count - 1).map(
			(share) => Math.round((total * share) / GRAIN) * GRAIN
		);
		return parts[index] ?? parts.reduce((rest, part) => rest - part, total);
	};
	return Object.fromEntries(PARTS.map((id) => [id, split(facts[id] ?? 0)]));
}

function addSlips(figures: Partial<Facts>, slip: ReportSlip): void {
	for (const [id, fen] of Object.entries(slip.unit_off ?? {})) {
		figures[id as FigureId] = (figures[id as FigureId] ?? 0) + fen;
	}
}
