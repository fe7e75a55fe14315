/** The tree of a web page → paragraphs and tables, as a browser would show them. */
import { isUnseen, PAPER } from '../appearance.ts';
import type { Issue } from '../issue.ts';
import { MAX_NESTED_TABLES, MAX_SPAN, tablesTooDeep } from '../caps.ts';
import { DocumentError } from '../document-error.ts';
import type { Block, BlockCell, BlockTable } from '../blocks.ts';
import { signBetween } from '../fields/equation.ts';
import type { SourceDocument } from '../model.ts';
import { isNoteMark, toSubscript, toSuperscript } from '../characters/raised-text.ts';
import {
	issuesOfRemarks,
	noRemarks,
	scannedPages,
	UNREAD_OBJECTS,
	unreadObjects,
	warning
} from '../remarks.ts';
import { attributeOf, childElements, textIn, type PageElement, type PageNode } from './elements.ts';
import { FIELDS, shownIn } from './form-fields.ts';
import { ListMarkers } from './list-markers.ts';
import { NO_STYLE, StyleSheet, type PageStyle } from './page-styles.ts';

const MAX_CELLS = 50_000;
const MOST_OF_SPACER = 2;
/** Stands for `br` until the line ends of the source are gone. */
const BREAK = '\u2028';

/** Elements whose content is not shown. */
const UNSEEN = new Set('script style title template noscript object iframe svg'.split(' '));
/** Elements whose content is shown as no longer valid. */
const STRUCK = new Set(['del', 's', 'strike']);
const SHIFTING: ReadonlyMap<string, PageStyle['shift']> = new Map([
	['sup', 'up'],
	['sub', 'down']
]);
/** LibreOffice writes the number of a note so, right before its text and not raised. */
const NOTE_NUMBER = /^sd(?:foot|end)notesym$/;
const PARAGRAPHS = new Set(
	'p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 pre section article header footer blockquote form fieldset center caption hr address main body html'.split(
		' '
	)
);

const BOXES = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th']);

/** Collects the body of the page, or a cell. */
interface Flow {
	blocks: Block[];
	/** Text of the paragraph that is open. */
	line: string;
	/** Number of the list item that is open, until the first text of the item. */
	marker: string;
	hasPicture: boolean;
}

function emptyFlow(): Flow {
	return { blocks: [], line: '', marker: '', hasPicture: false };
}

/** A cell that reaches down: how many further rows it covers. */
interface Reaching {
	span: number;
	rows: number;
}

export class PageReader {
	readonly #body: Flow = emptyFlow();
	#flows: Flow[] = [this.#body];
	#cells = 0;
	#tables = 0;
	#hidden = 0;
	readonly #remarks = noRemarks();
	readonly #sheet = new StyleSheet();
	readonly #markers = new ListMarkers();
	/** Style of the element that is read, with what it inherits. */
	#style: PageStyle & { ground: number } = { ...NO_STYLE, ground: PAPER };

	read(node: PageNode): void {
		if ('value' in node) this.#readText(node.value);
		else if ('tagName' in node) this.#readElement(node);
		else if ('childNodes' in node) node.childNodes.forEach((child) => this.read(child));
	}

	blocks(): Block[] {
		this.#endParagraph();
		return this.#body.blocks;
	}

	pictures(): number {
		return this.#remarks.pictures;
	}

