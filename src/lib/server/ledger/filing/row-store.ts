/** Stores plain rows of tables: finds whose they are, and tells which of them need not be compared with anything. */
import type { Step } from '../connection/session.ts';
import { RowReviewer } from '../review/row-review.ts';
import { noChanges } from '../union/changes.ts';
import type { OwnedRow, Stored, StoredOutcome } from './arriving.ts';
import { twice, type Owned } from './plan.ts';
import { keyText } from './current-filings.ts';
import { RowWriter, withFilings } from './row-write.ts';
import { storeSource } from './sources.ts';

/** So few that what is made of them is given up before the collector would move it to the memory of what stays. */
const FILINGS_AT_ONCE = 50;

/** The rows of a portion may be compared with those of another. */
type Portion = { rows: OwnedRow[] } | { filings: Owned[] };

/** In their order: rows of departments of which nothing is stored go together, others some at a time. */
export async function portionsOf(
	step: Step,
	owned: readonly (Owned | OwnedRow)[]
): Promise<Portion[]> {
	const { filed_on } = step.session;
	const isNew = await newDepartments(step, owned);
	const portions: Portion[] = [];
	for (const each of owned) {
		const last = portions.at(-1);
		if ('row' in each && isNew(each)) {
			if (last && 'rows' in last) last.rows.push(each);
			else portions.push({ rows: [each] });
		} else if (last && 'filings' in last && last.filings.length < FILINGS_AT_ONCE) {
			last.filings.push(toFiling(each, filed_on));
		} else {
			portions.push({ filings: [toFiling(each, filed_on)] });
		}
	}
	return portions;
}

/** Tells whether a department has nothing stored, no kin in the registry, and nothing but plain rows on their way. */
async function newDepartments(
	{ db, registry }: Step,
	owned: readonly (Owned | OwnedRow)[]
): Promise<(row: OwnedRow) => boolean> {
	const rows = owned.filter((each) => 'row' in each);
	const old = new Set(owned.flatMap((each) => ('row' in each ? [] : [each.department_id])));
	for (const id of await withFilings(db, new Set(rows.map((each) => each.department_id)))) {
		old.add(id);
	}
	return ({ department_id, department }) =>
		!old.has(department_id) &&
		department.successor_id === null &&
		registry.predecessors(department_id).length === 0;
}

/** Makes a filing of a row, to be stored by comparison like those of reports. */
function toFiling(owned: Owned | OwnedRow, filed_on: string | null): Owned {
	if (!('row' in owned)) return owned;
	const { row, source, issues, department, department_id, fiscal_year } = owned;
	const arriving = { filing: row.filing, source, details: row.owner, filed_on };
	return { ...arriving, department_id, fiscal_year, department, known: null, issues };
}

/** Stores rows of new departments within one transaction. */
export class NewRows {
	readonly #step: Step;
	readonly #reviewer = new RowReviewer();
	#writer: RowWriter | null = null;

	constructor(step: Step) {
		this.#step = step;
	}

	/** @param portions hold all years of their departments, which are judged beside one another */
	begin(portions: readonly Portion[]): void {
		this.#reviewer.begin(portions.flatMap((portion) => ('rows' in portion ? portion.rows : [])));
	}

	async store(rows: readonly OwnedRow[], seen: Set<string>): Promise<Stored> {
		this.#writer ??= await RowWriter.in(this.#step, this.#reviewer);
		return storeNewRows(this.#step, rows, this.#writer, seen);
	}
}

async function storeNewRows(
	step: Step,
	rows: readonly OwnedRow[],
	writer: RowWriter,
	seen: Set<string>
): Promise<Stored> {
	for (const each of rows) {
		if (seen.has(keyText(each))) throw twice(each.department, each.row.filing);
		seen.add(keyText(each));
	}
	for (const source of new Set(rows.map((each) => each.source))) await storeSource(step, source);
	step.changed = true;
	const stored = await writer.write(rows);
	const changes = noChanges();
	const outcomes = rows.map(({ issues, department, fiscal_year }, index): StoredOutcome => {
		const written = stored[index];
		if (!written) throw new Error(`The filing of ${department.name} was not written`);
		const { filing_id, version } = written;
		const whose = { fiscal_year, department: step.registry.refer(department) };
		return { status: 'stored', filing_id, version, ...whose, changes, issues };
	});
	return { outcomes, changed: stored };
}
