/** What forms that set budgets beside their execution call the row of all the department's money. */
import type { FormLabel } from './definition.ts';

export const EXECUTION_TOTALS: readonly FormLabel[] = [
	'年度资金总额',
	'年度资金总额合计',
	'资金总额',
	'总额',
	'合计',
	'部门整体支出总额',
	'整体支出总额',
	'部门整体支出',
	'部门整体资金',
	'年度预算',
	'预算执行情况',
	'部门预算执行情况'
].map((label) => ({ label, measure: 'spending_total' }));
