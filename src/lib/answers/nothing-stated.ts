/** The sentence in place of an answer for which no department states the figures. */
import { inputsOf } from '#lib/catalogue/formulas.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { Observation } from '#lib/comparison/observation.ts';

/** Says that the figures are set aside as probable errors, where departments did state them; else `otherwise`. */
export function nothingStated(
	rows: readonly Observation[],
	measure: MeasureId,
	otherwise: string
): string {
	const setAside = rows.filter(({ values }) =>
		inputsOf(measure).some(({ id, when }) => when === 'current' && values[id].missing === 'suspect')
	).length;
	return setAside > 0
		? `${setAside}家填报的数据疑似有误，核实前不作比较，没有其他部门的数据。`
		: otherwise;
}
