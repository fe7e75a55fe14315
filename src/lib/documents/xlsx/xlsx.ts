/**
 * Excel workbooks of 2007 and later (.xlsx), as worksheets of text. Read with the same gate and the same XML reader
 * as .docx rather than with a library: caps, CRC, exact digits and the place of a wrong cell come from there.
 */
import type { Issue } from '../issue.ts';
import { DocumentError } from '../document-error.ts';
import type { SourceDocument } from '../model.ts';
import { numberBlocks } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { readFormats } from './cell-format.ts';
import { mainPart } from '../docx/docx.ts';
import { warning } from '../remarks.ts';
import { SheetReader, columnName } from './worksheet.ts';
import type { SheetContext, Worksheet } from './worksheet.ts';
import { layOutSheet } from './sheet-grid.ts';
import { partSheet } from './sheet-parts.ts';
import { readXml } from '../xml.ts';
import { openZip } from '../zip.ts';
import type { ZipArchive } from '../zip.ts';

const MAX_SHEETS = 200;
const MAX_STRINGS = 1_000_000;
const MAX_TEXT = 20_000_000;

export interface Workbook {
	/** The visible worksheets that hold something, in the order of their tabs. */
	sheets: Worksheet[];
	issues: Issue[];
}

/** @throws DocumentError with the sheet and cell where one cannot be read, or where there is nothing to read. */
export function readWorkbook(source: Uint8Array | ZipArchive): Workbook {
	const archive = source instanceof Uint8Array ? openZip(source) : source;
	const main = mainPart(archive);
	const { sheets, is1904 } = readTabs(archive, main);
	const context = readContext(archive, main, is1904);
	const issues: Issue[] = [];
	const read = sheets.flatMap(({ name, part, isHidden }) => {
		if (isHidden) {
			issues.push(
				warning('hidden_sheet', `工作表“${name}”是隐藏的，没有读取；需要时请取消隐藏后再报送。`)
			);
			return [];
		}
		const reader = new SheetReader(name, context);
		readXml(readPart(archive, part, name), part, reader);
		issues.push(...hiddenParts(reader.sheet));
		return reader.sheet.rows.length > 0 ? [reader.sheet] : [];
	});
	if (read.length === 0)
		throw new DocumentError(
			'document_empty',
			'工作簿里没有可读的内容，应有填好的表格；请确认报送的文件是否正确。'
		);
	return { sheets: read, issues };
}

/** A sheet that is too large is a long table: pictures have no part in it. */
function readPart(archive: ZipArchive, part: string, sheet: string): Uint8Array {
	try {
		return archive.read(part);
	} catch (error) {
		if (!(error instanceof DocumentError) || error.code !== 'zip_too_large') throw error;
		const [what = ''] = error.message.split('，未读取');
		throw new DocumentError(
			error.code,
			`工作表“${sheet}”太大，${what}，未读取；请按年度拆成几个工作簿，或另存为 CSV 后再导入。`
		);
	}
}

/** The worksheets as tables of a document, one a sheet, for forms that are filed as workbooks. */
export function readXlsx(source: Uint8Array | ZipArchive): SourceDocument {
	const { sheets, issues } = readWorkbook(source);
	const blocks = sheets.flatMap((sheet): Block[] => {
		const { titles, rest, notes } = partSheet(sheet);
		const table: Block[] = rest.rows.length > 0 ? [{ kind: 'table', rows: layOutSheet(rest) }] : [];
		return [...titles.map(toParagraph), ...table, ...notes.map(toParagraph)];
	});
	return { format: 'xlsx', blocks: numberBlocks(blocks), issues };
}

function toParagraph(text: string): Block {
	return { kind: 'paragraph', text };
}

interface Tab {
	name: string;
	part: string;
	isHidden: boolean;
}

