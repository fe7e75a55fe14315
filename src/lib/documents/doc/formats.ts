/**
 * Reads the formatting of characters and paragraphs in a Word 97–2003 file as far as the reader needs it. Lists are
 * remembered by the byte they begin at: many paragraphs share one.
 */
import { NO_LOOK, type Colour, type TextLook } from '../appearance.ts';
import type { StreamBytes } from '../compound/bytes.ts';
import { NO_LIST, type ListMembership } from '../numbering/lists.ts';
import { RAISED_HALF_POINTS } from '../characters/raised-text.ts';
import { colourAt, numberedColour, oldShadeAt, SHADE_BYTES, shadeAt } from './colours.ts';
import type { FormattedRun } from './pages.ts';
import type { Piece } from './pieces.ts';
import { PROPERTY, readPropertyLists, type Property } from './properties.ts';
import { readRowDefinition, type RowDefinition } from './rows.ts';
import { applyMembership, resolveToggle, type Styles } from './styles.ts';

export interface CharacterFormat extends TextLook {
	hidden: boolean;
	deleted: boolean;
	inserted: boolean;
	/** Struck out, by one line or two. */
	struck: boolean;
	/** Superscript. */
	raised: boolean;
	/** Subscript. */
	lowered: boolean;
	/** The character is a code for something else: a picture, a field mark, a symbol. */
	special: boolean;
	/** Byte of `Data` at which the record of a form field is that the character stands for; null for any other. */
	formField: number | null;
	/** Number of the font; null where it is the style's. */
	font: number | null;
	/** Font number and code of the symbol that stands for the character. */
	symbol: { font: number; code: number } | null;
}

export interface ParagraphFormat extends ListMembership {
	/** Number of the paragraph style. */
	style: number;
	/** Null for that of what is around. */
	ground: Colour | null;
	/** The row that ends here is too low to show text. */
	isLow: boolean;
	/** 0 outside tables, 1 in a table, 2 in a table inside a table … */
	depth: number;
	rowEnd: boolean;
	innerCellEnd: boolean;
	innerRowEnd: boolean;
	/** The row that ends here, once or as described for several generations of programs. */
	rows: RowDefinition[];
}

const NO_PROPERTIES: Property[] = [];
/** Lists cached at a time. */
const MAX_LISTS = 4_096;
/** Modifiers looked at in one file: a long report has some 100,000, a file made to exhaust the reader any number. */
const MAX_PROPERTIES = 10_000_000;

export class Formats {
	readonly #main: StreamBytes;
	readonly #data: StreamBytes | null;
	readonly #styles: Styles;
	readonly #lists = new Map<number, Property[][]>();
	#looked = 0;

	constructor(main: StreamBytes, data: StreamBytes | null, styles: Styles) {
		this.#main = main;
		this.#data = data;
		this.#styles = styles;
	}

	/** @param style Number of the style of the paragraph around. */
	character(run: FormattedRun | null, piece: Piece, style: number): CharacterFormat {
		const format: CharacterFormat = {
			...NO_LOOK,
			hidden: false,
			deleted: false,
			inserted: false,
			struck: false,
			raised: false,
			lowered: false,
			special: false,
			formField: null,
			font: null,
			symbol: null
		};
		const own = this.#look(this.#listsOf(run).flat(), piece);
		const named = own.findLast(({ code }) => code === PROPERTY.characterStyle);
		const styled = [style, ...(named ? [named.source.u16(named.at)] : [])].flatMap((number) =>
			this.#styles.propertiesOf(number)
		);
		this.#looked += styled.length;
		for (const property of [...styled, ...own]) applyToCharacter(format, property);
		const fieldData = own.findLast(({ code }) => code === PROPERTY.isFieldData);
		if (!fieldData || !isOn(fieldData)) format.formField = null;
		return format;
	}

