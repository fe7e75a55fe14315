/**
 * Policy lines: values that a published sheet or the form itself names. A bureau edits them in
 * `data/policy-lines.json`, and a reader moves them in the address; none is a verdict.
 */
import configured from '../../../data/policy-lines.json' with { type: 'json' };
import { isMeasureId, measureOf, type MeasureId } from './measures.ts';
import { parseMoney, parsePeople } from './units.ts';

export interface PolicyLine {
	measure: MeasureId;
	/** The side of the line that attracts attention. */
	attention: 'above' | 'below';
	/** In the storage unit of the measure: a plain ratio, or hundredths of a point. */
	value: number;
	/** Least amount beyond the line that is worth a look: 分, or people where the measure counts people. */
	least_amount: number;
	/** Says where the value comes from, in one phrase for footnotes. */
	source: string;
}

type ConfiguredLine = (typeof configured)[number];

/** The lines of `data/policy-lines.json`, in its order. */
export const POLICY_LINES: readonly PolicyLine[] = readLines(configured);

/** Reads the lines of a bureau. A wrong entry throws, so that nothing starts with it. */
export function readLines(entries: readonly ConfiguredLine[]): PolicyLine[] {
	const lines = entries.map(readLine);
	const ids = lines.map(({ measure }) => measure);
	const twice = ids.find((id, at) => ids.indexOf(id) < at);
	if (twice !== undefined)
		throw new Error(`data/policy-lines.json：“${twice}”有两条，一个项目只能有一条关注线。`);
	// Without it every balance would be above a line of 0%.
	if (!ids.includes('carry_over_rate'))
		throw new Error(
			'data/policy-lines.json：缺少“carry_over_rate”一条，结余页和存量资金的核对以它为准；不想提示的，请把数值调高。'
		);
	return lines;
}

function readLine(entry: ConfiguredLine): PolicyLine {
	const { measure, attention, value, least, source } = entry;
	const wrong = (what: string) =>
		new Error(
			`data/policy-lines.json：“${measure}”的${what}不可用，写法见 docs/operations.zh-CN.md 的“设置”一节。`
		);
	if (!isMeasureId(measure)) throw wrong('项目编号（measure）');
	if (attention !== 'above' && attention !== 'below') throw wrong('关注方向（attention）');
	if (!Number.isFinite(value)) throw wrong('数值（value）');
	if (source.trim() === '') throw wrong('出处（source）');
	const amount = least.endsWith('人') ? parsePeople(least) : parseMoney(least, '万元');
	if (amount.value === null || amount.value < 0) throw wrong('最小金额（least）');
	return { measure, attention, value, least_amount: amount.value, source };
}

/** Year-end balance against the year's spending from which a balance is worth a look. */
export const CARRY_OVER_RATE_LINE = lineOf('carry_over_rate')?.value ?? 0;

/** The line drawn for a measure; null where none is. */
export function lineOf(measure: MeasureId): PolicyLine | null {
	return POLICY_LINES.find((line) => line.measure === measure) ?? null;
}

/** Tells whether a value is strictly on the side of a line that attracts attention, not on the line itself. */
export function crosses(line: Pick<PolicyLine, 'attention' | 'value'>, value: number): boolean {
	return line.attention === 'above' ? value > line.value : value < line.value;
}

/** Converts what a reader types for a line, `9` for 9% or `90` for 90 points, into the storage unit. */
export function lineValue(measure: MeasureId, typed: number): number {
	return measureOf(measure).quantity === 'points' ? Math.round(typed * 100) : typed / 100;
}
