/** A problem that is sent back to a department: what was read, what was expected and what to do. */

/** The problems that must be mended first come first. */
export const PROBLEM_KINDS = [
	'退回',
	'错误',
	'核对不符',
	'核对提示',
	'询问',
	'提示',
	'未采用'
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

export interface Problem {
	kind: ProblemKind;
	fiscal_year: number | null;
	/** Names of the files; of a file that belongs to no department its path as named. */
	file: string;
	/** Title of the part of the file; empty where the file has no parts or the problem is of no single one. */
	section: string;
	/** The table or worksheet, row and column as a person counts them; empty where there is no single cell. */
	table: string;
	row: string;
	column: string;
	/** As printed; empty where no text is at fault. */
	read: string;
	expected: string;
	/** The whole sentence. */
	message: string;
	advice: string;
}

/** By kind, then by year. */
export function inOrder(problems: readonly Problem[]): Problem[] {
	return problems.toSorted(
		(a, b) =>
			PROBLEM_KINDS.indexOf(a.kind) - PROBLEM_KINDS.indexOf(b.kind) ||
			(a.fiscal_year ?? 0) - (b.fiscal_year ?? 0)
	);
}
