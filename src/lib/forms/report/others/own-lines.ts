/** The lines of a report without what they state of other departments: quoted in sentences, or in tables and texts annexed. */
import type { Leftover } from '#lib/filing/recognition.ts';
import type { IdentityClaim } from '#lib/filing/filing.ts';
import { readClaims } from '../identity/identity.ts';
import { isReportTitle, isSentence, titleText, withoutAnnexNumber } from '../identity/titles.ts';
import type { DocumentNames } from '../identity/year.ts';
import {
	cellPlace,
	filledCells,
	isRow,
	joinText,
	textPlace,
	type FormRow,
	type Line,
	type Prose
} from '../lines.ts';
import { rankOf } from '../parts.ts';
import { isOtherThan, officeHeaded, officesStated, VALUE } from './offices.ts';

interface OwnLines {
	/** The very same array where nothing was taken out. */
	lines: readonly Line[];
	/** Everything taken out, with its place. */
	leftovers: Leftover[];
}

/** Lines below a heading that names another department. */
interface OthersSection {
	name: string;
	/** Rank of the heading's number; -1 without one. */
	rank: number;
	/** A whole report with headings of its own, which numbered headings do not end. */
	isWhole: boolean;
	hasTable: boolean;
}

/** Without the name of the report's own department nobody else's can be told from it: all lines are kept. */
export function ownLinesOf(all: readonly Line[], names: DocumentNames): OwnLines {
	const named = new Set(all.flatMap(officesIn));
	const [first] = named;
	// A report that names one department alone in such places names its own: nearly all do.
	const isOnlyOwn =
		first !== undefined && all.slice(0, LINES_OF_TITLE).some((line) => headedIn(line) === first);
	if ([...named].every((name) => isOnlyOwn && !isOtherThan([first], name)))
		return { lines: all, leftovers: [] };
	const own = ownNames(all, names);
	if (own.length === 0) return { lines: all, leftovers: [] };
	const reader = new OwnLineReader(own);
	const lines = all.flatMap((line) => reader.read(line));
	return reader.leftovers.length === 0
		? { lines: all, leftovers: [] }
		: { lines, leftovers: reader.leftovers };
}

/** A title stands in one of the first lines. */
const LINES_OF_TITLE = 5;

function officesIn(line: Line): string[] {
	const headed = headedIn(line);
	const stated = isRow(line) ? [] : officesStated(line.plain).map(({ name }) => name);
	return headed === null ? stated : [headed, ...stated];
}

/** The first name of the report, and every other that does not stand in a heading of some table. */
function ownNames(lines: readonly Line[], names: DocumentNames): string[] {
	const headings = lines.filter((line) => headedIn(line) !== null);
	const isHeading = ({ place }: IdentityClaim) =>
		headings.some((line) =>
			isRow(line)
				? place?.kind === 'cell' && place.table === line.table && place.row === line.number
				: place?.kind === 'text' && place.paragraph === line.paragraph
		);
	const claims = readClaims(lines, names).filter(({ source }) => source !== 'budget_code');
	const [first] = claims.toSorted((a, b) => positionOf(lines, a) - positionOf(lines, b));
	return claims.filter((claim) => claim === first || !isHeading(claim)).map(({ text }) => text);
}

function positionOf(lines: readonly Line[], { place }: IdentityClaim): number {
	const at = lines.findIndex((line) =>
		isRow(line)
			? place?.kind === 'cell' && place.table === line.table && place.row === line.number
			: place?.kind === 'text' && place.paragraph === line.paragraph
	);
	return at < 0 ? lines.length : at;
}

/** The text of a line that may head what is below it; empty for a sentence, and for the unit of the amounts below. */
function headingOf(line: Line): string {
	const text = isRow(line) ? onlyText(line) : titleText(line);
	return text.length > LONGEST_HEADING || isSentence(text) || UNIT_LINE.test(text) ? '' : text;
}

/** The text of a row with one filled cell; empty for any other. */
function onlyText(row: FormRow): string {
	const [only, second] = filledCells(row);
	return only && !second ? joinText(only.text) : '';
}

