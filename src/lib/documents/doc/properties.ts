/**
 * Property lists of Word 97–2003 ([MS-DOC] Prl): a list of modifiers, each a 16-bit code that also tells how long
 * its operand is. Long lists are in the stream `Data` and are only pointed at.
 */
import type { StreamBytes } from '../compound/bytes.ts';

/** One modifier; its operand is `length` bytes at `at` of `source`, without the count byte of a variable operand. */
export interface Property {
	code: number;
	source: StreamBytes;
	at: number;
	length: number;
}

export const PROPERTY = {
	deleted: 0x0800,
	inserted: 0x0801,
	hidden: 0x083c,
	struck: 0x0837,
	doubleStruck: 0x2a53,
	position: 0x2a48,
	height: 0x4845,
	colour: 0x6870,
	colourOld: 0x2a42,
	highlight: 0x2a0c,
	characterShade: 0xca71,
	characterShadeOld: 0x4866,
	size: 0x4a43,
	scale: 0x4852,
	paragraphShade: 0xc64d,
	paragraphShadeOld: 0x442d,
	cellShades: 0xd612,
	cellShadesFrom22: 0xd616,
	cellShadesFrom44: 0xd60c,
	cellShadesOld: 0xd609,
	rowHeight: 0x9407,
	special: 0x0855,
	isFieldData: 0x0806,
	dataLocation: 0x6a03,
	symbol: 0x6a09,
	font: 0x4a4f,
	characterStyle: 0x4a30,
	paragraphStyle: 0x4600,
	list: 0x460b,
	listLevel: 0x260a,
	inTable: 0x2416,
	rowEnd: 0x2417,
	innerCellEnd: 0x244b,
	innerRowEnd: 0x244c,
	hugeList: 0x6646,
	hugeListOld: 0x6645,
	depth: 0x6649,
	depthChange: 0x664a,
	tableList: 0x646b,
	tableDefinition: 0xd608,
	insertCells: 0x7621,
	deleteCells: 0x5622,
	columnWidth: 0x7623,
	mergeCells: 0x5624,
	splitCells: 0x5625,
	verticalMerge: 0xd62b,
	widthBefore: 0xf617
} as const;

const TABLE_DEFINITION_OLD = 0xd606;
const CHANGE_TABS = 0xc615;
/** Operand bytes by the three topmost bits of the code; 6 is a variable operand. */
const OPERAND_BYTES = [1, 1, 2, 4, 2, 2, 0, 3] as const;
/** A list in `Data` may point at one more (huge list, then table list); more than this is a loop. */
const MAX_INDIRECTIONS = 4;

/** The modifiers of a list; bytes at the end that cannot be a whole modifier are padding. */
export function readProperties(source: StreamBytes, from: number, length: number): Property[] {
	const properties: Property[] = [];
	const end = Math.min(from + length, source.length);
	let at = from;
	while (at + 3 <= end) {
		const property = propertyAt(source, at, end);
		if (!property) break;
		properties.push(property);
		at = property.at + property.length;
	}
	return properties;
}

function propertyAt(source: StreamBytes, at: number, end: number): Property | null {
	const code = source.u16(at);
	const operand = at + 2;
	const [prefix, length] = operandSize(source, code, operand, end);
	if (operand + prefix + length > end) return null;
	return { code, source, at: operand + prefix, length };
}

/** Bytes of the count and of the operand that follows it. */
function operandSize(source: StreamBytes, code: number, at: number, end: number): [number, number] {
	const fixed = OPERAND_BYTES[code >> 13] ?? 0;
	if (fixed > 0) return [0, fixed];
	if (code === PROPERTY.tableDefinition || code === TABLE_DEFINITION_OLD)
		return at + 2 <= end ? [2, Math.max(0, source.u16(at) - 1)] : [2, 0];
	const count = source.u8(at);
	if (code !== CHANGE_TABS || count < 255) return [1, count];
	return [1, longTabsSize(source, at + 1, end)];
}

/** A tab list too long for its count byte has to be counted through: deleted tabs, then added ones. */
function longTabsSize(source: StreamBytes, at: number, end: number): number {
	const deleted = 1 + 4 * source.u8(at);
	const added = at + deleted < end ? 1 + 3 * source.u8(at + deleted) : 0;
	return deleted + added;
}

/**
 * The list itself and the lists in `Data` that it points at, each on its own: a table row can be described twice,
 * once for old and once for new programs, and the two are alternatives.
 */
export function readPropertyLists(
	source: StreamBytes,
	from: number,
	length: number,
	data: StreamBytes | null
): Property[][] {
	const lists = [readProperties(source, from, length)];
	const seen = new Set<number>();
	// The lists that are found are walked in their turn.
	for (const list of lists)
		for (const property of list) {
			const target = pointedAt(property);
			if (target === null || !data || seen.has(target) || lists.length > MAX_INDIRECTIONS) continue;
			seen.add(target);
			if (target + 2 <= data.length)
				lists.push(readProperties(data, target + 2, Math.max(0, data.i16(target))));
		}
	return lists;
}

function pointedAt(property: Property): number | null {
	switch (property.code) {
		case PROPERTY.hugeList:
		case PROPERTY.hugeListOld:
		case PROPERTY.tableList:
			return property.source.u32(property.at);
		default:
			return null;
	}
}
