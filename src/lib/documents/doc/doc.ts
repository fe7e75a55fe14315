/**
 * Binary Word files of 1997 to 2003 (.doc), read by their own structure: the piece table gives the text, the
 * paragraph formatting gives cells and rows, and the mark that ends a row gives its grid and merges.
 */
import type { Issue } from '../issue.ts';
import type { Place } from '../place.ts';
import { DocumentError } from '../document-error.ts';
import type { SourceDocument } from '../model.ts';
import { hasText, numberBlocks } from '../blocks.ts';
import { documentEmpty } from '../caps.ts';
import {
	isNumberInBox,
	issuesOfRemarks,
	scannedPages,
	unreadObjects,
	type TextRemarks
} from '../remarks.ts';
import { issuesOfNotes } from '../notes.ts';
import { marginNotes } from '../page-margins.ts';
import type { StreamBytes } from '../compound/bytes.ts';
import { openCompoundFile } from '../compound/compound-file.ts';
import { DraftBuilder, type Draft } from './drafts.ts';
import { readFonts } from './fonts.ts';
import { Formats } from './formats.ts';
import { readHeader, type Header } from './header.ts';
import { readLists } from './lists.ts';
import { findCharacterRuns, findParagraphRuns } from './pages.ts';
import { ParagraphReader, type TextSource } from './paragraphs.ts';
import { readNotes } from './notes.ts';
import { cutPieces, readPieces, type Piece } from './pieces.ts';
import { readStyles } from './styles.ts';
import { layOutTables } from './tables.ts';
import { readTextBoxes } from './textboxes.ts';

const MAIN_STREAM = 'WordDocument';
const DATA_STREAM = 'Data';

/**
 * @throws DocumentError `encrypted_document`, `old_word_format`, `not_a_word_document`, `document_empty`,
 * `text_too_long`, `tables_too_deep`, `damaged_text` or `damaged_doc`; the last two name the byte.
 */
export function readDoc(bytes: Uint8Array): SourceDocument {
	const parts = openParts(bytes);
	const source = openSource(parts);
	const reader = new ParagraphReader(source);
	const boxes = new TextBoxes(parts, reader);
	const { textLength } = parts.header;
	const builder = new DraftBuilder(parts.main, (drawings, isInTable) =>
		boxes.anchoredAt(drawings, isInTable)
	);
	reader.read(cutPieces(parts.pieces, 0, textLength), (paragraph) => builder.add(paragraph));
	const text = layOutTables(builder.finish().concat(boxes.unanchored), reader.remarks);
	const blocks = numberBlocks([...marginNotes(readMargins(parts, source), text), ...text]);
	if (!hasText(blocks)) throw documentEmpty(reader.remarks);
	const notes = readNotes(parts.tables, parts.header.notes, parts.pieces, source);
	return {
		format: 'doc',
		blocks,
		issues: [
			...layoutIssues(blocks),
			...issuesOfRemarks(reader.remarks),
			...issuesOfNotes(notes, blocks),
			...unreadObjects(blocks),
			...scannedPages(blocks, reader.remarks)
		]
	};
}

interface Parts {
	header: Header;
	main: StreamBytes;
	tables: StreamBytes;
	data: StreamBytes | null;
	pieces: Piece[];
}

function openParts(bytes: Uint8Array): Parts {
	const file = openCompoundFile(bytes);
	const main = file.open(MAIN_STREAM);
	if (!main)
		throw new DocumentError(
			'not_a_word_document',
			`文件里没有 Word 正文（“${MAIN_STREAM}”部分），应是 Word 文档；请确认报送的文件是否正确，或用 Word 另存为 .docx 后再报送。`
		);
	const header = readHeader(main);
	const tables = file.open(header.tables);
	if (!tables) throw main.damaged(10, `文件头指明的“${header.tables}”部分不存在`);
	const { textLength, margins, textBoxes, notes } = header;
	const behind = [margins, textBoxes, ...notes.map(({ text }) => text)];
	const filled = behind.filter(({ length }) => length > 0);
	const end = Math.max(textLength, ...filled.map(({ at, length }) => at + length));
	const pieces = readPieces(tables, header.pieces, main, end);
	return { header, main, tables, data: file.open(DATA_STREAM), pieces };
}

function openSource({ header, main, tables, data }: Parts): TextSource {
	const styles = readStyles(tables, header.styles);
	return {
		main,
		data,
		styles,
		lists: readLists(tables, header),
		formats: new Formats(main, data, styles),
		fonts: readFonts(tables, header.fonts),
		paragraphRuns: findParagraphRuns(tables, header.paragraphPages, main),
		characterRuns: findCharacterRuns(tables, header.characterPages, main)
	};
}

/** Lines of the page headers and footers. What is left out of them bears on no figure. */
function readMargins({ header, pieces }: Parts, source: TextSource): string {
	const { at, length } = header.margins;
	let lines = '';
	new ParagraphReader(source).read(cutPieces(pieces, at, length), ({ text }) => {
		lines += `${text}\n`;
	});
	return lines;
}

/** A text box appears once, after the paragraph at which it is anchored, as in .docx. */
class TextBoxes {
	/** Content of boxes without a known anchor. */
	unanchored: Draft[] = [];
	readonly #anchored = new Map<number, Draft[]>();
	readonly #remarks: TextRemarks;

	constructor({ header, main, tables, pieces }: Parts, reader: ParagraphReader) {
		this.#remarks = reader.remarks;
		const { anchors, textBoxRanges, textBoxes } = header;
		for (const box of readTextBoxes(tables, anchors, textBoxRanges, textBoxes.length)) {
			const builder = new DraftBuilder(main, () => []);
			const own = cutPieces(pieces, textBoxes.at + box.at, box.length);
			// What a box is filled with is not read, so that text in any colour counts as seen.
			reader.read(own, (paragraph) => builder.add({ ...paragraph, painted: [] }));
			const drafts = box.isUnseen ? [] : builder.finish();
			if (box.isUnseen) reader.remarks.hidden++;
			if (box.anchor === null) this.unanchored = this.unanchored.concat(drafts);
			else this.#anchored.set(box.anchor, drafts);
		}
	}

	/** The boxes anchored at these characters of the main text; other drawings are pictures. */
	anchoredAt(characters: number[], isInTable: boolean): Draft[] {
		return characters.flatMap((character) => {
			const drafts = this.#anchored.get(character);
			if (!drafts) this.#remarks.pictures++;
			const texts = drafts?.map((draft) => (draft.kind === 'paragraph' ? draft.text : '表')) ?? [];
			if (!isInTable && isNumberInBox(texts)) this.#remarks.boxes++;
			return drafts ?? [];
		});
	}
}

/** One warning for every row whose cells have no place in the grid. */
function layoutIssues(blocks: SourceDocument['blocks']): Issue[] {
	const tables = blocks.filter((block) => block.kind === 'table');
	return tables.flatMap(({ number, rows }) =>
		rows.flatMap((cells, n) => {
			if (cells[0]?.merge !== 'unknown') return [];
			const message = `表${number} 第${n + 1}行的文字读全了，但文件没有写明各格的宽度，合并单元格无法判断；请核对这一行的读数，或用 Word 另存为 .docx 后再报送。`;
			const labels = { row_label: null, column_label: null };
			const place: Place = { kind: 'cell', table: number, row: n + 1, column: 1, ...labels };
			return [{ code: 'table_layout_unknown', severity: 'warning' as const, message, place }];
		})
	);
}
