/** Caps that several readers share. What goes beyond them is no report, and is refused before it costs memory. */
import { DocumentError } from './document-error.ts';

const MB = 1024 * 1024;

/** Bytes of a file. */
export const MAX_FILE_BYTES = 64 * MB;
/** Characters of one document. */
export const MAX_TEXT = 4_000_000;
/** Cells of the tables of one document. */
export const MAX_CELLS = 200_000;
/** Tables within tables. */
export const MAX_NESTED_TABLES = 8;
/** Columns that one cell may span; Word itself allows 63. */
export const MAX_SPAN = 1_000;
/** Cells of a row in Word's older formats; Word itself allows 63. */
export const MAX_ROW_CELLS = 255;
/** Styles that are based on one another in a chain; a longer one is a loop. */
export const MAX_STYLE_CHAIN = 20;
/** Columns of a worksheet or CSV file: a record of the form has a few dozen, a wider one is no table of figures. */
export const MAX_COLUMNS = 1_000;
/** Elements within elements of XML or HTML. */
export const MAX_ELEMENT_DEPTH = 400;
/** Characters of one workbook. */
export const MAX_WORKBOOK_TEXT = 20_000_000;
/** Worksheets of one workbook. */
export const MAX_SHEETS = 200;

/** Counts against a cap. @throws DocumentError where it is passed. */
export class Counter {
	#count = 0;
	readonly #cap: number;
	readonly #refusal: (cap: number) => DocumentError;

	constructor(cap: number, refusal: (cap: number) => DocumentError) {
		this.#cap = cap;
		this.#refusal = refusal;
	}

	add(amount = 1): void {
		this.#count += amount;
		if (this.#count > this.#cap) throw this.#refusal(this.#cap);
	}
}

export function tooManyCells(cap: number): DocumentError {
	return new DocumentError(
		'too_many_cells',
		`表格超过 ${cap} 格，不像一份自评报告，未读取；请确认报送的文件是否正确。`
	);
}

export function tooManySheets(count: number): DocumentError {
	return new DocumentError(
		'too_many_sheets',
		`工作簿有 ${count} 个工作表，上限是 ${MAX_SHEETS} 个，未读取；请只保留要报送的工作表。`
	);
}

export function tablesTooDeep(): DocumentError {
	return new DocumentError(
		'tables_too_deep',
		`表格嵌套超过 ${MAX_NESTED_TABLES} 层，未读取；请把嵌套的表格拆开，另存后再报送。`
	);
}

export function textTooLong(cap: number): DocumentError {
	return new DocumentError(
		'text_too_long',
		`正文超过 ${cap} 个字，不像一份自评报告，未读取；请确认报送的文件是否正确。`
	);
}

/** The document holds nothing that can be read, or its pages are pictures. */
export function documentEmpty({ pictures }: { pictures: number }): DocumentError {
	return pictures > 0
		? new DocumentError(
				'pictures_only',
				'文档里只有图片，没有文字（多半是扫描件），图片的内容没有读取；请报送可编辑的 Word 文件。'
			)
		: new DocumentError(
				'document_empty',
				'文档里没有文字（可能是空白文档，或内容是扫描图片），应是填好的自评报告；请报送可编辑的 Word 文件。'
			);
}
