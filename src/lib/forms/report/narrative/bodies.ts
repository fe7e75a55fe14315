/** Tells whose amounts a sentence states where it goes from the department to one of its bodies, or the other way. */

const KIND_OF_BODY = '(?:单位|机构|中心|公司|学校|学院|医院|[大支中]队|[所站馆院校园处局])';
const IN_CARE = '(?:下属|所属|下辖|直属|[局委厅办校院]属|二级|代管|代编|托管|挂靠)';

/** The department speaks of itself. */
const OWN =
	'(?<!下属|所属|直属|[局委厅办校院]属|[和及与])(?:[我本全](?:局|委|办|厅|院|校|会|站|馆|所|队|处|社|中心|单位|部门|系统)|全部|汇总|部门)';
/** `局机关行政编制18名`, `下属水库管理所支出800万元`: a body at the beginning of a clause, before a word for a figure. */
const OTHER = `(?<=^|[，,。；;：:\\n]|其中|由[我本]?局?|[我本]局|20\\d\\d年度?)(?:[局委厅办]?(?:机关本级|机关|本级)|${IN_CARE}的?[^，,。；;、：:\\d和及与]{0,16}${KIND_OF_BODY})的?(?:20\\d\\d年度?|全年|本年度?|当年|年末)?(?=支出|收入|总|基本|项目|人员|公用|三公|[“"]三公|固定|经费|编制|核定|行政|事业|实有|在职|现有|共有|$)`;
const BODY = new RegExp(`(${OWN})|${OTHER}`, 'g');

/** @param sentence up to the label; the body that it names last holds */
export function isOfOtherBody(sentence: string): boolean {
	const last = [...sentence.matchAll(BODY)].at(-1);
	return last !== undefined && last[1] === undefined;
}
