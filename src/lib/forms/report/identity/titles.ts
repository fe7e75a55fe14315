/** Titles of reports and annexes among the paragraphs, and what they say of the document's kind. */
import {
	cellPlace,
	filledCells,
	isRow,
	joinText,
	proseOf,
	type FormRow,
	type Line,
	type Prose
} from '../lines.ts';

const LONGEST_TITLE = 60;

/** A numbered heading speaks of a report, and is none. */
const NUMBERED = /^[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]/;

/** `…部门整体支出绩效评价报告`, also where the name and year are on a line of their own before it. */
export function isReportTitle(line: Prose): boolean {
	const text = titleText(line);
	return /(?:绩效|整体支出).*报告书?$/.test(text) && !NUMBERED.test(text);
}

/** `附件4-1`, `部门整体支出绩效评价评分表`: what follows is not the narrative. */
export function isAnnexTitle(line: Prose): boolean {
	const text = titleText(line);
	return (
		/^附(?:件|表)\d*/.test(text) || /(?:评分表|指标表|基础数据表|自评表|指标体系.*)$/.test(text)
	);
}

/** A paragraph that is short enough for a title, without blanks, otherwise as printed; else empty. */
export function titleText(line: Prose): string {
	if (line.text.length > LONGEST_TITLE * 2) return '';
	const text = joinText(line.text);
	return text.length > LONGEST_TITLE || /[。；;]$/.test(text) ? '' : text;
}

/** `附件3-2 `, `附表一：`: the number of an annex before its title, which is no part of a name or year. */
const ANNEX_NUMBER =
	/^\s*附(?:件|表|录)\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:\s*[-－—–.．]\s*\d{1,2})*(?:\s*[:：、]\s*|[\s\u3000]+)(?=\S)/;

export function withoutAnnexNumber(text: string): string {
	return text.replace(ANNEX_NUMBER, '');
}

/** A text with the marks of a sentence is no title. */
export function isSentence(text: string): boolean {
	return /[。；;！!？?]|，.*，/.test(text);
}

/** The lines with the first rows of tables as paragraphs where one cell is all they have: Excel prints the title so. */
export function withTitleRows(lines: readonly Line[]): Line[] {
	const below = new Set<number>();
	return lines.map((line) => {
		if (!isRow(line) || below.has(line.table)) return line;
		const title = titleOfRow(line);
		if (!title) below.add(line.table);
		return title ?? line;
	});
}

function titleOfRow(row: FormRow): Prose | null {
	const [only, second] = filledCells(row);
	if (!only || second) return null;
	return proseOf(
		{ kind: 'paragraph', number: 0, text: only.text },
		cellPlace(row, only, null, null)
	);
}
