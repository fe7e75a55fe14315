/** The reports of a year that are filed or must be, and their counts. */
import type { FilingState, FilingStatus } from '../catalogue/filing-states.ts';
import type { DepartmentName } from './observation.ts';

export interface FilingRow {
	department: DepartmentName;
	fiscal_year: number;
	status: FilingStatus;
	due_on: string | null;
	filed_on: string | null;
	state: FilingState;
	/** Last decision of the bureau; null while there is none. */
	decision: { reason: string; due_on: string | null; by: string; at: string } | null;
	/** Null while nothing is filed. */
	filing_id: number | null;
	/** Number of the current version. */
	version: number | null;
	/** Versions filed up to the current one; those of corrections by hand are none. */
	times_filed: number;
	template: 'form' | 'national' | 'csv' | null;
	findings: { fail: number; warn: number; not_checkable: number };
}

/** Without a due date, or the day of the first version, nobody can be told late. */
export function isLate(due_on: string | null, first_filed_on: string | null): boolean {
	return due_on !== null && first_filed_on !== null && first_filed_on > due_on;
}

/** Those that a page, an export or a list asks for; null asks for any. */
export function chosenFilings<T extends FilingRow>(
	rows: readonly T[],
	asked: { kind: string | null; status: string | null; round: string | null }
): T[] {
	return rows.filter(
		({ department, status, state }) =>
			(asked.kind ?? department.kind) === department.kind &&
			(asked.status ?? status) === status &&
			(asked.round ?? state) === state
	);
}

/** Counts how many filed and how many must. */
export interface FilingCounts {
	/** Null where no list of those that must file is known for the year. */
	expected: number | null;
	filed: number;
	/** Those among them that are on no list of those that must. */
	unlisted: number;
	/** Null where no report has both a due date and the day on which it was filed. */
	late: number | null;
	missing: number;
	/** Departments that filed more than once. */
	refiled: number;
	/** By the state in the round. */
	returned: number;
	confirmed: number;
}

export function countFilings(rows: readonly FilingRow[]): FilingCounts {
	const count = (status: FilingStatus) => rows.filter((row) => row.status === status).length;
	const unlisted = count('unlisted');
	const listed = rows.length - unlisted;
	const isDated = rows.some(({ due_on, filed_on }) => due_on !== null && filed_on !== null);
	const late = count('late');
	return {
		expected: listed === 0 ? null : listed,
		filed: rows.length - count('missing'),
		unlisted,
		late: isDated || late > 0 ? late : null,
		missing: count('missing'),
		refiled: rows.filter(({ times_filed }) => times_filed > 1).length,
		returned: rows.filter(({ state }) => state === 'returned').length,
		confirmed: rows.filter(({ state }) => state === 'confirmed').length
	};
}
