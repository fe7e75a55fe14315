/**
 * Cities without anything odd in them, in styles that differ as much as makers of test data do: how large departments
 * are, how figures scatter between departments and between years, what is lumpy, what is often nothing.
 */
import { chanceFor, type Chance } from './chance.ts';
import type { Drivers, SimulatedDepartment } from './ledger.ts';

export interface Style {
	/** People of a department. */
	size: (c: Chance) => number;
	/** 实有 over 编制. */
	staffing: (c: Chance) => number;
	/** 万元 a head. */
	pay: (c: Chance) => number;
	operating: (c: Chance) => number;
	/** Project share of spending. */
	project: (c: Chance) => number;
	/** Standard deviation of the logarithm of an amount's yearly deviation from the department's level. */
	noise: number;
	/** The same for project spending. */
	project_noise: number;
	/** Yearly growth of all amounts. */
	growth: (c: Chance) => number;
	/** Rate of a department and year; `level` is the department's own draw. */
	carry_over: (c: Chance, level: number) => number;
	/** Three-public spending without purchases over operating spending. */
	three_public: (c: Chance) => number;
	three_public_noise: number;
	three_public_growth: number;
	/** Share of department years with a purchase, and its factor of the usual total. */
	purchases: number;
	/** Share of departments that never have an item. */
	zeros: number;
	/** Assets over yearly pay. */
	assets: (c: Chance) => number;
	utilisation: (c: Chance, level: number) => number;
	score: (c: Chance, level: number) => number;
	kinds: number;
	/** Share of filings that are missing. */
	missing: number;
}

const SMOOTH: Style = {
	size: (c) => c.lognormal(60, 1),
	staffing: (c) => Math.min(1, c.between(0.85, 1.03)),
	pay: (c) => c.lognormal(13, 0.15),
	operating: (c) => c.lognormal(2.5, 0.25),
	project: (c) => c.between(0.2, 0.6),
	noise: 0.05,
	project_noise: 0.1,
	growth: () => 0.03,
	carry_over: (c) => c.exponential(0.04),
	three_public: (c) => c.between(0.03, 0.12),
	three_public_noise: 0.1,
	three_public_growth: -0.03,
	purchases: 0.02,
	zeros: 0.3,
	assets: (c) => c.lognormal(2, 0.5),
	utilisation: (c) => (c.chance(0.85) ? 1 : c.between(0.95, 1)),
	score: (c) => Math.min(100, 97 + 1.5 * c.normal()),
	kinds: 0,
	missing: 0
};

