/**
 * Rows of a CSV table that are as plain as nearly all: bare decimals, of a department that a row above has named in the
 * same words without giving cause for a remark. Such a row is held as its values; everything else of it is read when it
 * is asked for. Any other row is read cell by cell.
 */
import { MOST_POINTS } from '#lib/catalogue/grades.ts';
import { ALPHABETICAL_IDS, measureOf } from '#lib/catalogue/measures.ts';
import { isFiscalYear } from '#lib/catalogue/years.ts';
import type { ClaimedFiling, IdentityClaim, RecognisedFiling } from '#lib/filing/filing.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';
import { digitsOf, scanDecimal, type TableUnit } from './amounts.ts';
import type { TableHead } from './head.ts';
import type { RowIdentity } from './identity.ts';
import { placeOf } from './identity.ts';
import { mayBeHead } from './inner-heads.ts';
import type { TableFiling } from './outcomes.ts';
import { figuresOfRow, type RowFigures } from './row-figures.ts';
import { readRowUnit } from './unit.ts';

/** Longest number whose digits are exact as a number, sign and point among them. */
const LONGEST = 15;

/** A column of figures, by the place of its measure in {@link ALPHABETICAL_IDS}. */
export interface PlainColumn {
	order: number;
	index: number;
	label: string;
}

/** Rows of one department have this in common. */
export interface PlainOwner extends Pick<RowIdentity, 'key' | 'name' | 'claims' | 'jurisdiction'> {
	kind: string | null;
	division: string | null;
	/** By {@link ALPHABETICAL_IDS}: decimal places by which a printed number is shifted. */
	digits: readonly number[];
	/** The first line that gave no cause for a remark. */
	since: number;
}

type RowReader = (row: TableRow, identity: RowIdentity) => RecognisedFiling;

/** Owners of rows below one head, as far as they are known. */
class KnownOwners {
	/** By the words of their rows. */
	readonly byWords = new Map<string, PlainOwner>();
	/** By the unit of a row: one list for all owners. */
	readonly digitsIn = new Map<TableUnit | null, readonly number[]>();
}

/** The owners of the rows of a table, kept from one walk to the next, which need not read the first row of each closely again. */
export class OwnersOfTable {
	readonly #from = new Map<number, KnownOwners>();

	/** The owners of the rows from a line on: below it another unit may hold for the same head. */
	from(line: number): KnownOwners {
		const known = this.#from.get(line) ?? new KnownOwners();
		this.#from.set(line, known);
		return known;
	}
}

export class PlainRow implements TableFiling {
	readonly issue = null;
	readonly kind: string | null;
	readonly division: string | null;
	readonly filed_on = null;
	readonly table: PlainRows;
	readonly owner: PlainOwner;
	readonly line: number;
	readonly cells: readonly string[];
	readonly fiscal_year: number;
	/** By {@link ALPHABETICAL_IDS}, in the storage unit; NaN where the row states nothing. */
	readonly values: readonly number[];
	#figures: RowFigures | null = null;

	constructor(
		table: PlainRows,
		owner: PlainOwner,
		{ line, cells }: TableRow,
		fiscal_year: number,
		values: readonly number[]
	) {
		this.kind = owner.kind;
		this.division = owner.division;
		this.table = table;
		this.owner = owner;
		this.line = line;
		this.cells = cells;
		this.fiscal_year = fiscal_year;
		this.values = values;
	}

	/** As any other row is read. */
	get filing(): RecognisedFiling {
		return this.table.read(this);
	}

	/** As much of its filing as tells whose it is. */
	get claimed(): ClaimedFiling {
		const { owner, fiscal_year } = this;
		return { claims: this.table.claimsOf(this), jurisdiction: owner.jurisdiction, fiscal_year };
	}

