/**
 * A review as rows. How each rule was left is stored once for all filings that were judged alike; what was found is
 * stored with its filing, and so is a reason that quotes words of that filing. Of a rule that passed, the sentence is not
 * stored: it follows from the filing, and as rows the sentences of passes would take more room than the figures.
 */
import { RULES } from '#lib/catalogue/rules.ts';
import type { Finding } from '#lib/review/findings.ts';
import type { ColumnNames } from '../connection/insert.ts';
import { sha256 } from '../integrity/sha256.ts';
import type { FindingTable, VerdictTable } from '../schema/schema.ts';
import { isSameForOthers, quotationsToText, type Quoted } from './quotations.ts';

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
	/** Hash of the verdicts. */
	set_sha256: string;
	/** In the alphabetical order of the rules. */
	findings: FindingRecord[];
	/** Hash of the verdicts and the findings. */
	findings_sha256: string;
}

const POSITIONS: ReadonlyMap<string, number> = new Map(RULES.map(({ id }, index) => [id, index]));

/** @param found of all rules, or with their `set` at least those that did not simply pass */
export function toReviewRecord(
	found: readonly Finding[],
	filing: Quoted,
	set: VerdictSet = setOf(found, filing)
): ReviewRecord {
	const { verdicts, sha256 } = set;
	const findings: FindingRecord[] = [];
	for (const finding of found) {
		if (isStored(finding, filing)) findings.push(toFindingRow(finding, filing));
	}
	if (findings.length > 1) findings.sort((a, b) => (a.rule < b.rule ? -1 : 1));
	const findings_sha256 =
		findings.length === 0 ? set.findings_sha256 : findingsHash(sha256, findings);
	return { verdicts, set_sha256: sha256, findings, findings_sha256 };
}

export interface VerdictSet {
	verdicts: VerdictRow[];
	sha256: string;
	/** Hash of a review that left these verdicts and no findings. */
	findings_sha256: string;
}

/** The sets made so far, found verdict by verdict. */
class VerdictNode {
	readonly next = new Map<string, VerdictNode>();
	set: VerdictSet | null = null;
}

/** The rows of a table are judged in a handful of ways; reports in ways of their own. */
const MOST_SETS = 100;
let first = new VerdictNode();
let sets = 0;

/** The verdicts of a review; of filings that were judged alike it is one and the same object. */
export function setOf(found: readonly Finding[], filing: Quoted): VerdictSet {
	let node = first;
	for (const finding of found) {
		const key = keyOf(finding, filing);
		let next = node.next.get(key);
		if (!next) node.next.set(key, (next = new VerdictNode()));
		node = next;
	}
	return (node.set ??= makeSet(found, filing));
}

/** Rules come in one order; a reason is no state. */
export function keyOf({ state, message, places }: Finding, filing: Quoted): string {
	if (state !== 'not_checkable') return state;
	return places.length === 0 ? message : `${message}\u001f${sharedPlaces(places, filing)}`;
}

/** The cells that a reason quotes, where they are the same for every filing that was judged alike; else none. */
function sharedPlaces(places: Finding['places'], filing: Quoted): string {
	return isSameForOthers(places, filing) ? quotationsToText(places, filing) : '[]';
}

function makeSet(found: readonly Finding[], filing: Quoted): VerdictSet {
	if (++sets > MOST_SETS) {
		first = new VerdictNode();
		sets = 0;
	}
	const verdicts = found.map((finding) => toVerdict(finding, filing));
	const hash = verdictSetHash(verdicts);
	return { verdicts, sha256: hash, findings_sha256: findingsHash(hash, []) };
}

export function verdictSetHash(verdicts: readonly VerdictRow[]): string {
	return sha256(rowsText(VERDICT_COLUMNS, verdicts));
}

/** Hexadecimal digits, which stand for 128 bits: enough against chance. Before the migration `2026-12-25-plain-amounts` all 64 were kept. */
const FINDINGS_HASH_LENGTH = 32;

export function findingsHash(set_sha256: string, findings: readonly FindingRecord[]): string {
	return sha256(set_sha256 + rowsText(FINDING_COLUMNS, findings)).slice(0, FINDINGS_HASH_LENGTH);
}

function isStored({ state, rounding, places }: Finding, filing: Quoted): boolean {
	if (state === 'not_checkable') return !isSameForOthers(places, filing);
	return state === 'fail' || state === 'warn' || rounding;
}

function toVerdict({ rule, state, message, places }: Finding, filing: Quoted): VerdictRow {
	const isOpen = state === 'not_checkable';
	return {
		position: POSITIONS.get(rule) ?? RULES.length,
		rule,
		state,
		reason: isOpen ? message : null,
		places: isOpen ? sharedPlaces(places, filing) : null
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
