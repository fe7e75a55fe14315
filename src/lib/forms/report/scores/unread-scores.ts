/** Scores that the text states and that were not stored: each is listed with its place. */
import { FULL_SCORE } from '#lib/catalogue/grades.ts';
import { parsePoints } from '#lib/catalogue/units.ts';
import type { Figure } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { cellPlace, filledCells, isRow, plainText, textPlace, type Line } from '../lines.ts';
import { withoutScales } from '../../grade-options.ts';
import { LEAST_SCORE, pointsOf, type SaidScore } from './said-scores.ts';
import { isWeight } from './said-weights.ts';
import type { StatedScores } from './text-scores.ts';

/**
 * Scores that are not those which were read: those said of a whole, then all other points of the text.
 * @param own the scores that were read of the report
 * @param isAlone no table states a figure: points of parts are listed as well
 */
export function unreadScores(
	lines: readonly Line[],
	{ paragraphs, cells }: StatedScores,
	own: readonly Figure[],
	isAlone: boolean
): Leftover[] {
	const values = own.flatMap(({ value }) => value ?? []);
	const isScored = values.length > 0;
	const said = [...paragraphs, ...(isScored ? [] : cells)]
		.filter(({ kind, printed }) => kind === 'score' && !values.includes(pointsOf(printed)))
		.map(({ place, printed, ...score }) => ({ place, text: printed, why: whyOther(score) }));
	const named = new Set(said.map(keyOf));
	const points = lines
		.flatMap((line) => pointsIn(line, isAlone ? 1 : LEAST_SCORE))
		.filter((each) => !named.has(keyOf(each)) && !values.includes(pointsOf(each.text)));
	const isNamed = [...said, ...points].some(({ text }) => pointsOf(text) >= LEAST_SCORE);
	return [...said, ...(isScored || isNamed ? [] : highestScore(lines)), ...points];
}

function keyOf({ place }: Pick<Leftover, 'place'>): string {
	return JSON.stringify(place);
}

function whyOther({ isOwn, isOfOthers, isOfOtherYear }: Omit<SaidScore, 'printed'>): string {
	if (isOfOtherYear) return WHY_OTHER_YEAR;
	if (isOwn) return WHY_SECOND;
	return isOfOthers ? WHY_OTHERS : WHY_UNREAD;
}

const POINTS = /(?<![\d.])(\d{1,3}(?:\.\d{1,4})?\s*分)(?![之钟值制公])/g;

/** Points that a paragraph states, but for those that can be scored at most: nothing was lost by leaving a weight out. */
function pointsIn(line: Line, least: number): Leftover[] {
	if (isRow(line)) return [];
	const text = withoutScales(line.plain);
	return [...text.matchAll(POINTS)].flatMap(({ 0: printed, index }) => {
		const points = pointsOf(printed);
		if (points < least || points === FULL_SCORE) return [];
		const before = text.slice(Math.max(0, index - 16), index);
		const end = index + printed.length;
		if (isWeight(before, points, text.slice(end, end + 16))) return [];
		const why = WHY_BY_WORDS.find(([words]) => words.test(before))?.[1] ?? WHY_POINTS;
		return [{ place: textPlace(line, index, end), text: line.text.slice(index, end), why }];
	});
}

const WHY_OTHER_YEAR = '正文写的是其他年度的得分，未存入。';
/** By the words before points, the first that fits. */
const WHY_BY_WORDS: readonly [words: RegExp, why: string][] = [
	[/(?:扣|失|丢|减)[^，,。；;\d]{0,4}$/, '正文写的是扣分，未存入。'],
	[/(?:提高|提升|增加|上升|下降|降低|高出?|低)了?$/, '正文写的是得分的增减，未存入。'],
	[/(?:上一?年度?|去年|往年)[^，,。；;]*$/, WHY_OTHER_YEAR]
];
const WHY_POINTS = '正文写有分数，没有认出是部门整体的自评得分，未存入。';
const WHY_SECOND = '正文另写有一个自评得分，与已存入的不同，未存入。';
const WHY_OTHERS = '这个得分是项目、下属单位或其他机构评出的，不是部门整体的自评得分，未存入。';

/** `整体绩效打分，得96.5分`: whatever words a score is said in. */
const SAID_SCORE =
	/(?:(?:得分|评分|总分|分数|打分|评定|自评|评价)[^。；;\d扣]{0,16}?|扣\s*\d{1,2}(?:\.\d+)?分[，,][^，,。；;\d]{0,6}得|[=＝]\s*)(\d{1,3}(?:\.\d+)?\s*分)(?![之钟值])/g;
/** `三、得分：94`, a line of its own; `自评得分94，等级为优`. */
const SCORE_FIELD =
	/(?:得分|总分|评分)\s*[:：]\s*(\d{1,3}(?:\.\d+)?)\s*$|(?:得分|总分|评分)[为是:：]?\s*(\d{2,3}(?:\.\d+)?)(?=\s*[，,。；;（(])/gm;
const WHY_UNREAD = '写有得分，没有认出是不是部门整体的自评得分，未存入。';

/** The highest score that a text names in whatever words. */
function highestScore(lines: readonly Line[]): Leftover[] {
	const found: Leftover[] = [];
	for (const line of lines) {
		for (const { text, place } of textsIn(line)) {
			for (const pattern of [SAID_SCORE, SCORE_FIELD]) {
				for (const [, said, ...others] of text.matchAll(pattern)) {
					const printed = said ?? others.find(Boolean) ?? '';
					found.push({ place, text: printed, why: WHY_UNREAD });
				}
			}
		}
	}
	// The score of the whole is the highest but for the full marks, which stand beside it.
	const points = ({ text }: Leftover) => parsePoints(text).value ?? 0;
	const scored = found.filter((each) => points(each) !== FULL_SCORE);
	const [first] = (scored.length > 0 ? scored : found).toSorted((a, b) => points(b) - points(a));
	return first ? [first] : [];
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
