/** The lines of one report become its filing, with what was left over of its tables. */
import type { Issue } from '#lib/documents/issue.ts';
import type {
	Budget,
	Figure,
	Figures,
	IdentityClaim,
	MentionedDate,
	Passage,
	RecognisedFiling,
	Score
} from '#lib/filing/filing.ts';
import type { ReportedId } from '#lib/catalogue/measures.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { absenceIn, completeFigures, templateOf } from './missing.ts';
import { missingFigure } from './figures/cells.ts';
import { datesIn } from './identity/dates.ts';
import { findFigureTables, type FigureTables } from './figures/figure-tables.ts';
import { nothingStoredIssue } from './identity/kinds.ts';
import { evaluatorRows, readContacts, readFormPassages } from './form-fields.ts';
import { unreadScores } from './scores/unread-scores.ts';
import { readStatedScores, type StatedScores } from './scores/text-scores.ts';
import { readFormScore } from './scores/form-score.ts';
import { gradesOfOthers, readGrade, unreadGrade } from './scores/grade.ts';
import { readGoals, type GoalTables } from './scores/goals.ts';
import { readClaims, readJurisdiction, withUnitNames } from './identity/identity.ts';
import { leftoversOf, unalignedIssue } from './leftovers.ts';
import { isNoValue } from './figures/figure-values.ts';
import { contradictoryNotes } from './figures/money-notes.ts';
import { isRow, textPlace, type Line, type FormRow, type RowCell } from './lines.ts';
import { passagesOf, readSections, type NarrativeSection } from './narrative/narrative.ts';
import { besideTables, budgetsOfText } from './narrative/narrative-budgets.ts';
import { figuresOfText, readNarrativeFigures } from './narrative/narrative-figures.ts';
import { ownerOf } from './narrative/owner.ts';
import type { TextOwner } from './narrative/reading.ts';
import { textBesideTables } from './narrative/beside-tables.ts';
import { unreadAmounts, unreadBesideTables } from './narrative/unread-text.ts';
import { readExecutionItems } from './scores/execution.ts';
import { withoutTotalOfPart } from './scores/part-sheet.ts';
import { readProjects } from './projects.ts';
import { readScoreSheet, unsummedIssue, type ScoreSheet } from './scores/score-sheet.ts';
import { readUnits } from './figures/units.ts';
import { withoutOtherYears } from './others/other-years.ts';
import { ownLinesOf } from './others/own-lines.ts';
import type { Translation } from '../local/translate.ts';
import { readFiscalYear, type DocumentNames, type FiscalYear } from './identity/year.ts';

export interface ReadReport {
	/**
	 * `empty`: no table and no figure of this form; `blank`: its tables, with nothing filled in; `plan`: budgets alone; `unstored`:
	 * every number is left out.
	 */
	state: 'read' | 'no_year' | 'empty' | 'blank' | 'plan' | 'unstored';
	filing: RecognisedFiling | null;
	leftovers: Leftover[];
	/** Names of the forms that its tables are of. */
	forms: string[];
	issues: Issue[];
}

/** Names round the document, and the taught forms that its tables are of. */
interface ReportContext extends DocumentNames {
	told: Translation['told'];
	/** Its title says that it is a self-evaluation: what its text states is a department's. */
	isTitled: boolean;
}

/** Everything that the tables of a report hold, before it is known whose and of which year they are. */
interface ReportTables {
	sheet: ScoreSheet;
	goals: GoalTables;
	figures: FigureTables;
	claimed: ReadonlySet<FormRow>;
}

export function readReport(all: readonly Line[], context: ReportContext): ReadReport {
	const { lines, leftovers } = ownLinesOf(all, context);
	const issues: Issue[] = [];
	const fiscalYear = readFiscalYear(lines, context, issues);
	const claims = readClaims(lines, context);
	const owner = ownerOf(
		claims.map(({ text }) => text),
		fiscalYear?.year ?? 0
	);
	const dated = fiscalYear
		? withoutOtherYears(lines, owner, context.told)
		: { lines, leftovers: [], issues: [] };
	issues.push(...dated.issues);
	const whole = { lines: dated.lines, all, fiscalYear, claims, owner, issues };
	const read = readOwnLines(whole, context);
	const left = [...leftovers, ...dated.leftovers];
	const found = { ...read, leftovers: [...read.leftovers, ...left] };
	// Every amount is another department's or another year's.
	return read.state === 'empty' && context.isTitled && left.length > 0
		? { ...found, state: 'unstored', issues: [...dated.issues, nothingStoredIssue(left)] }
		: found;
}