	issues(blocks: SourceDocument['blocks']): Issue[] {
		const notes = [
			...issuesOfRemarks(this.#remarks),
			...scannedPages(blocks, this.#remarks),
			...unreadObjects(blocks)
		];
		if (this.#hidden === 0) return notes;
		const message = `网页有 ${this.#hidden} 处隐藏内容没有计入；请取消隐藏或删除后再报送。`;
		return [warning('hidden_text', message), ...notes];
	}

	#readText(text: string): void {
		if (text.trim() !== '') {
			const { ground, ...look } = this.#style;
			if (isUnseen(look, ground)) {
				this.#hidden++;
				return;
			}
			if (this.#style.isStruck) {
				this.#remarks.struck++;
				return;
			}
		}
		this.#write(text);
	}

	/** The mark of a note beside a figure is no digit of it. */
	#write(text: string): void {
		const flow = this.#flow();
		const { shift } = this.#style;
		if (shift === 'down') flow.line += toSubscript(text);
		else if (shift !== 'up') flow.line += text;
		else if (isNoteMark(flow.line.trimEnd(), text)) this.#remarks.notes++;
		else flow.line += toSuperscript(text);
	}

	#readElement(element: PageElement): void {
		const { tagName } = element;
		if (tagName === 'head') return this.#readHead(element);
		if (tagName === 'style') this.#sheet.add(textIn(element));
		if (UNSEEN.has(tagName)) return;
		const around = this.#style;
		const own = this.#sheet.styleOf(element);
		if (own.isHidden) return this.#countHidden(element);
		this.#style = inherit(own, around, tagName);
		if (NOTE_NUMBER.test(attributeOf(element, 'class') ?? '')) this.#style.shift = 'up';
		if (tagName === 'img') this.#readPicture(element);
		else if (FIELDS.has(tagName)) this.#flow().line += shownIn(element);
		else if (signBetween(tagName) !== null) this.#readEquation(element);
		else if (tagName === 'br') this.#flow().line += BREAK;
		else if (tagName === 'table') this.#readTable(element);
		else if (PARAGRAPHS.has(tagName)) {
			this.#endParagraph();
			this.#readBox(element);
			this.#endParagraph();
		} else element.childNodes.forEach((child) => this.read(child));
		this.#style = around;
	}

	/** A picture of a point or so keeps others apart, and shows nothing. */
	#readPicture(element: PageElement): void {
		this.#remarks.pictures++;
		const sizes = ['width', 'height'].map((side) => Number(attributeOf(element, side) ?? NaN));
		if (!sizes.some((points) => points <= MOST_OF_SPACER)) this.#flow().hasPicture = true;
	}

	/** Lists number their items; an item without text shows its number all the same. */
	#readBox(element: PageElement): void {
		const { tagName } = element;
		const read = (): void => element.childNodes.forEach((child) => this.read(child));
		if (tagName === 'ol' || tagName === 'ul') return this.#markers.within(element, read);
		if (tagName !== 'li') return read();
		this.#flow().marker += this.#markers.next(element, this.#style.marker);
		read();
		this.#endParagraph();
		this.#showMarker();
	}

	#showMarker(): void {
		const flow = this.#flow();
		const text = flow.marker.trim();
		flow.marker = '';
		if (text !== '') flow.blocks.push({ kind: 'paragraph', text });
	}

	/** The head of a page shows nothing, but holds its style sheet. */
	#readHead(head: PageElement): void {
		for (const child of childElements(head))
			if (child.tagName === 'style') this.#sheet.add(textIn(child));
	}

	#countHidden(element: PageElement): void {
		if (textIn(element).trim() !== '') this.#hidden++;
	}

	/** Reads with the style of an element around, e.g. of a row. */
	#within<T>(element: PageElement, read: () => T): T {
		const around = this.#style;
		this.#style = inherit(this.#sheet.styleOf(element), around, element.tagName);
		const result = read();
		this.#style = around;
		return result;
	}

	#readEquation(element: PageElement): void {
		childElements(element).forEach((child, index) => {
			if (index > 0) this.#flow().line += signBetween(element.tagName) ?? '';
			this.read(child);
		});
	}

	#flow(): Flow {
		return this.#flows.at(-1) ?? this.#body;
	}

	#endParagraph(): void {
		const flow = this.#flow();
		const text = collapse(flow.line);
		flow.line = '';
		if (text === '') return;
		flow.blocks.push({ kind: 'paragraph', text: flow.marker + text });
		flow.marker = '';
	}

	#readTable(element: PageElement): void {
		this.#endParagraph();
		this.#showMarker();
		if (++this.#tables > MAX_NESTED_TABLES) throw tablesTooDeep();
		const table: BlockTable = { kind: 'table', rows: [] };
		let reaching = new Map<number, Reaching>();
		for (const row of this.#rowsOf(element)) {
			const { cells, reachingDown } = this.#within(row, () => this.#readRow(row, reaching));
			if (cells.length > 0) table.rows.push(cells);
			reaching = reachingDown;
		}
		this.#tables--;
		if (table.rows.length > 0) this.#flow().blocks.push(table);
	}

	/** Rows in any section; a caption is a paragraph above the table. */
	#rowsOf(element: PageElement): PageElement[] {
		return inShownOrder(childElements(element)).flatMap((child) => {
			if (child.tagName === 'caption') this.#readElement(child);
			if (!['tr', 'tbody', 'thead', 'tfoot'].includes(child.tagName)) return [];
			if (!this.#sheet.styleOf(child).isHidden)
				return child.tagName === 'tr' ? [child] : this.#rowsOf(child);
			this.#countHidden(child);
			return [];
		});
	}

	#readRow(
		row: PageElement,
		reaching: ReadonlyMap<number, Reaching>
	): { cells: BlockCell[]; reachingDown: Map<number, Reaching> } {
		const cells: BlockCell[] = [];
		const reachingDown = new Map<number, Reaching>();
		let column = 0;
		const continueCells = (): void => {
			for (let cell = reaching.get(column); cell; cell = reaching.get(column)) {
				cells.push({ blocks: [], grid: { start: column, span: cell.span }, merge: 'continue' });
				this.#countCell();
				if (cell.rows > 1) reachingDown.set(column, { span: cell.span, rows: cell.rows - 1 });
				column += cell.span;
			}
		};
		for (const element of childElements(row)) {
			if (element.tagName !== 'td' && element.tagName !== 'th') continue;
			continueCells();
			const span = freeSpan(reaching, column, spanOf(element, 'colspan'));
			const rows = spanOf(element, 'rowspan') - 1;
			const blocks = this.#readCell(element);
			cells.push({ blocks, grid: { start: column, span }, merge: rows > 0 ? 'start' : 'none' });
			if (rows > 0) reachingDown.set(column, { span, rows });
			column += span;
		}
		continueCells();
		return { cells, reachingDown };
	}

	#readCell(element: PageElement): Block[] {
		this.#countCell();
		const flow = emptyFlow();
		if (this.#sheet.styleOf(element).isHidden) {
			this.#countHidden(element);
			return [];
		}
		this.#flows.push(flow);
		this.#within(element, () => element.childNodes.forEach((child) => this.read(child)));
		this.#endParagraph();
		this.#flows.pop();
		const isSeenOnly = flow.hasPicture && flow.blocks.length === 0;
		return isSeenOnly ? [{ kind: 'paragraph', text: UNREAD_OBJECTS.picture }] : flow.blocks;
	}

	#countCell(): void {
		if (++this.#cells <= MAX_CELLS) return;
		throw new DocumentError(
			'too_many_cells',
			`表格超过 ${MAX_CELLS} 格，不像一份自评报告，未读取；请确认报送的文件是否正确。`
		);
	}
}

