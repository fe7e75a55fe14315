/** The narrative (部门整体支出绩效评价报告): its sections with their headings, without cover, signatures and annexes. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import type { Passage, PassageKind } from '#lib/filing/filing.ts';
import { passageKind } from '../form-fields.ts';
import { SIGNATURE_LINE } from '../labels.ts';
import { isRow, joinText, textPlace, normaliseText, type Line, type Prose } from '../lines.ts';
import { isAnnexTitle, isReportTitle } from '../identity/titles.ts';

/** A heading with the paragraphs below it, in the document's order. */
export interface NarrativeSection {
	kind: PassageKind;
	/** The heading of the first level that it stands below; its own where it is of that level. */
	top: string;
	heading: string;
	paragraphs: Prose[];
}

interface Heading {
	level: number;
	text: string;
	kind: PassageKind | null;
}

const LONGEST_HEADING = 36;
const NUMBERED: readonly RegExp[] = [
	/^[一二三四五六七八九十]{1,3}[、.．]|^第[一二三四五六七八九十]部分/,
	/^[(（][一二三四五六七八九十]{1,3}[)）]/,
	/^(?:\d{1,2}[、.．](?!\d)|[(（]\d{1,2}[)）]|[①-⑳])/
];
/** Headings without a number rank with those of the second level. */
const UNNUMBERED_LEVEL = 2;

/** Sections of the paragraphs outside tables. */
export function readSections(lines: readonly Line[]): NarrativeSection[] {
	const sections: NarrativeSection[] = [];
	let open: NarrativeSection | null = null;
	let top: { kind: PassageKind; text: string } = { kind: 'other', text: '' };
	for (const paragraph of narrativeOf(lines)) {
		const heading = headingOf(paragraph);
		if (!heading || staysInside(heading, open)) {
			open ??=
				sections[sections.push({ kind: 'other', top: '', heading: '', paragraphs: [] }) - 1] ??
				null;
			open?.paragraphs.push(paragraph);
			continue;
		}
		const kind: PassageKind = heading.kind ?? (heading.level > 1 ? top.kind : 'other');
		if (heading.level === 1) top = { kind, text: heading.text };
		open = { kind, top: top.text, heading: heading.text, paragraphs: [] };
		sections.push(open);
	}
	return sections.filter((section) => section.paragraphs.length > 0);
}

/** Sections as passages; what is before the first heading is none. */
export function passagesOf(sections: readonly NarrativeSection[]): Passage[] {
	return sections.flatMap(({ kind, heading, paragraphs }): Passage[] => {
		const [first] = paragraphs;
		const text = normaliseText(paragraphs.map((paragraph) => paragraph.text).join('\n'));
		return first && heading !== '' ? [{ kind, heading, text, place: textPlace(first) }] : [];
	});
}

/**
 * The paragraphs of the narrative. Titles of reports and annexes cut the document into parts (cover, narrative,
 * score sheet, in any order); the narrative is the longest that no annex title heads.
 */
function narrativeOf(lines: readonly Line[]): Prose[] {
	const parts: { annex: boolean; paragraphs: Prose[] }[] = [{ annex: false, paragraphs: [] }];
	for (const line of lines) {
		if (isRow(line)) continue;
		const annex = isAnnexTitle(line);
		if (annex || isReportTitle(line)) parts.push({ annex, paragraphs: [] });
		else if (!isSignature(line)) parts.at(-1)?.paragraphs.push(line);
	}
	const own = longest(parts.filter((part) => !part.annex));
	return lengthOf(own) >= SHORTEST_NARRATIVE ? own : longest(parts);
}

/** Below this a part is a cover; the narrative then follows a title that reads like an annex's. */
const SHORTEST_NARRATIVE = 60;

function longest(parts: readonly { paragraphs: Prose[] }[]): Prose[] {
	return parts
		.map((part) => part.paragraphs)
		.reduce((best, next) => (lengthOf(next) > lengthOf(best) ? next : best), []);
}

function lengthOf(paragraphs: readonly Prose[]): number {
	return paragraphs.reduce((sum, { text }) => sum + text.length, 0);
}

function isSignature(line: Prose): boolean {
	return line.label !== '' && line.label.length <= 60 && SIGNATURE_LINE.test(line.label);
}

function headingOf(line: Prose): Heading | null {
	const text = removeBlanks(line.text);
	if (text.length > LONGEST_HEADING || /[。；;，,！!：:]$/.test(text)) return null;
	const level = NUMBERED.findIndex((pattern) => pattern.test(text)) + 1;
	const trimmed = NUMBERED.reduce((rest, pattern) => rest.replace(pattern, ''), text);
	if (/[。；;，,！!]|\d万?元/.test(trimmed)) return null;
	const kind = passageKind(trimmed);
	if (level === 0 && (!kind || trimmed.length > 16)) return null;
	return { level: level || UNNUMBERED_LEVEL, text: joinText(line.text), kind };
}

/**
 * The points of problems and measures belong to their section, even where one of them has a heading's form; so does
 * a numbered item of the third level anywhere.
 */
function staysInside(heading: Heading, open: NarrativeSection | null): boolean {
	if (!open || heading.level === 1) return false;
	if (heading.level === 3) return true;
	if (open.kind !== 'problems' && open.kind !== 'measures') return false;
	return heading.kind !== 'problems' && heading.kind !== 'measures'
		? true
		: heading.kind === open.kind;
}
