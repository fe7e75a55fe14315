/**
 * Word documents that are one XML file: packages written flat (template engines of government systems name them .doc),
 * and WordprocessingML of Word 2003, whose elements are those of .docx under older names.
 */
import type { SourceDocument } from '../model.ts';
import { readXml } from '../xml.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import type { AttachedNote } from '../notes.ts';
import { documentOf, readFlatPackage } from './docx.ts';
import { NOTE_ROOTS, type OpenNote } from './note-parts.ts';
import { Numbering } from './numbering.ts';
import { StyleReader } from './styles.ts';
import { textIn } from './word-blocks.ts';
import { WordReader } from './wordml.ts';

const HEAD_BYTES = 4096;

/** @throws DocumentError where it is no such document, or holds no text */
export function readWordXml(bytes: Uint8Array): SourceDocument {
	const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
	if (head.includes('<pkg:package')) return readFlatPackage(bytes);
	const styles = new StyleReader();
	const numbering = new Numbering();
	const reader = new WordReader(styles, numbering.lists);
	const margins = new WordReader(styles, numbering.lists);
	const handler = new Word2003Handler(styles, numbering, margins, reader);
	readXml(bytes, 'XML', handler);
	return documentOf(reader, 'word_xml', textIn(margins.blocks), handler.notes);
}

/** Elements of Word 2003 that have another name today. */
const RENAMED = new Map([
	['w:wordDocument', 'w:document'],
	['w:vmerge', 'w:vMerge'],
	['w:hmerge', 'w:hMerge'],
	['w:listPr', 'w:numPr'],
	['w:binData', '?:binData'],
	// It holds the page headers and footers.
	['w:sectPr', '?:sectPr']
]);
/** Tracked changes and comments, by their type. */
const ANNOTATIONS = new Map([
	['Word.Deletion', 'w:del'],
	['Word.Insertion', 'w:ins'],
	['Word.Comment', 'w:comment']
]);
/** These elements are beside the body in the same file. */
const SKIPPED = new Set(['w:fonts', 'w:docPr', 'w:shapeDefaults', 'w:binData']);

/** Passes the lists, the styles, the page headers and footers and the notes to their readers and the body to its own, under today's names. */
class Word2003Handler implements XmlHandler {
	readonly notes: AttachedNote[] = [];
	readonly #body: WordReader;
	readonly #newReader: () => WordReader;
	/** By the element in which it reads everything, under the old names. */
	readonly #readers: ReadonlyMap<string, XmlHandler>;
	readonly #names: string[] = [];
	#inside: XmlHandler | null = null;
	#note: OpenNote | null = null;

	constructor(styles: StyleReader, numbering: Numbering, margins: WordReader, body: WordReader) {
		this.#body = body;
		this.#newReader = () => new WordReader(styles, numbering.lists);
		this.#readers = new Map<string, XmlHandler>([
			['w:styles', styles],
			['w:lists', numbering],
			['w:hdr', margins],
			['w:ftr', margins]
		]);
	}

	open(name: string, attribute: XmlAttributes): unknown {
		if (SKIPPED.has(name)) return 'skip';
		this.#inside ??= this.#readers.get(name) ?? null;
		if (this.#inside) {
			const answer: unknown = this.#inside.open(name, attribute);
			if (answer !== 'skip') this.#names.push(name);
			return answer;
		}
		const today =
			name === 'aml:annotation'
				? (ANNOTATIONS.get(attribute('type') ?? '') ?? name)
				: (RENAMED.get(name) ?? name);
		const kind = NOTE_ROOTS.get(today);
		if (kind) this.#note = { kind, before: this.#body.written, reader: this.#newReader() };
		this.#inside = this.#note?.reader ?? null;
		const answer = (this.#note?.reader ?? this.#body).open(today, attribute);
		if (answer !== 'skip') this.#names.push(today);
		return answer;
	}

	close(): void {
		const name = this.#names.pop() ?? '';
		if (!this.#inside) this.#body.close(name);
		else {
			this.#inside.close(name);
			if (this.#note && NOTE_ROOTS.has(name)) this.#closeNote(this.#note);
			if (this.#readers.has(name)) this.#inside = null;
		}
	}

	/** A note stands in the text at its mark. */
	#closeNote({ kind, before, reader }: OpenNote): void {
		this.notes.push({ kind, before, text: textIn(reader.blocks) });
		this.#note = this.#inside = null;
	}

	text(text: string): void {
		(this.#inside ?? this.#body).text(text);
	}
}
