/** Two filings, or a filing then and now, are compared by these hashes. All are SHA-256. */
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import { REPORTED_IDS, type ReportedId } from '#lib/catalogue/measures.ts';
import { FACT_COLUMNS, FACT_TABLES, NO_FACTS, type FactRows } from '../filing/facts.ts';
import type { StoredUnit } from '../filing/figure-cells.ts';
import {
	HEAD_COLUMNS,
	type FigureRecord,
	type FilingRecord,
	type UnitRecord
} from '../filing/record.ts';
import type { FilingTable } from '../schema/schema.ts';
import { layoutHash } from '../filing/layouts.ts';
import { sha256 } from './sha256.ts';
import { TextBytes } from './text-bytes.ts';

/**
 * Over what the filing states, without where and how it is printed: the same report saved by another program, as
 * another format, or with other line breaks has the same hash. Contacts are no facts.
 */
export function contentHash({ head, units, facts }: FilingRecord): string {
	const grade = JSON.stringify(wordsOf(head.grade ?? ''));
	const weight = JSON.stringify(head.sheet_weight ?? head.sheet_weight_missing);
	const bytes = new TextBytes();
	bytes.add(`[${head.fiscal_year},${grade},${weight},[`);
	for (const [index, unit] of units.entries()) {
		if (index > 0) bytes.add(',');
		addUnitContent(bytes, unit);
	}
	bytes.add('],');
	bytes.add(isWithoutFacts(facts) ? NO_CONTENT : factsContent(facts));
	bytes.add(']');
	return sha256(bytes.written());
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
function addUnitContent(bytes: TextBytes, { name, role, figures }: UnitRecord): void {
	// The name on the total row is the department's, which one file spells in many ways.
	bytes.add(JSON.stringify([role === 'total' ? '' : wordsOf(name), role]).slice(0, -1));
	bytes.add(',[');
	let separator = '"';
	for (const { measure, basis, value, missing } of figures) {
		bytes.add(separator);
		bytes.add(nameContent(measure, basis));
		if (value === null) bytes.add(String(missing));
		else bytes.addInteger(value);
		separator = '","';
	}
	bytes.add(figures.length === 0 ? ']]' : '"]]');
}

function figureContent({
	measure,
	basis,
	value,
	missing
}: Omit<FigureRecord, 'printed' | 'place'>): string {
	return nameContent(measure, basis) + String(value ?? missing);
}

function nameContent(measure: ReportedId, basis: AmountBasis): string {
	return basis === 'actual' ? ACTUAL_NAMES[measure] : `${measure} ${basis} `;
}

export const ACTUAL_NAMES = Object.fromEntries(REPORTED_IDS.map((id) => [id, `${id} `])) as Record<
	ReportedId,
	string
>;

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

export const NO_CONTENT = factsContent(NO_FACTS);

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

export const NULL = '\u0000';
export const VALUE_END = '\u001f';
export const ROW_END = '\u001e';

/** Characters of base64, which stand for 132 bits: enough against chance. Before the migration `2026-12-25-plain-amounts` all 43 were kept. */
export const RECORD_HASH_LENGTH = 22;

/**
 * Over every stored value of a filing, so that a changed bit on the disk is found: its figures as its units have them.
 * In base64, by which it is told from {@link formerRecordHash}.
 */
export function recordHash(
	identity: FilingIdentity,
	record: Omit<FilingRecord, 'units'>,
	units: readonly StoredUnit[]
): string {
	const texts = units.map((unit) => textOf(UNIT_COLUMNS, [unit]) + layoutHash(unit.layout));
	return sha256(recordText(identity, record, texts), 'base64url').slice(0, RECORD_HASH_LENGTH);
}

const UNIT_COLUMNS = ['name', 'role', 'line', 'cells'] as const satisfies (keyof StoredUnit)[];

/** The hash of a filing that was stored before the migration `2026-12-13-unhashed-rows`: over each figure with its place. In hex. */
export function formerRecordHash(identity: FilingIdentity, record: FilingRecord): string {
	const texts = record.units.map(
		(unit) => textOf(['name', 'role'], [unit]) + textOf(FIGURE_COLUMNS, unit.figures)
	);
	return sha256(recordText(identity, record, texts));
}

const FIGURE_COLUMNS = [
	'measure',
	'basis',
	'value',
	'missing',
	'printed',
	'place'
] as const satisfies (keyof FigureRecord)[];

/** @param units a text for each */
function recordText(
	identity: FilingIdentity,
	{ head, sources, facts }: Omit<FilingRecord, 'units'>,
	units: readonly string[]
): string {
	const texts = isWithoutFacts(facts)
		? NO_ROWS
		: FACT_TABLES.map((table) => PART + textOf(FACT_COLUMNS[table], facts[table])).join('');
	const first = textOf(IDENTITY_COLUMNS, [identity]) + PART + textOf(SOURCE_COLUMNS, sources);
	return [first, textOf(HEAD_COLUMNS, [head]), ...units].join(PART) + texts;
}

const SOURCE_COLUMNS = ['sha256', 'template'] as const;
export const PART = '\u001d';
export const NO_ROWS = PART.repeat(FACT_TABLES.length);

/** Values and rows set off by separators: quoting them as JSON would take longer than hashing. */
function textOf(columns: readonly string[], rows: readonly object[]): string {
	let text = '';
	for (const row of rows) {
		const values = row as Readonly<Record<string, string | number | null>>;
		for (const column of columns) text += `${values[column] ?? NULL}${VALUE_END}`;
		text += ROW_END;
	}
	return text;
}
