/** What really happened to a department in a year, beside the common course; the planted outliers are made of it. */

export interface YearEvent {
	/** 累计结余 as a share of 支出合计. */
	balance_rate?: number;
	/** 累计结余 stays exactly as it was a year ago. */
	balance_kept?: true;
	/** Added to 上年结转 so that it no longer equals last year's 累计结余; in 分. */
	carried_in_off?: number;
	/** Factors against what the year would have been; they do not last. */
	operating?: number;
	project?: number;
	reception?: number;
	running?: number;
	abroad?: number;
	/** Cars bought, in place of what chance says. */
	cars_bought?: number;
	/** 实有人数 and 人员编制 of this and all later years. */
	staff?: number;
	quota?: number;
	/** Factor on the fixed assets of this and all later years. */
	assets?: number;
	/** Share of the fixed assets that is neither used nor let, from this year on. */
	unused?: number;
}

/** Events by department code and year. */
export type Events = ReadonlyMap<string, YearEvent>;

export function eventKey(code: string, year: number): string {
	return `${code}/${year}`;
}
