/** A check looks at one filing, the years before it, and the settings. */
import type { Figure, Filing, RecognisedFiling } from '#lib/filing/filing.ts';
import { ALPHABETICAL_IDS, type FigureId } from '#lib/catalogue/measures.ts';
import type { Amounts } from './amounts.ts';
import { precisionOf, type Precision } from './precision.ts';
import type { ReviewSettings } from './settings.ts';

/** The review needs this of an earlier year's current filing. */
export type ReviewedYear = Pick<RecognisedFiling, 'fiscal_year' | 'figures' | 'score' | 'passages'>;

/** A filing, and where it is made of several files what these state otherwise. */
export type ReviewedFiling = RecognisedFiling & Partial<Pick<Filing, 'contradictions'>>;

export interface Subject {
	filing: ReviewedFiling;
	/** Earlier years, newest first; years that are not before the filing's are left out. */
	earlier: readonly ReviewedYear[];
	/** The year just before; null where it is not filed. */
	previous: ReviewedYear | null;
	settings: ReviewSettings;
	/** Found when it is first asked for: of a filing in which all is exact, nobody asks. */
	readonly precision: Precision;
	/** Amounts of the filing; made when they are first asked for. */
	readonly amounts: Amounts;
}

export function makeSubject(
	filing: ReviewedFiling,
	earlier: readonly ReviewedYear[],
	settings: ReviewSettings
): Subject {
	const before = earlier
		.filter((year) => year.fiscal_year < filing.fiscal_year)
		.sort((a, b) => b.fiscal_year - a.fiscal_year);
	return new FilingSubject(filing, before, settings);
}

/** A class, since an object with getters of its own is slow to make. */
class FilingSubject implements Subject {
	readonly filing: ReviewedFiling;
	readonly earlier: readonly ReviewedYear[];
	readonly previous: ReviewedYear | null;
	readonly settings: ReviewSettings;
	#amounts: Amounts | null = null;

	constructor(filing: ReviewedFiling, earlier: readonly ReviewedYear[], settings: ReviewSettings) {
		this.filing = filing;
		this.earlier = earlier;
		this.previous = earlier.find((year) => year.fiscal_year === filing.fiscal_year - 1) ?? null;
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
