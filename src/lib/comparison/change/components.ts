/** The parts that a total is made of, and who states them. */
import { IDENTITIES } from '#lib/catalogue/identities.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { valueOf, type DepartmentYear } from '../observation.ts';

/** Lists what a total is made of, each with its sign, in the finest parts that the form has; none for a total of no parts. */
export function componentsOf(measure: MeasureId): { id: MeasureId; sign: 1 | -1 }[] {
	if (measure === 'three_public_without_purchase')
		return componentsOf('three_public_total').filter(
			({ id }) => id !== 'three_public_vehicle_purchase'
		);
	const identity = IDENTITIES.find(({ total }) => total === measure);
	if (!identity) return [];
	return identity.terms.flatMap(({ measure: id, sign }) =>
		id === 'spending_basic' ? componentsOf(id) : [{ id, sign }]
	);
}

/** A figure of a report by itself, without the year before; null where it states none. */
export function statedBy(row: DepartmentYear, measure: MeasureId): number | null {
	return valueOf({ ...row, previous: null }, measure).value;
}

/** The reports of two years, and the total that the component belongs to. */
interface ComponentYears {
	of: MeasureId;
	before: readonly DepartmentYear[];
	after: readonly DepartmentYear[];
}

/**
 * The rows of the departments that leave the component blank in neither year, where a blank would seem to be a rise or a fall. One
 * whose other parts make up its total is nothing, and no blank. `ownerOf` tells who a report counts for.
 */
export function statedInBoth(
	id: MeasureId,
	{ of: total, before, after }: ComponentYears,
	ownerOf: (row: DepartmentYear) => number
): Pick<ComponentYears, 'before' | 'after'> {
	const isBlank = (row: DepartmentYear) =>
		statedBy(row, id) === null && (statedBy(row, total) ?? 0) !== sumOfComponents(row, total);
	const lacking = new Set([...before, ...after].filter(isBlank).map(ownerOf));
	const within = (rows: readonly DepartmentYear[]) =>
		rows.filter((row) => !lacking.has(ownerOf(row)));
	return { before: within(before), after: within(after) };
}

function sumOfComponents(row: DepartmentYear, total: MeasureId): number {
	return componentsOf(total).reduce(
		(sum, { id, sign }) => sum + sign * (statedBy(row, id) ?? 0),
		0
	);
}
