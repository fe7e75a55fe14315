/** Foot notes, end notes and comments of a Word document: a part for each kind, read only where the body refers to one. */
import type { Lists } from '../numbering/lists.ts';
import type { AttachedNote, NoteKind } from '../notes.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import type { OfficePackage } from './package.ts';
import type { StyleReader } from './styles.ts';
import { textIn } from './word-blocks.ts';
import { WordReader } from './wordml.ts';

const PART = /\b(?:footnotes|endnotes|comments)\d*\.xml$/;
export const NOTE_ROOTS: ReadonlyMap<string, NoteKind> = new Map([
	['w:footnote', 'footnote'],
	['w:endnote', 'endnote'],
	['w:comment', 'comment']
]);

export interface OpenNote extends Pick<AttachedNote, 'kind' | 'before'> {
	reader: WordReader;
}

/** @param marks text before the mark of each note, by the element that refers to the note and its id */
export function readNotes(
	parts: OfficePackage,
	marks: ReadonlyMap<string, string>,
	styles: StyleReader,
	lists: Lists
): AttachedNote[] {
	if (marks.size === 0) return [];
	const reader = new NotePartReader(marks, () => new WordReader(styles, lists));
	for (const part of parts.names) if (PART.test(part)) parts.walk(part, reader);
	return reader.notes;
}

class NotePartReader implements XmlHandler {
	readonly notes: AttachedNote[] = [];
	readonly #marks: ReadonlyMap<string, string>;
	readonly #newReader: () => WordReader;
	#note: OpenNote | null = null;

	constructor(marks: ReadonlyMap<string, string>, newReader: () => WordReader) {
		this.#marks = marks;
		this.#newReader = newReader;
	}

	open(name: string, attribute: XmlAttributes): 'skip' | undefined {
		if (this.#note) return this.#note.reader.open(name, attribute);
		const kind = NOTE_ROOTS.get(name);
		if (kind === undefined) return undefined;
		const before = this.#marks.get(`${name}Reference ${attribute('id') ?? ''}`);
		// The lines above the notes are among them, and notes whose marks were deleted.
		if (before === undefined) return 'skip';
		this.#note = { kind, before, reader: this.#newReader() };
		return this.#note.reader.open(name, attribute);
	}

	close(name: string): void {
		if (!this.#note) return;
		const { kind, before, reader } = this.#note;
		reader.close(name);
		if (!NOTE_ROOTS.has(name)) return;
		this.notes.push({ kind, before, text: textIn(reader.blocks) });
		this.#note = null;
	}

	text(text: string): void {
		this.#note?.reader.text(text);
	}
}