export const STYLES: Record<string, Style> = {
	smooth: SMOOTH,
	beta: {
		...SMOOTH,
		size: (c) => c.lognormal(40, 1.3),
		project: (c) => c.beta(3, 3),
		noise: 0.12,
		project_noise: 0.2,
		carry_over: (c, level) => c.beta(2 + 2 * level, 30),
		score: (c, level) => 100 - 10 * c.beta(1 + level, 4),
		three_public: (c) => c.beta(2, 20),
		three_public_noise: 0.2
	},
	uniform: {
		...SMOOTH,
		size: (c) => c.between(10, 400),
		pay: (c) => c.between(9, 16),
		operating: (c) => c.between(1.5, 4),
		project: (c) => c.between(0.1, 0.8),
		noise: 0.03,
		project_noise: 0.05,
		growth: (c) => c.between(-0.02, 0.08),
		carry_over: (c) => c.between(0, 0.12),
		utilisation: (c) => c.between(0.9, 1),
		score: (c) => c.between(90, 100)
	},
	lumpy: {
		...SMOOTH,
		noise: 0.1,
		project_noise: 0.3,
		three_public: (c) => c.lognormal(0.06, 0.6),
		three_public_noise: 0.25,
		three_public_growth: -0.1,
		purchases: 0.12,
		zeros: 0.5,
		missing: 0.04
	},
	small: {
		...SMOOTH,
		size: (c) => c.whole(4, 40),
		staffing: (c) => c.between(0.8, 1.05),
		noise: 0.08,
		carry_over: (c) => (c.chance(0.4) ? 0 : c.exponential(0.05)),
		score: (c) => c.whole(91, 100)
	},
	steady: {
		...SMOOTH,
		noise: 0,
		project_noise: 0,
		growth: () => 0.06,
		carry_over: (_, level) => 0.02 + 0.06 * level,
		three_public_noise: 0,
		purchases: 0,
		utilisation: () => 1,
		score: (_, level) => 95 + 5 * level
	},
	wild: {
		...SMOOTH,
		size: (c) => c.lognormal(50, 1.6),
		staffing: (c) => c.between(0.7, 1.08),
		pay: (c) => c.lognormal(12, 0.3),
		operating: (c) => c.lognormal(2.5, 0.5),
		project: (c) => c.beta(2, 2),
		noise: 0.15,
		project_noise: 0.4,
		carry_over: (c) => c.lognormal(0.03, 0.8),
		three_public_noise: 0.35,
		purchases: 0.05,
		utilisation: (c) => c.beta(30, 1.5),
		missing: 0.05
	},
	kinds: {
		...SMOOTH,
		kinds: 7,
		noise: 0.06,
		carry_over: (c, level) => 0.01 + 0.08 * level * c.between(0.7, 1.3)
	},
	redrawn: {
		...SMOOTH,
		noise: 0.2,
		project_noise: 0.25,
		carry_over: (c) => c.between(0.01, 0.15),
		three_public_noise: 0.3,
		purchases: 0,
		zeros: 0,
		utilisation: (c) => c.between(0.85, 1),
		score: (c) => c.between(90, 100)
	},
	kinds_noisy: {
		...SMOOTH,
		kinds: 9,
		size: (c) => c.lognormal(80, 1.2),
		noise: 0.1,
		project_noise: 0.25,
		carry_over: (c) => c.exponential(0.05),
		three_public_noise: 0.2,
		purchases: 0.06,
		missing: 0.03
	},
	/* Held out: written after the rules were settled, and not tuned to. */
	independent: {
		...SMOOTH,
		size: (c) => c.lognormal(100, 0.8),
		pay: (c) => c.between(8, 15),
		operating: (c) => c.between(1, 3),
		project: (c) => c.beta(2, 3),
		noise: 0.3,
		project_noise: 0.3,
		carry_over: (c) => c.beta(1.5, 25),
		three_public: (c) => c.between(0.02, 0.2),
		three_public_noise: 0.15,
		zeros: 0.1,
		purchases: 0,
		utilisation: (c) => c.beta(60, 2),
		score: (c) => c.between(88, 99)
	},
	drifting: {
		...SMOOTH,
		size: (c) => c.lognormal(35, 1.1),
		growth: (c) => c.between(-0.08, 0.12),
		carry_over: (c, level) => 0.12 * level ** 2 + c.exponential(0.01),
		three_public_growth: -0.2,
		purchases: 0.03,
		missing: 0.08,
		score: (c, level) => 92 + 7 * level + c.between(0, 1)
	},
	/* A plausible county: sizes and ratios that differ for good between departments, and change little from year to year. */
	county: {
		...SMOOTH,
		size: (c) => c.lognormal(40, 0.9),
		staffing: (c) => c.between(0.82, 1),
		pay: (c) => c.lognormal(13, 0.14),
		operating: (c) => c.lognormal(2.6, 0.35),
		project: (c) => 1 - 1 / (1 + c.lognormal(0.6, 0.8)),
		noise: 0.08,
		project_noise: 0.16,
		carry_over: (c, level) => 0.015 + 0.08 * level ** 2 * c.lognormal(1, 0.25),
		three_public: (c) => c.lognormal(0.085, 0.6),
		three_public_noise: 0.18,
		three_public_growth: -0.06,
		purchases: 0.03,
		zeros: 0.1,
		utilisation: (c) => (c.chance(0.8) ? 1 : c.between(0.93, 1)),
		score: (c, level) => 92 + 7.5 * level + c.between(0, 0.5),
		missing: 0.03
	},
	full_marks: {
		...SMOOTH,
		kinds: 4,
		staffing: () => 1,
		carry_over: (c) => (c.chance(0.7) ? 0 : c.between(0, 0.06)),
		purchases: 0,
		utilisation: () => 1,
		score: (c) => (c.chance(0.6) ? 100 : c.between(97, 100)),
		noise: 0.02,
		project_noise: 0.5
	}
};