function readOwnLines(
	{ lines, all, fiscalYear, claims, owner, issues }: OwnReport,
	context: ReportContext
): ReadReport {
	const tables = readTables(lines, fiscalYear?.year ?? null, context.told);
	const { blocks, pairs } = tables.figures;
	const hasTables = blocks.length + pairs.length + tables.sheet.items.length > 0;
	const stated = [...blocks.flatMap(({ columns }) => columns), ...pairs];
	const isStated = stated.some(({ use }) => !('skipped' in use));
	const inText = fiscalYear && !isStated ? figuresOfText(lines, owner) : {};
	const isSaid = Object.keys(inText).length > 0;
	const mayBeSaid = fiscalYear !== null && context.isTitled;
	// Without its year, no number of a table that is not known can be told from another.
	if (context.isTitled && !fiscalYear && lines.some(statesNumber))
		return { ...NOTHING, state: 'no_year', issues };
	if (!hasTables && !isSaid && !mayBeSaid) return { ...NOTHING, state: 'empty' };
	if (hasTables && isUnfilled(tables) && !isSaid) return { ...NOTHING, state: 'blank' };
	if (!fiscalYear) return { ...NOTHING, state: 'no_year', issues };
	const budgets = budgetsOfText(lines, owner);
	const text = { figures: inText, budgets, isAlone: !isStated && (isSaid || mayBeSaid), hasTables };
	return filingOf({ lines, all, tables, fiscalYear, claims, owner, text, issues });
}

function statesNumber(line: Line): boolean {
	return isRow(line) && line.cells.some(({ isNumber }) => isNumber);
}

const NOTHING = { filing: null, leftovers: [], forms: [], issues: [] };

function readTables(
	lines: readonly Line[],
	fiscalYear: number | null,
	told: ReportContext['told']
): ReportTables {
	const rows = lines.filter(isRow);
	const sheet = readScoreSheet(lines);
	// The national-style sheet holds indicators and scores in the same rows.
	const goals = readGoals(sheet.national ? rows : rows.filter((row) => !sheet.rows.has(row)));
	const claimed = new Set([...sheet.rows, ...goals.rows, ...evaluatorRows(rows)]);
	return { sheet, goals, figures: findFigureTables(lines, claimed, fiscalYear, told), claimed };
}

/** A template: its tables are there, and nobody has written a number or a score into them. */
function isUnfilled({ sheet, figures }: ReportTables): boolean {
	const isValue = (cell: RowCell | null) => cell !== null && cell.text !== '' && !isNoValue(cell);
	return (
		sheet.total.value === null &&
		sheet.items.every(({ score }) => score.missing === 'blank') &&
		figures.pairs.every(({ cell }) => !isValue(cell)) &&
		figures.blocks.every(({ rows }) =>
			rows.every(({ cells }) => cells?.every((cell) => !isValue(cell)) ?? false)
		)
	);
}

/** The running text of a report. */
interface StatedText {
	/** Those that the text alone states, where no table does. */
	figures: Figures;
	/** Budgets that it states, beside those of the tables. */
	budgets: readonly Budget[];
	/** No table states a figure: whatever amount the text states is stored or listed. */
	isAlone: boolean;
	/** Tables of this form stand beside it. */
	hasTables: boolean;
}

/** The lines that a report states of its department and year, and whose and of which year it is. */
interface OwnReport {
	lines: readonly Line[];
	/** These with what they state of other departments and years, which passages keep. */
	all: readonly Line[];
	fiscalYear: FiscalYear | null;
	claims: readonly IdentityClaim[];
	owner: TextOwner;
	/** Problems found so far; those found on the way are added. */
	issues: Issue[];
}

interface ReportParts extends OwnReport {
	fiscalYear: FiscalYear;
	tables: ReportTables;
	text: StatedText;
}

function filingOf({
	lines,
	all,
	tables,
	fiscalYear,
	claims,
	owner,
	text,
	issues
}: ReportParts): ReadReport {
	const { sheet, goals, figures, claimed } = tables;
	const rows = lines.filter((line): line is FormRow => isRow(line) && !claimed.has(line));
	const sections = readSections(lines);
	const printed = all === lines ? sections : readSections(all);
	const units = readUnits(figures);
	const formPassages = readFormPassages(rows.filter((row) => !figures.rows.has(row)));
	issues.push(
		...contradictoryNotes(lines),
		...units.issues,
		...sheet.issues,
		...figures.unaligned.map(unalignedIssue)
	);
	const inTables = completeFigures({ ...text.figures, ...units.figures }, figures, units.unstored);
	const narrative = readNarrativeFigures(sections, owner);
	// Budgets alone are a plan, and their text may tell of another year.
	const isSpent = Object.values(units.figures).some(({ value }) => value !== null);
	const tabled = { figures: inTables, template: templateOf(figures) };
	const beside = isSpent ? textBesideTables(lines, tabled, narrative, owner) : null;
	const said = readStatedScores(lines, rows, owner);
	const { score, leftovers: partTotals } = scoreOf(lines, rows, tables, said, issues);
	const filing: RecognisedFiling = {
		claims: withUnitNames(claims, units.units),
		jurisdiction: readJurisdiction(lines),
		fiscal_year: fiscalYear.year,
		fiscal_year_place: fiscalYear.place,
		template: isNational(sheet, figures) ? 'national' : 'form',
		figures: { ...inTables, ...beside?.figures },
		units: units.units,
		budgets: units.budgets,
		score,
		goals: goals.goals,
		indicators: goals.indicators,
		projects: readProjects(sections, owner),
		narrative_figures: narrative,
		dates: readDates(goals, formPassages, sections),
		passages: [...formPassages, ...passagesOf(printed)],
		contacts: readContacts(lines)
	};
	const leftovers = leftoversOf(
		lines.filter(isRow),
		filing,
		units.unstored,
		sheet.rows,
		figures.heads
	);
	leftovers.push(...partTotals);
	if (isPlan(filing)) return { ...NOTHING, state: 'plan', leftovers };
	if (!hasNoFigure(filing)) {
		const budgets = besideTables(filing.budgets, text.budgets);
		filing.budgets = budgets.budgets;
		leftovers.push(...budgets.leftovers);
	}
	leftovers.push(
		...unreadScores(lines, said, [filing.score.form, filing.score.sheet], text.isAlone)
	);
	leftovers.push(...amountsOfText(lines, filing, text, beside?.leftovers ?? []));
	if (text.hasTables ? statesNothing(filing) : hasNoFigure(filing)) {
		if (leftovers.length > 0)
			return {
				...NOTHING,
				state: 'unstored',
				leftovers,
				issues: [...issues, nothingStoredIssue(leftovers)]
			};
		if (!text.hasTables) return { ...NOTHING, state: 'empty' };
	}
	if (filing.score.form.value === null && filing.score.sheet.value === null) {
		const unsummed = unsummedIssue(sheet);
		if (unsummed) issues.push(unsummed);
	}
	const { form, sheet: total } = filing.score;
	const others = gradesOfOthers(rows, said, [form, total]);
	leftovers.push(...others);
	if (!filing.score.grade)
		leftovers.push(...unreadGrade(others.length === 0 ? rows : [], lines, said));
	const forms = [...new Set([...figures.forms.values()].flat().map(({ name }) => name))];
	return { state: 'read', filing, leftovers, forms, issues };
}

