/** Figures that the text of a report with tables states, and none of its tables: text only checks what tables state. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Figures } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { isRow, type Line } from '../lines.ts';
import type { TextOwner } from './reading.ts';
import { figuresOfText } from './narrative-figures.ts';

/** `“三公”经费支出12万元` beside a table of what was spent. */
export function unstoredText(
	lines: readonly Line[],
	stated: Figures,
	owner: TextOwner
): Leftover[] {
	const paragraphs = lines.filter((line) => !isRow(line));
	const inText = Object.entries(figuresOfText(paragraphs, owner));
	return inText.flatMap(([id, { place, printed }]) => {
		const measure = id as FigureId;
		if (!place || stated[measure]?.place) return [];
		const why = `正文写有“${measureOf(measure).name}”，表中没有；正文的数只用来核对表中的数，未存入。`;
		return [{ place, text: printed, why }];
	});
}
