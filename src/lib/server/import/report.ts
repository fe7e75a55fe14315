/** Tells what an import says of each file: the shape of `--json`, fixed by the design. */
import type { Kysely } from 'kysely';
import type { StatedIssue } from '#lib/documents/issue.ts';
import type { DepartmentRef, Unit } from '#lib/filing/filing.ts';
import type { Figure, Filing, RecognisedFiling } from '#lib/filing/filing.ts';
import { recogniseGrade } from '#lib/catalogue/grades.ts';
import { outward } from '#lib/catalogue/measures.ts';
import { toPoints } from '#lib/catalogue/units.ts';
import type { FindingState } from '#lib/catalogue/rules.ts';
import type { Finding } from '#lib/review/findings.ts';
import type { DocumentKind, Leftover, Section } from '#lib/filing/recognition.ts';
import type { Differences } from '../ledger/filing/difference.ts';
import type { PartChanges } from '../ledger/union/changes.ts';
import { loadFiling } from '../ledger/filing/read.ts';
import { countVerdicts, loadFindings } from '../ledger/review/read.ts';
import type { Database } from '../ledger/schema/schema.ts';
import type { StoredOutcome } from '../ledger/filing/arriving.ts';

export const FILE_STATUSES = ['stored', 'replaced', 'unchanged', 'skipped', 'failed'] as const;
export type FileStatus = (typeof FILE_STATUSES)[number];
export type FileKind = DocumentKind | 'registry';

/** The parts of a file that were read, and those that were not. */
export interface ReadParts {
	/** Parts of a document with an owner, year and basis of their own; tables of many departments. */
	sections: Section[];
	/** Cells, rows and columns of recognised tables of which nothing was made. */
	leftovers: Leftover[];
}

/** Everything of a file but its filings, which are told one by one before it. */
export interface FileReport extends ReadParts {
	path: string;
	/** Null where the file was not read. */
	sha256: string | null;
	kind: FileKind;
	status: FileStatus;
	issues: StatedIssue[];
}

export type ImportSummary = { files: number } & Record<FileStatus, number>;

/** Loads what a listener says of a filing. */
export interface FilingReader {
	describe: () => Promise<FilingReport>;
	load: () => Promise<Filing>;
	/** Counts how many rules its review left in each state. */
	countVerdicts: () => Promise<ReadonlyMap<FindingState, number>>;
}

export type Telling = () => Promise<void> | void;

/** Hears of an import as it goes; a large table has too many filings to hold them all. */
export interface ImportListener {
	/** Before each file; `done` files of `total` are finished. */
	begin?(path: string, done: number, total: number): Promise<void>;
	/**
	 * After a filing is written. What `read` loads, it loads as written; call it before the promise settles. The filing may
	 * be told of once it is committed: then what this returns is called, between the `begin` and `file` of its file.
	 */
	filing?(outcome: StoredOutcome, read: FilingReader): Promise<Telling> | Telling;
	/** After each file. */
	file?(report: FileReport): Promise<void>;
	/** After the last file, while the ledger, of a dry run its copy, is open. */
	closing?(db: Kysely<Database>, summary: ImportSummary): Promise<void>;
	/** After the last file of a dry run: what it would change of what is stored. */
	difference?(differences: Differences): Promise<void>;
}

/** Tells several listeners, one after another. */
export function tellAll(listeners: readonly ImportListener[]): ImportListener {
	const [only, ...others] = listeners;
	if (only && others.length === 0) return only;
	return {
		begin: async (...told) => {
			for (const each of listeners) await each.begin?.(...told);
		},
		filing: async (...told) => {
			const tellings: (Telling | undefined)[] = [];
			for (const each of listeners) tellings.push(await each.filing?.(...told));
			return async () => {
				for (const tell of tellings) await tell?.();
			};
		},
		file: async (...told) => {
			for (const each of listeners) await each.file?.(...told);
		},
		closing: async (...told) => {
			for (const each of listeners) await each.closing?.(...told);
		},
		difference: async (...told) => {
			for (const each of listeners) await each.difference?.(...told);
		}
	};
}

