/** The heads of our tables are called so, in English ids and in the bureau's own words. */
import { toHalfWidth } from '#lib/catalogue/characters.ts';
import { figureByLabel, normaliseLabel } from '#lib/catalogue/labels.ts';
import type { DerivedId, ReportedId } from '#lib/catalogue/measures.ts';
import { DERIVED, isFigureId, SCORES } from '#lib/catalogue/measures.ts';
import { moneyUnitOf, PRINTED_MONEY_UNIT, type MoneyUnit } from '#lib/catalogue/units.ts';

/** Columns that are no measure. */
export const ROLE_LABELS = {
	department_code: [
		'部门编码',
		'部门代码',
		'预算编码',
		'预算代码',
		'单位编码',
		'单位代码',
		'预算单位编码',
		'预算单位代码'
	],
	department: [
		'department_name',
		'部门全称',
		'单位全称',
		'现部门名称',
		'现单位名称',
		'部门',
		'部门名称',
		'单位名称',
		'部门(单位)名称',
		'部门(编码)',
		'部门(代码)',
		'部门名称(编码)',
		'单位(编码)',
		'单位(代码)',
		'单位名称(编码)',
		'预算单位(编码)',
		'预算单位名称(编码)',
		'部门(单位)',
		'部门/单位',
		'单位/部门',
		'部门单位',
		'单位(部门)',
		'单位(部门)名称',
		'机构名称',
		'预算单位',
		'预算单位名称',
		'预算部门',
		'预算部门名称',
		'被评价单位',
		'被评价部门',
		'评价对象',
		'学校',
		'学校名称',
		'院校名称',
		'医院名称',
		'乡镇',
		'乡镇名称',
		'乡镇(街道)',
		'乡镇(街道)名称',
		'镇(街道)',
		'街道(乡镇)',
		'乡镇街道',
		'镇街',
		'自评单位',
		'填报单位'
	],
	fiscal_year: [
		'year',
		'年度',
		'年份',
		'预算年度',
		'财政年度',
		'会计年度',
		'决算年度',
		'自评年份',
		'自评年度',
		'评价年份',
		'评价年度',
		'所属年度'
	],
	project_code: ['项目编码', '项目代码', '项目编号'],
	project: ['项目名称', '评价项目'],
	unit_level: ['单位级次', '预算单位级次', '单位层级', '单位级别', '层级', '级次'],
	evaluated: [
		'项目类别',
		'项目类型',
		'自评类型',
		'自评类别',
		'自评内容',
		'自评范围',
		'评价类型',
		'评价类别',
		'评价范围',
		'绩效类型'
	],
	region: [
		'县区',
		'县市区',
		'县(市、区)',
		'县(市区)',
		'市县',
		'市(县)',
		'区县',
		'市州',
		'地市',
		'州市'
	],
	unit: ['金额单位', '计量单位', '货币单位'],
	jurisdiction: [
		'jurisdiction_code',
		'行政区划',
		'行政区划代码',
		'区划',
		'区划代码',
		'地区',
		'所属地区'
	],
	kind: ['部门类型', '部门类别', '单位类型', '单位类别', '类型', '类别'],
	division: [
		'归口业务科室',
		'归口科室',
		'业务科室',
		'业务处室',
		'归口处室',
		'财政处室',
		'归口股室',
		'业务股室'
	],
	grade: [
		'评价等次',
		'等次',
		'自评等次',
		'评价等级',
		'等级',
		'自评等级',
		'评分等级',
		'得分等级',
		'档次',
		'评级',
		'级别',
		'评价档次',
		'自评档次',
		'自评结论',
		'评价结论',
		'自评结果',
		'评价结果'
	],
	filed_on: ['报送日期', '报送时间', '提交日期', '上报日期'],
	level1: ['一级指标'],
	level2: ['二级指标'],
	level3: ['三级指标'],
	criterion: ['评分标准', '评分细则'],
	weight: ['分值', '权重', '标准分'],
	score: [
		'自评得分',
		'得分',
		'自评分',
		'自评分数',
		'自评总得分',
		'自评总分',
		'评价得分',
		'综合得分',
		'绩效得分',
		'考评得分',
		'自评综合得分',
		'部门自评得分',
		'部门自评分',
		'单位自评得分',
		'单位自评分',
		'整体自评得分',
		'整体支出得分',
		'整体支出自评得分',
		'整体支出绩效自评得分',
		'部门整体自评得分',
		'部门整体支出得分',
		'部门整体支出自评得分',
		'部门整体支出绩效自评得分'
	],
	reason: ['扣分原因', '扣分原因和其他说明', '扣分原因及其他说明', '扣分说明', '扣分原因及说明']
} as const;
export type ColumnRole = keyof typeof ROLE_LABELS;

/** Heads of a column in which each row names a figure. */
export const ITEM_HEAD =
	/^(?:指标|项目|科目|内容|收支|收支项目|支出|收入|数据项|统计项|费用|经费|预算)?(?:名称|类别|类型)$|^(?:指标|项目|科目|内容|收支|收支项目|支出|收入|数据项|统计项)$|^measure$/;

