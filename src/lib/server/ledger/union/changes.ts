import { BUDGETS } from '#lib/catalogue/budgets.ts';
import { isMeasureId, measureOf } from '#lib/catalogue/measures.ts';
import { firstNames } from '#lib/catalogue/name-lists.ts';

/** Says what became of the parts of a filing when a file came to it. */
export interface PartChanges {
	/** Ids of measures, of a budget with its basis behind it, and names of {@link PARTS}. */
	added: string[];
	replaced: string[];
	/** The filing states these parts; the file does not mention them, leaves them blank, or is outranked in them. */
	left: string[];
}

/** The parts of a filing beside its figures, with what an officer calls them. */
export const PARTS = {
	units: '分单位数据',
	grade: '评价等次',
	score_items: '评分表各项',
	goals: '定性目标',
	indicators: '定量指标',
	projects: '项目',
	narrative_figures: '正文数据',
	dates: '日期',
	passages: '正文'
} as const;

export type PartName = keyof typeof PARTS;

export function noChanges(): PartChanges {
	return { added: [], replaced: [], left: [] };
}

const BUDGET_NAMES: ReadonlyMap<string, string> = new Map(
	BUDGETS.map(({ id, measure, basis }) => [
		id,
		`${measureOf(measure).name}${basis === 'budget_initial' ? '年初预算' : '全年预算'}`
	])
);

/** Parts named one by one; the rest are counted. */
const NAMED = 6;

/** `支出合计、评分表各项`, of long lists with how many there are. */
export function nameParts(parts: readonly string[]): string {
	return firstNames(parts.map(nameOf), NAMED, '项');
}

/** Returns what an officer calls a part, by its name in {@link PartChanges}. */
export function nameOf(part: string): string {
	if (isMeasureId(part)) return measureOf(part).name;
	return (PARTS as Readonly<Record<string, string>>)[part] ?? BUDGET_NAMES.get(part) ?? part;
}
