/** Figures of a form whose fields stand one a line, without a table. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Figure, Figures } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { readAmount } from '../figures/cells.ts';
import { figureOfLabel } from '../figures/columns.ts';
import { isRow, labelOf, textPlace, type Line, type Prose } from '../lines.ts';
import { FORM_UNIT, noteOfLine } from '../figures/money-notes.ts';
import { isOfOtherAmounts } from './whose-amount.ts';

/** `收入合计：1206.04万元`, a line of its own. */
const FIELD =
	/^(\D{2,24}?)\s*[:：]\s*([-−－—]?\s*[\d０-９][\d０-９,，.．]*\s*(?:(?:百万|千|万|亿)?元|[人名个])?)[;；。]?$/;

/** `（2）`, `①`, `其中：` in front of a field. */
const NUMBERING =
	/^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]\s*|[①-⑳]\s*|其中\s*[:：]\s*)+/;

function isOfOtherYear(name: string, fiscalYear: number): boolean {
	const year = /20\d\d(?=年)/.exec(name)?.[0];
	return year !== undefined && Number(year) !== fiscalYear;
}

/** A line without an amount, which holds for the lines below it. `单位：万元` and `负责人：某某` say something of their own. */
function isHeading({ label }: Prose): boolean {
	return label !== '' && label.length <= 24 && !/\d(?:[万亿]?元|[.,]\d)|[。；;]|[:：]./.test(label);
}

/** The figure of a field, stated of the accounts of the department or below a heading of other amounts. */
interface LineField {
	measure: FigureId;
	figure: Figure;
	isOfReport: boolean;
}

/** A form whose fields stand one a line, or several parted by ；, without a table. Of a field that comes again with another number nothing is read. */
export function figuresOfLines(lines: readonly Line[], fiscalYear: number): Figures {
	const found = new Map<FigureId, Figure[]>();
	for (const { measure, figure, isOfReport } of fieldsOf(lines, fiscalYear))
		if (isOfReport) found.set(measure, [...(found.get(measure) ?? []), figure]);
	return Object.fromEntries(
		[...found].flatMap(([measure, [first, ...others]]) =>
			first && others.every(({ value }) => value === first.value) ? [[measure, first]] : []
		)
	);
}

/** Fields from which nothing was stored: below a heading of a budget or a part, or stated twice with different numbers. */
export function unreadFields(
	lines: readonly Line[],
	stated: Figures,
	fiscalYear: number
): Leftover[] {
	return fieldsOf(lines, fiscalYear).flatMap(({ measure, figure, isOfReport }): Leftover[] => {
		const { place, printed, value } = figure;
		const known = stated[measure];
		if (!place || value === null || (isOfReport && known?.place && known.value === value))
			return [];
		const name = measureOf(measure).name;
		const why = isOfReport
			? `“${name}”写了两个不同的数，没有认出哪一个是部门本年度的，未存入。`
			: `“${name}”写在预算或下属单位的小标题下，不是部门本年度的决算数，未存入。`;
		return [{ place, text: printed, why }];
	});
}

function fieldsOf(lines: readonly Line[], fiscalYear: number): LineField[] {
	const fields: LineField[] = [];
	let unit = FORM_UNIT;
	/** False below a heading of a budget or of a part of the department. */
	let isOfReport = true;
	for (const line of lines) {
		if (isRow(line)) continue;
		unit = noteOfLine(line) ?? unit;
		if (isHeading(line)) isOfReport = !isOfOtherAmounts(line.label);
		for (const part of line.text.matchAll(/[^；;。\n]+/g)) {
			const [, name = '', number = ''] = FIELD.exec(part[0].trim().replace(NUMBERING, '')) ?? [];
			const measure =
				name === '' || isOfOtherYear(name, fiscalYear) ? null : figureOfLabel(labelOf(name));
			if (!measure) continue;
			const start = part.index + part[0].lastIndexOf(number);
			const printed = number.trim();
			const place = textPlace(line, start, start + number.length);
			const read = readAmount(measureOf(measure).quantity, printed, unit);
			fields.push({ measure, figure: { ...read, printed, place }, isOfReport });
		}
	}
	return fields;
}