	get figures(): RowFigures {
		return (this.#figures ??= figuresOfRow(this));
	}
}

const NOTHING: readonly number[] = ALPHABETICAL_IDS.map(() => NaN);
const ORDER: ReadonlyMap<string, number> = new Map(
	ALPHABETICAL_IDS.map((id, order) => [id, order])
);
const SCORES = ALPHABETICAL_IDS.flatMap((id, order) =>
	measureOf(id).quantity === 'points' ? [order] : []
);
const FOUR_DIGITS = /^\d{4}$/;

/** A table as far as this walk and those before it have read it. */
interface KnownRows {
	/** Lines of the years that this walk has read so far, by department. */
	seen: Map<string, Map<number, number>>;
	owners: KnownOwners;
}

/** The plain rows below one head. */
export class PlainRows {
	readonly columns: readonly PlainColumn[];
	readonly yearColumn: { index: number; label: string };
	/** By {@link ALPHABETICAL_IDS}: whether a figure that a row does not state is blank, since the table has its column. */
	readonly blank: readonly boolean[];
	readonly #rows: TableRows;
	readonly #head: TableHead;
	readonly #seen: Map<string, Map<number, number>>;
	readonly #read: RowReader;
	/** Columns that are neither figures nor the year. */
	readonly #words: readonly number[];
	readonly #owners: KnownOwners;
	/** The row before, which most rows have their words in common with: comparing these is cheaper than joining them to a key. */
	#former: { cells: readonly string[]; owner: PlainOwner } | null = null;

	private constructor(
		rows: TableRows,
		head: TableHead,
		yearColumn: { index: number; label: string },
		{ seen, owners }: KnownRows,
		read: RowReader
	) {
		this.#rows = rows;
		this.#head = head;
		this.#seen = seen;
		this.#owners = owners;
		this.#read = read;
		this.yearColumn = yearColumn;
		this.columns = head.measures
			.map(({ measure, index, label }) => ({ order: ORDER.get(measure) ?? -1, index, label }))
			.sort((a, b) => a.order - b.order);
		const orders = new Set(this.columns.map(({ order }) => order));
		this.blank = ALPHABETICAL_IDS.map((_, order) => orders.has(order));
		const figures = new Set([yearColumn.index, ...this.columns.map(({ index }) => index)]);
		this.#words = Array.from({ length: head.width }, (_, index) => index).filter(
			(index) => !figures.has(index)
		);
	}

	/**
	 * Null for a table that says more in its rows than figures, or leaves their unit to be assumed.
	 * @param read reads a row closely
	 */
	static below(
		rows: TableRows,
		head: TableHead,
		known: KnownRows,
		read: RowReader
	): PlainRows | null {
		const { roles, measures } = head;
		const { fiscal_year, grade, filed_on } = roles;
		const isPlain =
			rows.sheet === null && head.titleYear === null && head.otherYears.length === 0 && !grade;
		if (!isPlain || !fiscal_year || filed_on || measures.length === 0) return null;
		if (measures.some((each) => each.basis !== 'actual' || each.is_unit_assumed)) return null;
		return new PlainRows(rows, head, fiscal_year, known, read);
	}

