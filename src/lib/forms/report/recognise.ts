/** A filed document becomes the filings that it holds: what kinds its parts are of, and every fact with its place. */
import type { Issue } from '#lib/documents/issue.ts';
import type { SourceDocument } from '#lib/documents/model.ts';
import type { DocumentKind, Leftover, Recognition, Section } from '#lib/filing/recognition.ts';
import type { Figure, RecognisedFiling } from '#lib/filing/filing.ts';
import {
	nothingStatedIssue,
	nothingStoredIssue,
	otherKindIssue,
	unknownKindIssue
} from './identity/kinds.ts';
import { isRow, cellPlace, textPlace, type Line } from './lines.ts';
import { cardsBelowEachOther } from './cards.ts';
import { departmentsBelowTitles } from './departments-below.ts';
import { partsOf, type Part } from './parts.ts';
import { readReport, type ReadReport } from './report.ts';
import { withNamedHeadings } from './named-headings.ts';
import { numbersOnLines } from './narrative/cells-as-lines.ts';
import { reportsOf } from './reports.ts';
import { linesOf } from './sequence.ts';
import { readNamedClaims } from './identity/identity.ts';
import { titleYearsOf, type DocumentNames } from './identity/year.ts';
import type { LocalForm } from '../local/definition.ts';
import { inPrint, translate, type Translation } from '../local/translate.ts';

/**
 * Reads a document by its labels and structure. Never throws: what is wrong with a document is an issue, and without
 * a fiscal year or any known label there is no filing.
 */
export function recognise(
	document: SourceDocument,
	names: DocumentNames,
	local: readonly LocalForm[] = []
): Recognition {
	const translation = translate(linesOf(document), local);
	return inPrint(recogniseLines(document, names, translation), translation);
}

function recogniseLines(
	document: SourceDocument,
	names: DocumentNames,
	{ lines: all, told }: Translation
): Recognition {
	const context = { ...names, told };
	const headed = withNamedHeadings(cardsBelowEachOther(all));
	const divided = departmentsBelowTitles(headed.lines);
	const parts = partsOf(divided.lines).map((part) =>
		isTold(part, told) ? { ...part, kind: TOLD } : part
	);
	const own = parts.filter(({ kind }) => kind === null || kind === 'self_evaluation');
	const others = parts.filter((part) => !own.includes(part));
	const reports = own.length === 0 ? [] : reportsOf(own);
	const shared = reports.length > 1 ? sharedTitles(all, others) : [];
	const read = reports.map(({ parts: lines }) =>
		readReport(
			withTitles(
				lines.flatMap((part) => part.lines),
				shared
			),
			{
				...context,
				isTitled: lines.some(({ kind }) => kind === 'self_evaluation'),
				// A file is named after one department at most.
				...(reports.length > 1 ? { file_name: '' } : {})
			}
		)
	);
	const plans = reports.flatMap(({ parts: [first] }, index) =>
		first && read[index]?.state === 'plan' ? [{ ...first, kind: PLAN }] : []
	);
	const kind = kindOf(read, own, others);
	const filings = read.flatMap(({ filing }) => filing ?? []);
	return {
		kind,
		filings,
		sections: [
			...reports.flatMap((report, index) => sectionsOf(report.parts, read[index] as ReadReport)),
			...skippedSections(others)
		],
		leftovers: [
			...read.flatMap(({ leftovers }): Leftover[] => leftovers),
			...headed.leftovers,
			...divided.leftovers
		],
		issues: [...document.issues, ...issuesOf(read, own, others, plans, kind, headed.leftovers)]
	};
}

/**
 * The title with its year that stands once above the tables of several departments, and names none of them.
 * @param others parts of another kind, whose years are theirs alone
 */
function sharedTitles(lines: readonly Line[], others: readonly Part[]): Line[] {
	const ofOthers = new Set(others.flatMap((part) => part.lines));
	const table = lines.findIndex(isRow);
	return lines
		.slice(0, Math.max(table, 0))
		.filter((line) => !ofOthers.has(line))
		.filter((line) => titleYearsOf([line]).length > 0 && readNamedClaims([line]).length === 0);
}

function withTitles(lines: readonly Line[], titles: readonly Line[]): readonly Line[] {
	const isOwn = titles.some((title) => lines.includes(title)) || titleYearsOf(lines).length > 0;
	return isOwn ? lines : [...titles, ...lines];
}

const TOLD = 'self_evaluation' as const;
const PLAN = 'goal_declaration' as const;

/** Reads a table for which a form was taught, whatever its title would say, and the text round it. */
function isTold({ lines }: Part, told: Translation['told']): boolean {
	const rows = lines.filter(isRow);
	return told.size > 0 && (rows.length === 0 || rows.some(({ table }) => told.has(table)));
}

