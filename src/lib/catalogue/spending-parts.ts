/** The parts that spending divides into, each with its share of the total and the word that sentences use for it. */
import { formatShare } from './format.ts';
import { present } from './values.ts';

export const SPENDING_PARTS = [
	{ key: 'personnel', word: '人员', measure: 'spending_personnel', share: 'personnel_share' },
	{ key: 'operating', word: '公用', measure: 'spending_operating', share: 'operating_share' },
	{ key: 'project', word: '项目', measure: 'spending_project', share: 'project_share' }
] as const;

export type PartKey = (typeof SPENDING_PARTS)[number]['key'];

/** Less of the total than this is not seen among shares of one decimal. */
const LEAST_REST = 0.0005;

/** The part of the total that the shares leave over, below 0 where they are more; 0 where it is not seen or a share is absent. */
export function restOf(shares: readonly number[]): number {
	const rest = 1 - shares.reduce((sum, share) => sum + share, 0);
	return shares.length < SPENDING_PARTS.length || Math.abs(rest) < LEAST_REST ? 0 : rest;
}

/** `，三项之和比支出合计少16.2%`, since reports may contradict themselves; empty where the shares add up to the whole. */
export function restInWords(shares: readonly number[]): string {
	const rest = restOf(shares);
	if (rest === 0) return '';
	const size = formatShare(present(Math.abs(rest)), 'headline');
	return `，三项之和比支出合计${rest > 0 ? '少' : '多'}${size}`;
}
