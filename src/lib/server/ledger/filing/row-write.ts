/**
 * Stores plain rows of departments of which nothing is stored yet: each becomes the first version of its filing, from
 * one file, with one unit. Nothing need be compared or united, so that the rows of all tables are made in one walk.
 */
import type { Kysely } from 'kysely';
import { ALPHABETICAL_IDS } from '#lib/catalogue/measures.ts';
import type { PlainRow, PlainRows } from '#lib/forms/table/plain-rows.ts';
import type { FiledRecord } from '../audit/filings.ts';
import { engineOf } from '../connection/engine.ts';
import { arrivalTime, ensureRun, type Step } from '../connection/session.ts';
import type { RegisteredDepartment } from '../identity/registry.ts';
import type { RowReviewer } from '../review/row-review.ts';
import type { ReviewRecord } from '../review/verdicts.ts';
import { storeVerdictSets, verdictSetId } from '../review/write-review.ts';
import type { Database, DepartmentYearRow } from '../schema/schema.ts';
import type { OwnedRow } from './arriving.ts';
import type { RunContext } from './changes.ts';
import { projectFiling } from './projection.ts';
import type { Layout } from './figure-cells.ts';
import { layoutId, storeLayouts } from './layouts.ts';
import { totalOf } from './record.ts';
import { RowRecorder } from './row-record.ts';
import { RowTables } from './row-tables.ts';
import { sourceIds, type SourceFile } from './sources.ts';

export interface WrittenRow extends FiledRecord {
	filing_id: number;
}

const DEPARTMENTS_AT_ONCE = 500;

/** Those of the departments that have filings. */
export async function withFilings(
	db: Kysely<Database>,
	departments: ReadonlySet<number>
): Promise<number[]> {
	const ids = [...departments];
	const found: number[] = [];
	for (let at = 0; at < ids.length; at += DEPARTMENTS_AT_ONCE) {
		const rows = await db
			.selectFrom('filing')
			.select('department_id')
			.distinct()
			.where('department_id', 'in', ids.slice(at, at + DEPARTMENTS_AT_ONCE))
			.execute();
		found.push(...rows.map(({ department_id }) => department_id));
	}
	return found;
}

/** The measures for which any of the tables has a column, by the order of their ids. */
function statedFigures(tables: ReadonlySet<PlainRows>): number[] {
	const orders = ALPHABETICAL_IDS.map((_, order) => order);
	return orders.filter((order) => [...tables].some(({ blank }) => blank[order]));
}

/** The id that the next filing gets. */
async function firstId(db: Kysely<Database>): Promise<number> {
	const last = await db
		.selectFrom('filing')
		.select((filing) => filing.fn.max('id').as('id'))
		.executeTakeFirst();
	return (last?.id ?? 0) + 1;
}

type RowRun = RunContext & { filed_on: string | null };

/** Writes the rows of one transaction, some at a time; what they have in common is made once for all of them. */
export class RowWriter {
	readonly #step: Step;
	readonly #reviewer: RowReviewer;
	readonly #run: RowRun;
	#id = 0;
	/** Ids of the files by their hashes. */
	#sources: ReadonlyMap<string, number> = new Map();
	/** The measures that the rows may state. */
	#figures: readonly number[] = [];
	#tables = new RowTables([]);
	readonly #sets = new Map<string, number>();
	readonly #layouts = new Map<Layout, number>();
	readonly #recorders = new Map<PlainRows, RowRecorder>();
	/** Projected rows of each table, by their verdicts and by which figures are missing. */
	readonly #projected = new Map<RowRecorder, Map<number, DepartmentYearRow>>();
	/** One list for all rows of a file. */
	readonly #files = new Map<string, readonly string[]>();

	private constructor(step: Step, reviewer: RowReviewer, run: RowRun) {
		this.#step = step;
		this.#reviewer = reviewer;
		this.#run = run;
	}

	static async in(step: Step, reviewer: RowReviewer): Promise<RowWriter> {
		const { db, session } = step;
		return new RowWriter(step, reviewer, {
			import_run_id: await ensureRun(session, db),
			imported_at: arrivalTime(session),
			filed_on: session.filed_on
		});
	}

