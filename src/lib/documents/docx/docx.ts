/** Word files of 2007 and later (.docx): the package, the main part, and its blocks with their numbers. */
import { documentEmpty } from '../caps.ts';
import type { SourceDocument } from '../model.ts';
import { hasText, numberBlocks } from '../blocks.ts';
import type { Lists } from '../numbering/lists.ts';
import { issuesOfNotes, type AttachedNote } from '../notes.ts';
import { marginNotes } from '../page-margins.ts';
import { issuesOfRemarks, scannedPages, unreadObjects } from '../remarks.ts';
import { openZip } from '../archive/zip.ts';
import type { ZipArchive } from '../archive/zip.ts';
import { takeMarks } from './bound-texts.ts';
import { BoundValues } from './bound-values.ts';
import { EmbeddedPages } from './embedded-pages.ts';
import { readNotes } from './note-parts.ts';
import { Numbering } from './numbering.ts';
import { flatPackage, mainPart, zipPackage } from './package.ts';
import type { OfficePackage } from './package.ts';
import { LIGHT_TEXT, STYLE_WORDS, StyleReader } from './styles.ts';
import { layOut, textIn } from './word-blocks.ts';
import { WordReader } from './wordml.ts';

/** @throws DocumentError when the bytes are no readable .docx, or hold no text. */
export function readDocx(bytes: Uint8Array): SourceDocument {
	return readWordPackage(openZip(bytes));
}

/** The same for an archive that is open already. */
export function readWordPackage(archive: ZipArchive): SourceDocument {
	return readParts(zipPackage(archive), 'docx');
}

/** A package that was saved as one XML file. @throws DocumentError as {@link readDocx} */
export function readFlatPackage(bytes: Uint8Array): SourceDocument {
	return readParts(flatPackage(bytes), 'word_xml');
}

function readParts(parts: OfficePackage, format: SourceDocument['format']): SourceDocument {
	const main = mainPart(parts, 'Word');
	const styles = readStyles(parts, main);
	const lists = readLists(parts, main);
	const values = new BoundValues(parts.mentions(main, ['dataBinding']) ? parts : null);
	const pages = new EmbeddedPages(parts, main);
	const reader = new WordReader(styles, lists, values, pages);
	parts.walk(main, reader);
	const notes = readNotes(parts, reader.noteMarks, styles, lists);
	const document = documentOf(reader, format, readMargins(parts, styles, lists), notes);
	return { ...document, issues: [...document.issues, ...pages.issues] };
}

const NAMING = ['元', '年', '单位', '部门', '机构'];
const MARGIN = /\b(?:header|footer)\d*\.xml$/;

/** Lines of the page headers and footers that may name anything; most hold the number of the page alone. */
function readMargins(parts: OfficePackage, styles: StyleReader, lists: Lists): string {
	const named = parts.names.filter((part) => MARGIN.test(part) && parts.mentions(part, NAMING));
	return named
		.map((part) => {
			const reader = new WordReader(styles, lists);
			parts.walk(part, reader);
			return textIn(reader.blocks);
		})
		.join('\n');
}

/** Most files have no style that matters here, which a search of the bytes settles. */
function readStyles(parts: OfficePackage, main: string): StyleReader {
	const part = besides(main, 'styles.xml');
	const styles = new StyleReader();
	if (!parts.has(part)) return styles;
	if (parts.mentions(part, STYLE_WORDS) || parts.mentions(main, LIGHT_TEXT))
		parts.walk(part, styles);
	return styles;
}

function readLists(parts: OfficePackage, main: string): Lists {
	const part = besides(main, 'numbering.xml');
	const numbering = new Numbering();
	if (parts.has(part)) parts.walk(part, numbering);
	return numbering.lists;
}

/** The name of a part in the folder of the main one. */
function besides(main: string, name: string): string {
	return main.replace(/[^/]*$/, name);
}

/**
 * @param margins lines of the page headers and footers
 * @throws DocumentError where nothing was read
 */
export function documentOf(
	reader: WordReader,
	format: SourceDocument['format'],
	margins = '',
	notes: readonly AttachedNote[] = []
): SourceDocument {
	const body = layOut(reader.blocks);
	const marked = numberBlocks([...marginNotes(margins, body), ...body]);
	const { blocks, issues } = takeMarks(marked, reader.boundTexts);
	if (!hasText(blocks)) throw documentEmpty(reader.remarks);
	return {
		format,
		blocks,
		issues: [
			...issuesOfRemarks(reader.remarks),
			...issues,
			...issuesOfNotes(notes, blocks),
			...unreadObjects(blocks),
			...scannedPages(blocks, reader.remarks)
		]
	};
}
