/** A document as one sequence of paragraphs and table rows. */
import type { SourceDocument } from '#lib/documents/model.ts';
import { unglueRow } from './glue.ts';
import { proseOf, rowOf, type Line } from './lines.ts';

export function linesOf(document: SourceDocument): Line[] {
	return document.blocks.flatMap((block): Line[] =>
		block.kind === 'paragraph'
			? [proseOf(block)]
			: block.rows.flatMap((cells, index) => unglueRow(rowOf(block.number, index + 1, cells)))
	);
}
