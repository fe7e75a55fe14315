/** A check looks at one filing, the years before it, and the settings. */
import type { Figure, Filing, RecognisedFiling } from '#lib/filing/filing.ts';
import { ALPHABETICAL_IDS, type FigureId } from '#lib/catalogue/measures.ts';
import type { Amounts } from './amounts.ts';
import { precisionOf, type Precision } from './precision.ts';
import { DEFAULT_SETTINGS, type ReviewSettings } from './settings.ts';

/** The review needs this of an earlier year's current filing. */
export type ReviewedYear = Pick<RecognisedFiling, 'fiscal_year' | 'figures' | 'score' | 'passages'>;

/** A filing, and where it is made of several files what these state otherwise. */
export type ReviewedFiling = RecognisedFiling & Partial<Pick<Filing, 'contradictions'>>;

/** The rules across years look at most this many years back. */
export const YEARS_BACK = 3;

/**
 * Tells apart why there is no report of the year before: `missing`, filed earlier but not then; `not_comparable`, filed before a
 * reorganisation by other departments; `not_yet`, nothing filed as far as the review looks back.
 */
export type PreviousLack = 'missing' | 'not_comparable' | 'not_yet';

export interface Subject {
	filing: ReviewedFiling;
	/** Earlier years, newest first; years that are not before the filing's are left out. */
	earlier: readonly ReviewedYear[];
	/** The year just before; null where it is not filed. */
	previous: ReviewedYear | null;
	/** The reason for which `previous` is null, where it is. */
	lack: PreviousLack;
	settings: ReviewSettings;
	/** Found when it is first asked for: of a filing in which all is exact, nobody asks. */
	readonly precision: Precision;
	/** Amounts of the filing; made when they are first asked for. */
	readonly amounts: Amounts;
}

export interface ReviewOptions {
	/** By default those that reviews are stored with. */
	settings?: ReviewSettings;
	/** Has to be said of departments that were reorganised. */
	lack?: PreviousLack;
}

export function makeSubject(
	filing: ReviewedFiling,
	earlier: readonly ReviewedYear[],
	{ settings = DEFAULT_SETTINGS, lack = lackAmong(earlier) }: ReviewOptions = {}
): Subject {
	const before = earlier
		.filter((year) => year.fiscal_year < filing.fiscal_year)
		.sort((a, b) => b.fiscal_year - a.fiscal_year);
	return new FilingSubject(filing, before, { settings, lack });
}

/** Says why there is no report of the year before, where nothing was reorganised. */
export function lackAmong(earlier: readonly unknown[]): PreviousLack {
	return earlier.length > 0 ? 'missing' : 'not_yet';
}

/** A class, since an object with getters of its own is slow to make. */
class FilingSubject implements Subject {
	readonly filing: ReviewedFiling;
	readonly earlier: readonly ReviewedYear[];
	readonly previous: ReviewedYear | null;
	readonly lack: PreviousLack;
	readonly settings: ReviewSettings;
	#amounts: Amounts | null = null;

	constructor(
		filing: ReviewedFiling,
		earlier: readonly ReviewedYear[],
		{ settings, lack }: Required<ReviewOptions>
	) {
		this.filing = filing;
		this.earlier = earlier;
		this.previous = earlier.find((year) => year.fiscal_year === filing.fiscal_year - 1) ?? null;
		this.lack = lack;
		this.settings = settings;
	}

	get precision(): Precision {
		return precisionOf(this.filing.figures);
	}

	get amounts(): Amounts {
		return (this.#amounts ??= amountsOf(this.filing));
	}
}

export function amountsOf(year: Pick<ReviewedYear, 'figures'>): Amounts {
	return ALPHABETICAL_IDS.map((id) => figureOf(year, id as FigureId).value ?? NaN);
}

/** A figure of a year; absent from the file is absent from the template. */
export function figureOf(year: Pick<ReviewedYear, 'figures'>, id: FigureId): Figure {
	const figures: Partial<Record<FigureId, Figure>> = year.figures;
	return figures[id] ?? { value: null, missing: 'not_in_template', printed: '', place: null };
}
