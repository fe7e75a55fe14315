/** OpenDocument spreadsheets (.ods). Of a number the file holds the value and the text that shows. */
import { MAX_SHEETS, tooManySheets } from '../caps.ts';
import type { Issue } from '../issue.ts';
import { applyRules } from '../sheet/conditional-rules.ts';
import { SheetBuilder } from '../sheet/builder.ts';
import { warning } from '../remarks.ts';
import { columnName, columnOf, rowOf } from '../sheet/references.ts';
import { middle, type SheetDrawing } from '../sheet/drawing.ts';
import { hiddenSheet, workbookOf } from '../sheet/workbook.ts';
import type { Workbook, Worksheet } from '../sheet/workbook.ts';
import { readXml } from '../xml.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import type { ZipArchive } from '../archive/zip.ts';
import { CellComment } from './cell-comment.ts';
import { CellText, type SeenCellText } from './cell-text.ts';
import { ConditionalFormats } from './conditional-formats.ts';
import { countOf } from './odt-tables.ts';
import { fillCell, type FilledCell } from './filled-cell.ts';
import { readMasterPages } from './sheet-margins.ts';
import { readStyles, type ShownStyle } from './styles.ts';

/** @throws DocumentError with the sheet and cell where one cannot be read, or where there is nothing to read */
export function readOds(archive: ZipArchive): Workbook {
	const reader = new OdsReader(sheetStyles(archive), readStyles(archive));
	readXml(archive.read('content.xml'), 'content.xml', reader);
	if (reader.sheets.length > MAX_SHEETS) throw tooManySheets(reader.sheets.length);
	return workbookOf(reader.sheets, reader.issues);
}

/** Says of a sheet how it is displayed and printed. */
interface SheetStyle {
	isHidden: boolean;
	/** Lines of its page headers and footers. */
	margins: string;
}

/** The styles of sheets by their names. */
function sheetStyles(archive: ZipArchive): ReadonlyMap<string, SheetStyle> {
	const pages = readMasterPages(archive);
	const styles = new Map<string, SheetStyle>();
	let style: SheetStyle | null = null;
	readXml(archive.read('content.xml'), 'content.xml', {
		open(name, attribute) {
			if (name === 'office:body') return 'skip';
			// Styles of cells may bear the same names.
			if (name === 'style:style' && attribute('family') === 'table') {
				style = { isHidden: false, margins: pages.get(attribute('master-page-name') ?? '') ?? '' };
				styles.set(attribute('name') ?? '', style);
			}
			if (name === 'style:table-properties' && attribute('display') === 'false' && style)
				style.isHidden = true;
			return undefined;
		},
		close() {},
		text() {}
	});
	return styles;
}

const SKIPPED = new Set(['table:tracked-changes', 'text:ruby-text']);
/** Drawings that may hold a value. */
const DRAWING = /^draw:(?:frame|g|custom-shape|rect|ellipse|circle|caption|control)$/;
/** Filled cells of one row. */
const MAX_REPEATED = 1_000;

interface OdsCell {
	type: string;
	value: string;
	columns: number;
	hasFormula: boolean;
	text: CellText;
	/** Name of its style; undefined where each column gives its own. */
	style: string | undefined;
}

class OdsReader implements XmlHandler {
	readonly sheets: Worksheet[] = [];
	readonly issues: Issue[] = [];
	readonly #sheetStyles: ReadonlyMap<string, SheetStyle>;
	readonly #styleOf: (name: string | undefined) => ShownStyle;
	/** Names of the styles that columns give to their cells, by the last column of each. */
	#columnStyles: { last: number; style: string | undefined }[] = [];
	readonly #conditional: ConditionalFormats;
	#builder: SheetBuilder | null = null;
	#line = 1;
	#column = 1;
	#sheetColumn = 1;
	#repeated = 1;
	#isHiddenRow = false;
	#filled: FilledCell[] = [];
	#cell: OdsCell | null = null;
	/** Drawings of the open sheet that are anchored at cells. */
	#drawings: SheetDrawing[] = [];
	/** Drawings of the open sheet that are anchored at no cell. */
	#floating = 0;
	#comment: CellComment | null = null;
	/** The drawing that is open, with the elements open in it. */
	#drawing: { texts: string[]; depth: number } | null = null;

	constructor(
		sheetStyles: ReadonlyMap<string, SheetStyle>,
		styleOf: (name: string | undefined) => ShownStyle
	) {
		this.#sheetStyles = sheetStyles;
		this.#styleOf = styleOf;
		this.#conditional = new ConditionalFormats(styleOf);
	}

