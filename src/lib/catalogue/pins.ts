/** Departments that a reader has pinned: each bears one colour and one sign on every page, by its place in the list. */
export interface Pin {
	code: string;
	name: string;
	/** The name without the city. */
	short: string;
}

/** As many as can be told apart. */
export const MOST_PINNED = 6;
