/** Workbooks that Excel 2002 and later save as one XML file (XML Spreadsheet 2003), as worksheets of text. */
import { isUnseen } from '../appearance.ts';
import { MAX_SHEETS, tooManySheets } from '../caps.ts';
import { RaisedText, toSubscript } from '../characters/raised-text.ts';
import { signsInFont } from '../characters/symbols.ts';
import type { Issue } from '../issue.ts';
import { SheetBuilder } from '../sheet/builder.ts';
import { headerText } from '../sheet/page-header.ts';
import { hiddenSheet, workbookOf } from '../sheet/workbook.ts';
import type { Workbook, Worksheet } from '../sheet/workbook.ts';
import { readXml } from '../xml.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import { ExcelXmlStyles } from './styles.ts';

/** @throws DocumentError with the sheet and cell where one cannot be read, or where there is nothing to read. */
export function readExcelXml(bytes: Uint8Array): Workbook {
	const reader = new ExcelXmlReader();
	readXml(bytes, 'XML', reader);
	return workbookOf(reader.sheets, reader.issues);
}

interface SpreadsheetCell {
	column: number;
	style: string | undefined;
	hasFormula: boolean;
	type: string | null;
	text: RaisedText;
	isCut: boolean;
}

/** A row of so many points shows no text. */
const LOWEST_ROW = 3;
/** Ranges of conditional formats: `R3C2:R8C5`. */
const RANGE = /R(\d+)C(\d+)(?::R(\d+)C(\d+))?/g;

class ExcelXmlReader implements XmlHandler {
	readonly sheets: Worksheet[] = [];
	readonly issues: Issue[] = [];
	readonly #styles = new ExcelXmlStyles();
	#name = '';
	#count = 0;
	#isHidden = false;
	#margins = '';
	#ranges = '';
	#sheet = new SheetBuilder('');
	#line = 1;
	#column = 1;
	#nextColumn = 1;
	/** Styles that whole columns and the open row give their cells. */
	#columnStyles: string[] = [];
	#rowStyle: string | undefined;
	#cell: SpreadsheetCell | null = null;
	/** Elements inside the text that is read: a value with parts of another look. */
	#path: string[] = [];
	#reads: 'value' | 'comment' | 'range' | 'visible' | null = null;
	#comment = { text: '', author: '' };

