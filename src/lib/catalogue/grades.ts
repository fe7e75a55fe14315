/** 评价等次: bands of the total score, as configuration data. */

import { toPoints } from './units.ts';

export interface GradeBand {
	name: string;
	/** Other words for the same grade. */
	variants: readonly string[];
	/** Lower bound in hundredths of a point, inclusive: 89.5 is 良. */
	from: number;
}

export interface GradeScheme {
	id: string;
	name: string;
	/** Best band first; the last one starts at 0. */
	bands: readonly GradeBand[];
}

/** Full marks of a score sheet, in hundredths of a point. */
export const FULL_SCORE = 10_000;

/** With extra points a score is more than a hundred; beyond this it is not reckoned out of a hundred. */
export const MOST_POINTS = 15_000;

export const GRADE_SCHEMES = [
	{
		id: 'four_grades',
		name: '优良中差',
		bands: [
			{ name: '优', variants: ['优秀', '优等'], from: 9000 },
			{ name: '良', variants: ['良好', '良等'], from: 8000 },
			{ name: '中', variants: ['中等', '一般'], from: 6000 },
			{ name: '差', variants: ['较差', '差等'], from: 0 }
		]
	},
	{
		id: 'pass_fail',
		name: '合格与不合格',
		bands: [
			{ name: '合格', variants: ['达标'], from: 6000 },
			{ name: '不合格', variants: ['不达标'], from: 0 }
		]
	}
] as const satisfies readonly GradeScheme[];

/** The grades that are in use by default, with the points from which each is given. */
export function gradesInPoints(): { name: string; from: number }[] {
	return GRADE_SCHEMES[0].bands.map(({ name, from }) => ({ name, from: toPoints(from) }));
}

/** The band that a score falls into. */
export function bandOf(hundredths: number, scheme: GradeScheme): GradeBand {
	const band = scheme.bands.find((candidate) => hundredths >= candidate.from);
	const lowest = scheme.bands.at(-1);
	if (!lowest) throw new Error(`Grade scheme "${scheme.id}" has no bands`);
	return band ?? lowest;
}

/** The scheme and band that a printed grade belongs to, among the schemes in use; null for an unknown word. */
export function recogniseGrade(
	printed: string,
	schemes: readonly GradeScheme[] = GRADE_SCHEMES
): { scheme: GradeScheme; band: GradeBand } | null {
	const word = printed.replace(/[\s“”"'（）()]/g, '');
	for (const scheme of schemes) {
		const band = scheme.bands.find(
			({ name, variants }) => name === word || variants.includes(word)
		);
		if (band) return { scheme, band };
	}
	return null;
}