	open(name: string, attribute: XmlAttributes): unknown {
		if (SKIPPED.has(name)) return 'skip';
		if (this.#comment) return this.#comment.open(name);
		if (this.#drawing) return this.#openInDrawing(this.#drawing, name);
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
				this.#cell?.text.openParagraph();
				break;
			case 'office:annotation':
				this.#comment = new CellComment();
				return undefined;
			case 'text:span':
				this.#cell?.text.openSpan(this.#styleOf(attribute('style-name')));
				break;
			case 'text:s':
				this.text(' '.repeat(countOf(attribute('c'))));
				break;
			case 'text:line-break':
				this.text('\n');
				break;
			case 'calcext:conditional-format':
			case 'calcext:condition':
			case 'calcext:data-bar':
			case 'calcext:icon-set':
				this.#conditional.open(name, attribute);
				break;
			case 'text:tab':
				this.text('\t');
				break;
		}
		if (DRAWING.test(name)) this.#openDrawing(attribute);
		return undefined;
	}

	/** Keeps over which cell the middle of the drawing lies. */
	#openDrawing(attribute: XmlAttributes): void {
		this.#drawing = { texts: [], depth: 1 };
		if (!this.#cell) {
			this.#floating++;
			return;
		}
		const end = attribute('end-cell-address')?.replace(/^.*\./, '');
		const to = end === undefined ? [] : [rowOf(end)];
		const across = end === undefined ? [] : [columnOf(end)];
		this.#drawings.push({
			line: middle([this.#line, ...to]),
			column: middle([this.#column, ...across]),
			texts: this.#drawing.texts
		});
	}

	#openInDrawing(drawing: { texts: string[]; depth: number }, name: string): undefined {
		drawing.depth++;
		if (name === 'text:p') drawing.texts.push('');
	}

	close(name: string): void {
		if (this.#comment) this.#closeInComment(this.#comment, name);
		else if (this.#drawing) {
			if (--this.#drawing.depth === 0) this.#drawing = null;
		} else if (name === 'table:table') this.#closeSheet();
		else if (name === 'text:span') this.#cell?.text.closeSpan();
		else if (name === 'table:table-row') this.#closeRow();
		else if (name === 'table:table-cell' || name === 'table:covered-table-cell') this.#closeCell();
	}

	text(text: string): void {
		if (this.#comment) this.#comment.add(text);
		else if (!this.#drawing) this.#cell?.text.add(text);
		else if (this.#drawing.texts.length > 0)
			this.#drawing.texts.push((this.#drawing.texts.pop() ?? '') + text);
	}

	#closeInComment(comment: CellComment, name: string): void {
		if (!comment.close(name)) return;
		this.#comment = null;
		const cell = `${columnName(this.#column)}${this.#line}`;
		if (this.#cell) this.#builder?.addComment(cell, comment.text, comment.author);
	}

	#openSheet(attribute: XmlAttributes): unknown {
		const name = attribute('name') ?? '';
		const style = this.#sheetStyles.get(attribute('style-name') ?? '');
		if (style?.isHidden) {
			this.issues.push(hiddenSheet(name));
			return 'skip';
		}
		this.#builder = new SheetBuilder(name);
		this.#builder.addMargins(style?.margins ?? '');
		this.#line = this.#sheetColumn = 1;
		this.#columnStyles = [];
		this.#floating = 0;
		this.#drawings = [];
		return undefined;
	}

	#closeSheet(): void {
		if (!this.#builder) return;
		applyRules(this.#conditional.take(), this.#builder);
		for (const drawing of this.#drawings) this.#builder.coverCell(drawing);
		const read = this.#builder.finish();
		this.sheets.push(read.sheet);
		this.issues.push(...read.issues);
		if (this.#floating > 0) this.issues.push(floatingDrawings(read.sheet.name, this.#floating));
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
			for (const cell of this.#filled) fillCell(this.#builder, cell);
			this.#builder.closeRow();
		}
		this.#line += this.#repeated;
	}

	#openCell(attribute: XmlAttributes): void {
		const type = attribute('value-type') ?? '';
		const value = attribute('value') ?? attribute('date-value') ?? attribute('string-value') ?? '';
		const hasFormula = attribute('formula') !== undefined;
		const columns = repeats(attribute('number-columns-repeated'));
		const style = attribute('style-name');
		this.#cell = { type, value, columns, hasFormula, text: new CellText(), style };
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
		const isFilled = this.#fillColumns(cell, columns, this.#builder);
		if (!isFilled && cell.hasFormula && cell.type === '')
			throw this.#builder.refusal(
				'formula_without_value',
				`${columnName(this.#column)}${this.#line}`,
				'是没有计算结果的公式，应有保存的数值'
			);
		if (this.#filled.length > MAX_REPEATED)
			throw this.#builder.refusal(
				'too_many_columns',
				`A${this.#line}`,
				`所在的行超过 ${MAX_REPEATED} 列`
			);
		this.#column += cell.columns;
	}

	/** Repeated cells without a style have each that of its column. @returns whether any shows something */
	#fillColumns(
		{ type, value, text, style }: OdsCell,
		count: number,
		builder: SheetBuilder
	): boolean {
		const seen = new Map<string | undefined, SeenCellText>();
		let isFilled = false;
		for (let column = this.#column; column < this.#column + count; column++) {
			const named = style ?? this.#columnStyles.find(({ last }) => last >= column)?.style;
			const own = this.#styleOf(named);
			const { text: shown, left } = seen.get(named) ?? text.seenIn(own);
			seen.set(named, { text: shown, left });
			if (left) builder.remark(left, `${columnName(column)}${this.#line}`);
			if (shown === '' && (text.isWritten || value === '')) continue;
			isFilled = true;
			this.#filled.push({ column, type, value, shown: text.isWritten ? shown : null });
			const bottom = this.#line + this.#repeated - 1;
			const area = { top: this.#line, left: column, bottom, right: column };
			this.#conditional.addCells(own.maps, area);
		}
		return isFilled;
	}
}

function floatingDrawings(sheet: string, count: number): Issue {
	return warning(
		'object_unread',
		`工作表“${sheet}”上浮着 ${count} 个图片、文本框或对象，其内容没有读取；请把数值直接填在单元格里。`
	);
}

function repeats(value: string | undefined): number {
	const count = Number(value ?? 1);
	return Number.isInteger(count) && count > 0 ? count : 1;
}