/** Scores in points, amounts in 分, people as counts. Contacts are never in it. */
export interface FilingReport {
	status: StoredOutcome['status'];
	department: DepartmentRef;
	fiscal_year: number;
	version: number;
	template: RecognisedFiling['template'];
	figures: RecognisedFiling['figures'];
	units: Unit[];
	budgets: RecognisedFiling['budgets'];
	score: ScoreReport;
	/** The file changed this of the filing, where other files state parts of it too. */
	changes: PartChanges;
	/** Files that the filing is made of, by their hashes; a place with a `file` refers to them by number, from 1. */
	sources: string[];
	findings: Finding[];
	goals: RecognisedFiling['goals'];
	indicators: RecognisedFiling['indicators'];
	projects: RecognisedFiling['projects'];
	narrative_figures: RecognisedFiling['narrative_figures'];
	passages: RecognisedFiling['passages'];
}

export interface ScoreReport {
	form: number | null;
	sheet: number | null;
	/** The grade's own name where it is a known one, else as printed. */
	grade: string | null;
	form_cell: Figure;
	sheet_cell: Figure;
	items: ScoreItemReport[];
}

export interface ScoreItemReport {
	path: string[];
	criterion: string;
	/** Null on the further lines of a shared weight, which bear the same `weight_group`. */
	weight: number | null;
	weight_group: number | null;
	score: number | null;
	score_missing: Figure['missing'];
	reason: string;
	weight_place: Figure['place'];
	score_place: Figure['place'];
	reason_place: Figure['place'];
}

export function readerOf(db: Kysely<Database>, outcome: StoredOutcome): FilingReader {
	let loaded: Promise<Filing> | undefined;
	const load = () => (loaded ??= loadStored(db, outcome));
	return {
		describe: async () => describeFiling(db, outcome, await load()),
		load,
		countVerdicts: () => countVerdicts(db, outcome.filing_id)
	};
}

async function loadStored(db: Kysely<Database>, { filing_id }: StoredOutcome): Promise<Filing> {
	const filing = await loadFiling(db, filing_id);
	if (!filing) throw new Error(`Filing ${filing_id} is not in the database`);
	return filing;
}

async function describeFiling(
	db: Kysely<Database>,
	outcome: StoredOutcome,
	filing: Filing
): Promise<FilingReport> {
	const { status, department, fiscal_year, version, changes } = outcome;
	const { template, figures, units, budgets, goals, indicators, projects } = filing;
	return {
		department,
		fiscal_year,
		version,
		status,
		template,
		figures,
		units,
		budgets,
		changes,
		sources: filing.sources.map(({ sha256 }) => sha256),
		score: describeScore(filing.score),
		findings: (await loadFindings(db, outcome.filing_id)).map(inPoints),
		goals,
		indicators,
		projects,
		narrative_figures: filing.narrative_figures,
		passages: filing.passages
	};
}

/** Differences of scores in points, as the scores themselves. */
function inPoints(finding: Finding): Finding {
	return { ...finding, difference: outward(finding.quantity, finding.difference) };
}

function describeScore({ form, sheet, grade, items }: RecognisedFiling['score']): ScoreReport {
	return {
		form: toPoints(form.value),
		sheet: toPoints(sheet.value),
		grade: grade && (recogniseGrade(grade.printed)?.band.name ?? grade.printed),
		form_cell: form,
		sheet_cell: sheet,
		items: items.map(({ path, criterion, weight, weight_group, score, reason, reason_place }) => ({
			path,
			criterion,
			weight: toPoints(weight.value),
			weight_group,
			score: toPoints(score.value),
			score_missing: score.missing,
			reason,
			weight_place: weight.place,
			score_place: score.place,
			reason_place
		}))
	};
}

export function noFiles(): ImportSummary {
	return { files: 0, stored: 0, replaced: 0, unchanged: 0, skipped: 0, failed: 0 };
}
