/**
 * Rows of a table as records. One record stands for all rows of a table, one after another: a record a row would be most
 * of the work of storing it.
 */
import { ALPHABETICAL_IDS, type ReportedId } from '#lib/catalogue/measures.ts';
import type { FiledSource } from '#lib/filing/filing.ts';
import type { PlainOwner, PlainRow, PlainRows } from '#lib/forms/table/plain-rows.ts';
import { NO_FACTS } from './facts.ts';
import type { FigureCells, Layout, LayoutColumn } from './figure-cells.ts';
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

interface RowColumn {
	figure: FigureRecord;
	order: number;
	/** Of the cell; null where the table has no such column. */
	index: number | null;
	/** Its place within a line, as the ledger writes it. */
	field: string | null;
}

export class RowRecorder {
	readonly #record: FilingRecord;
	readonly #table: PlainRows;
	readonly #columns: readonly RowColumn[];
	/** By the digits of an owner's columns, which owners share. */
	readonly #layouts = new Map<readonly number[], Layout>();
	/** Claims of one owner, whose rows come one after another. */
	#claims: { of: PlainOwner | null; claims: string; jurisdiction_claim: string | null } = {
		of: null,
		claims: '',
		jurisdiction_claim: null
	};

	constructor(table: PlainRows, source: FiledSource) {
		this.#table = table;
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

	/**
	 * As `toRecord` makes of the row's filing, but for the printed texts and places of figures, which its cells hold. It
	 * holds until the next row.
	 */
	record({ owner, line, fiscal_year, values }: PlainRow): FilingRecord {
		const { head, units } = this.#record;
		const { index, label } = this.#table.yearColumn;
		head.fiscal_year = fiscal_year;
		head.fiscal_year_place = `${line}:${index + 1}:${label}`;
		if (this.#claims.of !== owner) {
			const claims = toClaimsText(owner.claims, () => true);
			this.#claims = { of: owner, claims, jurisdiction_claim: toAreaText(owner.jurisdiction) };
		}
		head.claims = this.#claims.claims;
		head.jurisdiction_claim = this.#claims.jurisdiction_claim;
		for (const unit of units) unit.name = owner.name;
		for (const column of this.#columns) {
			if (column.index === null) continue;
			const { figure } = column;
			const value = values[column.order] ?? NaN;
			const isBlank = Number.isNaN(value);
			figure.value = isBlank ? null : value;
			figure.missing = isBlank ? 'blank' : null;
		}
		return this.#record;
	}

	/** As `toCells` makes of the row's figures: every cell is a bare decimal or blank. */
	cells({ owner, line, cells, values }: PlainRow): FigureCells {
		let text = '';
		for (const { index, order } of this.#columns) {
			const printed = index === null ? '' : (cells[index] ?? '');
			const isSigned = values[order] === 0 && printed.startsWith('-');
			text += printed === '' ? ',null' : isSigned ? `,"${printed}"` : `,${printed}`;
		}
		return { layout: this.#layoutOf(owner), line, cells: `[${text.slice(1)}]` };
	}

	#layoutOf({ digits }: PlainOwner): Layout {
		const known = this.#layouts.get(digits);
		if (known) return known;
		const layout = this.#columns.map(({ figure, order, field }): LayoutColumn => {
			return [figure.measure, 'actual', field === null ? null : (digits[order] ?? null), field];
		});
		this.#layouts.set(digits, layout);
		return layout;
	}
}
