/** Text of a cell of an OpenDocument spreadsheet, of which the style of its column decides what is seen. */
import { isUnseen, PAPER } from '../appearance.ts';
import { isNoteMark, toSubscript, toSuperscript } from '../characters/raised-text.ts';
import { signsInFont, symbolFont } from '../characters/symbols.ts';
import { addStyle, type ShownStyle } from './styles.ts';

interface Run {
	text: string;
	/** Style of the text within a text that is around; null outside such. */
	style: ShownStyle | null;
}

export interface SeenCellText {
	/** Paragraphs are parted by line ends. */
	text: string;
	/** A part of the text, or all of it, is left out for this reason. */
	left: 'struck' | 'unseen' | null;
}

export class CellText {
	readonly #paragraphs: Run[][] = [];
	/** Styles of the texts within a text that are open. */
	readonly #spans: ShownStyle[] = [];

	/** The file holds a text, if a blank one. */
	get isWritten(): boolean {
		return this.#paragraphs.length > 0;
	}

	openParagraph(): void {
		this.#paragraphs.push([]);
	}

	openSpan(style: ShownStyle): void {
		const own = { ...style };
		const around = this.#spans.at(-1);
		if (around) addStyle(own, around);
		this.#spans.push(own);
	}

	closeSpan(): void {
		this.#spans.pop();
	}

	add(text: string): void {
		this.#paragraphs.at(-1)?.push({ text, style: this.#spans.at(-1) ?? null });
	}

	/** Leaves out what nobody sees in a cell of this style. */
	seenIn(cell: ShownStyle): SeenCellText {
		let left: SeenCellText['left'] = null;
		const lines = this.#paragraphs.map((runs) => {
			let line = '';
			for (const { text, style: own } of runs) {
				const style = { ...(own ?? cell) };
				if (own) addStyle(style, cell);
				const hidden = text.trim() === '' ? null : hiddenBy(style, cell);
				const isNote = hidden === null && style.isRaised && isNoteMark(line, text);
				if (hidden || isNote) left = hidden ?? 'struck';
				else line += movedText(signsInFont(text, symbolFont(style.font)), style);
			}
			return line;
		});
		return { text: lines.join('\n'), left };
	}
}

function hiddenBy(style: ShownStyle, cell: ShownStyle): SeenCellText['left'] {
	if (style.isStruck) return 'struck';
	return isUnseen(style, cell.ground ?? PAPER) ? 'unseen' : null;
}

function movedText(text: string, { isRaised, isLowered }: ShownStyle): string {
	if (isLowered) return toSubscript(text);
	return isRaised ? toSuperscript(text) : text;
}
