/**
 * Word documents that are one XML file: packages written flat (template engines of government systems name them .doc),
 * and WordprocessingML of Word 2003, whose elements are those of .docx under older names.
 */
import type { SourceDocument } from '../model.ts';
import { readXml } from '../xml.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import { documentOf, readFlatPackage } from './docx.ts';
import { Numbering } from './numbering.ts';
import { StyleReader } from './styles.ts';
import { WordReader } from './wordml.ts';

const HEAD_BYTES = 4096;

/** @throws DocumentError where it is no such document, or holds no text */
export function readWordXml(bytes: Uint8Array): SourceDocument {
	const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
	if (head.includes('<pkg:package')) return readFlatPackage(bytes);
	const styles = new StyleReader();
	const reader = new WordReader(styles, new Numbering());
	readXml(bytes, 'XML', new Word2003Handler(styles, reader));
	return documentOf(reader, 'word_xml');
}

/** Elements of Word 2003 that have another name today. */
const RENAMED = new Map([
	['w:wordDocument', 'w:document'],
	['w:vmerge', 'w:vMerge'],
	['w:hmerge', 'w:hMerge'],
	['w:binData', '?:binData']
]);
/** Tracked changes, by their type. */
const ANNOTATIONS = new Map([
	['Word.Deletion', 'w:del'],
	['Word.Insertion', 'w:ins']
]);
/** These elements are beside the body in the same file. */
const SKIPPED = new Set([
	'w:lists',
	'w:fonts',
	'w:docPr',
	'w:shapeDefaults',
	'w:binData',
	'w:hdr',
	'w:ftr'
]);

/** Passes the styles to their reader and the body to its own, under today's names. */
class Word2003Handler implements XmlHandler {
	readonly #styles: StyleReader;
	readonly #body: WordReader;
	readonly #names: string[] = [];
	#inStyles = false;

	constructor(styles: StyleReader, body: WordReader) {
		this.#styles = styles;
		this.#body = body;
	}

	open(name: string, attribute: XmlAttributes): unknown {
		if (SKIPPED.has(name)) return 'skip';
		if (name === 'w:styles') this.#inStyles = true;
		if (this.#inStyles) {
			this.#names.push(name);
			this.#styles.open(name, attribute);
			return undefined;
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
		if (!this.#inStyles) this.#body.close(name);
		else {
			this.#styles.close(name);
			if (name === 'w:styles') this.#inStyles = false;
		}
	}

	text(text: string): void {
		if (!this.#inStyles) this.#body.text(text);
	}
}
