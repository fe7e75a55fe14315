import type { Generated } from 'kysely';

/** Single row; `version` rises with every committed change of what pages show. */
export interface DataVersionTable {
	id: number;
	version: number;
	changed_at: string;
	/** See `row-hashes.ts`. */
	row_hash: Generated<string>;
	/** Rules by which all reports were last judged, as `RULE_VERSIONS` names them; empty where nobody knows. */
	rule_version: Generated<string>;
}

/** Data versions in which a filing was the current one; written by triggers. */
export interface FilingValidityTable {
	filing_id: number;
	valid_from: number;
	/** The first version in which it no longer was; null while it is. */
	valid_until: number | null;
	/** The last version in which a further file changed what it states; null where none did. */
	filled_in: number | null;
}
