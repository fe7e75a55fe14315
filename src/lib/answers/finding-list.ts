/** Findings as lists on pages take them. */
import type { Finding, QuotedPlace } from '#lib/review/findings.ts';

export interface ListedPlace extends QuotedPlace {
	/** The filed document with the cell highlighted. */
	href?: string | null | undefined;
}

export interface ListedFinding extends Omit<Finding, 'places'> {
	places: readonly ListedPlace[];
	department?: { name: string; href: string } | undefined;
	fiscal_year?: number | undefined;
	/** Left out where all findings of a list are of one filing. */
	filing_id?: number | undefined;
	/** Says in words how far the finding has been followed up. */
	follow_up?: string | undefined;
	/** Where it is followed up. */
	round_href?: string | undefined;
}
