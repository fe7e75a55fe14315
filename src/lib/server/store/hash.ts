/** What two filings, or a filing then and now, are compared by. All hashes are lower-case hex of SHA-256. */
import { createHash } from 'node:crypto';
import { FACT_COLUMNS, FACT_TABLES, type FactRows } from './facts.ts';
import { FINDING_COLUMNS, type FindingRow } from './findings.ts';
import { FIGURE_COLUMNS, HEAD_COLUMNS, type FilingRecord, type UnitRecord } from './record.ts';
import type { FilingTable } from './schema.ts';

export function sha256(content: string | Uint8Array): string {
	return createHash('sha256').update(content).digest('hex');
}

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
		figures.map(({ measure, value, missing }) => [measure, value ?? missing])
	];
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
function wordsOf(text: string): string {
	return text === '' ? '' : text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');
}

/** What the record hash covers beside the rows of the filing itself. */
const IDENTITY_COLUMNS = [
	'department_id',
	'version',
	'source_sha256',
	'score_source_sha256',
	'content_sha256',
	'import_run_id',
	'imported_at',
	'filed_on'
] as const satisfies readonly (keyof FilingTable)[];

export type Identity = Pick<FilingTable, (typeof IDENTITY_COLUMNS)[number]>;

/** Over every stored value of a filing, so that a changed bit on the disk is found. */
export function recordHash(identity: Identity, { head, units, facts }: FilingRecord): string {
	return sha256(
		JSON.stringify([
			valuesIn(IDENTITY_COLUMNS, [identity]),
			valuesIn(HEAD_COLUMNS, [head]),
			units.map(({ name, role, figures }) => [name, role, valuesIn(FIGURE_COLUMNS, figures)]),
			FACT_TABLES.map((table) => valuesIn(FACT_COLUMNS[table], facts[table]))
		])
	);
}

export function findingsHash(findings: readonly FindingRow[]): string {
	return sha256(JSON.stringify(valuesIn(FINDING_COLUMNS, findings)));
}

function valuesIn(columns: readonly string[], rows: readonly object[]): Content {
	return rows.map((row) => {
		const values = row as Readonly<Record<string, unknown>>;
		return columns.map((column) => values[column] ?? null);
	});
}
