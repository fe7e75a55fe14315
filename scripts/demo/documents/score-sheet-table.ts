/** This module prints the score sheet as a table with merged cells. */
import { typedPoints } from '../filing/printed-numbers.ts';
import type { DemoScoreSheet, DemoScoreLine } from '../scores/self-scores.ts';
import { INDICATOR_LINES } from '../scores/indicator-lines.ts';
import type { GridCell, GridRow } from './wordml.ts';
import { cell, covered, pageBreak, table } from './wordml.ts';

const WIDTHS = [1000, 1100, 1500, 3400, 700, 800, 1700] as const;
const HEAD: GridRow = [
	'一级指标',
	'二级指标',
	'三级指标',
	'评分标准',
	'分值',
	'自评得分',
	'扣分原因和其他说明'
].map((label) => cell(label));
/** The page breaks above this line, within 资产管理, so that merged cells are cut. */
const BREAK_BEFORE = 13;

/** Returns one table, or two tables with a page break between them and the head repeated. */
export function sheetTables(sheet: DemoScoreSheet, split: boolean): string[] {
	const total: GridRow = [
		cell('总 分'),
		cell(''),
		cell(''),
		cell(''),
		cell(typedPoints(100_00)),
		cell(typedPoints(sheet.total)),
		cell('')
	];
	if (!split) return [table(WIDTHS, [HEAD, ...rowsOf(sheet.lines), total])];
	return [
		table(WIDTHS, [HEAD, ...rowsOf(sheet.lines.slice(0, BREAK_BEFORE))]),
		pageBreak(),
		table(WIDTHS, [HEAD, ...rowsOf(sheet.lines.slice(BREAK_BEFORE)), total])
	];
}

function rowsOf(lines: readonly DemoScoreLine[]): GridRow[] {
	return lines.map((line, index) => {
		const above = lines[index - 1];
		const below = lines[index + 1];
		const [first, second, third] = line.path;
		const heading = (level: 0 | 1, name: string): GridCell => {
			if (above && sameHeading(above, line, level)) return covered();
			const merge = below && sameHeading(below, line, level) ? 'start' : null;
			return cell(`${name}\n（${typedPoints(weightUnder(line, level))}分）`, 1, merge);
		};
		const sharesWeight = below?.weight === null;
		return [
			heading(0, [...first].join('  ')),
			heading(1, second),
			cell(third),
			shared(line, above, below),
			line.weight === null
				? covered()
				: cell(typedPoints(line.weight), 1, sharesWeight ? 'start' : null),
			cell(typedPoints(line.score)),
			cell(line.reason)
		];
	});
}

function sameHeading(one: DemoScoreLine, other: DemoScoreLine, level: 0 | 1): boolean {
	return one.path[0] === other.path[0] && (level === 0 || one.path[1] === other.path[1]);
}

/** Lines that share one 评分标准 show it in one merged cell. */
function shared(line: DemoScoreLine, above?: DemoScoreLine, below?: DemoScoreLine): GridCell {
	if (above?.criterion === line.criterion) return covered();
	return cell(line.criterion, 1, below?.criterion === line.criterion ? 'start' : null);
}

/** Returns the weight that the bureau prints beside a heading; a department's changes do not affect it. */
function weightUnder(line: DemoScoreLine, level: 0 | 1): number {
	return INDICATOR_LINES.filter(
		(each) => each.path[0] === line.path[0] && (level === 0 || each.path[1] === line.path[1])
	).reduce((sum, each) => sum + (each.weight ?? 0), 0);
}
