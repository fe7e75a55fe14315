/** Tells which measures of a department's year are corrected by hand, or computed from a figure that is. */
import { inputsOf } from '#lib/catalogue/formulas.ts';
import { isDerived, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import type { Corrected, CorrectedValue } from './corrected.ts';
import { valueOf, type Observation } from './observation.ts';

/** The corrected figures of its own year that a measure is, or is computed from. */
export function correctionsBehind(
	{ corrected }: { corrected?: Corrected | undefined },
	id: MeasureId
): CorrectedValue[] {
	if (!corrected) return [];
	return inputsOf(id).flatMap((input) => {
		const found = input.when === 'current' ? corrected[input.id] : undefined;
		return found ? [found] : [];
	});
}

/** The remark on a figure: that it was corrected, or is computed from one that was; null for any other. */
export function correctionMark(observation: Observation, id: MeasureId): string | null {
	if (correctionsBehind(observation, id).length === 0) return null;
	if (!isDerived(measureOf(id))) return '人工更正';
	return valueOf(observation, id).value === null ? null : '含人工更正';
}