/** Blanks collapse as in a browser; a line end of the source between two Chinese characters is none. */
function collapse(line: string): string {
	return line
		.replace(/(?<=[\u2e80-\uffef])[ \t\f]*[\r\n]\s*(?=[\u2e80-\uffef])/g, '')
		.replace(/[ \t\r\n\f]+/g, ' ')
		.replaceAll(/ ?\u2028 ?/g, '\n')
		.trim();
}

/** A ground shows through what has none of its own; a shift of a cell or paragraph is of its box, not of its text. */
function inherit(
	own: PageStyle,
	around: PageStyle & { ground: number },
	tagName: string
): PageStyle & { ground: number } {
	const shift = SHIFTING.get(tagName) ?? own.shift;
	const isBox = PARAGRAPHS.has(tagName) || BOXES.has(tagName);
	return {
		colour: own.colour ?? around.colour,
		ground: own.ground ?? around.ground,
		points: own.points ?? around.points,
		isHidden: null,
		isStruck: STRUCK.has(tagName) || own.isStruck === true || around.isStruck,
		marker: own.marker ?? around.marker,
		shift: isBox ? around.shift : (shift ?? around.shift)
	};
}

/** The head of a table is above its rows and its foot below them, wherever they are written. */
function inShownOrder(children: readonly PageElement[]): PageElement[] {
	const places: Readonly<Record<string, number>> = { caption: -2, thead: -1, tfoot: 1 };
	return [...children].sort((a, b) => (places[a.tagName] ?? 0) - (places[b.tagName] ?? 0));
}

/** A rowspan of 0 means “to the end”, which the number of rows bounds anyway. */
function spanOf(element: PageElement, name: 'colspan' | 'rowspan'): number {
	const value = attributeOf(element, name)?.trim() ?? '';
	const span = /^\d{1,9}$/.test(value) ? Number(value) : 1;
	return Math.min(span === 0 && name === 'rowspan' ? MAX_SPAN : Math.max(1, span), MAX_SPAN);
}

/** A cell never runs over one that reaches down from above. */
function freeSpan(reaching: ReadonlyMap<number, Reaching>, column: number, span: number): number {
	for (let width = 1; width < span; width++) if (reaching.has(column + width)) return width;
	return span;
}
