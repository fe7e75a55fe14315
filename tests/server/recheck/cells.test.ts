import { describe, expect, test } from 'vitest';
import type { CellFormat, SheetCell } from '#lib/server/exports/sheet.ts';
import { compareSheets } from '#lib/server/recheck/cells.ts';
import { changeTexts } from '#lib/server/recheck/cell-texts.ts';

function compared(format: CellFormat, before: SheetCell, after: SheetCell) {
	const sheet = (cell: SheetCell) => ({
		name: '结转结余',
		columns: [
			{ name: '部门', unit: '', format: 'text' as const },
			{ name: '数', unit: '', format }
		],
		rows: [['示例局', cell]]
	});
	return compareSheets([sheet(before)], [sheet(after)]);
}

describe('a number that is printed as it was follows still', () => {
	test.each<[CellFormat, number, number]>([
		['ratio', 0.044_745_121, 0.044_745_409],
		['ratio', 0.1 + 0.2, 0.3],
		['difference', 1.234_561, 1.234_564],
		['money_per_head', 1206.041, 1206.044],
		['points', 92.000_000_1, 92],
		['number', -0.350_01, -0.350_04]
	])('%s: %d and %d', (format, before, after) => {
		expect(compared(format, before, after)).toEqual({ same: 1, finer: 1, changes: [] });
	});
});

describe('what is printed otherwise is listed with the digits that show it', () => {
	test.each<[CellFormat, SheetCell, SheetCell, string, string]>([
		['ratio', 0.044_745, 0.044_746, '4.4745%', '4.4746%'],
		['ratio', 0.044_499_99, 0.044_500_01, '4.449999%', '4.450001%'],
		['money', 1206.04, 1206.05, '1,206.04元', '1,206.05元'],
		['money_per_head', 1206.004_9, 1206.005_1, '1,206.00元', '1,206.01元'],
		['difference', 1.2, -1.2, '1.2 个百分点', '-1.2 个百分点'],
		['count', 0, null, '0', '（无）'],
		['points', 92, '未报', '92', '未报']
	])('%s: %s and %s', (format, before, after, old, now) => {
		const { same, finer, changes } = compared(format, before, after);
		expect([same, finer, ...changes.map(changeTexts)]).toEqual([0, 0, [old, now]]);
	});
});

describe('a row whose words changed is the same row', () => {
	const sheetOf = (columns: string[]) => (row: string[]) => ({
		name: '主要数据',
		columns: columns.map((name) => ({ name, unit: '', format: 'text' as const })),
		rows: [row, ['收入合计', '3亿元']]
	});

	test('of a page in words', () => {
		const sheet = sheetOf(['项目', '数额']);
		const { changes } = compareSheets(
			[sheet(['支出合计', '1亿元'])],
			[sheet(['支出合计', '2亿元'])]
		);
		expect(changes.map(({ row, column, before, after }) => [row, column, before, after])).toEqual([
			['支出合计', '数额', '1亿元', '2亿元']
		]);
	});

	test('of a department with another name', () => {
		const sheet = sheetOf(['部门编码', '部门']);
		const { changes } = compareSheets([sheet(['302', '甲局'])], [sheet(['302', '乙局'])]);
		expect(changes.map(({ row, column, before, after }) => [row, column, before, after])).toEqual([
			['302 · 乙局', '部门', '甲局', '乙局']
		]);
	});
});
