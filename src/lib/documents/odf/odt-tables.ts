/** The tables of an OpenDocument text while they are read, one in another. */
import {
	Counter,
	MAX_CELLS,
	MAX_NESTED_TABLES,
	MAX_SPAN,
	tablesTooDeep,
	tooManyCells
} from '../caps.ts';
import type { Block, BlockCell, BlockTable } from '../blocks.ts';
import { UNREAD_OBJECTS, type TextRemarks, type UnreadObject } from '../remarks.ts';
import type { XmlAttributes } from '../xml.ts';

interface OdtCell extends BlockCell {
	rows: number;
	/** The cell stands so often side by side. */
	repeated: number;
	object: UnreadObject | null;
}

interface OdtTable {
	block: BlockTable;
	/** Cells that reach down, by their first column: how many rows they still cover. */
	reaching: Map<number, { span: number; rows: number }>;
	row: OdtCell[];
	column: number;
	isLowRow: boolean;
	/** The open row stands so often one below another. */
	repeated: number;
}

export class OdtTables {
	readonly #remarks: TextRemarks;
	readonly #tables: OdtTable[] = [];
	readonly #cells: OdtCell[] = [];
	readonly #cellCount = new Counter(MAX_CELLS, tooManyCells);

	constructor(remarks: TextRemarks) {
		this.#remarks = remarks;
	}

	/** Blocks of the cell that is open; null outside tables. */
	get cell(): Block[] | null {
		return this.#cells.at(-1)?.blocks ?? null;
	}

	addObject(object: UnreadObject): void {
		if (object === 'picture') this.#remarks.pictures++;
		const cell = this.#cells.at(-1);
		if (!cell) this.#remarks.objects += object === 'object' ? 1 : 0;
		else if (cell.object === null || object === 'object') cell.object = object;
	}

	openTable(): void {
		this.#tables.push({
			block: { kind: 'table', rows: [] },
			reaching: new Map(),
			row: [],
			column: 0,
			isLowRow: false,
			repeated: 1
		});
		if (this.#tables.length > MAX_NESTED_TABLES) throw tablesTooDeep();
	}

	/** @returns the table where it has a row */
	closeTable(): BlockTable | null {
		const block = this.#tables.pop()?.block;
		return block && block.rows.length > 0 ? block : null;
	}

	openRow(attribute: XmlAttributes, isLow: boolean): void {
		const table = this.#tables.at(-1);
		if (!table) return;
		table.isLowRow = isLow;
		table.repeated = countOf(attribute('number-rows-repeated'));
	}

	openCell(attribute: XmlAttributes): void {
		this.#cellCount.add();
		const table = this.#tables.at(-1);
		const span = countOf(attribute('number-columns-spanned'));
		const rows = countOf(attribute('number-rows-spanned'));
		const grid = { start: table?.column ?? 0, span };
		this.#cells.push({
			blocks: [],
			grid,
			merge: rows > 1 ? 'start' : 'none',
			rows,
			repeated: countOf(attribute('number-columns-repeated')),
			object: null
		});
	}

	closeCell(): void {
		const cell = this.#cells.pop();
		const table = this.#tables.at(-1);
		if (!cell || !table) return;
		const isBlank = cell.blocks.every((block) => block.kind === 'paragraph' && !block.text.trim());
		if (cell.object !== null && isBlank)
			cell.blocks = [{ kind: 'paragraph', text: UNREAD_OBJECTS[cell.object] }];
		for (let n = 0; n < cell.repeated; n++) {
			if (n > 0) this.#cellCount.add();
			table.row.push({ ...cell, grid: { start: table.column, span: cell.grid?.span ?? 1 } });
			// Of the columns that a cell spans, all but the first are written as covered cells.
			table.column++;
		}
	}

	/** Covered cells belong to the cell on their left, or to one that reaches down from above. */
	coverCells(count: number): void {
		const table = this.#tables.at(-1);
		if (!table) return;
		for (let n = 0; n < count; n++, table.column++) {
			const above = table.reaching.get(table.column);
			if (!above) continue;
			this.#cellCount.add();
			const grid = { start: table.column, span: above.span };
			table.row.push({
				blocks: [],
				grid,
				merge: 'continue',
				rows: above.rows,
				repeated: 1,
				object: null
			});
		}
	}

	closeRow(): void {
		const table = this.#tables.at(-1);
		if (!table) return;
		const reaching: OdtTable['reaching'] = new Map();
		for (const { grid, rows } of table.row)
			if (grid && rows > 1) reaching.set(grid.start, { span: grid.span, rows: rows - 1 });
		if (table.row.length > 0 && table.isLowRow) this.#remarks.hidden++;
		else this.#addRows(table);
		Object.assign(table, { reaching, row: [], column: 0, isLowRow: false });
	}

	#addRows({ block, row, repeated }: OdtTable): void {
		for (let n = 0; n < repeated && row.length > 0; n++) {
			if (n > 0) row.forEach(() => this.#cellCount.add());
			block.rows.push(row.map(({ blocks, grid, merge }) => ({ blocks, grid, merge })));
		}
	}
}

/** A number of repeated or spanned cells; 1 for what is none. */
export function countOf(value: string | undefined): number {
	const count = Number(value ?? 1);
	return Number.isInteger(count) && count > 0 ? Math.min(count, MAX_SPAN) : 1;
}