/** States of a report of a department, whose issues say what could not be read. */
const FILED: ReadonlySet<ReadReport['state']> = new Set(['read', 'no_year', 'unstored']);

/** The kind of the whole: a self-evaluation where one is read, else what it holds instead. */
function kindOf(
	read: readonly ReadReport[],
	own: readonly Part[],
	others: readonly Part[]
): DocumentKind {
	if (read.some(({ state }) => FILED.has(state))) return 'self_evaluation';
	if (read.some(({ state }) => state === 'plan')) return 'goal_declaration';
	if (read.some(({ state }) => state === 'blank')) return 'blank_template';
	const [other] = others;
	if (other?.kind) return other.kind;
	return own.some(({ kind }) => kind === 'self_evaluation') ? 'self_evaluation' : 'unknown';
}

/**
 * @param plans the own parts that state budgets alone
 * @param ofUnits what the document states of units of its department
 */
function issuesOf(
	read: readonly ReadReport[],
	own: readonly Part[],
	others: readonly Part[],
	plans: readonly Part[],
	kind: DocumentKind,
	ofUnits: readonly Leftover[]
): Issue[] {
	const issues = read.flatMap((report) => report.issues);
	if (kind === 'blank_template' || (kind === 'goal_declaration' && others.length === 0))
		return [...issues, otherKindIssue(kind, '', null)];
	const isRead = read.some(({ state }) => FILED.has(state));
	if (!isRead && others.length === 0 && ofUnits.length > 0)
		return [...issues, nothingStoredIssue(ofUnits)];
	if (!isRead && others.length === 0) {
		const titled = own.some((part) => part.kind === 'self_evaluation');
		const lines = own.flatMap((part) => part.lines);
		return [
			...issues,
			titled ? nothingStatedIssue(lines.some(isRow)) : unknownKindIssue(numbersOnLines(lines))
		];
	}
	const said = new Set<DocumentKind>();
	for (const part of [...others, ...plans]) {
		if (!part.kind || said.has(part.kind)) continue;
		said.add(part.kind);
		issues.push(otherKindIssue(part.kind, part.title, isRead ? placeOf(part) : null));
	}
	return issues;
}

function placeOf({ lines }: Part): Issue['place'] {
	const [line] = lines;
	if (!line) return null;
	if (!isRow(line)) return textPlace(line);
	const [cell] = line.cells;
	return cell ? cellPlace(line, cell, null, null) : null;
}

/** The parts of a report, each with what the report says of itself. */
function sectionsOf(parts: readonly Part[], { filing, state, forms }: ReadReport): Section[] {
	const withTables = parts.filter(({ lines }) => lines.some(isRow));
	return (withTables.length > 0 ? withTables : parts.slice(0, 1)).map(({ title, lines }) => ({
		kind: KIND_OF_STATE[state] ?? 'self_evaluation',
		title,
		forms,
		department: departmentOf(filing),
		fiscal_year: filing?.fiscal_year ?? null,
		basis: filing && basisIn(lines, filing),
		period: filing ? '全年' : null,
		status: statusOf(state)
	}));
}

/** The one basis of the amounts that stand in the part; null where it states several, or none. */
function basisIn(lines: readonly Line[], { figures, budgets }: RecognisedFiling): Section['basis'] {
	const tables = new Set(lines.flatMap((line) => (isRow(line) ? [line.table] : [])));
	const stands = ({ place, value }: Figure) =>
		value !== null && place?.kind === 'cell' && tables.has(place.table);
	const bases = new Set([
		...Object.values(figures).flatMap((figure) => (stands(figure) ? ['actual' as const] : [])),
		...budgets.flatMap(({ basis, figure }) => (stands(figure) ? [basis] : []))
	]);
	const [basis = null] = bases;
	return bases.size === 1 ? basis : null;
}

function statusOf(state: ReadReport['state']): Section['status'] {
	if (state === 'read') return 'read';
	return KIND_OF_STATE[state] ? 'skipped' : 'failed';
}

const KIND_OF_STATE: Partial<Record<ReadReport['state'], DocumentKind>> = {
	blank: 'blank_template',
	plan: 'goal_declaration'
};

function departmentOf(filing: RecognisedFiling | null): string | null {
	return filing?.claims.find(({ source }) => source !== 'budget_code')?.text ?? null;
}

/** Neighbouring parts of one kind and title are said once. */
function skippedSections(others: readonly Part[]): Section[] {
	const seen = new Set<string>();
	return others.flatMap(({ kind, title }): Section[] => {
		const key = `${kind} ${title}`;
		if (!kind || seen.has(key)) return [];
		seen.add(key);
		const none = { department: null, fiscal_year: null, basis: null, period: null } as const;
		return [{ kind, title, forms: [], ...none, status: 'skipped' }];
	});
}
