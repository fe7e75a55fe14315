/** The rows of forms that set budgets beside their execution: all of the department's money, and its sources. */
import type { FormLabel } from './definition.ts';

export const SOURCE_OF_SPENDING = '按资金来源分的预算和支出，不是收入，不存入收入项';

const TOTALS = [
	'年度资金总额',
	'年度资金总额合计',
	'年度总金额',
	'总金额',
	'资金总额',
	'总额',
	'合计',
	'部门整体支出总额',
	'整体支出总额',
	'部门整体支出',
	'部门支出预算数',
	'部门支出总额',
	'部门支出',
	'部门整体资金',
	'年度预算',
	'年度总预算',
	'年度预算总额',
	'年度预算资金',
	'部门年度预算',
	'部门年度总预算',
	'预算执行情况',
	'部门预算执行情况'
];
/** These were spent out of each source; none of it is an income. */
const SOURCES = [
	'本年财政拨款',
	'当年财政拨款',
	'财政拨款',
	'财政资金',
	'财政性资金',
	'上年结转资金',
	'单位资金',
	'其他资金'
];

export const EXECUTION_ROWS: readonly FormLabel[] = [
	...TOTALS.map((label): FormLabel => ({ label, measure: 'spending_total' })),
	...SOURCES.map((label): FormLabel => ({ label, measure: null, why: SOURCE_OF_SPENDING }))
];
