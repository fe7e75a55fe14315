/** Findings as rows and back. */
import type { Finding, QuotedPlace } from '#lib/review/findings.ts';
import type { FindingTable } from './schema.ts';

export const FINDING_COLUMNS = [
	'rule',
	'state',
	'message',
	'difference',
	'quantity',
	'rounding',
	'places'
] as const;

export type FindingRow = Pick<FindingTable, (typeof FINDING_COLUMNS)[number]>;

export function toFindingRow(finding: Finding): FindingRow {
	return {
		...finding,
		rounding: finding.rounding ? 1 : 0,
		places: JSON.stringify(finding.places)
	};
}

export function fromFindingRow(row: FindingRow): Finding {
	const { rule, state, message, difference, quantity, rounding, places } = row;
	return {
		rule,
		state,
		message,
		difference,
		quantity,
		rounding: rounding === 1,
		places: JSON.parse(places) as QuotedPlace[]
	};
}