/** Heads of other names of a department: a list of departments has them, and a table of figures may. */
export const OTHER_NAMES = [
	'aliases',
	'别名',
	'简称',
	'单位简称',
	'部门简称',
	'曾用名',
	'原名称'
] as const;

/** Heads of the registry tables (departments, expected filings, jurisdictions), which another reader takes. */
const REGISTRY_KEYS = new Set([
	'aliases',
	'successor_code',
	'succeeded_from',
	'is_demo',
	'due_on',
	'jurisdiction_name',
	'行政区划名称',
	'演示数据',
	'别名',
	'承接单位编码',
	'应交日期',
	'截止日期'
]);

/** Under a shared head of the form these stand for one figure; in a flat table they could be one of several. */
const AMBIGUOUS = new Set(['其他', '其它']);

const ROLES: ReadonlyMap<string, ColumnRole> = new Map(
	(Object.keys(ROLE_LABELS) as ColumnRole[]).flatMap((role) =>
		[role, ...ROLE_LABELS[role]].map((label) => [label, role] as const)
	)
);

const SCORE_MEASURES: ReadonlyMap<string, ReportedId> = new Map(
	SCORES.flatMap((score) => {
		// 合计 and 总计 of a score sheet may total anything in a list.
		const plain = score.labels.filter((label) => label.includes('分') && !label.startsWith('得分'));
		return [score.id, score.name, ...plain].map((label) => [label, score.id] as const);
	})
);

const DERIVED_MEASURES: ReadonlyMap<string, DerivedId> = new Map(
	DERIVED.flatMap((measure) =>
		[measure.id, normaliseLabel(measure.name)].map((label) => [label, measure.id] as const)
	)
);

/** One head cell means this; `unknown` also for the blank head of a trailing comma. */
export type ColumnMeaning =
	| { is: 'role'; role: ColumnRole }
	| { is: 'measure'; measure: ReportedId }
	| { is: 'derived'; measure: DerivedId }
	/** A rate, share or difference that is no measure of the catalogue. */
	| { is: 'computed' }
	| { is: 'registry' }
	| { is: 'unit_or_department' }
	| { is: 'ambiguous' }
	| { is: 'unknown' };

/**
 * `总分（100分）`, `自评得分（权重40%）`: the most that can be scored, and the weight among other scores. A score out of 20 or of
 * 120 is another than those out of 100.
 */
const FULL_MARKS =
	/\((?:满分|总分|百分制)?:?100分?\)$|\(百分制\)$|\((?:所?占)?(?:权重|比重)?:?\d{1,3}%\)$/;

/** `单位编码及名称`: both in one cell. */
const CODE_AND_NAME = /(?:编码|代码)[及和与、/]?名称$/;

/** The meaning of a head cell, by exact match of the normalised label: nothing is guessed. */
export function columnMeaning(label: string): ColumnMeaning {
	const printed = normaliseLabel(label).toLowerCase();
	const plain = printed.endsWith(')') ? printed.replace(FULL_MARKS, '') : printed;
	const key = plain.replace(CODE_AND_NAME, '名称(编码)');
	if (key === '单位') return { is: 'unit_or_department' };
	if (AMBIGUOUS.has(key)) return { is: 'ambiguous' };
	const role = ROLES.get(key);
	if (role) return { is: 'role', role };
	const measure = isFigureId(key) ? key : (SCORE_MEASURES.get(key) ?? figureByLabel(key));
	if (measure) return { is: 'measure', measure };
	const derived = DERIVED_MEASURES.get(key);
	if (derived) return { is: 'derived', measure: derived };
	return REGISTRY_KEYS.has(key) ? { is: 'registry' } : { is: 'unknown' };
}

const SUPERIOR = /^(?:一级)?(?:主管|预算)?(?:部门|单位)(?:名称)?$/;
const IS_SUPERIOR = /主管|一级/;

/** Tells a head of the departments above the units of a list: 主管部门, 一级预算单位. */
export function isSuperior(label: string): boolean {
	const text = normaliseLabel(label).replace(CODE_AND_NAME, '');
	return IS_SUPERIOR.test(text) && SUPERIOR.test(text);
}

/** Columns that count the rows: that they are left out goes without saying. */
export const ROW_NUMBERS: ReadonlySet<string> = new Set(['序号', '行次', '编号', 'no', 'no.']);

const UNIT_IN_HEAD = new RegExp(`\\((?:单位:?)?(${PRINTED_MONEY_UNIT})\\)`);

/** The money unit a head cell carries in brackets, e.g. `收入合计（元）`; null where it carries none. */
export function unitOfHead(label: string): MoneyUnit | null {
	const match = UNIT_IN_HEAD.exec(
		toHalfWidth(label).replace(/\s+/g, '').replace('【', '(').replace('】', ')')
	);
	return moneyUnitOf(match?.[1] ?? '');
}
