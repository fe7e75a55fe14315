/** One worksheet of an .xlsx file: the cells as a person sees them, from the elements of its part. */
import { isUnseen, NO_LOOK, PAPER, type Colour, type TextLook } from '../appearance.ts';
import type { NumberFormat } from '../sheet/number-format.ts';
import { GENERAL } from '../sheet/number-format.ts';
import type { SheetBuilder } from '../sheet/builder.ts';
import { headerText } from '../sheet/page-header.ts';
import { signsInFont } from '../characters/symbols.ts';
import { columnOf, rowOf } from '../sheet/references.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import { ConditionalFormats } from './conditional-formats.ts';
import { RichText, seenText, unescapeText } from './rich-text.ts';
import type { ConditionalEffect } from '../sheet/conditional-rules.ts';
import type { SharedText } from './rich-text.ts';

export interface CellStyle extends TextLook {
	ground: Colour;
	format: NumberFormat;
	/** The whole cell is struck out. */
	isStruck: boolean;
	/** The symbol font of the cell, in which letters show as signs. */
	symbols: string | null;
}

/** The cells of all sheets refer to this. */
export interface SheetContext {
	strings: readonly SharedText[];
	styles: readonly CellStyle[];
	/** Effects of the formats that a condition may give a cell, by index (`dxfId`). */
	conditionalEffects: readonly (ConditionalEffect | null)[];
	is1904: boolean;
}

interface WorksheetCell {
	column: number;
	type: string;
	style: CellStyle;
	value: string | null;
	hasFormula: boolean;
}

const PLAIN: CellStyle = {
	...NO_LOOK,
	ground: PAPER,
	format: GENERAL,
	isStruck: false,
	symbols: null
};
/** A row of so many points shows no text. */
const LOWEST_ROW = 3;

export class SheetReader implements XmlHandler {
	/** Id of the relationship to the part with its drawings; null where it has none. */
	drawings: string | null = null;
	readonly #sheet: SheetBuilder;
	readonly #context: SheetContext;
	#cell: WorksheetCell | null = null;
	/** Column of the cell of the open row that was opened last, whether filled or blank. */
	#column = 0;
	#inValue = false;
	#showsZeros = true;
	readonly #inline = new RichText();
	readonly #conditional: ConditionalFormats;
	/** Elements of the page headers and footers that are printed. */
	#printed: ReadonlySet<string> = new Set();
	#inMargin = false;
	#margins = '';

	constructor(sheet: SheetBuilder, context: SheetContext) {
		this.#sheet = sheet;
		this.#context = context;
		this.#conditional = new ConditionalFormats(context.conditionalEffects);
	}

	/** Works out what depends on conditions, once all cells are read. */
	finish(): void {
		this.#conditional.apply(this.#sheet);
		this.#sheet.addMargins(headerText(this.#margins));
	}

