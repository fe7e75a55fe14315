/** Reviews rows of departments of which nothing else is stored: their earlier years are among the rows. */
import { ALPHABETICAL_IDS } from '#lib/catalogue/measures.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import { emptyFiling } from '#lib/forms/table/identity.ts';
import type { PlainRow, PlainRows } from '#lib/forms/table/plain-rows.ts';
import type { Finding } from '#lib/review/findings.ts';
import { reviewFigures, reviewToStore } from '#lib/review/review-filing.ts';
import { lackAmong, YEARS_BACK, type PreviousLack } from '#lib/review/subject.ts';
import { keyOf, setOf, toReviewRecord, type ReviewRecord, type VerdictSet } from './verdicts.ts';

interface ReviewedRow {
	department_id: number;
	row: PlainRow;
}

export class RowReviewer {
	#rows = new Map<number, PlainRow[]>();
	/** The verdicts on rows that were judged alike. */
	readonly #sets = new Map<string | number, VerdictSet>();

	/** @param rows all of their departments, in any order; those of before are given up */
	begin(rows: readonly ReviewedRow[]): void {
		this.#rows = new Map();
		for (const { department_id, row } of rows) {
			const known = this.#rows.get(department_id);
			if (known) known.push(row);
			else this.#rows.set(department_id, [row]);
		}
	}

	review({ department_id, row }: ReviewedRow): ReviewRecord {
		if (statesScores(row.table)) return reviewClosely(row, this.#earlier(department_id, row));
		const previous = this.#of(department_id, row.fiscal_year - 1);
		const lack = previous ? null : lackAmong(this.#earlier(department_id, row));
		const found = reviewFigures(
			() => [
				figuresAlone(row),
				previous ? [figuresAlone(previous)] : [],
				{ ...(lack && { lack }) }
			],
			{ now: row.values, before: previous && previous.values, blank: row.table.blank }
		);
		return toReviewRecord(found, row, this.#setOf(department_id, row, found, lack));
	}

	/** Rules that are not about figures depend on nothing but whether the year before is filed, and if not, why. */
	#setOf(
		department_id: number,
		row: PlainRow,
		found: readonly Finding[],
		lack: PreviousLack | null
	): VerdictSet {
		const key = statesKey(found, lack) ?? reasonsKey(found, row, lack);
		const known = this.#sets.get(key);
		if (known) return known;
		const { filing } = row;
		const years = this.#earlier(department_id, row).map((each) => each.filing);
		const set = setOf(reviewToStore(filing, years), filing);
		this.#sets.set(key, set);
		return set;
	}

	/** Newest first. */
	#earlier(department_id: number, { fiscal_year }: PlainRow): PlainRow[] {
		const earlier: PlainRow[] = [];
		for (let back = 1; back <= YEARS_BACK; back++) {
			const found = this.#of(department_id, fiscal_year - back);
			if (found) earlier.push(found);
		}
		return earlier;
	}

	#of(department_id: number, year: number): PlainRow | null {
		const rows = this.#rows.get(department_id) ?? [];
		for (const row of rows) if (row.fiscal_year === year) return row;
		return null;
	}
}

const STATES = ['pass', 'fail', 'warn'];
const LACKS: readonly (PreviousLack | null)[] = [null, 'missing', 'not_comparable', 'not_yet'];

/** One number for one way of being judged; null where a rule gives a reason why it could not be checked. */
function statesKey(found: readonly Finding[], lack: PreviousLack | null): number | null {
	let key = 1 + LACKS.indexOf(lack);
	for (const { state } of found) {
		const number = state === 'pass' ? 0 : STATES.indexOf(state);
		if (number < 0) return null;
		key = key * STATES.length + number;
	}
	return key;
}

function reasonsKey(found: readonly Finding[], row: PlainRow, lack: PreviousLack | null): string {
	let key = String(lack);
	for (const finding of found) key += `\u001e${keyOf(finding, row)}`;
	return key;
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

/** As much of a row's filing as the rules of figures look at; the rest is that of an empty one. */
function figuresAlone({ fiscal_year, figures }: PlainRow): RecognisedFiling {
	return { ...NOTHING_ELSE, fiscal_year, figures };
}
