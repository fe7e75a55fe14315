/** Complete dates in results and prose, and whether the wording says that something was completed on that day. */
import type { MentionedDate } from '#lib/filing/filing.ts';
import type { Place } from '#lib/documents/place.ts';
import { AFTER_THE_YEAR, COMPLETION, NOT_COMPLETED, SIGNATURE_LINE } from '../labels.ts';
import { plainText } from '../lines.ts';

const DATE =
	/(?<!\d)(20\d\d)\s*(?:年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]|[-./](\d{1,2})[-./](\d{1,2})(?!\d))/g;
/** These words may come between a date and what was done by it. */
const LONGEST_CLAUSE = 24;
/** A text with more is no result of a year's work. */
const MOST_DATES = 300;
const EXCERPT_BEFORE = 12;
const EXCERPT_AFTER = 36;

/**
 * Dates of a text. @param done whether the text tells what was done; in targets and in plans nothing is completed
 * @param placeOf the place of a span of the text
 */
export function datesIn(
	text: string,
	done: boolean,
	placeOf: (start: number, end: number) => Place
): MentionedDate[] {
	if (!/[2２][0０]/.test(text)) return [];
	const plain = plainText(text);
	return [...plain.matchAll(DATE)].slice(0, MOST_DATES).flatMap((match): MentionedDate[] => {
		const date = isoDate(match[1], match[2] ?? match[4], match[3] ?? match[5]);
		const [start, end] = [match.index, match.index + match[0].length];
		if (!date || isSignature(plain, start)) return [];
		return [
			{
				date,
				completion: done && isCompletion(plain, start, end),
				excerpt: excerpt(text, start, end),
				place: placeOf(start, end)
			}
		];
	});
}

function isoDate(year = '', month = '', day = ''): string | null {
	const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const time = Date.parse(`${iso}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : null;
}

/** A line such as `报告日期：2022年3月5日` dates the document, not the work. */
function isSignature(text: string, start: number): boolean {
	const from = text.lastIndexOf('\n', start) + 1;
	const stop = text.indexOf('\n', start);
	const line = text.slice(from, stop < 0 ? undefined : stop);
	return line.length <= 40 && SIGNATURE_LINE.test(line.replace(/\s/g, ''));
}

/** Completed on the day: the verb follows in the same clause (one comma may be between), or leads to the date. */
function isCompletion(text: string, start: number, end: number): boolean {
	const before = text.slice(sentenceStart(text, start), start).replace(AS_PLANNED, '');
	if (PLANS.test(before)) return false;
	const after = /^[^。；;！!\n]*/.exec(text.slice(end, end + LONGEST_SENTENCE))?.[0] ?? '';
	const [clause = '', next = ''] = after.split(/[，,]/);
	const clauseAfter = (clause.trim().length <= 2 ? clause + next : clause).slice(0, LONGEST_CLAUSE);
	const clauseBefore = before.split(/[，,]/).at(-1) ?? '';
	if (
		[NOT_COMPLETED, AFTER_THE_YEAR].some(
			(other) => other.test(clauseBefore) || other.test(clauseAfter)
		)
	)
		return false;
	return COMPLETION.test(clauseAfter) || LEADS_TO_DATE.test(before);
}

/** `按计划于某日完成` is done. */
const AS_PLANNED = /按(?:照|原定?|既定|年度|预定)*计划/g;
/** `2022年工作计划：于…完成甲，于…建成乙`: all of the sentence is planned. */
const PLANS = /计划[：:]|下一步|明年|下一年/;
const LEADS_TO_DATE = new RegExp(`(?:${COMPLETION.source})(?:时间|日期)?[为是于在:：]{0,2}\\s*$`);
const LONGEST_SENTENCE = 400;

function sentenceStart(text: string, end: number): number {
	const least = Math.max(0, end - LONGEST_SENTENCE);
	let start = end;
	while (start > least && !/[。；;！!\n]/.test(text[start - 1] ?? '')) start--;
	return start;
}

function excerpt(text: string, start: number, end: number): string {
	const from = Math.max(sentenceStart(text, start), start - EXCERPT_BEFORE);
	const rest = text.slice(end, end + EXCERPT_AFTER);
	return (text.slice(from, end) + (/^[^。；;！!\n]*/.exec(rest)?.[0] ?? '')).trim();
}
