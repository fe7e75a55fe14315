/**
 * Stores plain rows of departments of which nothing is stored yet: each becomes the first version of its filing, from
 * one file, with one unit. Nothing need be compared or united, so that the rows of all tables are made in one walk.
 */
import type { Kysely } from 'kysely';
import type { PlainRow, PlainRows } from '#lib/forms/table/plain-rows.ts';
import type { FiledRecord } from '../audit/filings.ts';
import { engineOf } from '../connection/engine.ts';
import { ensureRun, type Step } from '../connection/session.ts';
import type { RegisteredDepartment } from '../identity/registry.ts';
import { contentHash, recordHash } from '../integrity/hash.ts';
import type { RowReviewer } from '../review/row-review.ts';
import { FINDING_COLUMNS, type ReviewRecord } from '../review/verdicts.ts';
import { storeVerdictSets, verdictSetId } from '../review/write-review.ts';
import type { Database, DepartmentYearRow } from '../schema/schema.ts';
import type { OwnedRow } from './arriving.ts';
import type { RunContext } from './changes.ts';
import { projectFiling } from './projection.ts';
import type { Layout, StoredUnit } from './figure-cells.ts';
import { totalOf, type FilingRecord } from './record.ts';
import { RowRecorder } from './row-record.ts';
import { NO_LAYOUT, RowTables } from './row-tables.ts';
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

/** Returns what was written for each row, in their order. */
export async function writeRows(
	step: Step,
	rows: readonly OwnedRow[],
	reviewer: RowReviewer
): Promise<WrittenRow[]> {
	const { db, session } = step;
	const run = {
		import_run_id: await ensureRun(session, db),
		imported_at: new Date().toISOString()
	};
	const sources = await sourceIds(
		db,
		rows.map(({ source }) => source.sha256)
	);
	const writer = new RowWriter(await firstId(db), run, sources, session.filed_on);
	const written: WrittenRow[] = [];
	const sets = new Map<string, number>();
	const { rowsAtOnce } = engineOf(db);
	for (let at = 0; at < rows.length; at += rowsAtOnce) {
		const portion = rows.slice(at, at + rowsAtOnce);
		const reviewed = portion.map((row) => ({ row, review: reviewer.review(row) }));
		await storeVerdictSets(db, reviewed, sets);
		for (const { row, review } of reviewed) {
			written.push(writer.add(row, review, verdictSetId(sets, review)));
		}
		await writer.write(db);
	}
	return written;
}

/** The id that the next filing gets. */
async function firstId(db: Kysely<Database>): Promise<number> {
	const last = await db
		.selectFrom('filing')
		.select((filing) => filing.fn.max('id').as('id'))
		.executeTakeFirst();
	return (last?.id ?? 0) + 1;
}

interface ProjectedRow {
	filing_id: number;
	department: RegisteredDepartment;
	record: FilingRecord;
	review: ReviewRecord;
	verdict_set_id: number;
}

class RowWriter {
	#id: number;
	readonly #run: RunContext;
	readonly #sources: ReadonlyMap<string, number>;
	#tables = new RowTables();
	readonly #layouts = new Map<Layout, number>();
	readonly #recorders = new Map<PlainRows, RowRecorder>();
	/** Projected rows of each table, by their verdicts and by which figures are missing. */
	readonly #projected = new Map<RowRecorder, Map<string, DepartmentYearRow>>();
	readonly #filed_on: string | null;

	/**
	 * @param sources ids of the files by their hashes
	 * @param filed_on the day on which the files were handed in, where known
	 */
	constructor(
		id: number,
		run: RunContext,
		sources: ReadonlyMap<string, number>,
		filed_on: string | null
	) {
		this.#filed_on = filed_on;
		this.#id = id;
		this.#run = run;
		this.#sources = sources;
	}