function readTabs(archive: ZipArchive, main: string): { sheets: Tab[]; is1904: boolean } {
	const targets = readTargets(archive, main);
	const sheets: Tab[] = [];
	let is1904 = false;
	readXml(archive.read(main), main, {
		open(name, attribute) {
			if (name === 's:workbookPr')
				is1904 = attribute('date1904') === '1' || attribute('date1904') === 'true';
			if (name !== 's:sheet') return;
			const part = targets.get(attribute('id') ?? '');
			// Sheets of charts and macros are no tables.
			if (part === undefined) return;
			const state = attribute('state') ?? 'visible';
			sheets.push({ name: attribute('name') ?? '', part, isHidden: state !== 'visible' });
		},
		close() {},
		text() {}
	});
	if (sheets.length > MAX_SHEETS)
		throw new DocumentError(
			'too_many_sheets',
			`工作簿有 ${sheets.length} 个工作表，上限是 ${MAX_SHEETS} 个，未读取；请只保留要报送的工作表。`
		);
	return { sheets, is1904 };
}

/** Parts of the worksheets by relationship id. */
function readTargets(archive: ZipArchive, main: string): Map<string, string> {
	const folder = main.replace(/[^/]*$/, '');
	const rels = `${folder}_rels/${main.slice(folder.length)}.rels`;
	const targets = new Map<string, string>();
	if (!archive.has(rels)) return targets;
	readXml(archive.read(rels), rels, {
		open(name, attribute) {
			if (name !== 'rel:Relationship' || !attribute('Type')?.endsWith('/worksheet')) return;
			const target = attribute('Target') ?? '';
			const part = target.startsWith('/') ? target.slice(1) : folder + target;
			targets.set(attribute('Id') ?? '', part);
		},
		close() {},
		text() {}
	});
	return targets;
}

function readContext(archive: ZipArchive, main: string, is1904: boolean): SheetContext {
	const folder = main.replace(/[^/]*$/, '');
	const strings = `${folder}sharedStrings.xml`;
	const styles = `${folder}styles.xml`;
	return {
		strings: archive.has(strings) ? readStrings(archive.read(strings), strings) : [],
		formats: archive.has(styles) ? readFormats(archive.read(styles), styles) : [],
		is1904
	};
}

/** The shared texts; phonetic guides over Chinese characters are not part of them. */
function readStrings(bytes: Uint8Array, part: string): string[] {
	const strings: string[] = [];
	let current = '';
	let characters = 0;
	let isText = false;
	let isPhonetic = false;
	readXml(bytes, part, {
		open(name) {
			if (name === 's:si') current = '';
			else if (name === 's:rPh') isPhonetic = true;
			else if (name === 's:t') isText = !isPhonetic;
		},
		close(name) {
			if (name === 's:t') isText = false;
			else if (name === 's:rPh') isPhonetic = false;
			else if (name === 's:si') strings.push(current);
		},
		text(text) {
			if (!isText) return;
			characters += text.length;
			if (characters > MAX_TEXT || strings.length > MAX_STRINGS)
				throw new DocumentError(
					'text_too_long',
					`工作簿的文字超过 ${MAX_TEXT} 个，不像一份报表，未读取；请确认报送的文件是否正确。`
				);
			current += text;
		}
	});
	return strings;
}

function hiddenParts(sheet: Worksheet): Issue[] {
	const issues: Issue[] = [];
	const { name, hiddenRows, hiddenColumns } = sheet;
	if (hiddenRows.length > 0)
		issues.push(
			warning(
				'hidden_rows',
				`工作表“${name}”有 ${hiddenRows.length} 行是隐藏的（第 ${firstOf(hiddenRows)} 行），没有计入；需要时请取消隐藏或筛选后再报送。`
			)
		);
	if (hiddenColumns.length > 0)
		issues.push(
			warning(
				'hidden_columns',
				`工作表“${name}”有隐藏的列（${firstOf(hiddenColumns.map(columnName))}），已照常读取；请核对其内容。`
			)
		);
	return issues;
}

function firstOf(numbers: (number | string)[]): string {
	const shown = numbers.slice(0, 10).join('、');
	return numbers.length > 10 ? `${shown}等` : shown;
}
