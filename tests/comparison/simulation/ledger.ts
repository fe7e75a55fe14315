/**
 * Drives a made-up department's year, and makes the figures that follow from it: every sum holds, and every year opens
 * with what the year before closed with.
 */
import { STORED_IDS, type StoredId } from '#lib/catalogue/measures.ts';
import { absent, present } from '#lib/catalogue/values.ts';
import type { Observation, ReportedValues } from '#lib/comparison/observation.ts';

/** Amounts in 万元. */
export interface Drivers {
	quota: number;
	staff: number;
	personnel: number;
	operating: number;
	project: number;
	/** 累计结余 over 支出合计. */
	carry_over_rate: number;
	/** 支出合计 over its budget. */
	execution: number;
	/** Shares of the year's new income: fiscal, government fund, non-tax, other; they add up to 1. */
	income_shares: readonly number[];
	reception: number;
	vehicle_running: number;
	vehicle_purchase: number;
	abroad: number;
	assets: number;
	utilisation: number;
	score: number;
	/** Total of the score sheet where it differs from the score of the form. */
	sheet_score?: number;
}

export interface SimulatedDepartment {
	id: number;
	kind: string | null;
	/** By year; a year without is not filed. */
	years: Map<number, Drivers>;
}

/** Measures that the simulation has no part in are left out. */
export type SimulatedFigures = ReturnType<typeof figuresOf>;
/** Figures by department and year. */
export type Ledger = Map<SimulatedDepartment, Map<number, SimulatedFigures>>;

const FEN = 1_000_000;

export function keepLedger(departments: readonly SimulatedDepartment[]): Ledger {
	return new Map(
		departments.map((department) => {
			const kept = new Map<number, SimulatedFigures>();
			let closing: number | null = null;
			for (const [year, drivers] of department.years) {
				const figures = figuresOf(drivers, closing);
				closing = figures.balance_cumulative;
				kept.set(year, figures);
			}
			return [department, kept];
		})
	);
}

function figuresOf(drivers: Drivers, closing_before: number | null) {
	const fen = (amount: number) => Math.round(amount * 100) * (FEN / 100);
	const personnel = fen(drivers.personnel);
	const operating = fen(drivers.operating);
	const project = fen(drivers.project);
	const spending = personnel + operating + project;
	const opening = closing_before ?? fen((drivers.carry_over_rate * spending) / FEN);
	// What was carried in and not spent stays; some new money always comes.
	const closing = Math.max(
		fen((drivers.carry_over_rate * spending) / FEN),
		opening - spending + fen((spending * 0.02) / FEN)
	);
	const fresh = spending + closing - opening;
	const [, fund = 0, nontax = 0, other = 0] = drivers.income_shares.map((share) =>
		fen((share * fresh) / FEN)
	);
	const items = [
		drivers.reception,
		drivers.vehicle_running,
		drivers.vehicle_purchase,
		drivers.abroad
	].map(fen);
	const [reception = 0, running = 0, purchase = 0, abroad = 0] = items;
	const assets = fen(drivers.assets);
	const used = Math.min(assets, fen(drivers.assets * drivers.utilisation));
	const leased = fen((assets - used) / FEN / 2);
	return {
		staff_quota: drivers.quota,
		staff_actual: drivers.staff,
		income_total: spending + closing,
		income_carried_in: opening,
		income_fiscal: fresh - fund - nontax - other,
		income_gov_fund: fund,
		income_nontax: nontax,
		income_other: other,
		spending_total: spending,
		spending_total_budget_adjusted: fen(spending / FEN / drivers.execution),
		spending_basic: personnel + operating,
		spending_personnel: personnel,
		spending_operating: operating,
		spending_project: project,
		balance_current: spending + closing - opening - spending,
		balance_cumulative: closing,
		three_public_total: reception + running + purchase + abroad,
		three_public_reception: reception,
		three_public_vehicle_running: running,
		three_public_vehicle_purchase: purchase,
		three_public_abroad: abroad,
		assets_total: assets,
		assets_in_use: used,
		assets_leased: leased,
		assets_other: assets - used - leased,
		score_form: Math.round(drivers.score * 10) * 10,
		score_sheet: Math.round((drivers.sheet_score ?? drivers.score) * 10) * 10
	} satisfies Partial<Record<StoredId, number>>;
}

/** The ledger as the comparison reads it. */
export function observe(ledger: Ledger): Observation[] {
	return [...ledger].flatMap(([{ id, kind }, years]) => {
		const code = String(id).padStart(3, '0');
		const values = new Map([...years].map(([year, figures]) => [year, toValues(figures)]));
		return [...values].map(([fiscal_year, stated]): Observation => {
			const before = values.get(fiscal_year - 1);
			return {
				department: { id, code, name: `部门${code}`, kind, division: null },
				fiscal_year,
				filing_id: id * 100 + (fiscal_year % 100),
				template: 'csv',
				grade: null,
				findings: { fail: 0, warn: 0, not_checkable: 0 },
				values: stated,
				previous: before
					? { fiscal_year: fiscal_year - 1, values: before, filing_id: null, bridged_from: [] }
					: null
			};
		});
	});
}

function toValues(figures: SimulatedFigures): ReportedValues {
	return Object.fromEntries(
		STORED_IDS.map((id) => {
			const figure = (figures as Partial<Record<string, number>>)[id] ?? NaN;
			return [id, Number.isFinite(figure) ? present(figure) : absent('blank')];
		})
	) as ReportedValues;
}