	add(
		{ row, source, department, fiscal_year }: OwnedRow,
		review: ReviewRecord,
		verdict_set_id: number
	): WrittenRow {
		const filing_id = this.#id++;
		const recorder = this.#recorderOf(row, source);
		const record = recorder.record(row);
		const content_sha256 = contentHash(record);
		const identity = {
			department_id: department.id,
			version: 1,
			content_sha256,
			filed_on: this.#filed_on
		};
		const unit: StoredUnit = { name: row.owner.name, role: 'total', ...recorder.cells(row) };
		const record_sha256 = recordHash({ ...identity, ...this.#run }, record, [unit]);
		this.#addHead(filing_id, record, { ...identity, record_sha256 }, review, verdict_set_id);
		const { filing_source, finding } = this.#tables;
		filing_source.push(filing_id, 1, this.#sourceId(source), 'csv');
		this.#addUnit(filing_id, unit);
		for (const each of review.findings) {
			finding.push(filing_id, ...FINDING_COLUMNS.map((column) => each[column]));
		}
		this.#project({ filing_id, department, record, review, verdict_set_id }, row, recorder);
		const files = [source.sha256];
		return {
			filing_id,
			department_id: department.id,
			fiscal_year,
			version: 1,
			content_sha256,
			files
		};
	}

	#sourceId({ sha256, name }: SourceFile): number {
		const id = this.#sources.get(sha256);
		if (id === undefined) throw new Error(`${name} was not stored`);
		return id;
	}

	#recorderOf({ table }: PlainRow, { sha256 }: SourceFile): RowRecorder {
		const known = this.#recorders.get(table);
		if (known) return known;
		const recorder = new RowRecorder(table, { sha256, template: 'csv' });
		this.#recorders.set(table, recorder);
		return recorder;
	}

	#addHead(
		id: number,
		{ head }: FilingRecord,
		of: { department_id: number; content_sha256: string; record_sha256: string },
		{ findings_sha256 }: ReviewRecord,
		verdict_set_id: number
	): void {
		const { import_run_id, imported_at } = this.#run;
		this.#tables.filing.push(
			id,
			of.department_id,
			head.fiscal_year,
			1,
			1,
			head.template,
			head.fiscal_year_place,
			head.sheet_weight_missing,
			head.sheet_weight_printed,
			head.claims,
			head.jurisdiction_claim,
			of.content_sha256,
			of.record_sha256,
			findings_sha256,
			verdict_set_id,
			import_run_id,
			imported_at,
			this.#filed_on
		);
	}

	#addUnit(filing_id: number, { name, role, layout, line, cells }: StoredUnit): void {
		this.#tables.layouts.push(layout);
		this.#tables.unit.push(filing_id, 0, name, role, NO_LAYOUT, line, cells);
	}

	/** As `projectFiling` makes it; all but its ids and values are the same for rows of a table that are judged alike. */
	#project(
		projected: ProjectedRow,
		{ fiscal_year, values }: PlainRow,
		recorder: RowRecorder
	): void {
		const { filing_id, department, verdict_set_id } = projected;
		const alike = this.#projectAlike(projected, values, recorder);
		this.#tables.department_year.push(
			department.id,
			fiscal_year,
			department.jurisdiction_code,
			filing_id,
			department.kind,
			'csv',
			alike.findings_fail,
			alike.findings_warn,
			alike.findings_not_checkable,
			verdict_set_id,
			alike.missing
		);
		for (const value of values) {
			this.#tables.department_year.push(Number.isNaN(value) ? null : value);
		}
	}

	#projectAlike(
		{ filing_id, department, record, review, verdict_set_id }: ProjectedRow,
		values: readonly number[],
		recorder: RowRecorder
	): DepartmentYearRow {
		let key = `${verdict_set_id} `;
		for (const value of values) key += Number.isNaN(value) ? '-' : '+';
		const rows = this.#projected.get(recorder) ?? new Map<string, DepartmentYearRow>();
		this.#projected.set(recorder, rows);
		const known = rows.get(key);
		if (known) return known;
		const filing = { ...record.head, id: filing_id, verdict_set_id };
		const { figures } = totalOf(record.units);
		const row = projectFiling({ department, filing, figures, verdicts: review.verdicts });
		rows.set(key, row);
		return row;
	}

	/** Writes the rows added since the last time. */
	async write(db: Kysely<Database>): Promise<void> {
		await this.#tables.write(db, this.#layouts);
		this.#tables = new RowTables();
	}
}
