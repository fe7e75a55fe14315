/** Labelled cells of the form outside its figures: texts, names of contacts. */
import type { Contact, Passage } from '#lib/filing/filing.ts';
import {
	CONTACT_ROW,
	EVALUATOR_HEAD,
	PASSAGE_KINDS,
	PHONE_ROW,
	PREPARER,
	SIGNATURE_LINE,
	WITHHELD
} from './labels.ts';
import {
	cellPlace,
	filledCells,
	isRow,
	isUnmerged,
	joinText,
	textPlace,
	normaliseText,
	type Line,
	type Prose,
	type FormRow,
	type RowCell
} from './lines.ts';
import { beginsWithAmount } from './figures/figure-values.ts';
import { isUnitNote } from './figures/money-notes.ts';

/** A label cell and the cell beside it; `value` is null at the end of a row. */
interface LabelledCell {
	row: FormRow;
	label: RowCell;
	value: RowCell | null;
}

/** The labelled cells of the rows whose label matches. */
export function labelledCells(rows: readonly FormRow[], label: RegExp): LabelledCell[] {
	const found: LabelledCell[] = [];
	for (const row of rows) {
		for (const [index, cell] of row.cells.entries()) {
			if (cell.label === '' || !label.test(cell.label)) continue;
			const beside =
				row.cells.find((next, at) => at > index && !next.continues && !isUnitNote(next.text)) ??
				null;
			const value = beside?.text === '' ? (behindBlanks(row, cell) ?? beside) : beside;
			found.push({ row, label: cell, value });
		}
	}
	return found;
}

/** `绩效自评综合得分,,,,95分`: as CSV a merged cell is one with blank ones behind it, and these lead to the only other text. */
function behindBlanks(row: FormRow, label: RowCell): RowCell | null {
	const [first, second, ...others] = filledCells(row);
	return isUnmerged(row) && first === label && second && others.length === 0 ? second : null;
}

/** `绩效自评综合得分` and, in the line below it, `94`: the cells of a form have become lines. */
export function linesBelow(lines: readonly Line[], label: RegExp, value: RegExp): Prose[] {
	return lines.flatMap((line, index) => {
		const below = lines[index + 1];
		if (!below || isRow(line) || isRow(below)) return [];
		return label.test(line.label) && value.test(below.label) ? [below] : [];
	});
}

/** Texts of the form: a label such as `职能职责概述`, the text in the cell beside it. */
export function readFormPassages(rows: readonly FormRow[]): Passage[] {
	return rows.flatMap((row) => {
		const [label, value, ...rest] = filledCells(row);
		if (!label || !value || rest.length > 0) return [];
		const kind = passageKind(label.label);
		if (!kind || label.label.length > LONGEST_HEADING || !isRunningText(value)) return [];
		return [
			{
				kind,
				heading: joinText(label.text),
				text: normaliseText(value.text),
				place: cellPlace(row, value, null, label.label)
			}
		];
	});
}

const LONGEST_HEADING = 40;

function isRunningText(cell: RowCell): boolean {
	const { text } = cell;
	if (cell.isNumber || beginsWithAmount(cell)) return false;
	return /[一-龥]/.test(text) && !SIGNATURE_LINE.test(joinText(text)) && text.length >= 4;
}

/** Tells what a heading is about; null where its words do not tell. */
export function passageKind(heading: string): Passage['kind'] | null {
	return PASSAGE_KINDS.find(([, pattern]) => pattern.test(heading))?.[0] ?? null;
}

/** Names and phones, wherever the form prints them. */
export function readContacts(lines: readonly Line[]): Contact[] {
	const rows = lines.filter(isRow);
	const contacts: Contact[] = [];
	for (const [role, label] of [
		['contact', CONTACT_ROW],
		['phone', PHONE_ROW],
		['preparer', PREPARER]
	] as const) {
		for (const { row, label: name, value } of labelledCells(rows, label)) {
			if (value)
				contacts.push({
					role,
					text: normaliseText(value.text),
					place: cellPlace(row, value, null, name.label)
				});
		}
	}
	contacts.push(
		...evaluators(rows),
		...lines.flatMap((line) => (isRow(line) ? [] : signedNames(line)))
	);
	return contacts.filter(({ text }) => text !== '' && !WITHHELD.test(text.split(' · ')[0] ?? ''));
}

/** The rows of the table of evaluators. */
export function evaluatorRows(rows: readonly FormRow[]): FormRow[] {
	const found: FormRow[] = [];
	let open: FormRow | null = null;
	for (const row of rows) {
		const labels = row.cells.map((cell) => cell.label);
		if (labels.filter((label) => EVALUATOR_HEAD.has(label)).length >= 2) {
			open = row;
			found.push(row);
		} else if (open?.table === row.table && row.cells.length === open.cells.length) {
			found.push(row);
		} else open = null;
	}
	return found;
}

function evaluators(rows: readonly FormRow[]): Contact[] {
	const table = evaluatorRows(rows);
	return table.flatMap((row) => {
		const [name, position] = row.cells;
		if (!name || EVALUATOR_HEAD.has(name.label)) return [];
		const text = [name.text, position?.text ?? ''].map(normaliseText).filter(Boolean).join(' · ');
		return name.text === ''
			? []
			: [{ role: 'evaluator' as const, text, place: cellPlace(row, name, null, '姓名') }];
	});
}

const SIGNED: readonly (readonly [Contact['role'], RegExp])[] = [
	[
		'preparer',
		/(?:填报人|填表人|制表人|经办人)[^:：]{0,8}[:：]\s*([^\s:：,，;；]{2,8})(?=\s|$|[,，;；])/
	],
	['contact', /联[系络]人[^:：]{0,8}[:：]\s*([^\s:：,，;；]{2,8})(?=\s|$|[,，;；])/],
	['phone', /(?:联[系络]电话|电话|联系方式)[^:：\d]{0,8}[:：]?\s*(\d[\d-]{5,15})/]
];

function signedNames(prose: Prose): Contact[] {
	return SIGNED.flatMap(([role, pattern]) => {
		const match = pattern.exec(prose.text);
		const text = match?.[1] ?? '';
		if (!match || text === '' || /联系|电话|日期/.test(text)) return [];
		const end = match.index + match[0].length;
		return [{ role, text, place: textPlace(prose, end - text.length, end) }];
	});
}