	/** Null for a row that needs a closer look. */
	take(row: TableRow): PlainRow | null {
		const { cells, line } = row;
		const text = cells[this.yearColumn.index] ?? '';
		if (cells.length !== this.#head.width || !FOUR_DIGITS.test(text)) return null;
		const owner = this.#ownerNamed(row);
		const fiscal_year = Number(text);
		if (!owner || line < owner.since || !isFiscalYear(fiscal_year)) return null;
		const years = this.#seen.get(owner.key) ?? new Map<number, number>();
		if (years.has(fiscal_year)) return null;
		const values = this.#scan(cells, owner);
		if (!values) return null;
		this.#seen.set(owner.key, years.set(fiscal_year, line));
		return new PlainRow(this, owner, row, fiscal_year, values);
	}

	/** Remembers whose row it is that gave no cause for a remark; the row itself where it is plain too. */
	learn(row: TableRow, identity: RowIdentity, { kind, division }: TableFiling): PlainRow | null {
		const words = this.#wordsOf(row);
		const found = this.#ownerOf(row, identity, kind, division);
		if (!found) return null;
		const owner = this.#owners.byWords.get(words) ?? found;
		this.#owners.byWords.set(words, owner);
		this.#former = { cells: row.cells, owner };
		const values = this.#scan(row.cells, owner);
		return values && new PlainRow(this, owner, row, identity.year, values);
	}

	/** The row as it is read cell by cell. */
	read({ owner, line, cells, fiscal_year }: PlainRow): RecognisedFiling {
		const row = { line, cells };
		const { key, name, jurisdiction } = owner;
		const claims = this.claimsOf({ owner, line });
		const yearPlace = placeOf(this.#rows, row, this.yearColumn);
		const identity = { key, name, claims, jurisdiction, year: fiscal_year, yearPlace };
		return this.#read(row, identity);
	}

	/** Those of the owner, at the line of the row. */
	claimsOf({ owner, line }: Pick<PlainRow, 'owner' | 'line'>): IdentityClaim[] {
		return owner.claims.map(({ place, ...claim }) => {
			return { ...claim, place: place?.kind === 'field' ? { ...place, line } : place };
		});
	}

	#ownerOf(
		row: TableRow,
		{ key, name, claims, jurisdiction }: RowIdentity,
		kind: string | null,
		division: string | null
	): PlainOwner | null {
		const first = this.#head.measures[0]?.index;
		const rest = row.cells.map((cell, index) => (index === first ? '' : cell));
		if (row.cells.length !== this.#head.width) return null;
		if (mayBeHead(this.#head, { ...row, cells: rest })) return null;
		const unit = readRowUnit(this.#rows, this.#head, row, []);
		const { digitsIn } = this.#owners;
		const digits = digitsIn.get(unit) ?? this.#digitsOf(unit);
		if (!digits) return null;
		digitsIn.set(unit, digits);
		return { key, name, claims, jurisdiction, kind, division, digits, since: row.line };
	}

	/** Null where an amount has no unit. */
	#digitsOf(unit: TableUnit | null): readonly number[] | null {
		const digits = [...NOTHING];
		for (const { measure, quantity, unit: own } of this.#head.measures) {
			const among = own ?? unit;
			if (quantity === 'money' && among === null) return null;
			const shift = digitsOf(quantity, among ?? '元');
			if (shift === null) return null;
			digits[ORDER.get(measure) ?? -1] = shift;
		}
		return digits;
	}

	#ownerNamed(row: TableRow): PlainOwner | undefined {
		const former = this.#former;
		if (former && this.#haveSameWords(row.cells, former.cells)) return former.owner;
		const owner = this.#owners.byWords.get(this.#wordsOf(row));
		this.#former = owner ? { cells: row.cells, owner } : null;
		return owner;
	}

	#haveSameWords(cells: readonly string[], others: readonly string[]): boolean {
		for (const index of this.#words) if (cells[index] !== others[index]) return false;
		return true;
	}

	#wordsOf({ cells }: TableRow): string {
		let text = '';
		for (const index of this.#words) text += `${cells[index] ?? ''}\u0000`;
		return text;
	}

	/** Null where a cell is no bare decimal, a score is not out of a hundred, or all are blank. */
	#scan(cells: readonly string[], { digits }: PlainOwner): readonly number[] | null {
		const values = NOTHING.slice();
		let isStated = false;
		for (const { order, index } of this.columns) {
			const text = cells[index] ?? '';
			if (text === '') continue;
			const shift = digits[order] ?? NaN;
			const value = text.length > LONGEST ? null : scanDecimal(text, shift);
			// No department has fewer than no people.
			if (value === null || (value < 0 && shift === 0)) return null;
			values[order] = value;
			isStated = true;
		}
		if (SCORES.some((order) => (values[order] ?? NaN) > MOST_POINTS)) return null;
		return isStated ? values : null;
	}
}
