/** How the made-up city spends: averages by kind of department and their course over the years. Money in 万元. */
import type { DepartmentKind } from './departments.ts';

export interface KindAverages {
	/** A head and year, in 2017. */
	personnel: number;
	operating: number;
	reception: number;
	/** Official cars a head. */
	cars: number;
	/** Fixed assets a head in 2017. */
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

/** Of one year; the factors of later years are products of all up to then. */
export interface YearCourse {
	/** Against the year before. */
	personnel: number;
	operating: number;
	project: number;
	reception: number;
	running: number;
	/** Share of a usual year that is spent on journeys abroad. */
	abroad: number;
	/** Carry-over against spending that the bureau tolerates. */
	balance: number;
}

/** Reception and cars fall throughout; in 2020 travel ends and projects stall; from 2021 old balances are reclaimed. */
export const COURSE: Readonly<Record<number, YearCourse>> = {
	2017: {
		personnel: 1,
		operating: 1,
		project: 1,
		reception: 1,
		running: 1,
		abroad: 1,
		balance: 0.085
	},
	2018: {
		personnel: 1.058,
		operating: 1.02,
		project: 1.09,
		reception: 0.91,
		running: 0.97,
		abroad: 0.96,
		balance: 0.08
	},
	2019: {
		personnel: 1.052,
		operating: 0.96,
		project: 1.07,
		reception: 0.89,
		running: 0.96,
		abroad: 0.9,
		balance: 0.072
	},
	2020: {
		personnel: 1.024,
		operating: 0.91,
		project: 0.95,
		reception: 0.66,
		running: 0.9,
		abroad: 0,
		balance: 0.066
	},
	2021: {
		personnel: 1.031,
		operating: 0.97,
		project: 1.04,
		reception: 1.08,
		running: 1.01,
		abroad: 0,
		balance: 0.052
	},
	2022: {
		personnel: 1.018,
		operating: 0.97,
		project: 1.05,
		reception: 0.84,
		running: 0.94,
		abroad: 0,
		balance: 0.046
	},
	2023: {
		personnel: 1.012,
		operating: 0.98,
		project: 0.97,
		reception: 0.93,
		running: 0.96,
		abroad: 0.35,
		balance: 0.04
	}
};

/** Work against the epidemic, for the departments that carried it. */
export const HEALTH_COURSE: Readonly<Record<number, number>> = {
	2020: 1.62,
	2021: 0.98,
	2022: 1.12,
	2023: 0.7
};

/** Running one official car for a year in 2017, and buying one, in 万元. */
export const CAR_RUNNING = 3.1;
export const CAR_PRICE = { low: 16.8, high: 26.5 } as const;
/** A car is replaced about every so many years. */
export const CAR_LIFE = 11;