/** A city in the style; the key and the numbers fix it. */
export function makeCity(
	style: Style,
	key: string,
	departments: number,
	years: readonly number[]
): SimulatedDepartment[] {
	const shared = chanceFor(`${key} kinds`);
	const tempers = Array.from({ length: Math.max(style.kinds, 1) }, () => ({
		pay: style.kinds > 0 ? shared.lognormal(1, 0.3) : 1,
		operating: style.kinds > 0 ? shared.lognormal(1, 0.5) : 1
	}));
	return Array.from({ length: departments }, (_, index) => {
		const c = chanceFor(`${key} ${index}`);
		const temper = index % Math.max(style.kinds, 1);
		return {
			id: index + 1,
			kind: style.kinds > 0 ? `类别${temper + 1}` : null,
			years: makeYears(style, c, years, {
				...(tempers[temper] ?? { pay: 1, operating: 1 }),
				execution: executionOf(chanceFor(`${key} budget ${index}`))
			})
		};
	});
}

/** Draws how much of its budget a department spends in a year: most of it, some departments a little less. */
function executionOf(c: Chance): () => number {
	const usual = c.between(0.9, 0.97);
	return () => Math.min(1, usual * c.lognormal(1, 0.03));
}

function makeYears(
	style: Style,
	c: Chance,
	years: readonly number[],
	{ execution, ...temper }: { pay: number; operating: number; execution: () => number }
): Map<number, Drivers> {
	const level = c.unit();
	const quota = Math.max(3, Math.round(style.size(c)));
	const staffing = style.staffing(c);
	const pay = style.pay(c) * temper.pay;
	const operating = style.operating(c) * temper.operating;
	const project = Math.min(style.project(c), 0.95);
	const usual = style.three_public(c) * operating * quota * staffing;
	const has = [0, 0, 0].map(() => !c.chance(style.zeros));
	const mix = c.dirichlet([4, 5, 1]).map((share, item) => (has[item] ? share : 0));
	const assets = style.assets(c) * pay * quota;
	const income_shares = c.dirichlet([20, 1, 1, 2]);
	const wobble = (spread: number) => Math.exp(spread * c.normal());
	const filed = years.map((year, index): [number, Drivers] => {
		const growth = (1 + style.growth(c)) ** index;
		const staff = Math.max(2, Math.round(quota * staffing + (c.chance(0.3) ? c.whole(-1, 1) : 0)));
		const basic = (pay + operating) * staff * growth;
		const items = mix.map(
			(share) =>
				share * usual * (1 + style.three_public_growth) ** index * wobble(style.three_public_noise)
		);
		return [
			year,
			{
				quota,
				staff,
				personnel: pay * staff * growth * wobble(style.noise / 2),
				operating: operating * staff * growth * wobble(style.noise),
				project: ((basic * project) / (1 - project)) * wobble(style.project_noise),
				carry_over_rate: style.carry_over(c, level),
				execution: execution(),
				income_shares,
				reception: items[0] ?? 0,
				vehicle_running: items[1] ?? 0,
				vehicle_purchase: c.chance(style.purchases) ? c.between(15, 40) : 0,
				abroad: items[2] ?? 0,
				assets: assets * 1.04 ** index * wobble(style.noise / 3),
				utilisation: Math.min(1, style.utilisation(c, level)),
				score: Math.min(100, style.score(c, level))
			}
		];
	});
	return new Map(filed.filter(() => !c.chance(style.missing)));
}