	/** Returns what was written for each row, in their order. */
	async write(rows: readonly OwnedRow[]): Promise<WrittenRow[]> {
		const { db } = this.#step;
		const files = new Set(rows.map(({ source }) => source.sha256));
		this.#sources = await sourceIds(db, [...files]);
		this.#figures = statedFigures(new Set(rows.map(({ row }) => row.table)));
		this.#id = await firstId(db);
		const written: WrittenRow[] = [];
		const { rowsAtOnce } = engineOf(db);
		for (let at = 0; at < rows.length; at += rowsAtOnce) {
			const portion = rows.slice(at, at + rowsAtOnce);
			const reviewed = portion.map((row) => ({ row, review: this.#reviewer.review(row) }));
			await storeVerdictSets(db, reviewed, this.#sets);
			await this.#storeLayouts(db, portion);
			this.#tables = new RowTables(this.#figures);
			for (const { row, review } of reviewed) {
				written.push(this.#add(row, review, verdictSetId(this.#sets, review)));
			}
			await this.#tables.write(db, this.#run);
		}
		return written;
	}

	/** Those of the rows that are to be added. */
	async #storeLayouts(db: Kysely<Database>, rows: readonly OwnedRow[]): Promise<void> {
		const layouts = new Set<Layout>();
		for (const { row, source } of rows) {
			layouts.add(this.#recorderOf(row, source).layoutOf(row.owner).layout);
		}
		await storeLayouts(db, [...layouts], this.#layouts);
	}

	#add(
		{ row, source, department, fiscal_year }: OwnedRow,
		review: ReviewRecord,
		verdict_set_id: number
	): WrittenRow {
		const filing_id = this.#id++;
		const { owner, line } = row;
		const department_id = department.id;
		const recorder = this.#recorderOf(row, source);
		const { layout, recordHash } = recorder.layoutOf(owner);
		const content_sha256 = recorder.contentHash(row);
		const head = recorder.head(row);
		const cells = recorder.cells(row);
		const record_sha256 = recordHash.hash(owner, {
			department_id,
			content_sha256,
			head,
			line,
			cells
		});
		const { filing, filing_source, unit, finding } = this.#tables;
		filing.push(
			filing_id,
			department_id,
			fiscal_year,
			head.fiscal_year_place,
			head.claims,
			head.jurisdiction_claim,
			content_sha256,
			record_sha256,
			review.findings_sha256,
			verdict_set_id
		);
		filing_source.push(filing_id, this.#sourceId(source));
		unit.push(filing_id, owner.name, layoutId(this.#layouts, layout), line, cells);
		for (const {
			rule,
			state,
			message,
			difference,
			quantity,
			rounding,
			places
		} of review.findings) {
			finding.push(filing_id, rule, state, message, difference, quantity, rounding, places);
		}
		const alike = this.#projectAlike({ row, department, recorder, review, verdict_set_id });
		this.#project(alike, { filing_id, row, department, verdict_set_id });
		const files = this.#filesOf(source);
		return { filing_id, department_id, fiscal_year, version: 1, content_sha256, files };
	}

	#sourceId({ sha256, name }: SourceFile): number {
		const id = this.#sources.get(sha256);
		if (id === undefined) throw new Error(`${name} was not stored`);
		return id;
	}

	#filesOf({ sha256 }: SourceFile): readonly string[] {
		const known = this.#files.get(sha256);
		if (known) return known;
		const files = [sha256];
		this.#files.set(sha256, files);
		return files;
	}

	#recorderOf({ table }: PlainRow, { sha256 }: SourceFile): RowRecorder {
		const known = this.#recorders.get(table);
		if (known) return known;
		const recorder = new RowRecorder(table, { sha256, template: 'csv' }, this.#run);
		this.#recorders.set(table, recorder);
		return recorder;
	}

	#project(
		alike: DepartmentYearRow,
		{ filing_id, row, department, verdict_set_id }: ProjectedRow
	): void {
		const { department_year } = this.#tables;
		department_year.push(
			department.id,
			row.fiscal_year,
			department.jurisdiction_code,
			filing_id,
			department.kind,
			alike.findings_fail,
			alike.findings_warn,
			alike.findings_not_checkable,
			verdict_set_id,
			alike.missing
		);
		for (const order of this.#figures) {
			const value = row.values[order] ?? NaN;
			department_year.push(Number.isNaN(value) ? null : value);
		}
	}

	/** As `projectFiling` makes it; all but its ids and values are the same for rows of a table that are judged alike. */
	#projectAlike({
		row,
		department,
		recorder,
		review,
		verdict_set_id
	}: JudgedRow): DepartmentYearRow {
		const key = verdict_set_id * MOST_PATTERNS + statedPattern(row.values);
		const rows = this.#projected.get(recorder) ?? new Map<number, DepartmentYearRow>();
		this.#projected.set(recorder, rows);
		const known = rows.get(key);
		if (known) return known;
		const record = recorder.record(row);
		const filing = { ...record.head, id: 0, verdict_set_id };
		const { figures } = totalOf(record.units);
		const projected = projectFiling({ department, filing, figures, verdicts: review.verdicts });
		rows.set(key, projected);
		return projected;
	}
}

interface ProjectedRow {
	filing_id: number;
	row: PlainRow;
	department: RegisteredDepartment;
	verdict_set_id: number;
}

interface JudgedRow extends Omit<ProjectedRow, 'filing_id'> {
	recorder: RowRecorder;
	review: ReviewRecord;
}

const MOST_PATTERNS = 2 ** ALPHABETICAL_IDS.length;

/** A bit for each value: equal for rows that state the same figures, whatever their amounts. */
function statedPattern(values: readonly number[]): number {
	let pattern = 0;
	for (const value of values) pattern = pattern * 2 + (Number.isNaN(value) ? 0 : 1);
	return pattern;
}