	open(name: string, attribute: XmlAttributes): void {
		switch (name) {
			case 's:sheetView':
				this.#showsZeros = isOn(attribute('showZeros') ?? '1');
				return;
			case 's:row':
				this.#column = 0;
				return this.#sheet.openRow(
					Number(attribute('r') ?? this.#sheet.nextLine),
					isOn(attribute('hidden')) || Number(attribute('ht') ?? LOWEST_ROW) < LOWEST_ROW
				);
			case 's:c':
				return this.#openCell(attribute);
			case 's:f':
				if (this.#cell) this.#cell.hasFormula = true;
				return;
			case 's:v':
				this.#inValue = true;
				if (this.#cell) this.#cell.value ??= '';
				return;
			case 's:is':
				if (this.#cell) this.#cell.value ??= '';
				return this.#inline.start();
			case 's:mergeCell':
				return this.#addMerge(attribute('ref') ?? '');
			case 's:col':
				if (isOn(attribute('hidden')) || Number(attribute('width') ?? 1) === 0)
					this.#sheet.hideColumns(Number(attribute('min')), Number(attribute('max')));
				return;
			case 's:drawing':
				this.drawings = attribute('id') ?? '';
				return;
			case 's:headerFooter':
				this.#printed = printedMargins(attribute);
				return;
			case 's:conditionalFormatting':
			case 's:cfRule':
			case 's:formula':
			case 's:dataBar':
			case 's:iconSet':
				return this.#conditional.open(name, attribute);
			default:
				if (this.#printed.has(name)) this.#inMargin = true;
				else this.#inline.open(name, attribute);
		}
	}

	close(name: string): void {
		if (name === 's:c') this.#closeCell();
		else if (name === 's:row') this.#sheet.closeRow();
		else if (name === 's:v') this.#inValue = false;
		else if (this.#printed.has(name)) this.#closeMargin();
		else if (name === 's:cfRule' || name === 's:formula') this.#conditional.close(name);
		else this.#inline.close(name);
	}

	text(text: string): void {
		if (this.#inMargin) this.#margins += text;
		if (this.#cell === null) return this.#conditional.text(text);
		if (this.#inValue) this.#cell.value = (this.#cell.value ?? '') + text;
		else this.#inline.text(text);
	}

	#closeMargin(): void {
		this.#inMargin = false;
		this.#margins += '\n';
	}

	#openCell(attribute: XmlAttributes): void {
		const reference = attribute('r');
		this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
		if (reference !== undefined && rowOf(reference) !== this.#sheet.line)
			throw this.#sheet.refusal(
				'sheet_damaged',
				reference,
				`写在第 ${this.#sheet.line} 行里，行号不一致`
			);
		this.#cell = {
			column: this.#column,
			type: attribute('t') ?? 'n',
			style: this.#context.styles[Number(attribute('s') ?? 0)] ?? PLAIN,
			value: null,
			hasFormula: false
		};
	}

	#closeCell(): void {
		const cell = this.#cell;
		this.#cell = null;
		if (cell === null) return;
		const { column, style, type, hasFormula } = cell;
		const value = type === 'n' ? (cell.value?.trim() ?? '') : cell.value;
		const reference = this.#sheet.at(column);
		if (value === null || (type === 'n' && value === '')) {
			if (!hasFormula) return;
			throw this.#sheet.refusal(
				'formula_without_value',
				reference,
				'是没有计算结果的公式，应有保存的数值'
			);
		}
		if (style.isStruck) return this.#sheet.remark('struck', reference);
		const isZero = !this.#showsZeros && type === 'n' && Number(value) === 0;
		if (isZero || (isUnseen(style, style.ground) && !this.#hasRuns(type, value)))
			return this.#sheet.remark('unseen', reference);
		if (type === 'n') this.#sheet.addNumber(column, value, style.format, this.#context.is1904);
		else this.#sheet.addText(column, this.#textOf(type, value, reference, style));
	}

	/** Tells whether the text has runs with a look of their own. */
	#hasRuns(type: string, value: string): boolean {
		const text = type === 's' ? this.#context.strings[Number(value)] : this.#inline.finish();
		return (type === 's' || type === 'inlineStr') && typeof text === 'object';
	}

	#textOf(type: string, value: string, reference: string, style: CellStyle): string {
		switch (type) {
			case 's':
				return this.#written(this.#sharedText(value, reference), reference, style);
			case 'inlineStr':
				return this.#written(this.#inline.finish(), reference, style);
			case 'e':
				this.#sheet.remark('error', reference);
				return value;
			case 'b':
				return value === '1' ? 'TRUE' : 'FALSE';
			case 'd':
				return value.replace(/T00:00:00.*$/, '');
			default:
				return signsInFont(unescapeText(value), style.symbols);
		}
	}

	#sharedText(value: string, reference: string): SharedText {
		const text = this.#context.strings[Number(value)];
		if (text !== undefined) return text;
		throw this.#sheet.refusal('sheet_damaged', reference, `引用了不存在的文字“${value}”`);
	}

	#written(text: SharedText, reference: string, style: CellStyle): string {
		if (typeof text === 'string') return signsInFont(text, style.symbols);
		const seen = seenText(text, style);
		for (const remark of seen.remarks) this.#sheet.remark(remark, reference);
		return seen.text;
	}

	#addMerge(reference: string): void {
		const [from = '', to = from] = reference.split(':');
		this.#sheet.addMerge(rowOf(from), columnOf(from), rowOf(to), columnOf(to));
	}
}

/** Those of the first and of even pages are printed where the sheet says that these differ. */
function printedMargins(attribute: XmlAttributes): ReadonlySet<string> {
	const pages = [
		'odd',
		...(isOn(attribute('differentFirst')) ? ['first'] : []),
		...(isOn(attribute('differentOddEven')) ? ['even'] : [])
	];
	return new Set(pages.flatMap((page) => [`s:${page}Header`, `s:${page}Footer`]));
}

export function isOn(value: string | undefined): boolean {
	return value === '1' || value === 'true';
}
