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
	/** How far it has been followed up, in words. */
	follow_up?: string | undefined;
}
