/** Texts that two departments share, as rows with both places linked. */
import type { CopiedPair } from '#lib/comparison/copied-text.ts';
import { placeHref } from '#lib/links.ts';
import { COMPARED_PARTS } from '#lib/catalogue/copied-text.ts';
import type { PartText } from '#lib/server/questions/findings/copied-texts.ts';
import type { Cell } from '../table.ts';

export interface CopiedRow {
	key: string;
	part: Cell;
	share: Cell;
	a: Cell;
	b: Cell;
}

export function copiedRows(pairs: readonly CopiedPair<PartText>[]): CopiedRow[] {
	return pairs.map(({ a, b, share }) => ({
		key: `${a.kind} ${a.filing_id} ${b.filing_id}`,
		part: { text: COMPARED_PARTS[a.kind] },
		share: { text: String(Math.round(share * 100)) },
		a: sideOf(a),
		b: sideOf(b)
	}));
}

/** Said where no texts are alike; too few texts are no finding. */
export function noneCopied(year: number, departments: number): string {
	return departments < 2
		? `${year}年报告带有文字部分的不足两家，无法比对。`
		: `${year}年比对了${departments}家报告的文字部分，没有雷同。`;
}

/** The beginning is enough to see what it is about; the link opens the whole. */
function sideOf({ name, filing_id, text, place }: PartText): Cell {
	const line = text.replace(/\s+/g, ' ').trim();
	const note = line.length > 40 ? `${line.slice(0, 40)}…` : line;
	return { text: name, href: placeHref(filing_id, place), note };
}
