/** Walks the rows of a table with a view of those that come next, as a head of several rows takes. */
import type { TableRow } from '#lib/documents/table/rows.ts';

export class RowCursor implements IterableIterator<TableRow> {
	readonly #rows: Iterator<TableRow>;
	readonly #check: (row: TableRow) => void;
	#ahead: TableRow[] = [];

	/** @param check is called with each row once, before anyone sees it. */
	constructor(rows: Iterable<TableRow>, check: (row: TableRow) => void) {
		this.#rows = rows[Symbol.iterator]();
		this.#check = check;
	}

	/** The next rows, at most `count`, without taking them. */
	ahead(count: number): readonly TableRow[] {
		while (this.#ahead.length < count) {
			const next = this.#rows.next();
			if (next.done) break;
			this.#check(next.value);
			this.#ahead.push(next.value);
		}
		return this.#ahead.slice(0, count);
	}

	skip(count: number): void {
		this.ahead(count);
		this.#ahead = this.#ahead.slice(count);
	}

	next(): IteratorResult<TableRow> {
		const waiting = this.#ahead.shift();
		if (waiting) return { value: waiting, done: false };
		const next = this.#rows.next();
		if (!next.done) this.#check(next.value);
		return next;
	}

	/** Gives back what the source holds open, when the walk ends before the rows do. */
	return(): IteratorResult<TableRow> {
		this.#ahead = [];
		this.#rows.return?.();
		return { value: undefined, done: true };
	}

	[Symbol.iterator](): this {
		return this;
	}
}
