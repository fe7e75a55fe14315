/** A filed document becomes the filings that it holds: what kind it is, and every fact with its place. */
import type { Issue } from '#lib/documents/issue.ts';
import type { MentionedDate, Passage, RecognisedFiling, Score } from '#lib/filing/filing.ts';
import type { Recognition } from '#lib/filing/recognition.ts';
import type { SourceDocument } from '#lib/documents/model.ts';
import { datesIn } from './dates.ts';
import { findFigureTables, type FigureTables } from './figure-tables.ts';
import {
	evaluatorRows,
	readContacts,
	readFormPassages,
	readFormScore,
	readGrade
} from './form-fields.ts';
import { readGoals, type GoalTables } from './goals.ts';
import { readClaims, readJurisdiction } from './identity.ts';
import { kindByTitle, noTablesIssue, otherKindIssue, unknownKindIssue } from './kinds.ts';
import { isRow, textPlace, type Line, type Row } from './lines.ts';
import { passagesOf, readSections, type Section } from './narrative.ts';
import { readNarrativeFigures } from './narrative-figures.ts';
import { readExecutionItems } from './national.ts';
import { readProjects } from './projects.ts';
import { readScoreSheet, type ScoreSheet } from './score-sheet.ts';
import { linesOf } from './sequence.ts';
import { readUnits } from './units.ts';
import { readFiscalYear, type DocumentNames, type FiscalYear } from './year.ts';

/** Everything that the tables of a document hold, before it is known whose and of which year they are. */
interface ReportTables {
	sheet: ScoreSheet;
	goals: GoalTables;
	figures: FigureTables;
	claimed: ReadonlySet<Row>;
}

/**
 * Reads a document by its labels and structure. Never throws: what is wrong with a document is an issue, and without
 * a fiscal year or any known label there is no filing.
 */
export function recognise(document: SourceDocument, context: DocumentNames): Recognition {
	const lines = linesOf(document);
	const titled = kindByTitle(lines);
	if (titled === 'project_form' || titled === 'final_accounts') {
		return {
			kind: titled,
			filings: [],
			sections: [],
			leftovers: [],
			issues: [...document.issues, otherKindIssue(titled)]
		};
	}
	const tables = readTables(lines);
	const isEmpty =
		tables.figures.blocks.length + tables.figures.pairs.length + tables.sheet.items.length === 0;
	if (isEmpty) {
		const issue = titled ? noTablesIssue() : unknownKindIssue();
		return {
			kind: titled ?? 'unknown',
			filings: [],
			sections: [],
			leftovers: [],
			issues: [...document.issues, issue]
		};
	}
	const issues = [...document.issues];
	const fiscalYear = readFiscalYear(lines, context, issues);
	const filings = fiscalYear ? [filingOf(lines, tables, fiscalYear, context, issues)] : [];
	return { kind: 'self_evaluation', filings, sections: [], leftovers: [], issues };
}

function readTables(lines: readonly Line[]): ReportTables {
	const rows = lines.filter(isRow);
	const sheet = readScoreSheet(lines);
	// The national-style sheet holds indicators and scores in the same rows.
	const goals = readGoals(sheet.national ? rows : rows.filter((row) => !sheet.rows.has(row)));
	const claimed = new Set([...sheet.rows, ...goals.rows, ...evaluatorRows(rows)]);
	return { sheet, goals, figures: findFigureTables(lines, claimed), claimed };
}

function filingOf(
	lines: readonly Line[],
	{ sheet, goals, figures, claimed }: ReportTables,
	fiscalYear: FiscalYear,
	context: DocumentNames,
	issues: Issue[]
): RecognisedFiling {
	const rows = lines.filter((line): line is Row => isRow(line) && !claimed.has(line));
	const sections = readSections(lines);
	const units = readUnits(figures);
	const formPassages = readFormPassages(rows.filter((row) => !figures.rows.has(row)));
	issues.push(...units.issues, ...sheet.issues);
	return {
		claims: readClaims(lines, units.units, context.file_name),
		jurisdiction: readJurisdiction(lines),
		fiscal_year: fiscalYear.year,
		fiscal_year_place: fiscalYear.place,
		template: isNational(sheet, figures) ? 'national' : 'form',
		figures: units.figures,
		units: units.units,
		budgets: [],
		score: scoreOf(lines, rows, claimed, sheet, issues),
		goals: goals.goals,
		indicators: goals.indicators,
		projects: readProjects(sections, fiscalYear.year),
		narrative_figures: readNarrativeFigures(sections, fiscalYear.year),
		dates: readDates(goals, formPassages, sections),
		passages: [...formPassages, ...passagesOf(sections)],
		contacts: readContacts(lines)
	};
}

function isNational(sheet: ScoreSheet, figures: FigureTables): boolean {
	return figures.blocks.length === 0 && (sheet.national || figures.national);
}

function scoreOf(
	lines: readonly Line[],
	rows: readonly Row[],
	claimed: ReadonlySet<Row>,
	sheet: ScoreSheet,
	issues: Issue[]
): Score {
	return {
		form: readFormScore(lines, claimed, issues),
		sheet: sheet.total,
		sheet_weight: sheet.total_weight,
		grade: readGrade(rows),
		items: [
			...(sheet.national ? readExecutionItems(lines.filter(isRow), issues) : []),
			...sheet.items
		],
		headings: sheet.headings
	};
}

/** Dates in goals and indicators, then in the texts. Targets, problems and plans complete nothing. */
function readDates(
	{ goals, indicators }: GoalTables,
	formPassages: readonly Passage[],
	sections: readonly Section[]
): MentionedDate[] {
	const inTables = [...goals, ...indicators].flatMap(({ target, result, ...places }) => [
		...datesAt(target, places.target_place, false),
		...datesAt(result, places.result_place, true)
	]);
	const inForm = formPassages.flatMap(({ text, place, kind }) =>
		datesAt(text, place, isDone(kind))
	);
	const inProse = sections.flatMap(({ kind, paragraphs }) =>
		paragraphs.flatMap((line) =>
			datesIn(line.text, isDone(kind), (start, end) => textPlace(line, start, end))
		)
	);
	return [...inTables, ...inForm, ...inProse];
}

function datesAt(text: string, place: Passage['place'], done: boolean): MentionedDate[] {
	return place ? datesIn(text, done, () => place) : [];
}

function isDone(kind: Passage['kind']): boolean {
	return kind === 'achievements' || kind === 'spending' || kind === 'other' || kind === 'overview';
}
