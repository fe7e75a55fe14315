/** 催报: the departments that owe a report on a day, and how long it is overdue. */
import type { FilingRow } from '#lib/comparison/filings.ts';

export interface Reminder {
	row: FilingRow;
	/** `missing`: never filed; `returned`: returned and not filed again. */
	owes: 'missing' | 'returned';
	/** Due date; that of the return where the report was returned. */
	due_on: string | null;
	/** Days since the due date; null where it has not passed, or there is none. */
	days_overdue: number | null;
}

const DAY = 86_400_000;

/** Days from the due date to `today`, both as `2026-03-31`; null where it has not passed, or there is none. */
export function daysOverdue(due_on: string | null, today: string): number | null {
	if (due_on === null || due_on >= today) return null;
	return Math.round((Date.parse(today) - Date.parse(due_on)) / DAY);
}

/** Those that owe a report, the longest overdue first; without a due date last. */
export function remindersOf(rows: readonly FilingRow[], today: string): Reminder[] {
	return rows
		.flatMap((row): Reminder[] => {
			const { state, decision } = row;
			if (state !== 'missing' && state !== 'returned') return [];
			const due_on = state === 'returned' ? (decision?.due_on ?? null) : row.due_on;
			return [{ row, owes: state, due_on, days_overdue: daysOverdue(due_on, today) }];
		})
		.sort((a, b) => compareTexts(a.due_on ?? '9', b.due_on ?? '9'));
}

function compareTexts(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
