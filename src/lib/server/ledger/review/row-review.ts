/** Reviews rows of departments of which nothing else is stored: their earlier years are among the rows. */
import { ALPHABETICAL_IDS, type FigureId } from '#lib/catalogue/measures.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import { emptyFiling } from '#lib/forms/table/identity.ts';
import type { PlainRow, PlainRows } from '#lib/forms/table/plain-rows.ts';
import type { Amounts } from '#lib/review/amounts.ts';
import type { Finding } from '#lib/review/findings.ts';
import { reviewFigures, reviewToStore } from '#lib/review/review-filing.ts';
import { YEARS_BACK } from '../filing/current-filings.ts';
import { keyOf, setOf, toReviewRecord, type ReviewRecord, type VerdictSet } from './verdicts.ts';

interface ReviewedRow {
	department_id: number;
	row: PlainRow;
}

export class RowReviewer {
	readonly #years = new Map<number, Map<number, PlainRow>>();
	/** The verdicts on rows that were judged alike. */
	readonly #sets = new Map<string, VerdictSet>();

	/** @param rows all of their departments, in any order */
	constructor(rows: readonly ReviewedRow[]) {
		for (const { department_id, row } of rows) {
			const years = this.#years.get(department_id) ?? new Map<number, PlainRow>();
			this.#years.set(department_id, years.set(row.fiscal_year, row));
		}
	}

	review({ department_id, row }: ReviewedRow): ReviewRecord {
		const earlier = this.#earlier(department_id, row);
		if (statesScores(row.table)) return reviewClosely(row, earlier);
		const [last] = earlier;
		const previous = last?.fiscal_year === row.fiscal_year - 1 ? last : null;
		const found = reviewFigures(
			() => ({ filing: figuresAlone(row), earlier: previous ? [figuresAlone(previous)] : [] }),
			{
				now: amountsIn(row),
				before: previous && amountsIn(previous),
				isBlank: (id) => row.figures[id].missing === 'blank'
			}
		);
		return toReviewRecord(found, row, this.#setOf(row, earlier, found, previous !== null));
	}

	/** Rules that are not about figures depend on nothing but whether the year before is filed. */
	#setOf(
		row: PlainRow,
		earlier: readonly PlainRow[],
		found: readonly Finding[],
		hasPrevious: boolean
	): VerdictSet {
		let key = String(hasPrevious);
		for (const finding of found) key += `\u001e${keyOf(finding, row)}`;
		const known = this.#sets.get(key);
		if (known) return known;
		const { filing } = row;
		const years = earlier.map((each) => each.filing);
		const set = setOf(reviewToStore(filing, years), filing);
		this.#sets.set(key, set);
		return set;
	}

	/** Newest first. */
	#earlier(department_id: number, row: PlainRow): PlainRow[] {
		const years = this.#years.get(department_id);
		const earlier: PlainRow[] = [];
		for (let back = 1; back <= YEARS_BACK; back++) {
			const found = years?.get(row.fiscal_year - back);
			if (found) earlier.push(found);
		}
		return earlier;
	}
}

function reviewClosely(row: PlainRow, earlier: readonly PlainRow[]): ReviewRecord {
	const { filing } = row;
	return toReviewRecord(
		reviewToStore(
			filing,
			earlier.map((each) => each.filing)
		),
		filing
	);
}

const SCORES = ['score_form', 'score_sheet'] as const;

function statesScores({ columns }: PlainRows): boolean {
	return columns.some(({ order }) => SCORES.some((id) => ALPHABETICAL_IDS[order] === id));
}

const NOTHING_ELSE = emptyFiling({
	key: '',
	name: '',
	claims: [],
	jurisdiction: null,
	year: 0,
	yearPlace: null
});

/** As much of a row's filing as its review looks at. */
function figuresAlone({ fiscal_year, figures }: PlainRow): RecognisedFiling {
	return { ...NOTHING_ELSE, fiscal_year, figures };
}

const ORDER = Object.fromEntries(ALPHABETICAL_IDS.map((id, order) => [id, order])) as Record<
	FigureId,
	number
>;

function amountsIn({ values }: PlainRow): Amounts {
	return (id) => {
		const value = values[ORDER[id]] ?? NaN;
		return Number.isNaN(value) ? null : value;
	};
}
