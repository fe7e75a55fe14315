/** Says of a row below a department, or over several, why it is no record. */
import { quoteText } from '#lib/catalogue/characters.ts';
import type { RowBelow, TableRow, TableRows } from '#lib/documents/table/rows.ts';
import type { TableHead } from './head.ts';
import { cellOf, placeOf } from './identity.ts';
import { leftOver, type TableProblem } from './outcomes.ts';

/** Says of such a row that it is no record of a department. */
export function rowBelow(rows: TableRows, head: TableHead, row: TableRow): TableProblem | null {
	const found = rows.below?.get(row.line);
	if (!found) return null;
	const { department } = head.roles;
	return leftOver(
		CODES[found.is],
		placeOf(rows, row, department),
		cellOf(row, department).trim(),
		`${WHY[found.is](quoteText(found.of))}，本行未读入。`
	);
}

const CODES = {
	part: 'part_of_department',
	summed: 'part_of_department',
	unit: 'unit_of_department',
	body: 'unit_of_department',
	group: 'group_of_departments',
	unclear: 'part_unclear',
	office: 'without_its_units'
} as const;

const WHY: Record<RowBelow['is'], (of: string) => string> = {
	part: (of) => `是上面${of}的组成部分，已含在该部门的数内`,
	summed: (of) => `已加在下面${of}的数内`,
	unit: (of) =>
		`排在${of}之下，是该部门本级或所属单位的数，该部门一行没有填写数字，不能作为部门的数`,
	body: (of) => `排在${of}之下，是部门所属单位的数，不能作为部门的数`,
	unclear: (of) =>
		`排在${of}之下，无法判断是不是该部门的所属单位，请在名称前写明“其中：”，或加一列序号后再导入`,
	office: (of) => `表中其他各行是所属单位，只是${of}本级的得分，不能作为该部门整体的得分`,
	group: () => '排在下面几个部门之上，是一组部门的合计，不是部门的记录'
};
