/** Data versions in which a filing was the current one; written by triggers. */
export interface FilingValidityTable {
	filing_id: number;
	valid_from: number;
	/** The first version in which it no longer was; null while it is. */
	valid_until: number | null;
	/** The last version in which a further file changed what it states; null where none did. */
	filled_in: number | null;
}
