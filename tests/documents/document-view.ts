/** The parts of a document that tests look at. */
import type { DocumentTable, SourceDocument } from '#lib/documents/model.ts';

export function paragraphs(document: SourceDocument): string[] {
	return document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
}

export function tables(document: SourceDocument): DocumentTable[] {
	return document.blocks.filter((block) => block.kind === 'table');
}

/** Rows as `text@start+span/merge`, the merge left out where there is none. */
export function layout(table: DocumentTable | undefined): string[][] {
	return (table?.rows ?? []).map((cells) =>
		cells.map(({ text, grid, merge }) => {
			const place = grid ? `@${grid.start}+${grid.span}` : '@?';
			return `${text}${place}${merge === 'none' ? '' : `/${merge}`}`;
		})
	);
}

/** Paragraphs by line, cells of a row by `|`. */
export function shownIn({ blocks }: SourceDocument): string[] {
	return blocks.flatMap((block) =>
		block.kind === 'paragraph'
			? [block.text]
			: block.rows.map((cells) => cells.map(({ text }) => text).join('|'))
	);
}
