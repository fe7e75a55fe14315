/**
 * A review as rows. How each rule was left is stored once for all filings that were judged alike; what was found is
 * stored with its filing. Of a rule that passed, the sentence is not stored: it follows from the filing, and as rows
 * the sentences of passes would take more room than the figures.
 */
import { RULES } from '#lib/catalogue/rules.ts';
import type { Finding } from '#lib/review/findings.ts';
import type { ColumnNames } from '../connection/insert.ts';
import { sha256 } from '../integrity/sha256.ts';
import type { FindingTable, VerdictTable } from '../schema/schema.ts';
import { quotationsToText, type Quoted } from './quotations.ts';

export const VERDICT_COLUMNS = [
	'position',
	'rule',
	'state',
	'reason',
	'places'
] as const satisfies ColumnNames<'verdict'>;
export const FINDING_COLUMNS = [
	'rule',
	'state',
	'message',
	'difference',
	'quantity',
	'rounding',
	'places'
] as const satisfies ColumnNames<'finding'>;

export type VerdictRow = Pick<VerdictTable, (typeof VERDICT_COLUMNS)[number]>;
export type FindingRecord = Pick<FindingTable, (typeof FINDING_COLUMNS)[number]>;

export interface ReviewRecord {
	/** In the order of the rules. */
	verdicts: VerdictRow[];
	/** Of the verdicts. */
	set_sha256: string;
	/** In the alphabetical order of the rules. */
	findings: FindingRecord[];
	/** Of the verdicts and the findings. */
	findings_sha256: string;
}

const POSITIONS: ReadonlyMap<string, number> = new Map(RULES.map(({ id }, index) => [id, index]));

export function toReviewRecord(found: readonly Finding[], filing: Quoted): ReviewRecord {
	const verdicts = found.map((finding) => toVerdict(finding, filing));
	const findings = found.filter(isStored).map((finding) => toFindingRow(finding, filing));
	findings.sort((a, b) => (a.rule < b.rule ? -1 : 1));
	const set_sha256 = verdictSetHash(verdicts);
	return { verdicts, set_sha256, findings, findings_sha256: findingsHash(set_sha256, findings) };
}

/** The rows of a table are judged in a handful of ways; reports in ways of their own. */
const MOST_HASHES = 100;
const hashes = new Map<string, string>();

export function verdictSetHash(verdicts: readonly VerdictRow[]): string {
	let key = '';
	for (const { position, rule, state, reason, places } of verdicts) {
		key += `${position} ${rule} ${state} ${reason}\u001f${places}\u001f`;
	}
	const known = hashes.get(key);
	if (known !== undefined) return known;
	const hash = sha256(rowsText(VERDICT_COLUMNS, verdicts));
	if (hashes.size >= MOST_HASHES) hashes.clear();
	hashes.set(key, hash);
	return hash;
}

export function findingsHash(set_sha256: string, findings: readonly FindingRecord[]): string {
	return sha256(set_sha256 + rowsText(FINDING_COLUMNS, findings));
}

function isStored({ state, rounding }: Finding): boolean {
	return state === 'fail' || state === 'warn' || rounding;
}

function toVerdict({ rule, state, message, places }: Finding, filing: Quoted): VerdictRow {
	const isOpen = state === 'not_checkable';
	return {
		position: POSITIONS.get(rule) ?? RULES.length,
		rule,
		state,
		reason: isOpen ? message : null,
		places: isOpen ? quotationsToText(places, filing) : null
	};
}

function toFindingRow(finding: Finding, filing: Quoted): FindingRecord {
	const { rule, state, message, difference, quantity, rounding, places } = finding;
	return {
		rule,
		state,
		message,
		difference,
		quantity,
		rounding: rounding ? 1 : 0,
		places: quotationsToText(places, filing)
	};
}

function rowsText<T extends object>(columns: readonly (keyof T)[], rows: readonly T[]): string {
	return JSON.stringify(rows.map((row) => columns.map((column) => row[column])));
}
