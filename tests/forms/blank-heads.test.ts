/**
 * Heads with blank cells where others have merged ones: each is a head of groups, written with the text of a group in its
 * first or in its middle column. What is stored is what the merged head says, or nothing.
 */
import { expect, test } from 'vitest';
import type { ReportedId } from '#lib/catalogue/measures.ts';
import { openTable } from '#lib/forms/table/head.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { filingOf, statedFigures } from './report/tables.ts';
import { sheet } from './table/worksheets.ts';

/** Labels below each group with the figures that they name; a column of its own has no group. */
const GROUPS: Record<string, Partial<Record<string, ReportedId>>> = {
	财政拨款支出: { 小计: undefined, 基本支出: undefined, 项目支出: undefined },
	财政拨款: { 小计: undefined, 项目支出: undefined },
	其他资金支出: { 小计: undefined, '其中：项目支出': undefined },
	会议费: { 小计: undefined, 线上: undefined },
	支出: { 合计: 'spending_total', 基本支出: 'spending_basic', 项目支出: 'spending_project' },
	三公经费: { 小计: 'three_public_total', 公务接待费: 'three_public_reception' },
	收入: { 合计: 'income_total', 上年结转: 'income_carried_in', 其他收入: 'income_other' }
};
const ALONE: Partial<Record<string, ReportedId>> = { 累计结余: 'balance_cumulative' };

const names = [...Object.keys(GROUPS), ...Object.keys(ALONE)];
const heads = names.flatMap((a) =>
	names.flatMap((b) => names.filter((c) => new Set([a, b, c]).size === 3).map((c) => [a, b, c]))
);

type At = (labels: number) => number;
const FIRST: At = () => 0;
const MIDDLE: At = (labels) => Math.floor((labels - 1) / 2);

interface Head {
	upper: string[];
	lower: string[];
	figures: (ReportedId | undefined)[];
}

function headOf(groups: readonly string[], at: At): Head {
	const head: Head = { upper: ['单位名称'], lower: [''], figures: [] };
	for (const group of groups) {
		const labels = Object.entries(GROUPS[group] ?? { '': ALONE[group] });
		labels.forEach(([label, figure], index) => {
			const isOwn = label === '' || index === at(labels.length);
			head.upper.push(isOwn ? group : '');
			head.lower.push(label);
			head.figures.push(figure);
		});
	}
	return head;
}

/** The columns of a report's table, by the amounts that are stored of them. */
function storedOfReport({ upper, lower, figures }: Head): (string | undefined)[] {
	const amounts = figures.map((_, index) => `${index + 10}`);
	const stated = statedFigures(
		filingOf('单位：万元', [['人员编制', '5']], [upper, lower, ['示例市民政局', ...amounts]])
	);
	return amounts.map(
		(amount) => Object.entries(stated).find(([, value]) => value === Number(amount))?.[0]
	);
}

function storedOfList({ upper, lower, figures }: Head): (string | undefined)[] {
	const rows = [['2022年度部门情况汇总表'], ['单位：万元'], upper, lower];
	const amounts = figures.map((_, index) => index);
	const lines = [...rows, ['示例市民政局', ...amounts], ['示例市教育局', ...amounts]];
	const { measures } = openTable(sheetTable(sheet(lines))).head;
	return amounts.map((_, column) => measures.find(({ index }) => index === column + 1)?.measure);
}

test('the first column of a group names it', () => {
	const read = heads.map((groups) => headOf(groups, FIRST));
	for (const head of read) expect(storedOfList(head)).toEqual(head.figures);
});

test('the middle column of a group may name it', () => {
	const wrong = heads.flatMap((groups) => {
		const head = headOf(groups, MIDDLE);
		return [storedOfList(head), storedOfReport(head)].flatMap((stored) =>
			stored.flatMap((figure, index) =>
				figure && figure !== head.figures[index] ? `${groups.join(' ')} ${index} ${figure}` : []
			)
		);
	});
	expect(wrong).toEqual([]);
});

test('a report reads the first column of a group as its name', () => {
	const wrong = heads.flatMap((groups) => {
		const head = headOf(groups, FIRST);
		return storedOfReport(head).flatMap((figure, index) =>
			figure !== head.figures[index] ? `${groups.join(' ')} ${index} ${figure}` : []
		);
	});
	expect(wrong).toEqual([]);
});
