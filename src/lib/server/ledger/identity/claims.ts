/** The code and the names among the claims of a filing. */
import { CLAIM_SOURCES, type IdentityClaim } from '#lib/filing/filing.ts';

export interface CodeAndNames {
	/** Null where it claims none. */
	code: string | null;
	/** The most trusted first. */
	names: readonly IdentityClaim[];
}

export function codeAndNames(claims: readonly IdentityClaim[]): CodeAndNames {
	const ordered = CLAIM_SOURCES.flatMap((source) =>
		claims.filter((claim) => claim.source === source)
	);
	const code = ordered.find((claim) => claim.source === 'budget_code')?.text.trim() ?? null;
	return { code, names: ordered.filter((claim) => claim.source !== 'budget_code') };
}
