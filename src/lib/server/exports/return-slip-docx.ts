/** 退回单 as a Word document that an official can edit and stamp: a page or more per department. */
import { HeadingLevel, Paragraph, type Table } from 'docx';
import type { Problem } from '../import/problem.ts';
import type { DepartmentProblems } from '../import/problems.ts';
import { line, runs, table, writeDocument } from './official-docx.ts';
import type { ReturnSlips } from './return-slip.ts';

export function writeReturnSlips({ cover, departments }: ReturnSlips): Promise<Uint8Array> {
	const parts = departments.flatMap((each) => slipParts(each));
	return writeDocument(cover, parts.length > 0 ? parts : [line('没有需要退回或说明的事项。')]);
}

function slipParts({ department, is_demo, problems }: DepartmentProblems): (Paragraph | Table)[] {
	const name = is_demo ? `${department.name}（演示数据）` : department.name;
	const returned = problems.filter(({ kind }) => kind === '退回');
	const others = problems.filter(({ kind }) => kind !== '退回');
	return [
		new Paragraph({
			heading: HeadingLevel.HEADING_1,
			pageBreakBefore: true,
			children: runs(name)
		}),
		...returned.flatMap(({ message, advice }) => [
			line(`退回理由：${message}`),
			line(`要求：${advice}`)
		]),
		line(others.length > 0 ? `请逐项核对下列${others.length}项：` : '没有其他需要核对的事项。'),
		...(others.length > 0 ? [problemTable(others)] : []),
		line('部门经办人：　　　　　　　　部门负责人：　　　　　　　　日期：')
	];
}

function problemTable(problems: readonly Problem[]): Table {
	return table(
		['类别', '位置', '读到', '应为', '问题', '怎么办'],
		problems.map((one) => [
			`${one.kind}：${one.section}`,
			[one.file, one.table, one.row, one.column].filter(Boolean).join(' '),
			one.read,
			one.expected,
			one.message,
			one.advice
		]),
		[12, 20, 16, 16, 20, 16],
		{ from: 0, to: 0 }
	);
}
