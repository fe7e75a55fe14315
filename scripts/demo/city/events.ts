/** An event sets a year of one department apart from the common course, and really happened. */

export interface YearEvent {
	/** 累计结余 is this share of 支出合计. */
	balance_rate?: number;
	/** 累计结余 stays exactly as it was a year ago. */
	balance_unspent?: true;
	/** This amount in 分 is added to 上年结转, which then differs from last year's 累计结余. */
	carried_in_off?: number;
	/** These factors multiply the spending of this year only. */
	operating?: number;
	project?: number;
	reception?: number;
	running?: number;
	abroad?: number;
	/** So many cars are bought, whatever the random draw says. */
	cars_bought?: number;
	/** 实有人数 and 人员编制 are these numbers from this year on. */
	staff?: number;
	quota?: number;
	/** The fixed assets are multiplied by this factor from this year on. */
	assets?: number;
	/** This share of the fixed assets is neither used nor let from this year on. */
	unused?: number;
}

/** The keys are made by {@link eventKey}. */
export type Events = ReadonlyMap<string, YearEvent>;

export function eventKey(code: string, year: number): string {
	return `${code}/${year}`;
}
