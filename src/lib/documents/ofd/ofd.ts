/**
 * OFD (GB/T 33190), the fixed layout of Chinese e-government. Like a PDF file it holds characters at places and drawn
 * paths, no tables: these are rebuilt in the same way. Stamps and annotations are not read.
 */
import { Counter, MAX_TEXT, textTooLong } from '../caps.ts';
import type { SourceDocument } from '../model.ts';
import { checkPages, documentOf } from '../page/fixed-layout.ts';
import { pageBlocks } from '../page/page-blocks.ts';
import type { PageBlock } from '../page/page-blocks.ts';
import { seenText } from '../page/seen-text.ts';
import { noRemarks } from '../remarks.ts';
import { readXml } from '../xml.ts';
import type { ZipArchive } from '../zip.ts';
import { PageObjects } from './page-objects.ts';
import { readStructure } from './structure.ts';
import type { OfdPage } from './structure.ts';

/** @throws DocumentError where the package is damaged or encrypted, a scan, too long, or its tables are not certain */
export function readOfd(archive: ZipArchive): SourceDocument {
	const pages = readStructure(archive);
	checkPages('ofd', pages.length);
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
	return documentOf('ofd', { pages: read, blank, issues: [], remarks });
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
