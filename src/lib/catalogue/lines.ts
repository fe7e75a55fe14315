/**
 * Policy lines: values that a published sheet or the form itself names. Each is a starting point that a reader can
 * move; none is a verdict.
 */
import type { MeasureId } from './measures.ts';

export interface PolicyLine {
	measure: MeasureId;
	/** The side of the line that attracts attention. */
	attention: 'above' | 'below';
	/** In the storage unit of the measure: a plain ratio, or hundredths of a point. */
	value: number;
	/** Where the value comes from, in one phrase for footnotes. */
	source: string;
}

/** Year-end balance against the year's spending: the target of a published sheet. */
export const CARRY_OVER_RATE_LINE = 0.09;

export const POLICY_LINES = [
	{
		measure: 'carry_over_rate',
		attention: 'above',
		value: CARRY_OVER_RATE_LINE,
		source: '某市公开的评分表以9%为目标值'
	},
	{
		measure: 'carry_over_change',
		attention: 'above',
		value: -0.3,
		source: '某市公开的评分表以−30%为目标值'
	},
	{
		measure: 'staffing_rate',
		attention: 'above',
		value: 1,
		source: '评分表“财政供养人员控制率”以100%为标准'
	},
	{
		measure: 'three_public_change',
		attention: 'above',
		value: 0,
		source: '评分表“三公经费变动率”以不增长为标准'
	},
	{
		measure: 'asset_utilisation',
		attention: 'below',
		value: 1,
		source: '评分表“固定资产利用率”以100%为标准'
	},
	{
		measure: 'score_form',
		attention: 'below',
		value: 9000,
		source: '评价等次“优”的下限90分'
	}
] as const satisfies readonly PolicyLine[];

/** The line drawn for a measure; null where none is. */
export function lineOf(measure: MeasureId): PolicyLine | null {
	return POLICY_LINES.find((line) => line.measure === measure) ?? null;
}

/** Whether a value lies on the side of a line that attracts attention; on the line itself it does not. */
export function crosses(line: Pick<PolicyLine, 'attention' | 'value'>, value: number): boolean {
	return line.attention === 'above' ? value > line.value : value < line.value;
}
