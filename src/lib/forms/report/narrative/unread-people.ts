/** Numbers of people that a text states beside words for posts and staff and that were not read. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { textPlace, type Prose } from '../lines.ts';
import type { KnownAmounts } from './known-amounts.ts';
import { isOfAnotherYear, whyUncertain, WHY_OTHER_YEAR } from './why-unread.ts';

interface StaffCount {
	measure: FigureId;
	pattern: RegExp;
	/** Its counts are of parts: where all are known, nothing was lost. */
	isOfParts?: boolean;
}

const PEOPLE_NEAR_LABEL: readonly StaffCount[] = [
	{
		measure: 'staff_quota',
		pattern: /编制[^。；;\n]{0,60}?(?:合计|共计|总计)(\d{1,3}(?:,\d{3})+|\d+)\s*[人名个]/dg
	},
	{
		measure: 'staff_quota',
		pattern: /编制[^。；;，,\d\n]{0,8}(\d{1,3}(?:,\d{3})+|\d+)\s*[人名个]/dg
	},
	{
		measure: 'staff_actual',
		pattern:
			/(?:在职|实有|在编|在岗|现有(?:正式|干部|教)?(?:职工|人员|工作人员|干警|教师))[^。；;，,\d\n]{0,8}(\d{1,3}(?:,\d{3})+|\d+)\s*[人名个]/dg
	},
	// `行政编制42人，实际40人；事业编制96人，实际91人`.
	{
		measure: 'staff_actual',
		pattern:
			/编制[^。；;\n]{0,24}?\d\s*[人名个][，,、（(](?:年末)?(?:实际|现有|实)(\d{1,3}(?:,\d{3})+|\d+)\s*[人名个]/dg
	},
	// `实有行政人员30人，事业人员978人`.
	{
		measure: 'staff_actual',
		pattern:
			/(?:行政|事业|参公|工勤|机关|聘用)[^。；;，,、\d\n]{0,6}(\d{1,3}(?:,\d{3})+|\d+)\s*[人名](?<=(?:在职|实有|在编|在岗)[^。；;\n]{0,80})/dg,
		isOfParts: true
	}
];

export function peopleBesideNames(
	line: Prose,
	known: KnownAmounts,
	fiscalYear: number
): (Leftover & { measure: FigureId })[] {
	const places = known.places.get(line.paragraph) ?? [];
	return PEOPLE_NEAR_LABEL.filter(
		({ measure, isOfParts }) => !isOfParts || !known.figures[measure]?.place
	).flatMap(({ measure, pattern }) =>
		[...line.plain.matchAll(pattern)].flatMap((match) => {
			const [start, last] = match.indices?.[1] ?? [match.index, match.index];
			const end = match.index + match[0].length;
			const figure = known.figures[measure];
			if (places.some((place) => place.start <= start && start < place.end)) return [];
			if (
				figure?.place &&
				figure.value === Number(line.plain.slice(start, last).replaceAll(',', ''))
			)
				return [];
			const why = isOfAnotherYear(line.plain, start, fiscalYear)
				? WHY_OTHER_YEAR
				: whyUncertain(measure);
			const text = line.text.slice(start, end);
			return [{ place: textPlace(line, start, end), text, measure, why }];
		})
	);
}
