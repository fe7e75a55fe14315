import { describe, expect, test } from 'vitest';
import type { Figure, RecognisedFiling } from '#lib/filing/filing.ts';
import { FIGURE_IDS, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { recognise } from '#lib/forms/report/recognise.ts';
import { WAYS } from './documents.ts';
import { blocksOf, type Column, type MadeReport } from './reports.ts';
import { FIGURE_VARIANTS } from './figure-variants.ts';
import type { Variant } from './form.ts';
import { OTHER_VARIANTS } from './other-variants.ts';

describe.each(WAYS)('%s', (_, write) => {
	describe.each([...FIGURE_VARIANTS, ...OTHER_VARIANTS])(
		'$title',
		({ report, expected, file_name }) => {
			const { kind, filings, issues } = recognise(write(blocksOf(report)), {
				file_name,
				folder_names: []
			});
			const filing = filings[0] as RecognisedFiling;

			test('is one self-evaluation with the expected issues', () => {
				expect(kind).toBe('self_evaluation');
				expect(filings).toHaveLength(1);
				expect(issues.map((issue) => issue.code)).toEqual(expected.issues);
			});
			test('every figure has its value or its reason', () => {
				expect(valuesOf(filing.figures)).toEqual(expectedFigures(report, expected));
			});
			test('every unit has its role and figures', () => {
				expect(filing.units.map(({ name, role }) => ({ name, role }))).toEqual(
					expectedUnits(report)
				);
				for (const unit of report.units.filter((made) => made.role !== 'total')) {
					const read = filing.units.find(({ name }) => name === unit.name);
					expect(valuesOf(read?.figures ?? {})).toEqual(
						figuresOf(unit.figures, columnsOf(report), expected.unit)
					);
				}
			});
			test('every score item has its path, weight, score and reason', () => {
				expect(filing.score.items.map(itemOf)).toEqual(expectedItems(report));
				expect(filing.score.sheet.value).toBe(report.sheet ? 9600 : null);
				expect(filing.score.sheet_weight.value).toBe(report.sheet ? 10000 : null);
			});
			test('form score, grade, year and claims', () => {
				expect(filing.score.form.value).toBe(expected.form);
				expect(filing.score.grade?.printed ?? null).toBe(expected.grade);
				expect(filing.fiscal_year).toBe(expected.year);
				expect(filing.jurisdiction?.name ?? null).toBe(expected.jurisdiction);
				expect(filing.claims.map(({ source, text }) => [source, text])).toEqual(expected.claims);
			});
			test('projects, figures and dates of the text', () => {
				const projects = filing.projects.map(({ name, amount }) => [name, amount.value]);
				expect(projects).toEqual(expected.projects.map(([name, amount]) => [name, fen(amount)]));
				const repeated = filing.narrative_figures.map((f) => [f.measure, f.figure.value]);
				expect(Object.fromEntries(repeated)).toEqual(expectedNarrative(expected));
				const completions = filing.dates.filter((date) => date.completion).map((date) => date.date);
				expect(completions).toEqual(expected.completions);
			});
		}
	);
});

function valuesOf(figures: Partial<Record<FigureId, Figure>>) {
	return Object.fromEntries(
		Object.entries<Figure>(figures).map(([id, figure]) => [
			id,
			figure.place === null ? 'no cell' : (figure.value ?? figure.missing)
		])
	);
}

/** The total unit comes first, and is there even where no row stands for the department. */
function expectedUnits({ units }: MadeReport) {
	const named = units.map(({ name, role }) => ({ name, role }));
	const total = named.find(({ role }) => role === 'total') ?? { name: '', role: 'total' };
	return [total, ...named.filter(({ role }) => role !== 'total')];
}

function columnsOf({ tables }: MadeReport): FigureId[] {
	const leaves = (column: Column): Column[] => column.children?.flatMap(leaves) ?? [column];
	return tables
		.flatMap((table) => table.columns.flatMap(leaves))
		.flatMap((leaf) => leaf.figure ?? []);
}

function figuresOf(
	printed: Partial<Record<FigureId, string>>,
	columns: readonly FigureId[],
	unit: Variant['expected']['unit']
) {
	return Object.fromEntries(columns.map((id) => [id, valueOf(printed[id] ?? '', unit)]));
}

/** An independent reading of what the variants print. */
function valueOf(text: string, unit: '万元' | '元'): number | string {
	const plain = text
		.replace(/[０-９，．（）]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
		.replace(/,/g, '')
		.replace(/^\((.*)\)$/, '-$1');
	if (plain === '' || plain === '——') return 'blank';
	const scale = plain.endsWith('元') || unit === '元' ? 100 : 1_000_000;
	const value = Math.round(Number(plain.replace('元', '')) * scale);
	return Number.isNaN(value) ? 'unreadable' : value;
}

function expectedFigures(report: MadeReport, { unit }: Variant['expected']) {
	const total = report.units.find(({ role }) => role === 'total');
	const staff = report.staff.length > 0 ? { staff_quota: 86, staff_actual: 81 } : {};
	const columns = columnsOf(report);
	const missing = Object.fromEntries(FIGURE_IDS.map((id) => [id, 'no cell']));
	return { ...missing, ...staff, ...figuresOf(total?.figures ?? {}, columns, unit) };
}

function itemOf({
	path,
	weight,
	weight_group,
	score,
	reason,
	criterion
}: RecognisedFiling['score']['items'][number]) {
	return { path, weight: weight.value, group: weight_group, score: score.value, reason, criterion };
}

function expectedItems({ sheet }: MadeReport) {
	if (!sheet) return [];
	const bare = (text: string) => text.replace(/\s/g, '').replace(/（\d+分）$/, '');
	return sheet.levels.flatMap((first) =>
		first.children.flatMap((second) =>
			second.items.map((item, index) => ({
				path: [first.name, second.name, item.name].map(bare).filter(Boolean),
				weight: item.weight === null ? null : Number(item.weight) * 100,
				group: item.weight === null || second.items[index + 1]?.weight === null ? 1 : null,
				score: Number(item.score) * 100,
				reason: item.reason ?? '',
				criterion: item.criterion === '' ? '共性要素。' : (item.criterion ?? '按标准计分。')
			}))
		)
	);
}

function expectedNarrative({ narrative }: Variant['expected']) {
	return Object.fromEntries(
		Object.entries(narrative).map(([id, amount]) => [
			id,
			measureOf(id as FigureId).quantity === 'people' ? amount : fen(amount)
		])
	);
}

function fen(amount: number): number {
	return Math.round(amount * 1_000_000);
}
