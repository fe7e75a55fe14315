/** Tells which forms a table is of, and what its row labels state in the light of these. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import { FORMS } from '../forms.ts';
import type { FormDefinition, FormLabel } from '../definition.ts';
import { figureOfLabel, readingsOf } from './figures/columns.ts';
import type { FormRow } from './lines.ts';

/** The forms that the labels of each table tell, by the table's number; of a taught form it is that one alone. */
export function formsOfTables(
	rows: readonly FormRow[],
	told: ReadonlyMap<number, FormDefinition>
): Map<number, FormDefinition[]> {
	const texts = new Map<number, string>();
	for (const row of rows) {
		let text = texts.get(row.table) ?? '';
		// Of all cells most are numbers, which no form is told by.
		for (const { label, isNumber } of row.cells) if (label && !isNumber) text += `\n${label}`;
		texts.set(row.table, text);
	}
	return new Map(
		[...texts].map(([table, text]) => {
			const taught = told.get(table);
			return [table, taught ? [taught] : FORMS.filter((form) => tells(form, text))];
		})
	);
}

function tells({ tells: lists }: FormDefinition, text: string): boolean {
	return lists.some((words) => words.every((word) => text.includes(word)));
}

/** A row label states a figure, or nothing that is stored and why. Null for a label that nobody knows. */
export interface Meaning {
	figure: FigureId | null;
	why: string | null;
	/** Nothing but its parts above tells what a bare `合计` sums up: it has to equal their sum. */
	sumOf?: readonly FigureId[];
	/** `结余` alone: income and spending have to tell whether it is this year's or what is left in all. */
	isBalance?: true;
}

export function meaningOf(label: string, forms: readonly FormDefinition[]): Meaning | null {
	if (label === '') return null;
	const readings = readingsOf(label);
	for (const form of forms) {
		const found = form.labels.find((each) => readings.includes(each.label));
		if (found) return { figure: found.measure, why: whyOf(found) };
	}
	const figure = figureOfLabel(label);
	return figure && { figure, why: null };
}

function whyOf({ label, measure, why }: FormLabel): string | null {
	return measure === null ? (why ?? `本系统没有“${label}”这一指标`) : null;
}

/** A table with such a row or column, or with income beside spending, states incomes as such. */
const STATES_INCOME = /^(?:[一二三四五六]、)?(?:本年)?(?:收入(?:合计|总计|总额)|总收入)/;
const INCOME_SIDE = /^(?:[一二三四五六]、)?(?:本年)?收入(?:情况|项目|部分)?$/;
const SPENDING_SIDE = /^(?:[一二三四五六]、)?(?:本年)?支出(?:情况|项目|部分)?$/;

/** Tells a row of a table that states incomes as such, not as sources of what was spent. */
export function statesIncome({ cells }: FormRow): boolean {
	return (
		cells.some(({ label }) => STATES_INCOME.test(label)) ||
		[INCOME_SIDE, SPENDING_SIDE].every((side) => cells.some(({ label }) => side.test(label)))
	);
}
