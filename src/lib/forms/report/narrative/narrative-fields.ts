/** Figures of a form whose fields stand one a line, without a table. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Figure, Figures } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { readAmount } from '../figures/cells.ts';
import { isOfOneSource } from '../figures/basis.ts';
import { figureOfLabel } from '../figures/columns.ts';
import { isRow, labelOf, textPlace, type Line } from '../lines.ts';
import { FORM_UNIT, noteOfLine } from '../figures/money-notes.ts';
import { PARTS_OF_SPENDING, WHOLES } from './parts.ts';
import { isHeading, isOfBudget, isOfOthers } from './headings.ts';

/** `收入合计：1206.04万元`, a line of its own. */
const FIELD =
	/^(\D{2,24}?)\s*[:：]\s*([-−－—]?\s*[\d０-９][\d０-９,，.．]*\s*(?:(?:百万|千|万|亿)?元|[人名个])?)[;；。]?$/;

/** `（2）`, `①`, `•`, `其中：` in front of a field. */
const NUMBERING =
	/^(?:[•·●■◆▪▶*]\s*|[-–—]\s+|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]\s*|[①-⑳]\s*|其中\s*[:：]\s*)+/;

function isOfOtherYear(name: string, fiscalYear: number): boolean {
	const year = /20\d\d(?=年)/.exec(name)?.[0];
	return year !== undefined && Number(year) !== fiscalYear;
}

/** The figure of a field, stated of the accounts of the department or below a heading of other amounts. */
interface LineField {
	measure: FigureId;
	figure: Figure;
	isOfReport: boolean;
	/** Stands below what one source paid for: `财政拨款支出合计：790万元`. */
	isBelowSource: boolean;
}

/** A form whose fields stand one a line, or several parted by ；, without a table. Of a field that comes again with another number nothing is read. */
export function figuresOfLines(lines: readonly Line[], fiscalYear: number): Figures {
	const found = new Map<FigureId, Figure[]>();
	for (const { measure, figure, isOfReport } of ownFieldsOf(lines, fiscalYear))
		if (isOfReport) found.set(measure, [...(found.get(measure) ?? []), figure]);
	return Object.fromEntries(
		[...found].flatMap(([measure, [first, ...others]]) =>
			first && others.every(({ value }) => value === first.value) ? [[measure, first]] : []
		)
	);
}

/** Tells whether a figure of the text stands in a field that is not of the report's own accounts. */
export function isInOtherField(
	lines: readonly Line[],
	fiscalYear: number
): (figure: Figure) => boolean {
	const others = ownFieldsOf(lines, fiscalYear).flatMap(({ figure: { place }, isOfReport }) =>
		isOfReport || place?.kind !== 'text' ? [] : [place]
	);
	return ({ place }) =>
		place?.kind === 'text' &&
		others.some(({ paragraph, start }) => paragraph === place.paragraph && start === place.start);
}

/** Fields from which nothing was stored: below a heading of a budget or a part, or stated twice with different numbers. */
export function unreadFields(
	lines: readonly Line[],
	stated: Figures,
	fiscalYear: number
): Leftover[] {
	return ownFieldsOf(lines, fiscalYear).flatMap(({ measure, figure, isOfReport }): Leftover[] => {
		const { place, printed, value } = figure;
		const known = stated[measure];
		if (!place || value === null || (isOfReport && known?.place && known.value === value))
			return [];
		const name = measureOf(measure).name;
		const why = isOfReport
			? `“${name}”写了两个不同的数，没有认出哪一个是部门本年度的，未存入。`
			: `“${name}”写在预算、其他年度、下属单位或一项资金来源之下，不是部门本年度的全部决算数，未存入。`;
		return [{ place, text: printed, why }];
	});
}

/** The parts below what one source paid for are its own, unless they make up the department's whole spending. */
function ownFieldsOf(lines: readonly Line[], fiscalYear: number): LineField[] {
	const fields = fieldsOf(lines, fiscalYear);
	const valueOf = (id: FigureId) =>
		fields.find(({ measure, isOfReport }) => measure === id && isOfReport)?.figure.value ?? 0;
	const isWhole =
		valueOf('spending_basic') + valueOf('spending_project') === valueOf('spending_total');
	return fields.map((field) =>
		field.isBelowSource && !isWhole && PARTS_OF_SPENDING.has(field.measure)
			? { ...field, isOfReport: false }
			: field
	);
}

/** Fields of one line are parted by stops, or by a gap between an amount and the next label. */
const FIELD_TEXT = /(?:(?!(?<=[\d元人名个分])\s+[^\s\d:：]{2,24}[:：])[^；;。\n])+/g;

function fieldsOf(lines: readonly Line[], fiscalYear: number): LineField[] {
	const fields: LineField[] = [];
	let unit = FORM_UNIT;
	/** False below a heading of a budget, of a part of the department or of another year. */
	let isOfReport = true;
	let isBelowSource = false;
	/** Parts that follow are of the budget before them, `全年预算：1010.00；其中：基本支出：610.00`, or cannot be told from such. */
	let isBelowBudget = false;
	for (const line of lines) {
		if (isRow(line)) continue;
		unit = noteOfLine(line) ?? unit;
		if (isHeading(line)) {
			const { label } = line;
			isOfReport = !isOfBudget(label) && !isOfOthers(label, fiscalYear) && !isOfOneSource(label);
			isBelowSource = false;
			isBelowBudget = false;
		}
		for (const part of line.text.matchAll(FIELD_TEXT)) {
			const [, name = '', number = ''] = FIELD.exec(part[0].trim().replace(NUMBERING, '')) ?? [];
			const measure =
				name === '' || isOfOtherYear(name, fiscalYear) ? null : figureOfLabel(labelOf(name));
			isBelowSource = measure === 'spending_total' ? false : isBelowSource || isOfOneSource(name);
			if (name !== '' && !mayBeOfBudget(measure)) isBelowBudget = BUDGET.test(name);
			if (!measure) continue;
			const start = part.index + part[0].lastIndexOf(number);
			const printed = number.trim();
			const place = textPlace(line, start, start + number.length);
			const read = readAmount(measureOf(measure).quantity, printed, unit);
			const figure = { ...read, printed, place };
			fields.push({ measure, figure, isOfReport: isOfReport && !isBelowBudget, isBelowSource });
		}
	}
	return fields;
}

/** `全年预算：`, but not the source `政府性基金预算：`. */
const BUDGET = /(?<!公共|基金|经营)预算(?:数|额|总额|安排|资金|资金总额|合计)?$/;

/** A part of what was budgeted, which a whole, the name of something else, people and assets are not. */
function mayBeOfBudget(measure: FigureId | null): boolean {
	if (measure === null || WHOLES.has(measure)) return false;
	return ['income', 'spending', 'three_public'].includes(measureOf(measure).group);
}
