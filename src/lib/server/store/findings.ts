/**
 * The findings of a filing as one row, and back. Nearly all of some thirty findings say that all is well or that a
 * part is not there; as rows of their own, with their quotations, they would take more room and time than the filing
 * itself. So a quotation of the filing's own figure is stored as the measure only, and a finding without quotations
 * as its sentence only.
 */
import { FIGURE_IDS, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Figure, RecognisedFiling } from '#lib/catalogue/filing.ts';
import type { Finding, QuotedPlace } from '#lib/review/findings.ts';
import { fromPlaceText, toPlaceText } from './cells.ts';
import type { ReviewTable } from './schema.ts';
import { packStates, RULE_ORDER, unpackStates } from './states.ts';

export const REVIEW_COLUMNS = ['states', 'findings'] as const;

export type ReviewRow = Pick<ReviewTable, (typeof REVIEW_COLUMNS)[number]>;

/** The filing that was reviewed, as far as its findings refer to it. */
export type Quoted = Pick<RecognisedFiling, 'fiscal_year'> & {
	figures: { readonly [id in FigureId]?: Pick<Figure, 'printed' | 'place'> };
};

type PackedPlace =
	FigureId | [label: string, printed: string, fiscal_year: number, place: string | null];
type PackedFinding =
	| Finding['message']
	| [
			message: Finding['message'],
			difference: Finding['difference'],
			quantity: Finding['quantity'],
			rounding: 0 | 1,
			places: PackedPlace[]
	  ];

export function packFindings(findings: readonly Finding[], filing: Quoted): ReviewRow {
	const byRule = new Map(findings.map((finding) => [finding.rule, finding]));
	const packed: PackedFinding[] = [];
	for (const rule of RULE_ORDER) {
		const finding = byRule.get(rule);
		if (finding) packed.push(packFinding(finding, filing));
	}
	return {
		states: packStates((rule) => byRule.get(rule)?.state),
		findings: JSON.stringify(packed)
	};
}

/** In the order of {@link RULE_ORDER}. */
export function unpackFindings({ states, findings }: ReviewRow, filing: Quoted): Finding[] {
	const packed = JSON.parse(findings) as PackedFinding[];
	return unpackStates(states).map(({ rule, state }, at) => {
		const finding = packed[at] ?? '';
		const [message, difference, quantity, rounding, places] =
			typeof finding === 'string' ? [finding, null, null, 0, []] : finding;
		return {
			rule,
			state,
			message,
			difference,
			quantity,
			rounding: rounding === 1,
			places: places.map((place) => unpackPlace(place, filing))
		};
	});
}

function packFinding(finding: Finding, filing: Quoted): PackedFinding {
	const { message, difference, quantity, rounding, places } = finding;
	if (places.length === 0 && quantity === null && !rounding) return message;
	const packed = places.map((place) => packPlace(place, filing));
	return [message, difference, quantity, rounding ? 1 : 0, packed];
}

const BY_NAME: ReadonlyMap<string, FigureId> = new Map(
	FIGURE_IDS.map((id) => [measureOf(id).name, id])
);

function packPlace(quoted: QuotedPlace, filing: Quoted): PackedPlace {
	const { label, printed, fiscal_year, place } = quoted;
	const id = BY_NAME.get(label);
	const own = id && filing.figures[id];
	const isOwn =
		own?.place === place && own.printed === printed && fiscal_year === filing.fiscal_year;
	return id && isOwn ? id : [label, printed, fiscal_year, toPlaceText(place)];
}

function unpackPlace(packed: PackedPlace, { figures, fiscal_year }: Quoted): QuotedPlace {
	if (typeof packed === 'string') {
		const { printed = '', place = null } = figures[packed] ?? {};
		return { label: measureOf(packed).name, printed, fiscal_year, place };
	}
	const [label, printed, year, place] = packed;
	return { label, printed, fiscal_year: year, place: fromPlaceText(place) };
}
