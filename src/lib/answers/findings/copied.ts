/** Texts that two departments share, as rows with both places linked. */
import type { CopiedPair } from '#lib/comparison/copied-text.ts';
import { departmentHref, placeHref, type Chosen } from '#lib/links.ts';
import { COMPARED_PARTS, type PartText } from '#lib/server/questions/copied-texts.ts';
import type { Cell } from '../table.ts';

export interface CopiedRow {
	key: string;
	part: Cell;
	share: Cell;
	a: Cell;
	a_text: Cell;
	b: Cell;
	b_text: Cell;
}

export function copiedRows(pairs: readonly CopiedPair<PartText>[], chosen: Chosen): CopiedRow[] {
	return pairs.map(({ a, b, share }) => ({
		key: `${a.kind} ${a.filing_id} ${b.filing_id}`,
		part: { text: COMPARED_PARTS[a.kind] },
		share: { text: String(Math.round(share * 100)) },
		a: departmentCell(a, chosen),
		a_text: textCell(a),
		b: departmentCell(b, chosen),
		b_text: textCell(b)
	}));
}

function departmentCell({ code, name }: PartText, chosen: Chosen): Cell {
	return { text: name, href: departmentHref(code, chosen) };
}

/** The beginning is enough to see what it is about; the link opens the whole. */
function textCell({ filing_id, text, place }: PartText): Cell {
	const line = text.replace(/\s+/g, ' ').trim();
	return {
		text: line.length > 40 ? `${line.slice(0, 40)}…` : line,
		href: placeHref(filing_id, place)
	};
}
