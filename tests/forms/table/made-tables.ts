/** Layouts of made-up lists: a department a row, a figure a row, or a department a column, under heads of one to three rows. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import { columnName } from '#lib/documents/sheet/references.ts';
import {
	columnsOf,
	keyOf,
	PLACE,
	rowsOf,
	rowsOfOne,
	YEAR,
	type Choices,
	type Column,
	type MadeRow
} from './made-lists.ts';

/** 分 in a hundredth of 万元. */
const FEN = 10_000;

export interface MadeList {
	sheet: string;
	lines: string[][];
	merges: string[];
	/** In 分, by department, year, measure and basis. */
	stated: ReadonlyMap<string, number>;
}

export function makeList(made: Choices): MadeList {
	const isOfOne = made.levels === 'one' && made.shape === 'rows';
	const owner = `${PLACE}民政局`;
	const rows = isOfOne ? rowsOfOne(made, owner) : rowsOf(made);
	const columns = columnsOf(made).filter(
		({ basis, year }) => made.shape !== 'across' || (basis === 'actual' && year === YEAR)
	);
	const stated = new Map(
		rows.flatMap(({ of, amounts }) =>
			columns.flatMap((column) =>
				of === null || !amounts
					? []
					: [[keyOf(of, column.year, column.measure, column.basis), amounts(column) * FEN] as const]
			)
		)
	);
	const lines = titlesOf(made, isOfOne ? owner : null);
	const above = lines.length;
	const { table, merges } = TABLES[made.shape](made, rows, columns);
	lines.push(...table);
	if (made.hasNote)
		lines.push(['注：本表数据来自部门决算报表。'], ['填表人：', '', '2023年3月15日']);
	return {
		sheet: isOfOne && made.owner === 'sheet' ? owner : '数据',
		lines,
		merges: made.isMerged ? merges.map((area) => areaName(area, above)) : [],
		stated
	};
}

function titlesOf({ unit, owner, hasYears, shape }: Choices, name: string | null): string[][] {
	const year = hasYears && shape === 'rows' ? '' : `${YEAR}年度`;
	const whose = name === null ? `${PLACE}${year}市直` : `${owner === 'title' ? name : ''}${year}`;
	const lines = [[`${whose}部门收支情况表${unit === 'title' ? '（单位：万元）' : ''}`]];
	if (name !== null && owner === 'line') lines.push([`填报单位：${name}`]);
	if (name !== null && owner === 'cell') lines.push(['单位名称', name]);
	if (unit === 'line') lines.push(['单位：万元']);
	return lines;
}

/** First row and column, last row and column, 0-based. */
type Area = readonly [top: number, left: number, bottom: number, right: number];

interface MadeTable {
	table: string[][];
	merges: Area[];
}

function areaName([top, left, bottom, right]: Area, above: number): string {
	return `${columnName(left + 1)}${top + above + 1}:${columnName(right + 1)}${bottom + above + 1}`;
}

const TABLES: Record<Choices['shape'], (...made: [Choices, MadeRow[], Column[]]) => MadeTable> = {
	rows: (made, rows, columns) => {
		const own = ['序号', '单位名称', ...(made.hasYears ? ['年度'] : [])];
		const { table, merges } = headOf(own, columns);
		for (const { number, name, amounts } of rows)
			table.push([
				number,
				name,
				...(made.hasYears ? [amounts ? String(YEAR) : ''] : []),
				...columns.map((column) => (amounts ? printed(amounts(column)) : ''))
			]);
		return { table, merges };
	},
	items: ({ isMerged }, rows, columns) => {
		const items = [...new Set(columns.map(({ measure }) => measure))];
		const words = [...new Set(columns.map((column) => wordsOf(column)))];
		const head = ['单位名称', '指标', ...words.map((word) => word || '金额（万元）')];
		const merges: Area[] = [];
		const table = [head];
		for (const { of, amounts } of rows.filter((row) => row.of !== null)) {
			if (isMerged) merges.push([table.length, 0, table.length + items.length - 1, 0]);
			items.forEach((item, at) => {
				const cells = words.map((word) => {
					const column = columns.find((each) => each.measure === item && wordsOf(each) === word);
					return column && amounts ? printed(amounts(column)) : '';
				});
				table.push([isMerged && at > 0 ? '' : (of ?? ''), LABELS[item] ?? '', ...cells]);
			});
		}
		return { table, merges };
	},
	across: (_, rows, columns) => {
		const records = rows.filter(({ of }) => of !== null);
		const table = [['项目', ...records.map(({ of }) => of ?? '')]];
		for (const column of columns)
			table.push([
				LABELS[column.measure] ?? '',
				...records.map(({ amounts }) => (amounts ? printed(amounts(column)) : ''))
			]);
		return { table, merges: [] };
	}
};

const LABELS: Partial<Record<FigureId, string>> = {
	spending_total: '支出合计',
	spending_basic: '其中：基本支出',
	spending_project: '项目支出'
};

/** The year or the basis of a column, as it is written; empty where it has neither. */
function wordsOf({ path }: Column): string {
	return path.find((text) => /预算|决算|20\d\d/.test(text)) ?? '';
}

function printed(value: number): string {
	return (value / 100).toFixed(2);
}

/** The head, groups in the first of their columns; merged, over all of them. */
function headOf(own: readonly string[], columns: readonly Column[]): MadeTable {
	const paths = [...own.map((label) => [label]), ...columns.map(({ path }) => path)];
	const height = Math.max(...paths.map(({ length }) => length));
	const merges: Area[] = [];
	const table = Array.from({ length: height }, () => paths.map(() => ''));
	paths.forEach((path, column) =>
		path.forEach((text, level) => {
			const isLast = level === path.length - 1;
			const isSame = (at: number) =>
				!isLast && (paths[at]?.length ?? 0) > level + 1 && paths[at]?.[level] === text;
			if (isSame(column - 1)) return;
			let right = column;
			while (isSame(right + 1)) right++;
			const bottom = isLast ? height - 1 : level;
			(table[level] as string[])[column] = text;
			if (right > column || bottom > level) merges.push([level, column, bottom, right]);
		})
	);
	return { table, merges };
}
