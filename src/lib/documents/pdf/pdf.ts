/**
 * PDF files with a text layer, read with `pdfjs-dist`. A PDF holds characters at places and lines, no tables: tables are
 * rebuilt from their ruling lines. What cannot be placed for certain is refused, and a scan, which has no text, too.
 */
import { fileURLToPath } from 'node:url';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { Counter, MAX_TEXT, textTooLong } from '../caps.ts';
import { DocumentError } from '../document-error.ts';
import type { Issue } from '../issue.ts';
import type { SourceDocument } from '../model.ts';
import { checkPages, documentOf, FILE_ORIGINAL, slantedTexts } from '../page/fixed-layout.ts';
import { pageText } from '../page/page-blocks.ts';
import type { PageBlock } from '../page/page-blocks.ts';
import type { RulingLine } from '../page/shown.ts';
import { noRemarks } from '../remarks.ts';
import { unreadFilledTexts } from './filled-texts.ts';
import { readPage, readTexts } from './page-content.ts';
import { hasTable, taggedBlocks, type StructureTree } from './tagged-blocks.ts';
import { seenText } from '../page/seen-text.ts';

const MAX_PDF_BYTES = 16 * 1024 * 1024;
/** Tables of the characters of Chinese fonts, which come with the package. */
const PACKAGE = new URL('../', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs'));
const CHARACTER_MAPS = fileURLToPath(new URL('../cmaps/', PACKAGE));
const STANDARD_FONTS = fileURLToPath(new URL('../standard_fonts/', PACKAGE));

/** @throws DocumentError where the file is damaged, protected, a scan, too long, or its tables are not certain */
export async function readPdf(bytes: Uint8Array): Promise<SourceDocument> {
	if (bytes.length > MAX_PDF_BYTES)
		throw new DocumentError(
			'file_too_large',
			`PDF 文件有 ${Math.ceil(bytes.length / 1024 / 1024)} MB，上限是 16 MB，可能是扫描件，未读取；${FILE_ORIGINAL}`
		);
	// The library is large, and most imports hold no PDF.
	const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
	const task = getDocument({
		data: Uint8Array.from(bytes),
		cMapUrl: CHARACTER_MAPS,
		cMapPacked: true,
		standardFontDataUrl: STANDARD_FONTS,
		disableFontFace: true,
		useSystemFonts: false,
		useWorkerFetch: false,
		isOffscreenCanvasSupported: false,
		stopAtErrors: true,
		// Pictures are not read: none is decoded.
		maxImageSize: 1,
		verbosity: 0
	});
	try {
		return await readPages(await task.promise, OPS);
	} catch (error) {
		throw error instanceof DocumentError ? error : refusalOf(error);
	} finally {
		await task.destroy();
	}
}

async function readPages(
	pdf: PDFDocumentProxy,
	codes: Readonly<Record<string, number>>
): Promise<SourceDocument> {
	checkPages('pdf', pdf.numPages);
	const layers = await pdf.getOptionalContentConfig();
	const characters = new Counter(MAX_TEXT, textTooLong);
	const pages: PageBlock[][] = [];
	const blank: number[] = [];
	const unclear: number[] = [];
	const slanted = new Map<string, number[]>();
	const unread: Issue[] = [];
	const remarks = noRemarks();
	for (let number = 1; number <= pdf.numPages; number++) {
		const page = await pdf.getPage(number);
		const { pieces, rules, ...beside } = await readPage(page, codes, layers);
		if (beside.slanted !== '')
			slanted.set(beside.slanted, [...(slanted.get(beside.slanted) ?? []), number]);
		for (const { text } of pieces) characters.add(text.length);
		if (pieces.length === 0) blank.push(number);
		const seen = seenText(number, pieces, rules, remarks);
		const { blocks, isUnclear } = pageText(number, seen.pieces, seen.rules);
		if (isUnclear) unclear.push(number);
		const isRuled = blocks.some(({ kind }) => kind === 'table');
		pages.push((isRuled ? null : await readTags(page, rules)) ?? blocks);
		const filled = await unreadFilledTexts(page);
		if (filled) unread.push(filled);
		page.cleanup();
	}
	const issues = [...slantedTexts('pdf', slanted), ...unread];
	return documentOf('pdf', { pages, blank, unclear, issues, remarks });
}

/** Reads a page without ruling lines by its tags; null where it has none that can be trusted. */
async function readTags(
	page: PDFPageProxy,
	rules: readonly RulingLine[]
): Promise<PageBlock[] | null> {
	// The types of the library leave out that a page may have no tree.
	const tree = (await page.getStructTree()) as StructureTree | null;
	if (!tree || !hasTable(tree)) return null;
	const { pieces } = await readTexts(page, true);
	// What is left out was counted when the page was read without its tags.
	const seen = seenText(page.pageNumber, pieces, rules, noRemarks());
	return taggedBlocks(tree, seen.pieces);
}

function refusalOf(error: unknown): DocumentError {
	const name = error instanceof Error ? error.name : '';
	if (name === 'PasswordException')
		return new DocumentError(
			'encrypted_document',
			'PDF 设有打开密码，内容无法读取；请去掉密码，另存后再报送。'
		);
	const detail = error instanceof Error ? error.message.slice(0, 80) : String(error);
	return new DocumentError(
		'pdf_damaged',
		`PDF 读不下去（${detail}），文件可能已损坏；${FILE_ORIGINAL}`
	);
}
