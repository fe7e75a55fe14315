/**
 * Rows of a table as records. One record stands for all rows of a table, one after another: a record a row would be most
 * of the work of storing it.
 */
import { ALPHABETICAL_IDS, type ReportedId } from '#lib/catalogue/measures.ts';
import type { FiledSource } from '#lib/filing/filing.ts';
import type { PlainOwner, PlainRow, PlainRows } from '#lib/forms/table/plain-rows.ts';
import { NO_FACTS } from './facts.ts';
import { RowContent, RowRecordHash } from '../integrity/row-content.ts';
import type { RunContext } from './changes.ts';
import type { Layout, LayoutColumn } from './figure-cells.ts';
import { layoutHash } from './layouts.ts';
import {
	toAreaText,
	toClaimsText,
	type FigureRecord,
	type FilingRecord,
	type HeadRow
} from './record.ts';

const UNSTATED_HEAD: HeadRow = {
	fiscal_year: 0,
	template: 'csv',
	grade: null,
	grade_place: null,
	fiscal_year_place: null,
	sheet_weight: null,
	sheet_weight_missing: 'not_in_template',
	sheet_weight_printed: '',
	sheet_weight_place: null,
	claims: '',
	jurisdiction_claim: null
};

function notInTemplate(measure: ReportedId): FigureRecord {
	const nothing = { value: null, missing: 'not_in_template', printed: '', place: null } as const;
	return { measure, basis: 'actual', ...nothing };
}

/** The columns of a table, with the hashes of its rows. */
export interface HashedLayout {
	layout: Layout;
	recordHash: RowRecordHash;
}

interface RowColumn {
	figure: FigureRecord;
	order: number;
	/** Index of the cell; null where the table has no such column. */
	index: number | null;
	/** Its place within a line, as the ledger writes it. */
	field: string | null;
}

export class RowRecorder {
	readonly #record: FilingRecord;
	readonly #table: PlainRows;
	readonly #columns: readonly RowColumn[];
	readonly #content: RowContent;
	readonly #run: RunContext & { filed_on: string | null };
	/** By the digits of an owner's columns, which owners share. */
	readonly #layouts = new Map<readonly number[], HashedLayout>();
	/** Columns that the rows of one owner have in common, which come one after another. */
	#owner: { of: PlainOwner; claims: string; jurisdiction_claim: string | null } | null = null;

	constructor(
		table: PlainRows,
		source: FiledSource,
		run: RunContext & { filed_on: string | null }
	) {
		this.#table = table;
		this.#run = run;
		this.#content = new RowContent(table);
		const figures = ALPHABETICAL_IDS.map(notInTemplate);
		this.#columns = figures.map((figure, order) => {
			const column = table.columns.find((each) => each.order === order);
			const field = column ? `${column.index + 1}:${column.label}` : null;
			return { figure, order, index: column?.index ?? null, field };
		});
		this.#record = {
			head: { ...UNSTATED_HEAD },
			sources: [source],
			units: [{ name: '', role: 'total', figures }],
			facts: NO_FACTS
		};
	}

	contentHash({ fiscal_year, values }: PlainRow): string {
		return this.#content.hash(fiscal_year, values);
	}

	/** It holds until the next row. */
	head({ owner, line, fiscal_year }: PlainRow): HeadRow {
		const { head } = this.#record;
		const { index, label } = this.#table.yearColumn;
		head.fiscal_year = fiscal_year;
		head.fiscal_year_place = `${line}:${index + 1}:${label}`;
		if (this.#owner?.of !== owner) {
			const claims = toClaimsText(owner.claims, () => true);
			this.#owner = { of: owner, claims, jurisdiction_claim: toAreaText(owner.jurisdiction) };
		}
		head.claims = this.#owner.claims;
		head.jurisdiction_claim = this.#owner.jurisdiction_claim;
		return head;
	}

	/**
	 * As `toRecord` makes of the row's filing, but for the printed texts and places of figures, which its cells hold. It
	 * holds until the next row.
	 */
	record(row: PlainRow): FilingRecord {
		const { units } = this.#record;
		this.head(row);
		for (const unit of units) unit.name = row.owner.name;
		for (const { figure, index, order } of this.#columns) {
			if (index === null) continue;
			const value = row.values[order] ?? NaN;
			const isBlank = Number.isNaN(value);
			figure.value = isBlank ? null : value;
			figure.missing = isBlank ? 'blank' : null;
		}
		return this.#record;
	}

	/** As `toCells` makes of the row's figures: every cell is a bare decimal or blank. */
	cells({ cells, values }: PlainRow): string {
		const texts = this.#columns.map(({ index, order }) => {
			const printed = index === null ? '' : (cells[index] ?? '');
			if (printed === '') return 'null';
			return values[order] === 0 && printed.startsWith('-') ? `"${printed}"` : printed;
		});
		return `[${texts.join()}]`;
	}

	layoutOf({ digits }: PlainOwner): HashedLayout {
		const known = this.#layouts.get(digits);
		if (known) return known;
		const layout = this.#columns.map(({ figure, order, field }): LayoutColumn => {
			return [figure.measure, 'actual', field === null ? null : (digits[order] ?? null), field];
		});
		const [source] = this.#record.sources;
		const recordHash = new RowRecordHash(this.#run, source?.sha256 ?? '', layoutHash(layout));
		const hashed = { layout, recordHash };
		this.#layouts.set(digits, hashed);
		return hashed;
	}
}
