/** Tells which measures of a department's year are corrected by hand, or computed from a figure that is. */
import { inputsOf } from '#lib/catalogue/formulas.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { Value } from '#lib/catalogue/values.ts';
import type { Corrected, CorrectedValue } from './corrected.ts';

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

/** The remark on a figure: that it was corrected, or is computed from one that was; none for any other. */
export function correctionNote({ corrected, value }: Value): string | undefined {
	if (corrected === 'itself') return '人工更正';
	return corrected === 'input' && value !== null ? '含人工更正' : undefined;
}
