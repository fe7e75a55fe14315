/**
 * OFD (GB/T 33190), the fixed layout of Chinese e-government. Like a PDF file it holds characters at places and drawn
 * paths, no tables: these are rebuilt in the same way. Text of annotations, such as watermarks, is named and not counted.
 */
import { Counter, MAX_TEXT, textTooLong } from '../caps.ts';
import type { SourceDocument } from '../model.ts';
import type { Issue } from '../issue.ts';
import { checkPages, documentOf, slantedTexts } from '../page/fixed-layout.ts';
import { pageText } from '../page/page-blocks.ts';
import type { PageBlock } from '../page/page-blocks.ts';
import { seenText } from '../page/seen-text.ts';
import { noRemarks, warning } from '../remarks.ts';
import type { ZipArchive } from '../archive/zip.ts';
import { drawPage } from './drawing.ts';
import { readStructure } from './structure.ts';

/** @throws DocumentError where the package is damaged or encrypted, a scan, too long, or its tables are not certain */
export function readOfd(archive: ZipArchive): SourceDocument {
	const pages = readStructure(archive);
	checkPages('ofd', pages.length);
	const characters = new Counter(MAX_TEXT, textTooLong);
	const blank: number[] = [];
	const unclear: number[] = [];
	const remarks = noRemarks();
	const slanted = new Map<string, number[]>();
	const notes = new Map<string, number[]>();
	const read = pages.map((page, index): PageBlock[] => {
		const drawn = drawPage(archive, page, index + 1);
		const { pieces, rules } = drawn;
		remarks.hidden += drawn.hidden;
		note(slanted, drawn.slanted.join(''), index + 1);
		note(notes, drawn.notes.join(' '), index + 1);
		for (const { text } of pieces) characters.add(text.length);
		if (pieces.length === 0) blank.push(index + 1);
		const seen = seenText(index + 1, pieces, rules, remarks);
		const { blocks, isUnclear } = pageText(index + 1, seen.pieces, seen.rules);
		if (isUnclear) unclear.push(index + 1);
		return blocks;
	});
	const issues = [
		...slantedTexts('ofd', slanted),
		...[...notes].slice(0, MOST_NOTES).map(annotation)
	];
	return documentOf('ofd', { pages: read, blank, unclear, issues, remarks });
}

/** Annotations of different texts that are named. */
const MOST_NOTES = 20;

function note(pages: Map<string, number[]>, text: string, page: number): void {
	if (text !== '') pages.set(text, [...(pages.get(text) ?? []), page]);
}

function annotation([text, pages]: [string, number[]]): Issue {
	return warning(
		'ofd_annotation',
		`OFD 第 ${pages.slice(0, 10).join('、')} 页有批注、水印或签章的文字“${text.slice(0, 20)}”，没有计入；请核对。`
	);
}