	open(name: string, attribute: XmlAttributes): unknown {
		if (this.#reads === 'value' || this.#reads === 'comment') {
			this.#path.push(name);
			return undefined;
		}
		switch (name) {
			case 'ss:Worksheet':
				return this.#openSheet(attribute('Name') ?? '');
			case 'ss:Column':
				return this.#openColumn(attribute);
			case 'ss:Row':
				return this.#openRow(attribute);
			case 'ss:Cell':
				return this.#openCell(attribute);
			case 'ss:Comment':
				this.#comment = { text: '', author: attribute('Author') ?? '' };
				this.#reads = 'comment';
				return undefined;
			case 'ss:Data':
				if (this.#cell) this.#cell.type = attribute('Type') ?? 'String';
				this.#reads = this.#cell && 'value';
				return undefined;
			case 'x:Header':
			case 'x:Footer':
				this.#margins += `${headerText(attribute('Data') ?? '')}\n`;
				return undefined;
			case 'x:Range':
				this.#reads = 'range';
				return undefined;
			case 'x:Visible':
				this.#reads = 'visible';
				return undefined;
			default:
				return this.#styles.open(name, attribute);
		}
	}

	close(name: string): void {
		if (this.#path.length > 0) this.#path.pop();
		else if (this.#reads === 'comment') this.#closeComment();
		else if (this.#reads !== null) this.#reads = null;
		else if (name === 'ss:Cell') this.#closeCell();
		else if (name === 'ss:Row') this.#sheet.closeRow();
		else if (name === 'ss:Worksheet') this.#closeSheet();
	}

	text(text: string): void {
		if (this.#reads === 'range') this.#ranges += `${text},`;
		else if (this.#reads === 'visible') this.#isHidden ||= /Hidden/i.test(text);
		else if (this.#reads === 'comment') this.#comment.text += this.#path.length > 0 ? text : '';
		else if (this.#reads === 'value' && this.#cell) this.#addText(this.#cell, text);
	}

	#closeComment(): void {
		this.#reads = null;
		const { text, author } = this.#comment;
		if (this.#cell) this.#sheet.addComment(this.#sheet.at(this.#cell.column), text, author);
	}

	#addText(cell: SpreadsheetCell, text: string): void {
		if (this.#path.includes('html:S') || this.#path.includes('html:Del')) cell.isCut = true;
		else if (this.#path.includes('html:Sub')) cell.text.add(toSubscript(text), false);
		else cell.text.add(text, this.#path.includes('html:Sup'));
	}

	#openSheet(name: string): void {
		if (++this.#count > MAX_SHEETS) throw tooManySheets(this.#count);
		this.#name = name;
		this.#sheet = new SheetBuilder(name);
		this.#isHidden = false;
		this.#margins = this.#ranges = '';
		this.#line = this.#column = 1;
		this.#columnStyles = [];
	}

	#openColumn(attribute: XmlAttributes): void {
		const first = Number(attribute('Index') ?? this.#column);
		const last = first + Number(attribute('Span') ?? 0);
		this.#column = last + 1;
		if (isOn(attribute('Hidden')) || attribute('Width') === '0')
			this.#sheet.hideColumns(first, last);
		const style = attribute('StyleID');
		if (style !== undefined)
			for (let column = first; column <= Math.min(last, MOST_STYLED); column++)
				this.#columnStyles[column] = style;
	}

	#openRow(attribute: XmlAttributes): void {
		const line = Number(attribute('Index') ?? this.#line);
		this.#line = line + Number(attribute('Span') ?? 0) + 1;
		this.#nextColumn = 1;
		this.#rowStyle = attribute('StyleID');
		const isLow = Number(attribute('Height') ?? LOWEST_ROW) < LOWEST_ROW;
		this.#sheet.openRow(line, isOn(attribute('Hidden')) || isLow);
	}

	#openCell(attribute: XmlAttributes): void {
		const column = Number(attribute('Index') ?? this.#nextColumn);
		const across = Number(attribute('MergeAcross') ?? 0);
		const down = Number(attribute('MergeDown') ?? 0);
		this.#nextColumn = column + across + 1;
		const { line } = this.#sheet;
		if (across > 0 || down > 0) this.#sheet.addMerge(line, column, line + down, column + across);
		this.#cell = {
			column,
			style: attribute('StyleID') ?? this.#rowStyle ?? this.#columnStyles[column],
			hasFormula: attribute('Formula') !== undefined,
			type: null,
			text: new RaisedText(),
			isCut: false
		};
	}

	#closeCell(): void {
		const cell = this.#cell;
		this.#cell = null;
		if (!cell) return;
		const { column, type } = cell;
		const reference = this.#sheet.at(column);
		const written = cell.text.toString();
		const isEmpty = type === null || (type === 'Number' && written.trim() === '');
		if (isEmpty && cell.hasFormula)
			throw this.#sheet.refusal(
				'formula_without_value',
				reference,
				'是没有计算结果的公式，应有保存的数值'
			);
		if (isEmpty) return;
		const style = this.#styles.styleOf(cell.style);
		if (style.isStruck) return this.#sheet.remark('struck', reference);
		if (isUnseen(style, style.ground)) return this.#sheet.remark('unseen', reference);
		if (cell.isCut) this.#sheet.remark('struck', reference);
		if (cell.text.marks > 0) this.#sheet.remark('note_mark', reference);
		if (type === 'Number')
			return this.#sheet.addNumber(column, written.trim(), style.format, false);
		if (type === 'Error') this.#sheet.remark('error', reference);
		this.#sheet.addText(column, textOf(type, written, style.symbols));
	}

	#closeSheet(): void {
		if (this.#isHidden) {
			this.issues.push(hiddenSheet(this.#name));
			return;
		}
		for (const [, top, left, bottom, right] of this.#ranges.matchAll(RANGE)) {
			const area = { top: Number(top), left: Number(left) };
			const end = { bottom: Number(bottom ?? top), right: Number(right ?? left) };
			this.#sheet.reviewCells({ ...area, ...end }, () => 'conditional');
		}
		this.#sheet.addMargins(this.#margins);
		const read = this.#sheet.finish();
		this.sheets.push(read.sheet);
		this.issues.push(...read.issues);
	}
}

/** A style of the columns beyond is of blank ones. */
const MOST_STYLED = 256;

function textOf(type: string, written: string, symbols: string | null): string {
	if (type === 'Boolean') return written === '1' ? 'TRUE' : 'FALSE';
	if (type === 'DateTime') return written.replace(/T00:00:00.*$/, '');
	return signsInFont(written, symbols);
}

function isOn(value: string | undefined): boolean {
	return value === '1';
}
