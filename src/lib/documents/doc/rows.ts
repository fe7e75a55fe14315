/**
 * Geometry of one table row in Word 97–2003 ([MS-DOC] TAP): the edges of its cells and how they merge, from the
 * table modifiers on the mark that ends the row.
 */
import type { Colour } from '../appearance.ts';
import { MAX_ROW_CELLS } from '../caps.ts';
import { oldShadeAt, SHADE_BYTES, shadeAt } from './colours.ts';
import { PROPERTY, type Property } from './properties.ts';

const CELL_DESCRIPTOR_BYTES = 20;
const WIDTH_IN_TWIPS = 3;

export interface WordRowCell {
	/** Twips (1/1440 inch). */
	width: number;
	/** `joined`: part of the cell to its left, its own text not shown. */
	horizontal: 'none' | 'first' | 'joined';
	vertical: 'none' | 'start' | 'continue';
	/** Null for that of what is around. */
	ground: Colour | null;
}

export interface RowDefinition {
	/** Left edge of the first cell in twips; null when it is the table's own left edge, moved by `indent`. */
	left: number | null;
	indent: number;
	cells: WordRowCell[];
}

/** The row that a property list describes, null when it says nothing about cells. */
export function readRowDefinition(properties: Property[]): RowDefinition | null {
	const definition = properties.findLast(({ code }) => code === PROPERTY.tableDefinition);
	const row: RowDefinition = definition
		? readTableDefinition(definition)
		: { left: null, indent: 0, cells: [] };
	for (const property of properties) changeRow(row, property, definition !== undefined);
	return row.cells.length > 0 ? row : null;
}

/**
 * Edges of all cells, then a descriptor for some or all of them. The two bits of horizontal merging are given in
 * opposite meanings by Microsoft's descriptions of 1998 and 2008; whichever comes first in a row is a first cell.
 */
function readTableDefinition({ source, at, length }: Property): RowDefinition {
	const count = length > 0 ? source.u8(at) : 0;
	const descriptors = at + 1 + (count + 1) * 2;
	if (descriptors > at + length) return { left: null, indent: 0, cells: [] };
	const edges = Array.from({ length: count + 1 }, (_, n) => source.i16(at + 1 + n * 2));
	const flags = Array.from({ length: count }, (_, n) => {
		const descriptor = descriptors + n * CELL_DESCRIPTOR_BYTES;
		return descriptor + 2 <= at + length ? source.u16(descriptor) : 0;
	});
	const first = flags.map((bits) => bits & 3).find((bits) => bits !== 0);
	const cells = flags.map((bits, n): WordRowCell => {
		const horizontal = bits & 3;
		const joined = horizontal === first ? 'first' : 'joined';
		return {
			width: (edges[n + 1] ?? 0) - (edges[n] ?? 0),
			horizontal: horizontal === 0 ? 'none' : joined,
			vertical: verticalMerge((bits >> 5) & 3),
			ground: null
		};
	});
	return { left: edges[0] ?? 0, indent: 0, cells };
}

function verticalMerge(flags: number): WordRowCell['vertical'] {
	if (flags === 0) return 'none';
	return flags === 1 ? 'continue' : 'start';
}

/** Applies one modifier that follows the definition, as left by later edits or by programs since Word 2002. */
function changeRow(row: RowDefinition, { code, source, at, length }: Property, defined: boolean) {
	if (length < 2) return;
	const [first, limit] = [source.u8(at), source.u8(at + 1)];
	switch (code) {
		case PROPERTY.cellShades:
			shadeCells(row, 0, { source, at, length });
			break;
		case PROPERTY.cellShadesFrom22:
			shadeCells(row, 22, { source, at, length });
			break;
		case PROPERTY.cellShadesFrom44:
			shadeCells(row, 44, { source, at, length });
			break;
		case PROPERTY.cellShadesOld:
			for (let n = 0; n * 2 + 2 <= length; n++) shadeCell(row, n, oldShadeAt(source, at + n * 2));
			break;
		case PROPERTY.insertCells:
			if (!defined) insertCells(row, first, limit, source.u16(at + 2));
			break;
		case PROPERTY.deleteCells:
			row.cells.splice(first, Math.max(0, limit - first));
			break;
		case PROPERTY.columnWidth:
			for (const cell of row.cells.slice(first, limit)) cell.width = source.i16(at + 2);
			break;
		case PROPERTY.mergeCells:
			row.cells.slice(first, limit).forEach((cell, n) => {
				cell.horizontal = n === 0 ? 'first' : 'joined';
			});
			break;
		case PROPERTY.splitCells:
			for (const cell of row.cells.slice(first, limit)) cell.horizontal = 'none';
			break;
		case PROPERTY.verticalMerge: {
			const cell = row.cells[first];
			if (cell) cell.vertical = verticalMerge(limit & 3);
			break;
		}
		case PROPERTY.widthBefore:
			if (!defined && first === WIDTH_IN_TWIPS) row.indent = source.u16(at + 1);
			break;
	}
}

/** One shade for each cell from this one on. */
function shadeCells(row: RowDefinition, from: number, list: Omit<Property, 'code'>): void {
	for (let n = 0; (n + 1) * SHADE_BYTES <= list.length; n++)
		shadeCell(row, from + n, shadeAt(list.source, list.at + n * SHADE_BYTES));
}

function shadeCell({ cells }: RowDefinition, number: number, ground: Colour | null): void {
	const cell = cells[number];
	if (cell) cell.ground = ground ?? cell.ground;
}

/**
 * Programs since Word 2002 describe a row by inserting its cells, older ones by a definition. Where a list holds
 * both they are alternatives, so insertions count only without a definition.
 */
function insertCells(row: RowDefinition, first: number, count: number, width: number): void {
	const added = Math.min(count, MAX_ROW_CELLS - row.cells.length);
	const cells = Array.from({ length: added }, (): WordRowCell => {
		return { width, horizontal: 'none', vertical: 'none', ground: null };
	});
	row.cells.splice(first, 0, ...cells);
}
