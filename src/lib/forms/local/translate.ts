/**
 * Tables of taught forms in the words of the ledger: their labels are replaced before recognition, so that whatever
 * reads the built-in forms reads these too, and put back into what was recognised.
 */
import { measureOf } from '#lib/catalogue/measures.ts';
import type { Workbook, Worksheet } from '#lib/documents/sheet/workbook.ts';
import type { Recognition } from '#lib/filing/recognition.ts';
import type { FormDefinition } from '../definition.ts';
import { figureOfKeyword, figureOfLabel, readingsOf } from '../report/figures/columns.ts';
import { isRow, labelOf, proseOf, type FormRow, type Line } from '../report/lines.ts';
import { noteOfLine } from '../report/figures/money-notes.ts';
import { figuresHeld, NOT_READ, wordFor, type LocalForm } from './definition.ts';

export interface Translation {
	lines: Line[];
	/** The taught form of each table that is of one, by the table's number. */
	told: ReadonlyMap<number, FormDefinition>;
	/** By table: the printed labels of the words that took their place. */
	printed: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

export function translate(lines: readonly Line[], forms: readonly LocalForm[]): Translation {
	const told = new Map<number, FormDefinition>();
	const printed = new Map<number, ReadonlyMap<string, string>>();
	if (forms.length === 0) return { lines: [...lines], told, printed };
	const found = formsByTable(lines, forms);
	const isNoted = lines.some((line) => noteOfLine(line) !== null);
	const translated = lines.flatMap((line): Line[] => {
		const form = isRow(line) ? found.get(line.table) : undefined;
		if (!form || !isRow(line)) return [line];
		const isFirst = !told.has(line.table);
		const { words, why } = wordsOf(form);
		if (isFirst) {
			told.set(line.table, {
				...NOTHING,
				id: form.name,
				name: form.name,
				labels: why,
				// It may be scored by a sheet that its definition says nothing of.
				holds: [...figuresHeld(form), 'score_form', 'score_sheet']
			});
			printed.set(line.table, new Map([...words].map(([label, word]) => [word, label])));
		}
		const row = {
			...line,
			cells: line.cells.map((cell) => ({ ...cell, label: wordIn(words, cell.label) }))
		};
		return isFirst && !isNoted ? [unitNote(form), row] : [row];
	});
	return { lines: translated, told, printed };
}

/**
 * A workbook with the labels of taught forms replaced: a sheet with a row a department is then read as such. Where no
 * cell of a sheet names a unit, the heads do.
 */
export function inLedgerWords(workbook: Workbook, forms: readonly LocalForm[]): Workbook {
	if (forms.length === 0) return workbook;
	return { ...workbook, sheets: workbook.sheets.map((sheet) => translateSheet(sheet, forms)) };
}

function translateSheet(sheet: Worksheet, forms: readonly LocalForm[]): Worksheet {
	const texts = sheet.rows.flatMap(({ cells }) => cells);
	const form = formOf(texts.map(labelOf), forms);
	if (!form) return sheet;
	const { words } = wordsOf(form);
	const note = texts.some((text) => /单位[:：]|[（(][^()（）]*元[）)]/.test(text))
		? ''
		: `（${form.unit}）`;
	const translated = (text: string): string => {
		const label = labelOf(text);
		const word = wordIn(words, label);
		// A label that is not read keeps its name, unless the ledger would take it for a figure.
		const isStrange = (figureOfLabel(label) ?? figureOfKeyword(label, null)) === null;
		if (word === label || (word.startsWith(NOT_READ) && isStrange)) return text;
		return isMoney(word) ? word + note : word;
	};
	return {
		...sheet,
		rows: sheet.rows.map((row) => ({ ...row, cells: row.cells.map(translated) }))
	};
}

function isMoney(word: string): boolean {
	const figure = figureOfLabel(word);
	return figure !== null && measureOf(figure).quantity === 'money';
}

const NOTHING = { tells: [] };

function unitNote({ unit }: LocalForm): Line {
	return proseOf({ kind: 'paragraph', number: 0, text: `单位：${unit}` });
}

/** The first taught form whose words stand in a table. */
function formsByTable(lines: readonly Line[], forms: readonly LocalForm[]): Map<number, LocalForm> {
	const rows = Map.groupBy(lines.filter(isRow), ({ table }: FormRow) => table);
	const found = new Map<number, LocalForm>();
	for (const [table, own] of rows) {
		const form = formOf(
			own.flatMap(({ cells }) => cells.map(({ label }) => label)),
			forms
		);
		if (form) found.set(table, form);
	}
	return found;
}

/** Also for a label with `其中：` or a number before it. */
function wordIn(words: ReadonlyMap<string, string>, label: string): string {
	if (label === '') return label;
	return readingsOf(label).flatMap((reading) => words.get(reading) ?? [])[0] ?? label;
}

function formOf(labels: readonly string[], forms: readonly LocalForm[]): LocalForm | undefined {
	const text = labels.join('\n');
	return forms.find(({ tells }) =>
		tells.some((words) => words.every((word) => text.includes(word)))
	);
}

interface Words {
	words: Map<string, string>;
	why: FormDefinition['labels'];
}

/** Replaces an unread label with a word that no table knows and that stands for the reason. */
function wordsOf({ labels }: LocalForm): Words {
	const words = new Map<string, string>();
	const why: FormDefinition['labels'][number][] = [];
	labels.forEach((each, index) => {
		if (each.means !== NOT_READ) {
			words.set(each.label, labelOf(wordFor(each.means) ?? each.label));
			return;
		}
		const word = `${NOT_READ}〈${index}〉`;
		words.set(each.label, word);
		why.push({ label: word, measure: null, why: each.why ?? '报表定义写明不读' });
	});
	return { words, why };
}

/** The recognised figures, with the labels as the form prints them. */
export function inPrint(recognition: Recognition, { printed }: Translation): Recognition {
	if (printed.size === 0) return recognition;
	const notRead = [...printed.values()].flatMap((words) =>
		[...words].filter(([word]) => word.startsWith(`${NOT_READ}〈`))
	);
	const restore = (value: unknown): unknown => {
		if (typeof value === 'string') {
			return value.includes(NOT_READ)
				? notRead.reduce((text, [word, label]) => text.replaceAll(word, label), value)
				: value;
		}
		if (Array.isArray(value)) return value.map(restore);
		if (typeof value !== 'object' || value === null) return value;
		const copy = Object.fromEntries(
			Object.entries(value).map(([key, each]) => [key, restore(each)])
		);
		if (copy.kind !== 'cell') return copy;
		const words = printed.get(copy.table as number);
		const labelIn = (word: unknown) => words?.get(word as string) ?? word;
		return {
			...copy,
			row_label: labelIn(copy.row_label),
			column_label: labelIn(copy.column_label)
		};
	};
	return restore(recognition) as Recognition;
}