function amountsOfText(
	lines: readonly Line[],
	filing: RecognisedFiling,
	{ isAlone, hasTables }: StatedText,
	unstored: readonly Leftover[]
): Leftover[] {
	const { figures, budgets, projects, fiscal_year } = filing;
	if (!isAlone) {
		const named = new Set(unstored.map(({ place }) => JSON.stringify(place)));
		const unread = unreadBesideTables(lines, figures, budgets, fiscal_year);
		return [...unstored, ...unread.filter(({ place }) => !named.has(JSON.stringify(place)))];
	}
	// Where nothing is stored, neither are the projects.
	const isStored = hasTables || !hasNoFigure(filing);
	const read = projects.filter(({ amount }) => amount.value !== null);
	const used = isStored ? read.map(({ amount }) => amount.place) : [];
	return unreadAmounts(lines, figures, budgets, used, fiscal_year);
}

/** Budgets and nothing of what became of them. */
function isPlan({ figures, budgets, score }: RecognisedFiling): boolean {
	const scores = [score.form, score.sheet, ...score.items.map((item) => item.score)];
	return (
		budgets.length > 0 &&
		[...Object.values(figures), ...scores].every(({ value }) => value === null)
	);
}

/** Neither a figure nor a score, and no cell that may have been meant as one. */
function statesNothing(filing: RecognisedFiling): boolean {
	const { budgets, score, goals, indicators, projects, narrative_figures } = filing;
	const lists = [budgets, score.items, goals, indicators, projects, narrative_figures];
	return lists.every(({ length }) => length === 0) && hasNoFigure(filing);
}

function hasNoFigure({ figures, score }: RecognisedFiling): boolean {
	return (
		score.grade === null &&
		[...Object.values(figures), score.form, score.sheet].every(
			({ value, missing }) => value === null && missing !== 'unreadable'
		)
	);
}

function isNational(sheet: ScoreSheet, { blocks, heads }: FigureTables): boolean {
	return blocks.length === 0 && (sheet.national || heads.some(({ executes }) => executes));
}

function scoreOf(
	lines: readonly Line[],
	rows: readonly FormRow[],
	{ claimed, sheet, figures }: ReportTables,
	said: StatedScores,
	issues: Issue[]
): { score: Score; leftovers: Leftover[] } {
	const absence = absenceIn(figures);
	const absentAs = (id: ReportedId, read: Figure) =>
		read.missing === 'not_in_template' ? missingFigure(absence(id)) : read;
	const form = absentAs('score_form', readFormScore(lines, claimed, said, issues));
	const unclaimed = lines.filter(isRow).filter((row) => !sheet.rows.has(row));
	const execution = readExecutionItems(figures, unclaimed, issues);
	const { total: read, leftovers } = withoutTotalOfPart(sheet, execution);
	const total = absentAs('score_sheet', read);
	const score = {
		form,
		sheet: total,
		sheet_weight: absentAs('score_sheet', sheet.total_weight),
		grade: readGrade(rows, lines, said, [form, total]),
		items: [...execution, ...sheet.items],
		headings: sheet.headings
	};
	return { score, leftovers };
}

/** Dates in goals and indicators, then in the texts. Targets, problems and plans complete nothing. */
function readDates(
	{ goals, indicators }: GoalTables,
	formPassages: readonly Passage[],
	sections: readonly NarrativeSection[]
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
