/**
 * The findings of a filing as one row, and back. Nearly all of some thirty findings say that all is well or that
 * something could not be checked; as rows of their own, with their quotations, they would take more room and time than
 * the filing itself. So a quotation of one of the filing's own figures is stored as the figure's number, and what could
 * not be checked, which thousands of filings have word for word in common, is kept once for all of them.
 */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Figure, RecognisedFiling } from '#lib/filing/filing.ts';
import type { RuleId } from '#lib/catalogue/rules.ts';
import type { Finding, QuotedPlace } from '#lib/review/findings.ts';
import { fromPlaceText, toPlaceText } from '../filing/cells.ts';
import { sha256 } from '../integrity/sha256.ts';
import type { ReviewTable, UncheckedTable } from '../schema/schema.ts';
import { packStates, RULE_ORDER, unpackStates } from './rule-states.ts';

/** Which number stands for which figure. Stored: figures are added at the end, and none is taken out. */
export const FIGURE_ORDER: readonly FigureId[] = [
	'staff_quota',
	'staff_actual',
	'income_total',
	'income_carried_in',
	'income_fiscal',
	'income_gov_fund',
	'income_nontax',
	'income_other',
	'spending_total',
	'spending_basic',
	'spending_personnel',
	'spending_operating',
	'spending_project',
	'balance_current',
	'balance_cumulative',
	'three_public_total',
	'three_public_reception',
	'three_public_vehicle_running',
	'three_public_vehicle_purchase',
	'three_public_abroad',
	'assets_total',
	'assets_in_use',
	'assets_leased',
	'assets_other'
];

export const REVIEW_COLUMNS = ['states', 'findings', 'unchecked_sha256'] as const;

export type ReviewRow = Pick<ReviewTable, (typeof REVIEW_COLUMNS)[number]>;

export interface PackedReview {
	row: ReviewRow;
	unchecked: UncheckedTable;
}

/** The filing that was reviewed, as far as its findings refer to it. */
export type Quoted = Pick<RecognisedFiling, 'fiscal_year'> & {
	figures: { readonly [id in FigureId]?: Pick<Figure, 'printed' | 'place'> };
};

/** A figure of the filing, or any other cell, its year counted from the filing's. */
type PackedPlace = number | [label: string, printed: string, years: number, place: string | null];

/** What is not there is the default: no places, no difference. */
type PackedFinding = [
	message: string,
	places?: PackedPlace[],
	difference?: number | null,
	quantity?: Finding['quantity'],
	rounding?: boolean
];

export function packFindings(findings: readonly Finding[], filing: Quoted): PackedReview {
	const byRule = new Map<RuleId, Finding>();
	for (const finding of findings) byRule.set(finding.rule, finding);
	const checked: PackedFinding[] = [];
	const unchecked: PackedFinding[] = [];
	for (const rule of RULE_ORDER) {
		const finding = byRule.get(rule);
		if (!finding) continue;
		(finding.state === 'not_checkable' ? unchecked : checked).push(packFinding(finding, filing));
	}
	const shared = JSON.stringify(unchecked);
	const unchecked_sha256 = hashShared(shared);
	return {
		row: {
			states: packStates((rule) => byRule.get(rule)?.state),
			findings: JSON.stringify(checked),
			unchecked_sha256
		},
		unchecked: { sha256: unchecked_sha256, findings: shared }
	};
}

/** In the order of {@link RULE_ORDER}; `unchecked` is the text that the row refers to. */
export function unpackFindings(row: ReviewRow, unchecked: string, filing: Quoted): Finding[] {
	const checked = (JSON.parse(row.findings) as PackedFinding[]).values();
	const others = (JSON.parse(unchecked) as PackedFinding[]).values();
	return unpackStates(row.states).map(({ rule, state }) => {
		const packed = (state === 'not_checkable' ? others : checked).next().value;
		const [message = '', places = [], difference = null, quantity = null, rounding = false] =
			packed ?? [];
		const quoted = places.map((place) => unpackPlace(place, filing));
		return { rule, state, message, difference, quantity, rounding, places: quoted };
	});
}

function packFinding(finding: Finding, filing: Quoted): PackedFinding {
	const { message, difference, quantity, rounding, places } = finding;
	const packed = places.map((place) => packPlace(place, filing));
	if (rounding) return [message, packed, difference, quantity, rounding];
	if (quantity !== null) return [message, packed, difference, quantity];
	return packed.length > 0 ? [message, packed] : [message];
}

const NUMBERS: ReadonlyMap<string, number> = new Map(
	FIGURE_ORDER.map((id, number) => [measureOf(id).name, number])
);

function packPlace(quoted: QuotedPlace, filing: Quoted): PackedPlace {
	const { label, printed, fiscal_year, place } = quoted;
	const number = NUMBERS.get(label);
	const id = number === undefined ? undefined : FIGURE_ORDER[number];
	const own = id && filing.figures[id];
	const isOwn =
		own?.place === place && own.printed === printed && fiscal_year === filing.fiscal_year;
	if (number !== undefined && isOwn) return number;
	return [label, printed, fiscal_year - filing.fiscal_year, toPlaceText(place)];
}

function unpackPlace(packed: PackedPlace, { figures, fiscal_year }: Quoted): QuotedPlace {
	if (typeof packed !== 'number') {
		const [label, printed, years, place] = packed;
		return { label, printed, fiscal_year: fiscal_year + years, place: fromPlaceText(place) };
	}
	const id = FIGURE_ORDER[packed];
	if (!id) throw new Error(`No figure has the number ${packed}`);
	const { printed = '', place = null } = figures[id] ?? {};
	return { label: measureOf(id).name, printed, fiscal_year, place };
}

const hashes = new Map<string, string>();
/** A table needs a handful; reports have texts of their own. */
const MOST_HASHES = 100;

function hashShared(text: string): string {
	const known = hashes.get(text);
	if (known) return known;
	const hash = sha256(text);
	if (hashes.size >= MOST_HASHES) hashes.clear();
	hashes.set(text, hash);
	return hash;
}
