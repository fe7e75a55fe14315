/** The parts that spending divides into, each with its share of the total and the word that sentences use for it. */
export const SPENDING_PARTS = [
	{ key: 'personnel', word: '人员', measure: 'spending_personnel', share: 'personnel_share' },
	{ key: 'operating', word: '公用', measure: 'spending_operating', share: 'operating_share' },
	{ key: 'project', word: '项目', measure: 'spending_project', share: 'project_share' }
] as const;

export type PartKey = (typeof SPENDING_PARTS)[number]['key'];
