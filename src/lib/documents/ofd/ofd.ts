/**
 * OFD (GB/T 33190), the fixed layout of Chinese e-government. Like a PDF file it holds characters at places and drawn
 * paths, no tables: these are rebuilt in the same way. Stamps and annotations are not read.
 */
import { hasText, numberBlocks } from '../blocks.ts';
import { Counter, MAX_TEXT, textTooLong } from '../caps.ts';
import { DocumentError } from '../document-error.ts';
import type { SourceDocument } from '../model.ts';
import { pageBlocks } from '../page/page-blocks.ts';
import type { PageBlock } from '../page/page-blocks.ts';
import { joinPages } from '../page/page-breaks.ts';
import { seenText } from '../page/seen-text.ts';
import { issuesOfRemarks, noRemarks, unreadObjects, warning } from '../remarks.ts';
import { readXml } from '../xml.ts';
import type { ZipArchive } from '../zip.ts';
import { PageObjects } from './page-objects.ts';
import { readStructure } from './structure.ts';
import type { OfdPage } from './structure.ts';

const MAX_PAGES = 200;
const FILE_ORIGINAL = '请报送原来的 .docx、.doc 或 .xlsx 文件。';

/** @throws DocumentError where the package is damaged or encrypted, a scan, too long, or its tables are not certain */
export function readOfd(archive: ZipArchive): SourceDocument {
	const pages = readStructure(archive);
	if (pages.length > MAX_PAGES)
		throw new DocumentError(
			'ofd_too_long',
			`OFD 有 ${pages.length} 页，上限是 ${MAX_PAGES} 页，不像一份自评报告，未读取；请只报送报告本身。`
		);
	const characters = new Counter(MAX_TEXT, textTooLong);
	const blank: number[] = [];
	const remarks = noRemarks();
	const read = pages.map((page, index): PageBlock[] => {
		const { pieces, rules } = objectsOf(archive, page, index + 1);
		for (const { text } of pieces) characters.add(text.length);
		if (pieces.length === 0) blank.push(index + 1);
		const seen = seenText(index + 1, pieces, rules, remarks);
		return pageBlocks(index + 1, seen.pieces, seen.rules);
	});
	const blocks = numberBlocks(joinPages(read));
	if (!hasText(blocks))
		throw new DocumentError(
			'ofd_without_text',
			`OFD 里没有文字（多半是扫描件或图片），应有可以选中的文字，未读取；${FILE_ORIGINAL}`
		);
	const unread = warning(
		'ofd_page_without_text',
		`OFD 第 ${blank.slice(0, 10).join('、')} 页没有文字，可能是扫描的图片，其内容没有读取；请核对。`
	);
	return {
		format: 'ofd',
		blocks,
		issues: [
			...(blank.length > 0 ? [unread] : []),
			...issuesOfRemarks(remarks),
			...unreadObjects(blocks)
		]
	};
}

/** Reads a page's own objects, and those of the templates that it is drawn on. */
function objectsOf(archive: ZipArchive, page: OfdPage, number: number): PageObjects {
	const objects = new PageObjects(number);
	readXml(archive.read(page.part), page.part, objects);
	for (const id of objects.templates) {
		const part = page.templates.get(id);
		if (part !== undefined) readXml(archive.read(part), part, objects);
	}
	return objects;
}
