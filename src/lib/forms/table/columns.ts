/** What the heads of our tables are called, in English ids and in the bureau's own words. */
import { toHalfWidth } from '#lib/catalogue/characters.ts';
import { figureByLabel, normaliseLabel } from '#lib/catalogue/labels.ts';
import type { DerivedId, ReportedId } from '#lib/catalogue/measures.ts';
import { DERIVED, isFigureId, SCORES } from '#lib/catalogue/measures.ts';

/** Columns that are no measure. */
const ROLE_LABELS = {
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
		'部门',
		'部门名称',
		'单位名称',
		'部门(单位)名称',
		'部门(单位)',
		'机构名称',
		'预算单位',
		'预算单位名称',
		'预算部门'
	],
	fiscal_year: ['year', '年度', '年份', '预算年度', '财政年度', '会计年度', '决算年度'],
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
	kind: ['部门类型', '部门类别', '单位类型', '类型', '类别'],
	division: ['归口业务科室', '归口科室', '业务科室'],
	grade: ['评价等次', '等次', '自评等次', '评价等级', '等级'],
	filed_on: ['报送日期', '报送时间', '提交日期', '上报日期'],
	level1: ['一级指标'],
	level2: ['二级指标'],
	level3: ['三级指标'],
	criterion: ['评分标准', '评分细则'],
	weight: ['分值', '权重', '标准分'],
	score: ['自评得分', '得分', '自评分'],
	reason: ['扣分原因', '扣分原因和其他说明', '扣分原因及其他说明', '扣分说明', '扣分原因及说明']
} as const;
export type ColumnRole = keyof typeof ROLE_LABELS;

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
		const plain = score.labels.filter((label) => label.includes('综合') || label.includes('总分'));
		return [score.id, score.name, ...plain].map((label) => [label, score.id] as const);
	})
);

const DERIVED_MEASURES: ReadonlyMap<string, DerivedId> = new Map(
	DERIVED.flatMap((measure) =>
		[measure.id, normaliseLabel(measure.name)].map((label) => [label, measure.id] as const)
	)
);

/** What one head cell means; `unknown` also for the blank head of a trailing comma. */
export type ColumnMeaning =
	| { is: 'role'; role: ColumnRole }
	| { is: 'measure'; measure: ReportedId }
	| { is: 'derived'; measure: DerivedId }
	| { is: 'registry' }
	| { is: 'unit_or_department' }
	| { is: 'ambiguous' }
	| { is: 'unknown' };

/** The meaning of a head cell, by exact match of the normalised label: nothing is guessed. */
export function columnMeaning(label: string): ColumnMeaning {
	const key = normaliseLabel(label).toLowerCase();
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

export type TableKind = 'figures' | 'scores' | 'registry' | 'unknown';

/** Which of the tables a head row begins; `unknown` for any other row, such as a title line above the head. */
export function csvKind(head: readonly string[]): TableKind {
	const meanings = head.map(columnMeaning);
	const roles = new Set(meanings.flatMap((each) => (each.is === 'role' ? [each.role] : [])));
	const keys = new Set(head.map((label) => normaliseLabel(label).toLowerCase()));
	if ((roles.has('level1') || roles.has('level3')) && (roles.has('score') || roles.has('weight'))) {
		return 'scores';
	}
	if (meanings.some((each) => each.is === 'registry')) return 'registry';
	const named = roles.has('department') || roles.has('department_code') || keys.has('单位');
	const measures = meanings.filter((each) => each.is === 'measure').length;
	if (measures > 2 || (measures > 0 && (named || roles.has('fiscal_year')))) return 'figures';
	if (keys.has('code') && keys.has('name')) return 'registry';
	return isDepartmentList(roles, keys) ? 'registry' : 'unknown';
}

/** Code and name with the kind or division, and nothing else: a list of departments without the heads of ours. */
function isDepartmentList(roles: ReadonlySet<ColumnRole>, keys: ReadonlySet<string>): boolean {
	if (!roles.has('department_code') || !roles.has('department')) return false;
	if (!roles.has('kind') && !roles.has('division')) return false;
	return [...keys].every((key) => {
		const role = ROLES.get(key);
		return key === '' || ROW_NUMBERS.has(key) || (role && LIST_ROLES.has(role));
	});
}

/** Columns that count the rows: that they are left out goes without saying. */
export const ROW_NUMBERS: ReadonlySet<string> = new Set(['序号', '行次', '编号', 'no', 'no.']);

const LIST_ROLES: ReadonlySet<ColumnRole> = new Set([
	'department_code',
	'department',
	'jurisdiction',
	'kind',
	'division'
]);

/** The money unit a head cell carries in brackets, e.g. `收入合计（元）`; null where it carries none. */
export function unitOfHead(label: string): string | null {
	const match = /\((?:单位:?)?((?:百万|千|万|亿)?元)\)/.exec(
		toHalfWidth(label).replace(/\s+/g, '').replace('【', '(').replace('】', ')')
	);
	return match?.[1] ?? null;
}
