/** Made-up reports of the form, composed from what a test varies. All departments and numbers are invented. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { UnitRole } from '#lib/filing/filing.ts';
import { plainRow, share, type ModelBlock, type ModelCell } from './documents.ts';

/** A head column: a figure, a group of columns, the unit names, or something that is no figure. */
export interface Column {
	label: string;
	figure?: FigureId;
	name?: true;
	children?: Column[];
}

export interface FigureTable {
	/** Rows over the whole width above the head, e.g. `年度收入情况（万元）`. */
	captions?: string[];
	columns: Column[];
}

export interface MadeUnit {
	/** As the first cell prints it. */
	printed: string;
	/** As it should be read. */
	name: string;
	role: UnitRole;
	figures: Partial<Record<FigureId, string>>;
}

export interface MadeItem {
	name: string;
	weight: string | null;
	score: string;
	reason?: string;
	criterion?: string;
}

export interface MadeLevel {
	name: string;
	items: MadeItem[];
}

export interface MadeSheet {
	/** Column heads in order; `level1` … `reason` are the roles. */
	columns: [
		role: 'level1' | 'level2' | 'level3' | 'criterion' | 'weight' | 'score' | 'reason' | 'extra',
		head: string
	][];
	levels: { name: string; children: MadeLevel[] }[];
	total: { label: string; weight: string; score: string };
	/** Item (0-based) before which the page breaks and the head and merged cells are repeated. */
	breakBefore?: number;
}

export interface MadeReport {
	cover: string[];
	staff: string[][];
	tables: FigureTable[];
	units: MadeUnit[];
	/** Rows below the figures: goals, indicators, form score, grade. */
	rating: string[][];
	narrative: string[];
	sheet: MadeSheet | null;
	/** One large table, as the form has it, or a table each with its captions as paragraphs. */
	layout: 'one_table' | 'separate_tables';
}

export function blocksOf(report: MadeReport): ModelBlock[] {
	const sheet = report.sheet ? sheetBlocks(report.sheet) : [];
	return [...report.cover, ...formBlocks(report), ...report.narrative, ...sheet];
}

function formBlocks(report: MadeReport): ModelBlock[] {
	const staff = report.staff.map((row) => plainRow(...row));
	const rating = report.rating.map((row) => plainRow(...row));
	if (report.layout === 'one_table') {
		const figures = report.tables.flatMap((table) => [
			...(table.captions ?? []).map((caption) => plainRow(caption)),
			...figureRows(table, report.units)
		]);
		return [
			{
				rows: [
					plainRow('一、部门（单位）基本概况'),
					...staff,
					plainRow('二、部门（单位）收支情况'),
					...figures,
					plainRow('三、部门（单位）整体支出绩效自评情况'),
					...rating
				]
			}
		];
	}
	return [
		...(staff.length > 0 ? ['一、部门（单位）基本概况', { rows: staff }] : []),
		...report.tables.flatMap((table): ModelBlock[] => [
			...(table.captions ?? []),
			{ rows: figureRows(table, report.units) }
		]),
		...(rating.length > 0 ? ['三、部门（单位）整体支出绩效自评情况', { rows: rating }] : [])
	];
}

function figureRows({ columns }: FigureTable, units: readonly MadeUnit[]): ModelCell[][] {
	const leaves = columns.flatMap(leavesOf);
	const printed = (unit: MadeUnit, { figure }: Column) =>
		figure ? (unit.figures[figure] ?? '') : '';
	const data = units.map((unit) =>
		leaves.map((leaf, index) => ({
			text: leaf.name ? unit.printed : printed(unit, leaf),
			...share(index, leaves.length),
			merge: 'none' as const
		}))
	);
	return [...headRows(columns, leaves), ...data];
}

function leavesOf(column: Column): Column[] {
	return column.children ? column.children.flatMap(leavesOf) : [column];
}

function depthOf(column: Column): number {
	return column.children ? 1 + Math.max(...column.children.map(depthOf)) : 1;
}

/** Head rows with merged cells: a group over its columns, a column down to the last head row. */
function headRows(columns: readonly Column[], leaves: readonly Column[]): ModelCell[][] {
	const depth = Math.max(...columns.map(depthOf));
	const rows: ModelCell[][] = Array.from({ length: depth }, () => []);
	const place = (column: Column, row: number) => {
		const own = leavesOf(column);
		const first = share(leaves.indexOf(own[0] as Column), leaves.length);
		const last = share(leaves.indexOf(own.at(-1) as Column), leaves.length);
		const cell = {
			text: column.label,
			start: first.start,
			span: last.start + last.span - first.start
		};
		if (column.children) {
			rows[row]?.push({ ...cell, merge: 'none' });
			column.children.forEach((child) => place(child, row + 1));
			return;
		}
		rows[row]?.push({ ...cell, merge: row < depth - 1 ? 'start' : 'none' });
		for (let below = row + 1; below < depth; below++)
			rows[below]?.push({ ...cell, merge: 'continue' });
	};
	columns.forEach((column) => place(column, 0));
	return rows;
}

function sheetBlocks(sheet: MadeSheet): ModelBlock[] {
	const head = plainRow(...sheet.columns.map(([, label]) => label));
	const lines = sheet.levels.flatMap((first) =>
		first.children.flatMap((second) =>
			second.items.map((item, index) => ({ first, second, item, index }))
		)
	);
	const tables: ModelCell[][][] = [[head]];
	let above: (typeof lines)[number] | null = null;
	for (const [index, line] of lines.entries()) {
		if (index === sheet.breakBefore) {
			tables.push([head]);
			above = null;
		}
		tables.at(-1)?.push(itemRow(sheet, line, above));
		above = line;
	}
	const { label, weight, score } = sheet.total;
	const total = sheet.columns.map(([role], index) => {
		if (index === 0) return label;
		if (role === 'weight') return weight;
		return role === 'score' ? score : '';
	});
	tables.at(-1)?.push(plainRow(...total));
	return tables.map((rows) => ({ rows: rows.map((row) => markStarts(row, rows)) }));
}

function itemRow(
	{ columns }: MadeSheet,
	line: { first: { name: string }; second: MadeLevel; item: MadeItem },
	above: { first: { name: string }; second: MadeLevel } | null
): ModelCell[] {
	return columns.map(([role], index) => {
		const goesOn =
			(role === 'level1' && above?.first === line.first) ||
			(role === 'level2' && above?.second === line.second) ||
			(role === 'weight' && line.item.weight === null);
		const texts = {
			level1: line.first.name,
			level2: line.second.name,
			level3: line.item.name,
			criterion: line.item.criterion ?? '按标准计分。',
			weight: line.item.weight ?? '',
			score: line.item.score,
			reason: line.item.reason ?? '',
			extra: '见说明'
		};
		const text = goesOn ? '' : texts[role];
		return { text, ...share(index, columns.length), merge: goesOn ? 'continue' : 'none' };
	});
}

/** A cell with a continuation below it starts a merge. */
function markStarts(row: ModelCell[], rows: readonly ModelCell[][]): ModelCell[] {
	const below = rows[rows.indexOf(row) + 1];
	return row.map((cell, index) =>
		cell.merge === 'none' && below?.[index]?.merge === 'continue'
			? { ...cell, merge: 'start' }
			: cell
	);
}
