/** Two filings, or a filing then and now, are compared by these hashes. All are lower-case hex of SHA-256. */
import { FACT_COLUMNS, FACT_TABLES, type FactRows } from '../filing/facts.ts';
import {
	HEAD_COLUMNS,
	type FigureRecord,
	type FilingRecord,
	type UnitRecord
} from '../filing/record.ts';
import type { FilingTable } from '../schema/schema.ts';
import { sha256 } from './sha256.ts';

/**
 * Over what the filing states, without where and how it is printed: the same report saved by another program, as
 * another format, or with other line breaks has the same hash. Contacts are no facts.
 */
export function contentHash({ head, units, facts }: FilingRecord): string {
	return sha256(
		JSON.stringify([
			head.fiscal_year,
			wordsOf(head.grade ?? ''),
			head.sheet_weight ?? head.sheet_weight_missing,
			units.map(unitContent),
			facts.contradiction.map(figureContent),
			scoreContent(facts),
			textContent(facts)
		])
	);
}

type Content = readonly unknown[];

function unitContent({ name, role, figures }: UnitRecord): Content {
	return [
		// The name on the total row is the department's, which one file spells in many ways.
		role === 'total' ? '' : wordsOf(name),
		role,
		figures.map(figureContent)
	];
}

function figureContent({
	measure,
	basis,
	value,
	missing
}: Omit<FigureRecord, 'printed' | 'place'>) {
	const name = basis === 'actual' ? measure : `${measure} ${basis}`;
	return `${name} ${value ?? missing}`;
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
	const parts = [
		textOf(IDENTITY_COLUMNS, [identity]),
		textOf(['sha256', 'template'], sources),
		textOf(HEAD_COLUMNS, [head]),
		...units.map((unit) => textOf(['name', 'role'], [unit]) + figuresText(unit.figures)),
		...FACT_TABLES.map((table) => textOf(FACT_COLUMNS[table], facts[table]))
	];
	return sha256(parts.join('\u001d'));
}

/** As {@link textOf} over the columns of figures, which are most of what is hashed. */
function figuresText(figures: readonly FigureRecord[]): string {
	let text = '';
	for (const { measure, basis, value, missing, printed, place } of figures) {
		text += `${measure}\u001f${basis}\u001f${value ?? NULL}\u001f${missing ?? NULL}\u001f${printed}\u001f${place ?? NULL}\u001f\u001e`;
	}
	return text;
}

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
