/** Scores and amounts that the text states in words from which nothing was read: each is listed with its place. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Figures } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { AMOUNT } from '../figures/amounts.ts';
import {
	cellPlace,
	filledCells,
	isRow,
	plainText,
	textPlace,
	type Line,
	type Prose
} from '../lines.ts';
import { TEXT_LABELS } from './narrative-labels.ts';

/** `整体绩效打分，得96.5分`: whatever words a score is said in. */
const SAID_SCORE =
	/(?:得分|评分|总分|分数|打分|评定|自评|评价)[^。；;\d]{0,16}?(\d{1,3}(?:\.\d+)?\s*分)(?![之钟值])/;
const WHY_SCORE = '写有得分，没有认出是不是部门整体的自评得分，未存入。';

/** The first score that a text names, for a report of which no score was read. */
export function unreadScore(lines: readonly Line[]): Leftover[] {
	for (const line of lines) {
		for (const { text, place } of textsIn(line)) {
			const printed = SAID_SCORE.exec(text)?.[1];
			if (printed !== undefined) return [{ place, text: printed, why: WHY_SCORE }];
		}
	}
	return [];
}

function textsIn(line: Line): { text: string; place: Leftover['place'] }[] {
	if (!isRow(line)) return [{ text: line.plain, place: textPlace(line) }];
	return filledCells(line).flatMap((cell, index, cells) =>
		cell.isNumber
			? []
			: [
					{
						text: `${cells[index - 1]?.label ?? ''} ${plainText(cell.text)}`,
						place: cellPlace(line, cell, null, null)
					}
				]
	);
}

/** Words for spending that do not say of what. */
const SPENT = '(?:实际|全年|本年|当年|累计)?(?:支出|执行)数?';

const AMOUNT_NEAR_LABEL: readonly { measure: FigureId; pattern: RegExp }[] = [
	...TEXT_LABELS,
	{ measure: 'spending_total' as const, label: SPENT }
]
	.filter(({ measure }) => measureOf(measure).quantity === 'money')
	.map(({ measure, label }) => ({
		measure,
		pattern: new RegExp(`(?:${label})[^。；;，,\\d\\n]{0,16}${AMOUNT}`, 'g')
	}));

/** For each figure that a report without tables does not state: the first amount that stands beside its name. */
export function unreadAmounts(lines: readonly Line[], stated: Figures): Leftover[] {
	const used = Object.values(stated).flatMap(({ place }) =>
		place?.kind === 'text' ? [place] : []
	);
	const isUsed = ({ paragraph }: Prose, start: number) =>
		used.some(
			(place) => place.paragraph === paragraph && place.start <= start && start < place.end
		);
	const found = new Map<FigureId, Leftover>();
	for (const line of lines) {
		if (isRow(line)) continue;
		for (const { measure, pattern } of AMOUNT_NEAR_LABEL) {
			if (stated[measure]?.place || found.has(measure)) continue;
			for (const match of line.plain.matchAll(pattern)) {
				const start = match.index + match[0].lastIndexOf(match[1] ?? '');
				if (isUsed(line, start)) continue;
				const end = match.index + match[0].length;
				found.set(measure, unread(measure, line, start, end));
				break;
			}
		}
	}
	return [...found.values()];
}

function unread(measure: FigureId, line: Prose, start: number, end: number): Leftover {
	return {
		place: textPlace(line, start, end),
		text: line.text.slice(start, end),
		why: `没有认出这是不是部门本年度的“${measureOf(measure).name}”，未存入。`
	};
}
