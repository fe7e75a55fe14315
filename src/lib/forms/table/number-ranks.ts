/** Ranks of the numbers in front of rows: `一、` stands over `（一）`, that over `1.`, and that over `（1）`. */
const RANKS: readonly RegExp[] = [
	/^[一二三四五六七八九十]{1,3}(?:[、.．，,]|$)/,
	/^[(（][一二三四五六七八九十]{1,3}[)）]/,
	/^\d{1,3}(?:[、.．，,](?!\d)|$)/,
	/^(?:[(（]\d{1,3}[)）]|[①-⑳]|\d{1,3}[)）]|\d{1,2}[.．]\d{1,2}(?:$|[一-龥]))/
];

/** The rank of a number that stands before a name, from 0; null where there is none. */
export function numberRank(text: string, name: string): number | null {
	if (text === name) return null;
	const rank = RANKS.findIndex((number) => number.test(text));
	return rank < 0 ? null : rank;
}
