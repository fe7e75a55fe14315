/** Columns that somebody laid out with tabs, blanks or dots in running paragraphs, as the table that a reader sees. */
/** Tabs, dots that lead to a number, or blanks that no sentence has between two words. */
const GAP = /[ \u3000]*\t[\s\u3000]*|[ \u3000]{4,}|\s*(?:…{2,}|[.．·‥]{4,})\s*/;
const NUMBER =
	/^[-−－—]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?(?:[%％]|(?:百万|千|万|亿)?元)?$/;
const NONE = /^[-−－—–/／]+$/;
const DECIMAL = /[.．][\d０-９]/;
/** A head and two rows, or three rows. */
const LEAST_ROWS = 3;
const MOST_ROWS = 200;

/**
 * The rows of the table that a paragraph begins, each as its fields; null where it begins none. All rows have as many
 * fields, and only the first may be without a number.
 * @param texts of the paragraphs from there on
 */
export function laidOutRows(texts: Iterable<string>): string[][] | null {
	const rows: string[][] = [];
	for (const text of texts) {
		const row = text.trim().split(GAP);
		const isNext = rows.length === 0 || (row.length === rows[0]?.length && isRecord(row));
		if (row.length < 2 || !isNext || rows.length === MOST_ROWS) break;
		rows.push(row);
	}
	return isTable(rows) ? rows : null;
}

/** A label and numbers. */
function isRecord([label = '', ...values]: readonly string[]): boolean {
	return !NUMBER.test(label) && values.every((value) => NUMBER.test(value) || NONE.test(value));
}

/** Page numbers of a table of contents are whole; amounts have a point. */
function isTable([head = [], ...rows]: readonly string[][]): boolean {
	const isHead = isRecord(head) || head.every((text) => text !== '' && !NUMBER.test(text));
	return (
		isHead &&
		rows.length + 1 >= LEAST_ROWS &&
		rows.every((row) => row.slice(1).some((value) => DECIMAL.test(value)))
	);
}
