/** Follows which unit of money the amounts are in while the lines of a report are gone through. */
import type { MoneyUnit } from '#lib/catalogue/units.ts';
import { isRow, type FormRow, type Line, type Prose } from '../lines.ts';
import { FORM_UNIT, isAboutAbove, noteOfLine, notesBelow } from './money-notes.ts';
import { valueHeadOf } from './value-head.ts';

export class UnitInForce {
	value: MoneyUnit = FORM_UNIT;
	readonly #rows: readonly FormRow[];
	readonly #below: ReadonlyMap<number, MoneyUnit>;
	#table = 0;
	#isNoted = false;
	/** A note stands between the last table and what follows. */
	#isNotedHere = false;

	constructor(lines: readonly Line[]) {
		this.#rows = lines.filter(isRow);
		this.#below = notesBelow(lines);
	}

	note(line: Line): void {
		const noted = noteOfLine(line);
		if (!noted) return;
		this.#isNoted = true;
		this.value = noted;
	}

	noteParagraph(line: Prose): void {
		if (isAboutAbove(line.text)) return;
		this.note(line);
		this.#isNotedHere ||= noteOfLine(line) !== null;
	}

	/** The unit that the table's own head of amounts names, also for the rows above that head; used where nothing above the table names one. */
	startTable({ table }: FormRow): void {
		if (table === this.#table) return;
		this.#table = table;
		const below = this.#isNotedHere ? undefined : this.#below.get(table);
		this.#isNotedHere = false;
		if (below) this.value = below;
		if (below || this.#isNoted) return;
		const head = this.#rows
			.values()
			.filter((row) => row.table === table && row.cells.some(({ text }) => text.includes('元')))
			.map((row) => valueHeadOf(row, [], null, null))
			.find((each) => each?.unit);
		this.value = head?.unit ?? FORM_UNIT;
	}
}
