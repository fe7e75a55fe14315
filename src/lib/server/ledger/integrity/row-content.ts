/**
 * The hashes of a filing that is one row of a table: as `hash.ts` makes them of its record, which need not be made for
 * it. A test holds both to the same hashes.
 */
import { ALPHABETICAL_IDS } from '#lib/catalogue/measures.ts';
import type { PlainOwner, PlainRows } from '#lib/forms/table/plain-rows.ts';
import type { RunContext } from '../filing/changes.ts';
import type { HeadRow } from '../filing/record.ts';
import {
	ACTUAL_NAMES,
	NO_CONTENT,
	NO_ROWS,
	NULL,
	PART,
	RECORD_HASH_LENGTH,
	ROW_END,
	VALUE_END
} from './hash.ts';
import { sha256 } from './sha256.ts';
import { TextBytes } from './text-bytes.ts';

const encoder = new TextEncoder();

interface HashedMeasure {
	order: number;
	/** As it stands before the amount. */
	name: Uint8Array;
	/** The reason that stands in place of an amount. */
	missing: Uint8Array;
}

const CONTENT_START = encoder.encode(`"","not_in_template",[["","total",[`);
const CONTENT_END = encoder.encode(`"]]],${NO_CONTENT}]`);

/** The content hashes of the rows of a table. */
export class RowContent {
	readonly #measures: readonly HashedMeasure[];

	constructor({ blank }: PlainRows) {
		this.#measures = ALPHABETICAL_IDS.map((id, order) => ({
			order,
			name: encoder.encode(`${order === 0 ? '"' : '","'}${ACTUAL_NAMES[id]}`),
			missing: encoder.encode(blank[order] ? 'blank' : 'not_in_template')
		}));
	}

	/** @param values in the order of the measures, NaN where none is stated */
	hash(fiscal_year: number, values: readonly number[]): string {
		const bytes = new TextBytes();
		bytes.add('[');
		bytes.addInteger(fiscal_year);
		bytes.add(',');
		bytes.addBytes(CONTENT_START);
		for (const { order, name, missing } of this.#measures) {
			bytes.addBytes(name);
			const value = values[order] ?? NaN;
			if (Number.isNaN(value)) bytes.addBytes(missing);
			else bytes.addInteger(value);
		}
		bytes.addBytes(CONTENT_END);
		return sha256(bytes.written());
	}
}

/** One row as its record hash covers it. */
interface HashedRowParts {
	department_id: number;
	content_sha256: string;
	head: HeadRow;
	line: number;
	cells: string;
}

/** The record hashes of the rows of one file that are stored by one run. */
export class RowRecordHash {
	/** From the run up to the columns of the head, and from these to the unit. */
	readonly #run: Uint8Array;
	readonly #end: Uint8Array;
	#owner: { of: PlainOwner | null; claims: Uint8Array; unit: Uint8Array } = {
		of: null,
		claims: new Uint8Array(),
		unit: new Uint8Array()
	};

	constructor(
		{ import_run_id, imported_at, filed_on }: RunContext & { filed_on: string | null },
		source_sha256: string,
		layout_sha256: string
	) {
		const identity = textOf([import_run_id, imported_at, filed_on]) + ROW_END + PART;
		this.#run = encoder.encode(identity + textOf([source_sha256, 'csv']) + ROW_END + PART);
		this.#end = encoder.encode(ROW_END + layout_sha256 + NO_ROWS);
	}

	hash(
		owner: PlainOwner,
		{ department_id, content_sha256, head, line, cells }: HashedRowParts
	): string {
		if (this.#owner.of !== owner) {
			const claims = textOf([head.claims, head.jurisdiction_claim]) + ROW_END + PART;
			const unit = textOf([owner.name, 'total']);
			this.#owner = { of: owner, claims: encoder.encode(claims), unit: encoder.encode(unit) };
		}
		const bytes = new TextBytes();
		bytes.addInteger(department_id);
		bytes.addBytes(FIRST_VERSION);
		bytes.add(content_sha256);
		bytes.add(VALUE_END);
		bytes.addBytes(this.#run);
		bytes.addInteger(head.fiscal_year);
		bytes.addBytes(UNGRADED);
		bytes.add(head.fiscal_year_place ?? NULL);
		bytes.addBytes(UNWEIGHED);
		bytes.addBytes(this.#owner.claims);
		bytes.addBytes(this.#owner.unit);
		bytes.addInteger(line);
		bytes.add(VALUE_END);
		bytes.add(cells);
		bytes.add(VALUE_END);
		bytes.addBytes(this.#end);
		return sha256(bytes.written(), 'base64url').slice(0, RECORD_HASH_LENGTH);
	}
}

const FIRST_VERSION = encoder.encode(`${VALUE_END}1${VALUE_END}`);
/** Template, grade and its place. */
const UNGRADED = encoder.encode(VALUE_END + textOf(['csv', null, null]));
/** The weight of a score sheet. */
const UNWEIGHED = encoder.encode(VALUE_END + textOf([null, 'not_in_template', '', null]));

function textOf(values: readonly (string | number | null)[]): string {
	return values.map((value) => `${value ?? NULL}${VALUE_END}`).join('');
}
