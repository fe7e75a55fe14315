/** Says when the texts of two departments count as copied from one another. */

export const COPIED_TEXT = {
	id: 'copied_text',
	name: '部门之间文字雷同',
	/** Texts are compared by runs of this many letters: a changed name or word then costs few of them. */
	run: 5,
	/**
	 * Share of the shorter text's runs that is in the other too. Among the made-up and the real reports, two departments'
	 * own words share 0.12 at most; a copy in which every name of the department was replaced has 0.79 to 0.95, one in
	 * which one sentence in five was written anew 0.8.
	 */
	least_share: 0.75,
	/** Runs that are left without the template's words; fewer may be the same by chance. */
	least_runs: 60,
	/** Wording that more than this share of the departments uses is the template's, where at least so many use it. */
	common: { share: 0.25, departments: 4 },
	statement:
		'不同部门同一年度报告的同一部分（如存在的问题、改进措施；没有分部分的，比对全文）不应雷同：不计数字、标点和模板通用的文字，较短一篇有四分之三以上与另一部门相同的，提示核实。'
} as const;

/**
 * Parts in which a department speaks of its own year, by the kind of passage; its duties may be worded as in the rules on
 * its office. A report that has no more of these than an overview is compared as a whole.
 */
export const COMPARED_PARTS = {
	main_work: '主要工作',
	achievements: '主要成效',
	overview: '总体情况',
	problems: '存在的问题',
	measures: '改进措施',
	whole: '全文'
} as const;
export type ComparedPart = keyof typeof COMPARED_PARTS;
