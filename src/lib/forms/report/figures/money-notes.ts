/** Unit notes of tables, such as `（万元）` in a caption or `单位：元` above a table. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { moneyUnitOf, PRINTED_MONEY_UNIT, type MoneyUnit } from '#lib/catalogue/units.ts';
import type { Issue } from '#lib/documents/issue.ts';
import { isNoValue } from './figure-values.ts';
import type { HeadColumn } from '../grid.ts';
import { cellPlace, filledCells, firstCell, isRow, textPlace, type Line } from '../lines.ts';

/** The form is printed in 万元 throughout. */
export const FORM_UNIT: MoneyUnit = '万元';

const UNIT = `(${PRINTED_MONEY_UNIT})`;
const NOTES = [
	new RegExp(`单位[:：]?(?:人民币)?[^\\d,，。;；)]{0,4}?${UNIT}(?=$|[,，。、);；/])`),
	new RegExp(`\\([^()\\d]{0,8}?${UNIT}(?:[,，、/][^()]{0,4})?\\)`)
];
/** In a head the unit may be behind the label without brackets: `金额/元`. */
const UNIT_ALONE = new RegExp(`^[^\\d,，。;；]{0,12}?[/:：]?${UNIT}$`);
/** A note is in a caption or a head, never in running text. */
const LONGEST_NOTE = 48;

function noteIn(text: string): MoneyUnit | null {
	if (text.length > LONGEST_NOTE || !text.includes('元')) return null;
	const compact = removeBlanks(text);
	for (const note of NOTES) {
		const unit = note.exec(compact)?.[1];
		if (unit) return moneyUnitOf(unit);
	}
	return null;
}

/** The note of a column's own head, the innermost first. */
export function noteOfLeaf(leaf: HeadColumn): MoneyUnit | null {
	for (const cell of leaf.cells.toReversed()) {
		if (!cell.text.includes('元')) continue;
		const unit =
			noteIn(cell.text) ?? moneyUnitOf(UNIT_ALONE.exec(removeBlanks(cell.text))?.[1] ?? '');
		if (unit) return unit;
	}
	return null;
}

const MONEY_ALONE = new RegExp(`^\\(?(?:人民币)?${UNIT}\\)?$`);

/** `元` in a cell of its own, as a column 计量单位 holds it beside each amount; null for any other text. */
export function unitAlone(text: string): MoneyUnit | null {
	if (!text.includes('元') || text.length > LONGEST_UNIT) return null;
	return moneyUnitOf(MONEY_ALONE.exec(removeBlanks(text))?.[1] ?? '');
}

const UNIT_NOTE = new RegExp(`^\\(?(?:人民币)?(?:${UNIT}|[%人个分])\\)?$`);

/** `（万元）`, `%` or `人` alone, as a row or a column of units prints them. */
export function isUnitNote(text: string): boolean {
	return text.length <= LONGEST_UNIT && UNIT_NOTE.test(removeBlanks(text));
}

const LONGEST_UNIT = 16;

/** The note that a line gives to what follows it: a paragraph, or a row that is a caption. */
export function noteOfLine(line: Line): MoneyUnit | null {
	if (!isRow(line)) return noteIn(line.text);
	const cells = filledCells(line);
	const isStated = cells.some((cell) => cell.isNumber || isNoValue(cell));
	if (cells.length > 2 && isStated) return null;
	// `三公经费合计（元） | 105000` notes the unit of that amount alone.
	const isAlone = cells.length > 2 || isStated;
	const notes = isAlone ? cells.filter(({ text }) => NOTE_ALONE.test(text)) : cells;
	return notes.map((cell) => noteIn(cell.text)).find(Boolean) ?? null;
}

/** `金额单位：元` beside other fields, `单位名称：某校 | 公开01表 | 单位：元`, or in a head. */
const NOTE_ALONE = new RegExp(
	`^[(（]?(?:金额|货币|计量)?单\\s*位\\s*[:：]\\s*(?:人民币)?${PRINTED_MONEY_UNIT}[)）]?$`
);

/** `注：本表金额单位为元。` below a table is about the table above. */
const ABOUT_ABOVE =
	/^(?:[*※]|\(?\d[).、])?(?:注|备注|说明|填表说明)\d?[:：.、].{0,24}单位|^(?:[*※])?(?:本表|上表|以上|表中).{0,12}单位/;

export function isAboutAbove(text: string): boolean {
	return ABOUT_ABOVE.test(removeBlanks(text));
}

/** The notes below tables, by the table's number: those of the line behind a table that say that they are about it. */
export function notesBelow(lines: readonly Line[]): Map<number, MoneyUnit> {
	const notes = new Map<number, MoneyUnit>();
	let table = 0;
	let behind = 0;
	for (const line of lines) {
		if (isRow(line)) {
			if (line.table !== table || line.cells.some(({ isNumber }) => isNumber)) behind = 0;
			table = line.table;
		}
		const text = isRow(line) ? (filledCells(line)[0]?.text ?? '') : line.text;
		if (table === 0 || ++behind > LINES_BEHIND) continue;
		const unit = isAboutAbove(text) && !notes.has(table) ? noteOfLine(line) : null;
		if (unit) notes.set(table, unit);
	}
	return notes;
}

/** A note about a table is among so many lines behind its last amount. */
const LINES_BEHIND = 4;

/** Names every note that contradicts the one before it without an amount between them: the nearer one is used. */
export function contradictoryNotes(lines: readonly Line[]): Issue[] {
	const issues: Issue[] = [];
	let before: MoneyUnit | null = null;
	for (const line of lines) {
		const unit = !isRow(line) && isAboutAbove(line.text) ? null : noteOfLine(line);
		if (unit && before && unit !== before) issues.push(contradiction(line, before, unit));
		if (unit) before = unit;
		else if (isRow(line) && line.cells.some(({ isNumber }) => isNumber)) before = null;
	}
	return issues;
}

function contradiction(line: Line, before: MoneyUnit, unit: MoneyUnit): Issue {
	const place = isRow(line) ? cellPlace(line, firstCell(line), null, null) : textPlace(line);
	return {
		code: 'unit_conflict',
		severity: 'warning',
		message: `同一张表上方先写单位是“${before}”，后写是“${unit}”；已按后一个“${unit}”读取，请核实后统一。`,
		place
	};
}

/**
 * The unit that the columns without a note share with the others: where most columns note it, or the first one, which
 * holds the total. Null where the notes differ.
 */
export function sharedNote(notes: readonly (MoneyUnit | null)[]): MoneyUnit | null {
	const noted = notes.filter((note) => note !== null);
	const [first] = noted;
	const leads = noted.length * 2 > notes.length || notes[0] === first;
	return first && leads && noted.every((note) => note === first) ? first : null;
}