const LONGEST_HEADING = 60;
const UNIT_LINE = /^[（(]?(?:金额)?单位[:：]/;

function headedIn(line: Line): string | null {
	const heading = headingOf(line);
	return heading === '' ? null : officeHeaded(withoutAnnexNumber(heading));
}

/** A sentence with the mark at its end; behind `；` it is still about whom it began with. */
const SENTENCE = /[^。\n]+。?/g;
/** `该局支出…`, `其中…` go on with the sentence before. */
const GOES_ON = /^\s*(?:该|其)/;
/** The report itself, or the end of what it is compared with. */
const WE =
	/我(?:局|委|办|厅|院|校|部|会|站|馆|所|队|处|社|单位|中心|机关|系统)|本(?:部门|单位|局|委|办|厅|院|校|会|站|馆|所|队|处|社|中心|机关|系统)|全局|(?<![\u4e00-\u9fff])[局委办厅院]机关|(?<=[，,；;：:]|^)部门整体|经[^，,。]{0,4}自评|(?:相比|比较|对比)(?=[，,])/g;
const STATES_VALUE = new RegExp(VALUE);
const FIRST_NUMBER = /^[（(]?[一1][)）、.．]/;
const ANNEX = /^附(?:件|表|录)/;

/** Reads lines in their order, since a heading holds for what is below it. */
class OwnLineReader {
	readonly leftovers: Leftover[] = [];
	#section: OthersSection | null = null;
	readonly #own: readonly string[];

	constructor(own: readonly string[]) {
		this.#own = own;
	}

	/** @returns the line, without sentences on others; none where the whole line is of another department */
	read(line: Line): Line[] {
		this.#enter(line);
		const section = this.#section;
		if (!isRow(line)) return this.#ownSentences(line);
		if (!section) return [line];
		section.hasTable = true;
		this.#leaveOut(line, section.name);
		return [];
	}

	#enter(line: Line): void {
		const heading = headingOf(line);
		if (heading === '') {
			// Behind a table of another department the report goes on.
			if (
				this.#section?.hasTable &&
				!isRow(line) &&
				!this.#section.isWhole &&
				isSentence(line.text)
			)
				this.#section = null;
			return;
		}
		const name = headedIn(line);
		if (name !== null && isOtherThan(this.#own, name)) {
			const isWhole = !isRow(line) && isReportTitle(line);
			this.#section = { name, rank: rankOf(heading), isWhole, hasTable: false };
		} else if (this.#section && (name !== null || ends(this.#section, line, heading)))
			this.#section = null;
	}

	/** Line breaks stand in place of what is taken out, so that every other word keeps its place. */
	#ownSentences(line: Prose): Prose[] {
		let other = this.#section?.name ?? null;
		const taken = [...line.plain.matchAll(SENTENCE)].flatMap(({ 0: sentence, index }) => {
			const before = GOES_ON.test(sentence) ? other : (this.#section?.name ?? null);
			const spans = this.#spansOfOthers(sentence, before);
			other = spans.at(-1)?.end === sentence.length ? (spans.at(-1)?.name ?? null) : null;
			return spans
				.map(({ name, start, end }) => ({ name, start: index + start, end: index + end }))
				.filter(({ start, end }) => STATES_VALUE.test(line.plain.slice(start, end)));
		});
		if (taken.length === 0) return [line];
		for (const { name, start, end } of taken)
			this.leftovers.push(leftover(textPlace(line, start, end), line.text.slice(start, end), name));
		const blank = (text: string) =>
			taken.reduce(
				(rest, { start, end }) => rest.slice(0, start) + '\n'.repeat(end - start) + rest.slice(end),
				text
			);
		const text = blank(line.text);
		return text.trim() === '' ? [] : [{ ...line, text, plain: blank(line.plain), label: '' }];
	}

	/** The parts of a sentence that are of others: from a name to the next mention of the report's own department. */
	#spansOfOthers(sentence: string, before: string | null): OthersSpan[] {
		const named = officesStated(sentence).map(({ name, start }) => ({
			start,
			name: isOtherThan(this.#own, name) ? name : null
		}));
		const we = this.#section?.isWhole ? [] : [...sentence.matchAll(WE)];
		const turns = [
			{ start: 0, name: before },
			...[...named, ...we.map(({ index }) => ({ start: index, name: null }))].toSorted(
				(a, b) => a.start - b.start
			)
		];
		return turns.flatMap(({ start, name }, at) => {
			const end = turns[at + 1]?.start ?? sentence.length;
			return name === null || start === end ? [] : [{ name, start, end }];
		});
	}

	#leaveOut(row: FormRow, name: string): void {
		const cells = filledCells(row);
		const label = cells[0]?.label ?? null;
		for (const cell of cells.filter(({ isNumber }) => isNumber))
			this.leftovers.push(leftover(cellPlace(row, cell, label, null), cell.text, name));
	}
}

/** Part of a sentence, by offsets in it, that is of another department. */
interface OthersSpan {
	name: string;
	start: number;
	end: number;
}

/** Tells whether a heading that names nobody ends what another department's heading opened. */
function ends(section: OthersSection, line: Line, heading: string): boolean {
	if (ANNEX.test(heading) || (!isRow(line) && isReportTitle(line))) return true;
	if (section.isWhole) return false;
	const rank = rankOf(heading);
	if (section.rank >= 0) return rank >= 0 && rank <= section.rank;
	if (rank >= 0 && FIRST_NUMBER.test(heading) && !section.hasTable) {
		section.isWhole = true;
		return false;
	}
	return rank >= 0 || section.hasTable;
}

function leftover(place: Leftover['place'], text: string, name: string): Leftover {
	return { place, text, why: `其他部门的数：说的是“${name}”，不是本部门，未存入。` };
}
