/** Scores that the text states and that were not stored: each is listed with its place. */
import { FULL_SCORE } from '#lib/catalogue/grades.ts';
import { parsePoints } from '#lib/catalogue/units.ts';
import type { Figure } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { cellPlace, filledCells, isRow, plainText, textPlace, type Line } from '../lines.ts';
import { pointsOf } from './said-scores.ts';
import type { StatedScores } from './text-scores.ts';

/**
 * Scores of the whole that are not those which were read; without any, the highest that a text names.
 * @param own the scores that were read of the report
 */
export function unreadScores(
	lines: readonly Line[],
	{ paragraphs, cells }: StatedScores,
	own: readonly Figure[]
): Leftover[] {
	const values = own.flatMap(({ value }) => value ?? []);
	const others = [...paragraphs, ...(values.length === 0 ? cells : [])].filter(
		({ kind, printed, isOfOtherYear }) =>
			kind === 'score' && !isOfOtherYear && !values.includes(pointsOf(printed))
	);
	if (others.length === 0) return values.length === 0 ? highestScore(lines) : [];
	return others.map(({ place, printed, isOwn, isOfOthers }) => {
		const why = isOfOthers ? WHY_OTHERS : WHY_UNREAD;
		return { place, text: printed, why: isOwn ? WHY_SECOND : why };
	});
}

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
