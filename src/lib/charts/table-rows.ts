/**
 * Rows of tables as markup, written at once: a page has thousands of cells, and as templates each would cost several times its
 * markup, and leave marks in the page for a browser that never takes it over.
 */
import type { ChartCell } from './chart.ts';
import { escapeText } from '#lib/catalogue/characters.ts';
import { OwnMarkup } from './own-markup.ts';

/** The look of the cells of one column. */
export interface ColumnLook {
	/** Names of classes, separated by spaces; empty for none. */
	classes: string;
	/** The column names the rows. */
	isHead: boolean;
}

export interface MarkupRow {
	cells: readonly ChartCell[];
	isHighlighted?: boolean;
}

/** One `tr` a row; a cell looks as its column does. */
export function tableRows(rows: readonly MarkupRow[], looks: readonly ColumnLook[]): OwnMarkup {
	// Joined, the text is one piece; added up, the engine would keep its thousands of pieces as long as the page.
	return new OwnMarkup(rows.map((row) => rowMarkup(row, looks)).join(''));
}

function rowMarkup(
	{ cells, isHighlighted = false }: MarkupRow,
	looks: readonly ColumnLook[]
): string {
	const begin = isHighlighted ? '<tr class="highlighted">' : '<tr>';
	return [begin, ...cells.map((cell, at) => cellMarkup(cell, looks[at])), '</tr>'].join('');
}

function cellMarkup(
	{ text, href, exact, unit, note, missing }: ChartCell,
	{ classes, isHead }: ColumnLook = { classes: '', isHead: false }
): string {
	const look = missing ? `${classes} missing`.trim() : classes;
	const tag = isHead ? 'th' : 'td';
	const scope = isHead ? ' scope="row"' : '';
	const named = look === '' ? '' : ` class="${look}"`;
	const title = exact === undefined ? '' : ` title="${escapeText(exact)}"`;
	const words = escapeText(text);
	const linked = href ? `<a href="${escapeText(href)}">${words}</a>` : words;
	const measured = unit ? ` <span class="unit">${escapeText(unit)}</span>` : '';
	const below = note ? ` <span class="note">${escapeText(note)}</span>` : '';
	return `<${tag}${scope}${named}${title}>${linked}${measured}${below}</${tag}>`;
}
