/** Collects what reading a table gives: filings and problems, in the order of the rows. */
import type { Issue } from '#lib/documents/issue.ts';
import type { JurisdictionClaim, RecognisedFiling } from '#lib/filing/filing.ts';
import type { DocumentKind, Leftover } from '#lib/filing/recognition.ts';
import type { Place } from '#lib/documents/place.ts';
import { describePlace } from '#lib/documents/place.ts';

/** These are known of a table from outside it. */
export interface TableContext {
	/** Applies to rows that state no jurisdiction themselves, e.g. from the folder's name. */
	jurisdiction: JurisdictionClaim | null;
	/** These may state the year of a table without a column for it: the names of its sheet, file and folder. */
	names: readonly string[];
}

/** One department and year, read whole. */
export interface TableFiling {
	issue: null;
	filing: RecognisedFiling;
	/** 部门类型 and 归口业务科室 as the row states them, null where it does not. */
	kind: string | null;
	division: string | null;
	/** ISO date, null where not stated. */
	filed_on: string | null;
	/** Set where an earlier filing of the table states other figures of the same department and year. */
	continues?: boolean;
}

export interface TableProblem {
	issue: Issue;
	filing: null;
	/** Says what was left over of the table, and why, where that is the problem. */
	leftover?: Leftover;
	/** The kind of a table that is passed over as a whole, instead of a table of figures. */
	skips?: DocumentKind;
}

/**
 * A row is read whole or becomes problems. A problem of severity `error` refuses the whole table: whoever stores the
 * filings takes back those already stored, so that a corrected table is never mixed with its faulty predecessor.
 */
export type TableOutcome = TableFiling | TableProblem;

/** Beyond this many, listing problems helps nobody: errors stop the reading, warnings are only counted. */
const MAX_PROBLEMS = 200;

/**
 * A problem at a place; `sentence` continues after the place, as in `第5行 第7列（公共财政拨款）` + `读到…`. `stated` is
 * what the sentence shortens, or does not say in so many words.
 */
export function problemAt(
	severity: Issue['severity'],
	code: string,
	place: Place,
	sentence: string,
	stated: Pick<Issue, 'read' | 'expected'> = {}
): TableProblem {
	return {
		issue: { code, severity, message: `${describePlace(place)}${sentence}`, place, ...stated },
		filing: null
	};
}

/** Says that a column, row or cell was left over; `why` is a sentence that continues after the place. */
export function leftOver(code: string, place: Place, text: string, why: string): TableProblem {
	return {
		...problemAt('warning', code, place, why, { read: text }),
		leftover: { place, text, why }
	};
}

/** Passes filings through, and no more problems of one kind than a person reads. */
export function* limitProblems(outcomes: Iterable<TableOutcome>): Generator<TableOutcome> {
	let errors = 0;
	const warnings = new Map<string, number>();
	for (const outcome of outcomes) {
		if (!outcome.issue) {
			yield outcome;
		} else if (outcome.issue.severity === 'error') {
			yield outcome;
			if (++errors >= MAX_PROBLEMS) {
				yield tooManyErrors(outcome.issue.place);
				return;
			}
		} else {
			const count = (warnings.get(outcome.issue.code) ?? 0) + 1;
			warnings.set(outcome.issue.code, count);
			if (count <= MAX_PROBLEMS) yield outcome;
			else if (count === MAX_PROBLEMS + 1) yield tooManyWarnings(outcome.issue);
		}
	}
}

function tooManyErrors(place: Place | null): TableProblem {
	const message = `已发现${MAX_PROBLEMS}处错误，其余不再列出；请先改正以上各处再导入。`;
	return { issue: { code: 'too_many_problems', severity: 'error', message, place }, filing: null };
}

function tooManyWarnings(issue: Issue): TableProblem {
	const message = `同类提示已有${MAX_PROBLEMS}条，其余不再列出。`;
	return { issue: { ...issue, message, read: null, expected: null }, filing: null };
}
