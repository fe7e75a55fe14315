/**
 * Word documents that are one XML file: packages written flat (template engines of government systems name them .doc),
 * and WordprocessingML of Word 2003, whose elements are those of .docx under older names.
 */
import type { SourceDocument } from '../model.ts';
import { readXml } from '../xml.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import { documentOf, readFlatPackage, textRead } from './docx.ts';
import { Numbering } from './numbering.ts';
import { StyleReader } from './styles.ts';
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
	readXml(bytes, 'XML', new Word2003Handler(styles, numbering, margins, reader));
	return documentOf(reader, 'word_xml', textRead(margins));
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
/** Tracked changes, by their type. */
const ANNOTATIONS = new Map([
	['Word.Deletion', 'w:del'],
	['Word.Insertion', 'w:ins']
]);
/** These elements are beside the body in the same file. */
const SKIPPED = new Set(['w:fonts', 'w:docPr', 'w:shapeDefaults', 'w:binData']);

/** Passes the lists, the styles and the page headers and footers to their readers and the body to its own, under today's names. */
class Word2003Handler implements XmlHandler {
	readonly #body: WordReader;
	/** By the element in which it reads everything, under the old names. */
	readonly #readers: ReadonlyMap<string, XmlHandler>;
	readonly #names: string[] = [];
	#inside: XmlHandler | null = null;

	constructor(styles: StyleReader, numbering: Numbering, margins: WordReader, body: WordReader) {
		this.#body = body;
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
		const answer = this.#body.open(today, attribute);
		if (answer !== 'skip') this.#names.push(today);
		return answer;
	}

	close(): void {
		const name = this.#names.pop() ?? '';
		if (!this.#inside) this.#body.close(name);
		else {
			this.#inside.close(name);
			if (this.#readers.has(name)) this.#inside = null;
		}
	}

	text(text: string): void {
		(this.#inside ?? this.#body).text(text);
	}
}
