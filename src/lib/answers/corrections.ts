/** 人工更正 in words: what was read, what stands there now, who gave it, when and why. */
import { nameWithin } from '#lib/catalogue/departments.ts';
import { formatValue } from '#lib/catalogue/format.ts';
import {
	correctableName,
	correctableOf,
	isItemFigure,
	type CorrectableId
} from '#lib/catalogue/correctable.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { firstNames } from '#lib/catalogue/name-lists.ts';
import { absent, MISSING_TEXT, present } from '#lib/catalogue/values.ts';
import { dayInChina, timeInChina } from '#lib/catalogue/years.ts';
import { correctionNote, correctionsBehind } from '#lib/comparison/correction-marks.ts';
import type { CorrectedValue } from '#lib/comparison/corrected.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { departmentHref, href, measureHref, placeHref, type Chosen } from '#lib/links.ts';
import type { CorrectionRow } from '#lib/server/questions/reports/corrections.ts';

/** `收入合计原读“1206.04”，officer于2026年11月27日人工更正为“1260.04万元”：扫描件模糊`. */
export function correctionSentence(correction: CorrectedValue): string {
	const { measure, printed, printed_unit, reason, corrected_by, corrected_at } = correction;
	return `${correctableName(measure, correction.unit)}${oldWords(correction)}，${corrected_by}于${dayInChina(corrected_at)}人工更正为“${withUnit(printed, printed_unit)}”：${reason}`;
}

function oldWords({ old_value, old_missing, old_printed }: CorrectedValue): string {
	if (old_value !== null) return `原读“${old_printed}”`;
	const why = MISSING_TEXT[old_missing ?? 'blank'];
	return old_printed === '' ? `原为${why}` : `原文“${old_printed}”${why}`;
}

/** The remark and the words that a table puts on the cell of a corrected figure; none for any other. */
export function correctedCell(
	observation: Observation,
	measure: MeasureId
): { note?: string; exact?: string } {
	const note = correctionNote(valueOf(observation, measure));
	if (note === undefined) return {};
	const said = correctionsBehind(observation, measure).map(correctionSentence);
	// Of a figure of the year compared with, the table of that year says more.
	return said.length === 0 ? { note } : { note, exact: `${said.join('；')}。` };
}

export interface CorrectionLine {
	id: number;
	department: string;
	href: string;
	/** With the year, and the row where it is not the total. */
	figure: string;
	before: string;
	after: string;
	/** The corrected cell in the document. */
	source: string;
	reason: string;
	by: string;
	state: string;
	isInUse: boolean;
}

export const CORRECTION_STATE_NAMES: Record<CorrectionRow['state'], string> = {
	in_use: '现用',
	superseded: '已由后来的报送或恢复的版本取代',
	taken_back: '已撤回'
};

export function correctionLine(row: CorrectionRow, chosen: Chosen): CorrectionLine {
	const { measure, fiscal_year, unit, department, state } = row;
	return {
		id: row.id,
		department: department.name,
		href: departmentHref(department.code, { ...chosen, year: fiscal_year }),
		figure: `${fiscal_year}年${correctableName(measure, unit)}`,
		before: `${amount(measure, row.old_value, row.old_missing)}${printedText(row.old_printed)}`,
		after: `${amount(measure, row.value, row.missing)}${printedText(row.printed, row.printed_unit)}`,
		source: sourceHref(row),
		reason: row.reason,
		by: `${row.corrected_by} ${timeInChina(row.corrected_at)}`,
		state: state === 'taken_back' ? takenBack(row) : CORRECTION_STATE_NAMES[state],
		isInUse: state === 'in_use'
	};
}

function takenBack({ taken_back_by, taken_back_at, taken_back_reason }: CorrectionRow): string {
	return `${CORRECTION_STATE_NAMES.taken_back}：${taken_back_by ?? ''} ${taken_back_at ? timeInChina(taken_back_at) : ''}，${taken_back_reason ?? ''}`;
}

/** The corrected cell; of a figure without one the page that says so. */
function sourceHref({ filing_id, measure, place }: CorrectionRow): string {
	return place || isItemFigure(measure)
		? placeHref(filing_id, place)
		: measureHref(filing_id, measure);
}

function amount(
	measure: CorrectableId,
	value: number | null,
	missing: CorrectionRow['missing']
): string {
	const known = value === null ? absent(missing ?? 'blank') : present(value);
	return formatValue(correctableOf(measure), known, 'exact');
}

/** The printed text with its unit, which it may name itself. */
export function withUnit(printed: string, unit: string): string {
	return printed.endsWith(unit) ? printed : printed + unit;
}

function printedText(printed: string, unit = ''): string {
	return printed === '' ? '' : `，原文“${withUnit(printed, unit)}”`;
}

const NAMED = 3;

/** Under every page: charts and totals use the corrected figures, the newest of which are named; null for none in use. */
export function inUseNote(rows: readonly CorrectionRow[], area: string): string | null {
	const used = rows.filter(({ state }) => state === 'in_use');
	if (used.length === 0) return null;
	const names = used.map(
		({ department, fiscal_year, measure, unit }) =>
			`${nameWithin(area, department.name)}${fiscal_year}年${correctableName(measure, unit)}`
	);
	return `图、表和合计用人工更正后的数：${firstNames(names, NAMED, '项')}。`;
}

/** Says how many figures of a year stand corrected. */
export function correctionsAnswer(year: number, rows: readonly CorrectionRow[]): string {
	const used = rows.filter(({ state }) => state === 'in_use');
	if (rows.length === 0) return `${year}年的数字都照报送原件读出，没有人工更正。`;
	const departments = new Set(used.map(({ department }) => department.id)).size;
	const others = rows.length - used.length;
	const rest = others > 0 ? `另有${others}处已撤回或已被取代。` : '';
	return used.length === 0
		? `${year}年现用的数字没有人工更正；${rest}`
		: `${year}年现用的数字中有${used.length}处人工更正，涉及${departments}家部门；${rest || '其余照报送原件读出。'}`;
}

/** The form that corrects a figure of a filing, with its cell in view. */
export function correctionHref(filing: number, measure: CorrectableId, unit = ''): string {
	return `${href('/corrections/edit', { filing, measure, u: unit })}#at`;
}
