/** The tables of a Word document while they are read: rows, cells and their properties, one table in another. */
import { UNKNOWN_GROUND, type Colour } from '../appearance.ts';
import {
	Counter,
	MAX_CELLS,
	MAX_NESTED_TABLES,
	MAX_SPAN,
	tablesTooDeep,
	tooManyCells
} from '../caps.ts';
import { UNREAD_OBJECTS, type UnreadObject } from '../remarks.ts';
import { isOn, shadeOf, type StyleReader } from './styles.ts';
import type { WordCell, WordRow, WordTable } from './word-blocks.ts';
import type { WordText } from './word-text.ts';
import type { XmlAttributes } from '../xml.ts';

/** A row of this height, in twips, shows no text. */
const LOWEST_ROW = 60;

interface ShadedTable extends WordTable {
	/** Null where it is that of what is around. */
	ground: Colour | null;
}

interface OpenRow extends WordRow {
	isDeleted: boolean;
	isHidden: boolean;
}

interface OpenCell extends WordCell {
	isDeleted: boolean;
	/** The cell holds this besides text. */
	object: UnreadObject | null;
}

export class WordTables {
	readonly #text: WordText;
	readonly #styles: StyleReader;
	readonly #tables: ShadedTable[] = [];
	readonly #rows: OpenRow[] = [];
	readonly #cells: OpenCell[] = [];
	readonly #cellCount = new Counter(MAX_CELLS, tooManyCells);

	constructor(text: WordText, styles: StyleReader) {
		this.#text = text;
		this.#styles = styles;
	}

	/** A picture in running text is an ornament; an object may hold a table. */
	addObject(object: UnreadObject): void {
		if (object === 'picture') this.#text.remarks.pictures++;
		const cell = this.#cells.at(-1);
		if (!cell) this.#text.remarks.objects += object === 'object' ? 1 : 0;
		else if (cell.object === null || object !== 'picture') cell.object = object;
	}

	openTable(): void {
		this.#tables.push({ kind: 'table', rows: [], ground: null });
		if (this.#tables.length > MAX_NESTED_TABLES) throw tablesTooDeep();
	}

	openRow(): void {
		this.#rows.push({ before: 0, cells: [], isDeleted: false, isHidden: false });
	}

	openCell(): void {
		this.#cellCount.add();
		this.#cells.push({
			span: 1,
			vertical: null,
			covered: false,
			isDeleted: false,
			object: null,
			blocks: []
		});
		this.#text.openContainer(this.#tables.at(-1)?.ground);
	}

	closeTable(): void {
		const table = this.#tables.pop();
		if (table && table.rows.length > 0) this.#text.addBlock(table);
	}

	closeRow(): void {
		const row = this.#rows.pop();
		if (!row || row.cells.length === 0) return;
		if (row.isDeleted) this.#text.remarks.deletions++;
		else if (row.isHidden) this.#text.remarks.hidden++;
		else this.#tables.at(-1)?.rows.push({ before: row.before, cells: row.cells });
	}

	closeCell(): void {
		const cell = this.#cells.pop();
		const blocks = this.#text.closeContainer();
		const row = this.#rows.at(-1);
		if (!cell || !row) return;
		const { span, vertical, covered, object } = cell;
		if (
			object !== null &&
			blocks.every((block) => block.kind === 'paragraph' && !block.text.trim())
		)
			blocks.splice(0, blocks.length, { kind: 'paragraph', text: UNREAD_OBJECTS[object] });
		if (cell.isDeleted) this.#text.remarks.deletions++;
		else row.cells.push({ span, vertical, covered, blocks });
	}

	setTable(property: string, attribute: XmlAttributes): void {
		const table = this.#tables.at(-1);
		if (!table) return;
		if (property === 'w:shd') table.ground = shadeOf(attribute) ?? table.ground;
		else if (this.#styles.shades(attribute('val') ?? '')) table.ground = UNKNOWN_GROUND;
	}

	setRow(property: string, attribute: XmlAttributes): void {
		const row = this.#rows.at(-1);
		if (!row) return;
		if (property === 'w:gridBefore') row.before = countOf(attribute('val'), 0);
		else if (property === 'w:del') row.isDeleted = true;
		else if (property === 'w:hidden') row.isHidden = isOn(attribute('val'));
		else if (property === 'w:trHeight' && attribute('hRule') === 'exact')
			row.isHidden ||= Number(attribute('val')) < LOWEST_ROW;
	}

	setCell(property: string, attribute: XmlAttributes): void {
		const cell = this.#cells.at(-1);
		if (!cell) return;
		if (property === 'w:gridSpan') cell.span = countOf(attribute('val'), 1);
		else if (property === 'w:vMerge')
			cell.vertical = attribute('val') === 'restart' ? 'restart' : 'continue';
		else if (property === 'w:hMerge') cell.covered = attribute('val') !== 'restart';
		else if (property === 'w:shd') this.#text.setGround(shadeOf(attribute));
		else if (property === 'w:cellDel') cell.isDeleted = true;
	}
}

function countOf(value: string | undefined, least: number): number {
	const count = Number(value);
	return Number.isInteger(count) && count > least ? Math.min(count, MAX_SPAN) : least;
}
