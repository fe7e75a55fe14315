/** OpenDocument spreadsheets (.ods). Of a number the file holds the value and the text that shows. */
import { MAX_SHEETS, tooManySheets } from '../caps.ts';
import type { Issue } from '../issue.ts';
import { SheetBuilder } from '../sheet/builder.ts';
import { GENERAL, formatOfCode } from '../sheet/number-format.ts';
import { columnName } from '../sheet/references.ts';
import { hiddenSheet, workbookOf } from '../sheet/workbook.ts';
import type { Workbook, Worksheet } from '../sheet/workbook.ts';
import { readXml } from '../xml.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import type { ZipArchive } from '../zip.ts';
import { isUnseen, PAPER } from '../appearance.ts';
import { isNoteMark, toSubscript, toSuperscript } from '../raised-text.ts';
import { countOf } from './odt.ts';
import { addStyle, readStyles, type ShownStyle } from './styles.ts';

/** @throws DocumentError with the sheet and cell where one cannot be read, or where there is nothing to read */
export function readOds(archive: ZipArchive): Workbook {
	const reader = new OdsReader(hiddenStyles(archive), readStyles(archive));
	readXml(archive.read('content.xml'), 'content.xml', reader);
	if (reader.sheets.length > MAX_SHEETS) throw tooManySheets(reader.sheets.length);
	return workbookOf(reader.sheets, reader.issues);
}

/** Names of the styles whose tables are not displayed. */
function hiddenStyles(archive: ZipArchive): Set<string> {
	const hidden = new Set<string>();
	let style = '';
	readXml(archive.read('content.xml'), 'content.xml', {
		open(name, attribute) {
			if (name === 'office:body') return 'skip';
			if (name === 'style:style') style = attribute('name') ?? '';
			if (name === 'style:table-properties' && attribute('display') === 'false') hidden.add(style);
			return undefined;
		},
		close() {},
		text() {}
	});
	return hidden;
}

