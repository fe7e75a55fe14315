/** Two filings, or a filing then and now, are compared by these hashes. All are lower-case hex of SHA-256. */
import { BASES, type AmountBasis } from '#lib/catalogue/budgets.ts';
import { REPORTED_IDS, type ReportedId } from '#lib/catalogue/measures.ts';
import { FACT_COLUMNS, FACT_TABLES, NO_FACTS, type FactRows } from '../filing/facts.ts';
import {
	HEAD_COLUMNS,
	type FigureRecord,
	type FilingRecord,
	type UnitRecord
} from '../filing/record.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import type { FilingTable } from '../schema/schema.ts';
import { sha256 } from './sha256.ts';

/**
 * Over what the filing states, without where and how it is printed: the same report saved by another program, as
 * another format, or with other line breaks has the same hash. Contacts are no facts.
 */
export function contentHash({ head, units, facts }: FilingRecord): string {
	const grade = JSON.stringify(wordsOf(head.grade ?? ''));
	const weight = JSON.stringify(head.sheet_weight ?? head.sheet_weight_missing);
	const rest = isWithoutFacts(facts) ? NO_CONTENT : factsContent(facts);
	const pieces = [`[${head.fiscal_year},${grade},${weight},[`];
	for (const [index, unit] of units.entries()) {
		if (index > 0) pieces.push(',');
		addUnitContent(pieces, unit);
	}
	pieces.push(`],${rest}]`);
	return sha256(pieces.join(''));
}

function isWithoutFacts(facts: FactRows): boolean {
	return FACT_TABLES.every((table) => facts[table].length === 0);
}

/** The facts as JSON, without the brackets round them: a row of a table has none. */
function factsContent(facts: FactRows): string {
	const parts = [facts.contradiction.map(figureContent), scoreContent(facts), textContent(facts)];
	return JSON.stringify(parts).slice(1, -1);
}

type Content = readonly unknown[];

/** As JSON. Names of measures and of reasons need no quoting, and are most of the text. */
function addUnitContent(pieces: string[], { name, role, figures }: UnitRecord): void {
	// The name on the total row is the department's, which one file spells in many ways.
	const head = JSON.stringify([role === 'total' ? '' : wordsOf(name), role]);
	pieces.push(head.slice(0, -1), ',[');
	let separator = '"';
	for (const { measure, basis, value, missing } of figures) {
		pieces.push(separator, nameContent(measure, basis), valueContent(value, missing));
		separator = '","';
	}
	pieces.push(figures.length === 0 ? ']]' : '"]]');
}

function figureContent({
	measure,
	basis,
	value,
	missing
}: Omit<FigureRecord, 'printed' | 'place'>): string {
	return nameContent(measure, basis) + valueContent(value, missing);
}

function nameContent(measure: ReportedId, basis: AmountBasis): string {
	return basis === 'actual' ? ACTUAL_NAMES[measure] : `${measure} ${basis} `;
}

const ACTUAL_NAMES = Object.fromEntries(REPORTED_IDS.map((id) => [id, `${id} `])) as Record<
	ReportedId,
	string
>;

function valueContent(value: number | null, missing: MissingReason | null): string {
	return value === null ? String(missing) : integerText(value);
}

/** Amounts beyond this are no small integers to the engine, which writes their digits four times more slowly. */
const SMALL = 1_000_000;

/** The digits of an integer, as text. */
function integerText(value: number): string {
	if (value < SMALL) return String(value);
	const rest = value % SMALL;
	return String((value - rest) / SMALL) + String(SMALL + rest).slice(1);
}

function scoreContent({ score_item, score_heading }: FactRows): Content {
	return [
		score_item.map((item) => [
			[item.level1, item.level2, item.level3, item.criterion, item.reason].map(wordsOf),
			item.weight ?? item.weight_missing,
			item.weight_group,
			item.score ?? item.score_missing
		]),
		score_heading.map(({ level1, level2, weight }) => [wordsOf(level1), wordsOf(level2), weight])
	];
}

function textContent(facts: FactRows): Content {
	return [
		facts.goal.map(({ target, result }) => [target, result].map(wordsOf)),
		facts.indicator.map((row) => [row.level1, row.level2, row.target, row.result].map(wordsOf)),
		facts.named_project.map((row) => [wordsOf(row.name), row.amount ?? row.missing]),
		facts.narrative_figure.map((row) => [row.measure, row.value ?? row.missing]),
		facts.mentioned_date.map(({ date, completion }) => [date, completion]),
		facts.passage.map(({ kind, heading, text }) => [kind, wordsOf(heading), wordsOf(text)])
	];
}

const NO_CONTENT = factsContent(NO_FACTS);

/** Letters and digits only: blanks, bullets and punctuation are where formats and programs differ. */
export function wordsOf(text: string): string {
	return text === '' ? '' : text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The record hash covers these beside the rows of the filing itself. */
const IDENTITY_COLUMNS = [
	'department_id',
	'version',
	'content_sha256',
	'import_run_id',
	'imported_at',
	'filed_on'
] as const satisfies readonly (keyof FilingTable)[];

export type FilingIdentity = Pick<FilingTable, (typeof IDENTITY_COLUMNS)[number]>;

const NULL = '\u0000';

/** Over every stored value of a filing, so that a changed bit on the disk is found. */
export function recordHash(
	identity: FilingIdentity,
	{ head, sources, units, facts }: FilingRecord
): string {
	const pieces = [
		textOf(IDENTITY_COLUMNS, [identity]),
		PART,
		textOf(['sha256', 'template'], sources),
		PART,
		textOf(HEAD_COLUMNS, [head])
	];
	for (const unit of units) {
		pieces.push(PART, textOf(['name', 'role'], [unit]));
		addFigures(pieces, unit.figures);
	}
	if (isWithoutFacts(facts)) pieces.push(NO_ROWS);
	else
		for (const table of FACT_TABLES) pieces.push(PART, textOf(FACT_COLUMNS[table], facts[table]));
	return sha256(pieces.join(''));
}

const PART = '\u001d';
const NO_ROWS = PART.repeat(FACT_TABLES.length);

/** As {@link textOf} over the columns of figures, which are most of what is hashed. */
function addFigures(pieces: string[], figures: readonly FigureRecord[]): void {
	for (const { measure, basis, value, missing, printed, place } of figures) {
		pieces.push(FIRST_COLUMNS[basis][measure]);
		if (value === null) pieces.push(NULL, SEPARATOR, missing ?? NULL, SEPARATOR, printed);
		else pieces.push(integerText(value), STATED, printed);
		pieces.push(SEPARATOR, place ?? NULL, END);
	}
}

const SEPARATOR = '\u001f';
const STATED = `\u001f${NULL}\u001f`;
const END = '\u001f\u001e';
const FIRST_COLUMNS = Object.fromEntries(
	BASES.map((basis) => [
		basis,
		Object.fromEntries(REPORTED_IDS.map((id) => [id, `${id}\u001f${basis}\u001f`]))
	])
) as Record<AmountBasis, Record<ReportedId, string>>;

/** Values and rows set off by separators: quoting them as JSON would take longer than hashing. */
function textOf(columns: readonly string[], rows: readonly object[]): string {
	let text = '';
	for (const row of rows) {
		const values = row as Readonly<Record<string, string | number | null>>;
		for (const column of columns) text += `${values[column] ?? NULL}\u001f`;
		text += '\u001e';
	}
	return text;
}
