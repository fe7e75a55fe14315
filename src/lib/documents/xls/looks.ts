/**
 * The looks of the cells of a BIFF8 workbook ([MS-XLS] Font, XF, SST), which the library does not tell: struck out, of
 * the colour of their ground, in a row too low to show anything.
 */
import { isUnseen, NO_LOOK, PAPER, rgb, UNKNOWN_GROUND, type Colour } from '../appearance.ts';
import { paletteColour } from '../sheet/cell-colours.ts';
import type { ConditionalRule } from '../sheet/conditional-rules.ts';
import { symbolFont } from '../characters/symbols.ts';
import type { MergedCells } from '../sheet/workbook.ts';
import { areasAt, ruleAt } from './conditional-formats.ts';
import { BEGIN, nameAt, recordsOf, sheetNames, type XlsRecord } from './sheet-records.ts';
import { readRichTexts, type RichRun, type XlsFont } from './rich-texts.ts';

interface XlsStyle {
	font: XlsFont;
	ground: Colour;
}

/** Says of a cell why it, or a part of its text, is not what the library reads. */
export interface CellLook {
	style: XlsStyle | null;
	/** The runs of its text, where they differ in what counts. */
	runs: readonly RichRun[] | null;
}

export interface SheetLooks {
	/** By `row:column`, both 0-based; cells that are simply seen are left out. */
	cells: ReadonlyMap<string, CellLook>;
	/** 0-based numbers of rows too low to show text. */
	lowRows: ReadonlySet<number>;
	showsZeros: boolean;
	conditional: readonly ConditionalRule[];
}

const TYPE = {
	font: 0x0031,
	format: 0x00e0,
	palette: 0x0092,
	texts: 0x00fc,
	continues: 0x003c,
	row: 0x0208,
	window: 0x023e,
	numbers: 0x00bd,
	conditions: 0x01b0,
	condition: 0x01b1,
	text: 0x00fd
} as const;
/** Records of one cell: number, RK, label, formula, error or truth, text. */
const CELLS = new Set([0x0203, 0x027e, 0x0204, 0x0006, 0x0205, TYPE.text]);
/** No font has this number. */
const MISSING_FONT = 4;
/** Twips. */
const LOWEST_ROW = 60;
const FIRST_OWN_COLOUR = 8;

/** Looks of the sheets by the name of each. @param stream whose records were checked */
export function readLooks(stream: Uint8Array): ReadonlyMap<string, SheetLooks> {
	const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
	const records = [...recordsOf(view)];
	const book = readBook(view, records);
	const names = sheetNames(view, records);
	const looks = new Map<string, SheetLooks>();
	let sheet: ReturnType<typeof emptySheet> | null = null;
	for (const record of records) {
		const name = record.type === BEGIN ? names.get(record.at) : undefined;
		if (name !== undefined) looks.set(name, (sheet = emptySheet()));
		else if (sheet) readSheetRecord(view, record, book, sheet);
	}
	return looks;
}

function emptySheet() {
	return {
		cells: new Map<string, CellLook>(),
		lowRows: new Set<number>(),
		showsZeros: true,
		conditional: [] as ConditionalRule[],
		areas: [] as MergedCells[]
	};
}

interface BookLooks {
	styles: (XlsStyle | null)[];
	texts: ReadonlyMap<number, readonly RichRun[]>;
	colour: (number: number) => Colour | null;
}

/** Styles that are simply seen are null. */
function readBook(view: DataView, records: readonly XlsRecord[]): BookLooks {
	const palette = new Map<number, Colour>();
	const fonts: XlsFont[] = [];
	for (const { type, at, length } of records) {
		if (type === TYPE.palette)
			for (let n = 0; 2 + n * 4 + 4 <= length; n++)
				palette.set(FIRST_OWN_COLOUR + n, colourAt(view, at + 2 + n * 4));
		if (type !== TYPE.font || length < 10) continue;
		if (fonts.length === MISSING_FONT) fonts.push(NO_FONT);
		fonts.push({
			colour: view.getUint16(at + 4, true),
			ground: null,
			points: view.getUint16(at, true) / 20,
			isStruck: (view.getUint16(at + 2, true) & 8) !== 0,
			position: ([null, 'superscript', 'subscript'] as const)[view.getUint16(at + 8, true)] ?? null,
			symbols: symbolFont(nameAt(view, at + 14, at + length))
		});
	}
	const colour = (number: number): Colour | null => palette.get(number) ?? paletteColour(number);
	for (const font of fonts) font.colour = font.colour === null ? null : colour(font.colour);
	const styles = records
		.filter(({ type, length }) => type === TYPE.format && length >= 20)
		.map(({ at }) => styleAt(view, at, fonts, colour));
	const special = fonts.some((font) => !isPlain(font));
	return { styles, texts: special ? readRichTexts(view, records, fonts) : new Map(), colour };
}

export const NO_FONT: XlsFont = { ...NO_LOOK, isStruck: false, position: null, symbols: null };

function isPlain(font: XlsFont): boolean {
	return (
		!font.isStruck && font.position === null && font.symbols === null && !isUnseen(font, PAPER)
	);
}

function styleAt(
	view: DataView,
	at: number,
	fonts: readonly XlsFont[],
	colour: (number: number) => Colour | null
): XlsStyle {
	const font = fonts[view.getUint16(at, true)] ?? NO_FONT;
	const pattern = view.getUint32(at + 14, true) >>> 26;
	const fore = colour(view.getUint16(at + 18, true) & 127);
	const filled = pattern === 1 ? (fore ?? PAPER) : UNKNOWN_GROUND;
	return { font, ground: pattern === 0 ? PAPER : filled };
}

function colourAt(view: DataView, at: number): Colour {
	return rgb(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2));
}

function readSheetRecord(
	view: DataView,
	{ type, at, length }: XlsRecord,
	{ styles, texts, colour }: BookLooks,
	sheet: ReturnType<typeof emptySheet>
): void {
	const add = (column: number, style: number, text: number | null): void => {
		const look = styles[style] ?? null;
		const runs = text === null ? null : (texts.get(text) ?? null);
		const isSeen =
			!look ||
			(!look.font.isStruck && look.font.symbols === null && !isUnseen(look.font, look.ground));
		if (!isSeen || runs)
			sheet.cells.set(`${view.getUint16(at, true)}:${column}`, { style: look, runs });
	};
	if (CELLS.has(type) && length >= 6) {
		const text = type === TYPE.text && length >= 10 ? view.getUint32(at + 6, true) : null;
		add(view.getUint16(at + 2, true), view.getUint16(at + 4, true), text);
	} else if (type === TYPE.numbers)
		for (let n = 0; 4 + n * 6 + 8 <= length; n++)
			add(view.getUint16(at + 2, true) + n, view.getUint16(at + 4 + n * 6, true), null);
	else if (type === TYPE.row && length >= 8) {
		const height = view.getUint16(at + 6, true);
		if (height < LOWEST_ROW) sheet.lowRows.add(view.getUint16(at, true));
	} else if (type === TYPE.window && length >= 2)
		sheet.showsZeros = (view.getUint16(at, true) & 0x10) !== 0;
	else if (type === TYPE.conditions) sheet.areas = areasAt(view, at, length);
	else if (type === TYPE.condition) {
		const rule = ruleAt(view, at, length, sheet.areas, colour);
		if (rule) sheet.conditional.push(rule);
	}
}
