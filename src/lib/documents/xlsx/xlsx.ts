/**
 * Excel workbooks of 2007 and later (.xlsx), as worksheets of text. Read with the same gate and the same XML reader
 * as .docx rather than with a library: caps, CRC, exact digits and the place of a wrong cell come from there.
 */
import { PAPER, UNKNOWN_GROUND } from '../appearance.ts';
import type { Issue } from '../issue.ts';
import { MAX_SHEETS, MAX_WORKBOOK_TEXT, tooManySheets } from '../caps.ts';
import { DocumentError } from '../document-error.ts';
import { mainPart, targetsOf, zipPackage } from '../docx/package.ts';
import { SheetBuilder } from '../sheet/builder.ts';
import type { SheetDrawing } from '../sheet/drawing.ts';
import { hiddenSheet, workbookOf } from '../sheet/workbook.ts';
import type { Workbook, Worksheet } from '../sheet/workbook.ts';
import { readXml } from '../xml.ts';
import { openZip } from '../archive/zip.ts';
import type { ZipArchive } from '../archive/zip.ts';
import { readComments } from './comments.ts';
import { readDrawings } from './drawings.ts';
import { RichText } from './rich-text.ts';
import type { SharedText } from './rich-text.ts';
import { readStyles } from './styles.ts';
import { SheetReader, isOn } from './worksheet.ts';
import type { SheetContext } from './worksheet.ts';

const MAX_STRINGS = 1_000_000;

/** @throws DocumentError with the sheet and cell where one cannot be read, or where there is nothing to read. */
export function readWorkbook(source: Uint8Array | ZipArchive): Workbook {
	const archive = source instanceof Uint8Array ? openZip(source) : source;
	const parts = zipPackage(archive);
	const main = mainPart(parts, 'Excel');
	const targets = targetsOf(parts, main);
	const { tabs, is1904 } = readTabs(archive, main);
	const context = readContext(archive, targets, is1904);
	const hasComments = parts.names.some((name) => COMMENTS.test(name));
	const issues: Issue[] = [];
	const sheets: Worksheet[] = [];
	for (const { name, id, isHidden } of tabs) {
		const part = targets.get(id);
		// Sheets of charts and macros are no tables.
		if (part?.kind !== 'worksheet') continue;
		if (isHidden) {
			issues.push(hiddenSheet(name));
			continue;
		}
		const builder = new SheetBuilder(name);
		const reader = new SheetReader(builder, context);
		readXml(readPart(archive, part.name, name), part.name, reader);
		reader.finish();
		if (reader.drawings !== null)
			for (const drawing of drawingsOf(archive, part.name, reader.drawings))
				builder.coverCell(drawing);
		if (hasComments) addComments(archive, part.name, builder);
		const read = builder.finish();
		sheets.push(read.sheet);
		issues.push(...read.issues);
	}
	return workbookOf(sheets, issues);
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

const COMMENTS = /\bcomments?\d*\.xml$/i;

function addComments(archive: ZipArchive, sheet: string, builder: SheetBuilder): void {
	for (const { name, kind } of targetsOf(zipPackage(archive), sheet).values())
		if (kind === 'comments' && archive.has(name)) readComments(archive.read(name), name, builder);
}

/** @param id of the relationship to them */
function drawingsOf(archive: ZipArchive, sheet: string, id: string): SheetDrawing[] {
	const part = targetsOf(zipPackage(archive), sheet).get(id)?.name ?? `${sheet} 的图形`;
	if (!archive.has(part)) throw missingPart(part);
	return readDrawings(archive.read(part), part);
}

/** Without the part the cells would show other numbers than the file did: a drawing may lie over one, a format scales it. */
function missingPart(part: string): DocumentError {
	return new DocumentError(
		'part_missing',
		`工作簿缺少部件“${part}”，文件可能已损坏，单元格显示的数值无法确定，未读取；请用 Excel 或 WPS 打开，改正后另存再报送。`
	);
}

interface Tab {
	name: string;
	/** Id of the relationship to its part. */
	id: string;
	isHidden: boolean;
}

function readTabs(archive: ZipArchive, main: string): { tabs: Tab[]; is1904: boolean } {
	const tabs: Tab[] = [];
	let is1904 = false;
	readXml(archive.read(main), main, {
		open(name, attribute) {
			if (name === 's:workbookPr') is1904 = isOn(attribute('date1904'));
			if (name !== 's:sheet') return;
			const isHidden = (attribute('state') ?? 'visible') !== 'visible';
			tabs.push({ name: attribute('name') ?? '', id: attribute('id') ?? '', isHidden });
		},
		close() {},
		text() {}
	});
	if (tabs.length > MAX_SHEETS) throw tooManySheets(tabs.length);
	return { tabs, is1904 };
}

function readContext(
	archive: ZipArchive,
	targets: ReadonlyMap<string, { name: string; kind: string }>,
	is1904: boolean
): SheetContext {
	const partOf = (kind: string): string | null => {
		const target = [...targets.values()].find((each) => each.kind === kind)?.name;
		const part = target ?? `xl/${kind}.xml`;
		return archive.has(part) ? part : null;
	};
	const hasTables = archive.names.some((name) => /(?:^|\/)tables\//.test(name));
	const unfilled = hasTables ? UNKNOWN_GROUND : PAPER;
	const strings = partOf('sharedStrings');
	const styles = partOf('styles');
	const named = [...targets.values()].find(({ kind }) => kind === 'styles')?.name;
	if (styles === null && named !== undefined) throw missingPart(named);
	return {
		strings: strings === null ? [] : readStrings(archive.read(strings), strings),
		...(styles === null
			? { styles: [], conditionalEffects: [] }
			: readStyles(archive.read(styles), styles, unfilled)),
		is1904
	};
}

function readStrings(bytes: Uint8Array, part: string): SharedText[] {
	const strings: SharedText[] = [];
	const current = new RichText();
	let characters = 0;
	readXml(bytes, part, {
		open(name, attribute) {
			if (name === 's:si') current.start();
			else current.open(name, attribute);
		},
		close(name) {
			if (name === 's:si') strings.push(current.finish());
			else current.close(name);
		},
		text(text) {
			characters += text.length;
			if (characters > MAX_WORKBOOK_TEXT || strings.length > MAX_STRINGS)
				throw new DocumentError(
					'text_too_long',
					`工作簿的文字超过 ${MAX_WORKBOOK_TEXT} 个，不像一份报表，未读取；请确认报送的文件是否正确。`
				);
			current.text(text);
		}
	});
	return strings;
}