	paragraph(run: FormattedRun, piece: Piece): ParagraphFormat {
		const lists = this.#listsOf(run);
		const depth = new Depth();
		const format: ParagraphFormat = {
			...NO_LIST,
			style: run.style,
			ground: null,
			isLow: false,
			depth: 0,
			rowEnd: false,
			innerCellEnd: false,
			innerRowEnd: false,
			rows: []
		};
		for (const property of this.#look(lists.flat(), piece)) {
			depth.apply(property);
			applyToParagraph(format, property);
		}
		format.depth = depth.value;
		if (format.rowEnd || format.innerRowEnd)
			format.rows = lists
				.map((list) => readRowDefinition(this.#look(list, piece)))
				.filter((row) => row !== null);
		return format;
	}

	#listsOf(run: FormattedRun | null): Property[][] {
		if (!run || run.length === 0) return [NO_PROPERTIES];
		let lists = this.#lists.get(run.at);
		if (!lists) {
			if (this.#lists.size >= MAX_LISTS) this.#lists.clear();
			lists = readPropertyLists(this.#main, run.at, run.length, this.#data);
			this.#lists.set(run.at, lists);
		}
		return lists;
	}

	/** A list and the modifiers of the piece after it. */
	#look(list: Property[], piece: Piece): Property[] {
		this.#looked += list.length + piece.properties.length;
		if (this.#looked > MAX_PROPERTIES)
			throw this.#main.damaged(piece.at, `格式记录超过 ${MAX_PROPERTIES} 条，不是正常的文档`);
		return piece.properties.length > 0 ? [...list, ...piece.properties] : list;
	}
}

function applyToCharacter(format: CharacterFormat, property: Property): void {
	const { code, source, at } = property;
	switch (code) {
		case PROPERTY.deleted:
			format.deleted = isOn(property);
			break;
		case PROPERTY.inserted:
			format.inserted = isOn(property);
			break;
		case PROPERTY.hidden:
			format.hidden = resolveToggle(source.u8(at), format.hidden);
			break;
		case PROPERTY.struck:
		case PROPERTY.doubleStruck:
			format.struck = resolveToggle(source.u8(at), format.struck);
			break;
		case PROPERTY.position:
			format.raised = source.u8(at) === 1;
			format.lowered = source.u8(at) === 2;
			break;
		case PROPERTY.height:
			format.raised ||= source.i16(at) >= RAISED_HALF_POINTS;
			format.lowered ||= source.i16(at) <= -RAISED_HALF_POINTS;
			break;
		case PROPERTY.special:
			format.special = isOn(property);
			break;
		case PROPERTY.dataLocation:
			format.formField = source.u32(at);
			break;
		case PROPERTY.font:
			format.font = source.u16(at);
			break;
		case PROPERTY.symbol:
			format.symbol = { font: source.u16(at), code: source.u16(at + 2) };
			break;
		default:
			applyLook(format, property);
	}
}

/** Characters narrower than this percentage of their width are a line. */
const NARROWEST = 10;

function applyLook(look: TextLook, { code, source, at, length }: Property): void {
	switch (code) {
		case PROPERTY.colour:
			look.colour = colourAt(source, at);
			break;
		case PROPERTY.colourOld:
			look.colour = numberedColour(source.u8(at));
			break;
		case PROPERTY.highlight:
			look.ground = numberedColour(source.u8(at)) ?? look.ground;
			break;
		case PROPERTY.characterShade:
		case PROPERTY.paragraphShade:
			if (length >= SHADE_BYTES) look.ground = shadeAt(source, at) ?? look.ground;
			break;
		case PROPERTY.characterShadeOld:
		case PROPERTY.paragraphShadeOld:
			look.ground = oldShadeAt(source, at) ?? look.ground;
			break;
		case PROPERTY.size:
			look.points = source.u16(at) / 2;
			break;
		case PROPERTY.scale:
			if (source.u16(at) < NARROWEST) look.points = 0;
	}
}

function isOn({ source, at }: Property): boolean {
	const operand = source.u8(at);
	return operand === 1 || operand === 0x81;
}

function applyToParagraph(format: ParagraphFormat, property: Property): void {
	const { code, source, at } = property;
	switch (code) {
		case PROPERTY.paragraphStyle:
			format.style = source.u16(at);
			break;
		case PROPERTY.list:
		case PROPERTY.listLevel:
			applyMembership(format, property);
			break;
		case PROPERTY.rowEnd:
			format.rowEnd = isOn(property);
			break;
		case PROPERTY.innerCellEnd:
			format.innerCellEnd = isOn(property);
			break;
		case PROPERTY.innerRowEnd:
			format.innerRowEnd = isOn(property);
			break;
		case PROPERTY.rowHeight:
			format.isLow = source.i16(at) < 0 && source.i16(at) > -LOWEST_ROW;
			break;
		case PROPERTY.paragraphShade:
		case PROPERTY.paragraphShadeOld:
			applyParagraphShade(format, property);
	}
}

/** A row of exactly this height, in twips, shows no text. */
const LOWEST_ROW = 60;

function applyParagraphShade(format: ParagraphFormat, property: Property): void {
	const look: TextLook = { ...NO_LOOK, ground: format.ground };
	applyLook(look, property);
	format.ground = look.ground;
}

/** Word 97 knows only whether a paragraph is in a table, later versions also how deep. */
class Depth {
	#inTable: boolean | null = null;
	#depth = 0;

	apply(property: Property): void {
		const { code, source, at } = property;
		if (code === PROPERTY.inTable) this.#inTable = isOn(property);
		else if (code === PROPERTY.depth) this.#depth = source.i32(at);
		else if (code === PROPERTY.depthChange) this.#depth += source.i32(at);
	}

	get value(): number {
		if (this.#inTable === false) return 0;
		return Math.max(this.#depth, this.#inTable ? 1 : 0);
	}
}