const SKIPPED = new Set([
	'office:annotation',
	'table:tracked-changes',
	'text:ruby-text',
	'table:shapes'
]);
/** Filled cells of one row. */
const MAX_REPEATED = 1_000;
const ERROR = /^(?:#[A-Z/0!?]+|Err:\d+)$/;
const PERCENT = formatOfCode('0%');

interface OdsCell {
	type: string;
	value: string;
	columns: number;
	text: string[];
	object: boolean;
	style: ShownStyle;
	/** A part of its text, or all of it, is left out for this reason. */
	left: 'struck' | 'unseen' | null;
}

class OdsReader implements XmlHandler {
	readonly sheets: Worksheet[] = [];
	readonly issues: Issue[] = [];
	readonly #hidden: ReadonlySet<string>;
	readonly #styleOf: (name: string | undefined) => ShownStyle;
	/** Names of the styles that columns give to their cells, by the last column of each. */
	#columnStyles: { last: number; style: string | undefined }[] = [];
	/** Of the texts within a text that are open. */
	#spans: ShownStyle[] = [];
	#builder: SheetBuilder | null = null;
	#line = 1;
	#column = 1;
	#sheetColumn = 1;
	#repeated = 1;
	#isHiddenRow = false;
	#filled: { column: number; cell: OdsCell }[] = [];
	#cell: OdsCell | null = null;

	constructor(hidden: ReadonlySet<string>, styleOf: (name: string | undefined) => ShownStyle) {
		this.#hidden = hidden;
		this.#styleOf = styleOf;
	}

	open(name: string, attribute: XmlAttributes): unknown {
		if (SKIPPED.has(name)) return 'skip';
		switch (name) {
			case 'table:table':
				return this.#openSheet(attribute);
			case 'table:table-column':
				this.#addColumns(attribute);
				break;
			case 'table:table-row':
				this.#openRow(attribute);
				break;
			case 'table:table-cell':
			case 'table:covered-table-cell':
				this.#openCell(attribute);
				break;
			case 'text:p':
				this.#cell?.text.push('');
				break;
			case 'text:span':
				this.#openSpan(attribute('style-name'));
				break;
			case 'text:s':
				this.text(' '.repeat(countOf(attribute('c'))));
				break;
			case 'text:line-break':
				this.text('\n');
				break;
			case 'draw:frame':
				if (this.#cell) this.#cell.object = true;
				return 'skip';
		}
		return undefined;
	}

	close(name: string): void {
		if (name === 'table:table') this.#closeSheet();
		else if (name === 'text:span') this.#spans.pop();
		else if (name === 'table:table-row') this.#closeRow();
		else if (name === 'table:table-cell' || name === 'table:covered-table-cell') this.#closeCell();
	}

	text(text: string): void {
		const cell = this.#cell;
		if (!cell || cell.text.length === 0) return;
		const style = this.#spans.at(-1) ?? cell.style;
		if (text.trim() !== '' && style.isStruck) cell.left = 'struck';
		else if (text.trim() !== '' && isUnseen(style, cell.style.ground ?? PAPER))
			cell.left = 'unseen';
		else this.#addTo(cell, text, style);
	}

	#addTo(cell: OdsCell, text: string, { isRaised, isLowered }: ShownStyle): void {
		const before = cell.text.pop() ?? '';
		const isNote = isRaised && isNoteMark(before, text);
		if (isNote) cell.left = 'struck';
		const shown = isLowered ? toSubscript(text) : isRaised ? toSuperscript(text) : text;
		cell.text.push(isNote ? before : before + shown);
	}

	#openSpan(name: string | undefined): void {
		const style = { ...this.#styleOf(name) };
		const around = this.#spans.at(-1) ?? this.#cell?.style;
		if (around) addStyle(style, around);
		this.#spans.push(style);
	}

	#openSheet(attribute: XmlAttributes): unknown {
		const name = attribute('name') ?? '';
		if (this.#hidden.has(attribute('style-name') ?? '')) {
			this.issues.push(hiddenSheet(name));
			return 'skip';
		}
		this.#builder = new SheetBuilder(name);
		this.#line = this.#sheetColumn = 1;
		this.#columnStyles = [];
		return undefined;
	}

	#closeSheet(): void {
		const read = this.#builder?.finish();
		if (!read) return;
		this.sheets.push(read.sheet);
		this.issues.push(...read.issues);
		this.#builder = null;
	}

	#addColumns(attribute: XmlAttributes): void {
		const count = repeats(attribute('number-columns-repeated'));
		const isHidden = (attribute('visibility') ?? 'visible') !== 'visible';
		if (isHidden) this.#builder?.hideColumns(this.#sheetColumn, this.#sheetColumn + count - 1);
		this.#sheetColumn += count;
		const style = attribute('default-cell-style-name');
		this.#columnStyles.push({ last: this.#sheetColumn - 1, style });
	}

	#openRow(attribute: XmlAttributes): void {
		this.#repeated = repeats(attribute('number-rows-repeated'));
		this.#column = 1;
		this.#filled = [];
		this.#isHiddenRow =
			(attribute('visibility') ?? 'visible') !== 'visible' ||
			this.#styleOf(attribute('style-name')).isLow;
	}

	/** A row that is repeated is written once, whether it is blank or filled. */
	#closeRow(): void {
		for (let n = 0; this.#builder && n < this.#repeated && this.#filled.length > 0; n++) {
			this.#builder.openRow(this.#line + n, this.#isHiddenRow);
			for (const { column, cell } of this.#filled) this.#fill(this.#builder, column, cell);
			this.#builder.closeRow();
		}
		this.#line += this.#repeated;
	}

	#openCell(attribute: XmlAttributes): void {
		const type = attribute('value-type') ?? '';
		const value = attribute('value') ?? attribute('date-value') ?? '';
		const columns = repeats(attribute('number-columns-repeated'));
		const named =
			attribute('style-name') ?? this.#columnStyles.find(({ last }) => last >= this.#column)?.style;
		const style = this.#styleOf(named);
		this.#cell = { type, value, columns, text: [], object: false, style, left: null };
		const across = countOf(attribute('number-columns-spanned'));
		const down = countOf(attribute('number-rows-spanned'));
		if (across * down > 1)
			this.#builder?.addMerge(
				this.#line,
				this.#column,
				this.#line + down - 1,
				this.#column + across - 1
			);
	}

	#closeCell(): void {
		const cell = this.#cell;
		this.#cell = null;
		if (!cell || !this.#builder) return;
		const columns = Math.min(cell.columns, MAX_REPEATED + 1);
		const isBlank = cell.text.join('') === '';
		if (cell.left) this.#builder.remark(cell.left, `${columnName(this.#column)}${this.#line}`);
		if (isBlank && cell.object)
			this.#builder.remark('object', `${columnName(this.#column)}${this.#line}`);
		for (let n = 0; n < (isBlank ? 0 : columns); n++)
			this.#filled.push({ column: this.#column + n, cell });
		if (this.#filled.length > MAX_REPEATED)
			throw this.#builder.refusal(
				'too_many_columns',
				`A${this.#line}`,
				`所在的行超过 ${MAX_REPEATED} 列`
			);
		this.#column += cell.columns;
	}

	#fill(builder: SheetBuilder, column: number, { type, value, text }: OdsCell): void {
		const shown = text.join('\n');
		if (ERROR.test(shown)) {
			builder.remark('error', builder.at(column));
			builder.addText(column, shown);
		} else if (type === 'percentage') builder.addNumber(column, value, PERCENT, false);
		else if (type === 'date') builder.addText(column, value.slice(0, 10));
		else if ((type === 'float' || type === 'currency') && isRounded(value, shown)) {
			const { length: decimals } = /\.(\d+)$/.exec(shown)?.[1] ?? '';
			const format = decimals > 0 ? formatOfCode(`0.${'0'.repeat(decimals)}`) : GENERAL;
			builder.addNumber(column, value, format, false);
		} else {
			const isNumber = type === 'float' || type === 'currency';
			if (isNumber && /\D{2}|[一-鿿]/.test(shown)) builder.remark('scaled', builder.at(column));
			builder.addText(column, shown);
		}
	}
}

/** Tells whether what shows is the value, with its last decimals left out. */
function isRounded(value: string, shown: string): boolean {
	const plain = shown.replace(/[,\s¥￥]/g, '');
	if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(plain)) return false;
	const { length: decimals } = /\.(\d+)$/.exec(plain)?.[1] ?? '';
	return Math.abs(Number(value) - Number(plain)) <= 0.5001 * 10 ** -decimals;
}

function repeats(value: string | undefined): number {
	const count = Number(value ?? 1);
	return Number.isInteger(count) && count > 0 ? count : 1;
}
