/** Figures that are parts of others, and amounts of which they are none. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { SeenAmount, SentenceScope } from './reading.ts';

export const PARTS_OF_SPENDING: ReadonlySet<FigureId> = new Set([
	'spending_basic',
	'spending_personnel',
	'spending_operating',
	'spending_project'
]);
const THREE_PUBLIC: readonly FigureId[] = [
	'three_public_reception',
	'three_public_vehicle_running',
	'three_public_vehicle_purchase',
	'three_public_abroad'
];
/** The parts of a figure that are figures of their own; a list of others ends at the first that is none of its parts. */
export const PARTS: Partial<Record<FigureId, readonly FigureId[]>> = {
	spending_total: [...PARTS_OF_SPENDING, 'three_public_total', ...THREE_PUBLIC],
	spending_basic: [
		'spending_personnel',
		'spending_operating',
		'three_public_total',
		...THREE_PUBLIC
	],
	three_public_total: THREE_PUBLIC,
	income_total: ['income_carried_in', 'income_fiscal', 'income_gov_fund', 'income_other'],
	income_fiscal: ['income_fiscal', 'income_gov_fund'],
	assets_total: ['assets_in_use', 'assets_leased', 'assets_other']
};
/** Among the parts of project spending these are no figures of the department's. */
const NOT_AMONG_PROJECTS: ReadonlySet<FigureId> = new Set([
	'spending_personnel',
	'spending_operating',
	'three_public_total',
	...THREE_PUBLIC
]);
const VEHICLE_COSTS = /购置(?:及|和|与|、)?运行/;

/** Whole again: `支出合计` ends what a list says of parts. */
export const WHOLES: ReadonlySet<FigureId> = new Set([
	'spending_total',
	'income_total',
	'assets_total'
]);

/** Tells whether a figure may stand where it does among the parts of another amount. */
export function mayBePart(measure: FigureId, parent: SeenAmount | null, text: string): boolean {
	if (!parent) return true;
	if (parent.measure !== null && !parent.isUnderstood) return false;
	if (parent.measure === null) {
		const isOfVehicles =
			VEHICLE_COSTS.test(text.slice(parent.start, parent.start + 12)) &&
			measure.startsWith('three_public_vehicle');
		return isOfVehicles || !['spending', 'three_public'].includes(measureOf(measure).group);
	}
	if (PARTS[parent.measure]?.includes(measure)) return true;
	return !(parent.measure === 'spending_project' && NOT_AMONG_PROJECTS.has(measure));
}

/** Tells whether an amount is what one source of money paid for; 三公 is reckoned on the public purse everywhere. */
export function isOfOneSource(measure: FigureId, source: SentenceScope['source']): boolean {
	const { group } = measureOf(measure);
	if (source === null || measure.startsWith('income_') || measure.startsWith('staff_'))
		return false;
	return source === 'fund' || group !== 'three_public';
}

/** Beside houses and vehicles 其他固定资产 means another kind of assets. */
export function isUseOfAssets({ measure }: SeenAmount): boolean {
	return measure === 'assets_in_use' || measure === 'assets_leased';
}
