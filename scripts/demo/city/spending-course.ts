/** These numbers decide how the made-up city spends. Money is in 万元. */
import type { DepartmentKind } from './departments.ts';
import { FIRST_YEAR } from './departments.ts';

export interface KindAverages {
	/** Spending per head in 2017. */
	personnel: number;
	operating: number;
	reception: number;
	/** Official cars per head. */
	cars: number;
	/** Fixed assets per head in 2017. */
	assets: number;
}

export const KIND_AVERAGES: Record<DepartmentKind, KindAverages> = {
	党委部门: { personnel: 14.5, operating: 3.6, reception: 0.3, cars: 0.04, assets: 7 },
	综合管理部门: { personnel: 14, operating: 3.2, reception: 0.28, cars: 0.05, assets: 9 },
	经济建设部门: { personnel: 13.2, operating: 3, reception: 0.25, cars: 0.06, assets: 14 },
	社会事业部门: { personnel: 13, operating: 2.6, reception: 0.18, cars: 0.04, assets: 12 },
	政法单位: { personnel: 16.5, operating: 4.2, reception: 0.1, cars: 0.16, assets: 18 },
	群团组织: { personnel: 13.5, operating: 2.4, reception: 0.15, cars: 0.04, assets: 6 },
	学校: { personnel: 12, operating: 1.5, reception: 0.02, cars: 0.008, assets: 21 },
	直属事业单位: { personnel: 10.8, operating: 1.7, reception: 0.05, cars: 0.03, assets: 16 }
};

/** A year changes the averages of the year before by these factors and shares. */
export interface YearCourse {
	/** Factors against the year before, so that they multiply from year to year. */
	personnel: number;
	operating: number;
	project: number;
	reception: number;
	running: number;
	/** Spending on journeys abroad as a share of a usual year. */
	abroad: number;
	/** The bureau tolerates a carry-over of this share of the spending. */
	balance: number;
}

/**
 * Each row holds the years from 2017 to 2023. Reception and the running of cars fall throughout; in 2020 travel ends
 * and projects stall; from 2021 the bureau reclaims old balances.
 */
const COURSE: Readonly<Record<keyof YearCourse, readonly number[]>> = {
	personnel: [1, 1.058, 1.052, 1.024, 1.031, 1.018, 1.012],
	operating: [1, 1.02, 0.96, 0.91, 0.97, 0.97, 0.98],
	project: [1, 1.09, 1.07, 0.95, 1.04, 1.05, 0.97],
	reception: [1, 0.91, 0.89, 0.66, 1.08, 0.84, 0.93],
	running: [1, 0.97, 0.96, 0.9, 1.01, 0.94, 0.96],
	abroad: [1, 0.96, 0.9, 0, 0, 0, 0.35],
	balance: [0.085, 0.08, 0.072, 0.066, 0.052, 0.046, 0.04]
};

export function courseOf(year: number): YearCourse {
	const entries = Object.entries(COURSE).map(([item, years]) => {
		const value = years[year - FIRST_YEAR];
		if (value === undefined) throw new Error(`The course of ${year} is not defined`);
		return [item, value];
	});
	return Object.fromEntries(entries) as YearCourse;
}

/** Departments of public health multiply their project spending by these factors as well. */
export const HEALTH_COURSE: Readonly<Record<number, number>> = {
	2020: 1.62,
	2021: 0.98,
	2022: 1.12,
	2023: 0.7
};

/** One official car costs this much to run in 2017. */
export const CAR_RUNNING = 3.1;
/** A new car costs an amount between these two. */
export const CAR_PRICE = { low: 16.8, high: 26.5 } as const;
/** A car is replaced after about this many years. */
export const CAR_LIFE = 11;
