import { describe, expect, test } from 'vitest';
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { Filing, RecognisedFiling } from '#lib/filing/filing.ts';
import type { Place } from '#lib/documents/place.ts';
import { alone, unite } from '#lib/server/ledger/union/union.ts';
import { contentHash } from '#lib/server/ledger/integrity/hash.ts';
import { toRecord } from '#lib/server/ledger/filing/record.ts';
import { figure, figuresRow, NOT_STATED, sampleReport, SOUND, wan } from '../samples.ts';

interface File {
	sha256: string;
	filing: RecognisedFiling;
}

/** A file that states these figures in these cells and nothing else. */
function file(
	sha256: string,
	template: RecognisedFiling['template'],
	stated: Partial<Record<FigureId, number | null>>,
	place?: Place
): File {
	const row = figuresRow({ code: '101', figures: {} });
	const figures = { ...row.figures };
	for (const [id, value] of Object.entries(stated) as [FigureId, number | null][]) {
		figures[id] =
			value === null ? { ...figure(0), value: null, missing: 'blank' } : figure(value, place);
	}
	const units = [{ name: '', role: 'total' as const, figures }];
	const score = { ...row.score, form: NOT_STATED, grade: null };
	return { sha256, filing: { ...row, template, figures, units, score } };
}

/** The file with a passage and a project of its own. */
function withTexts({ sha256, filing }: File): File {
	const place: Place = { kind: 'text', paragraph: 9, start: 0, end: 2 };
	const passages = [{ kind: 'problems' as const, heading: `问题${sha256}`, text: sha256, place }];
	const projects = [{ name: `项目${sha256}`, amount: figure(wan(1), place) }];
	return { sha256, filing: { ...filing, passages, projects } };
}

function uniteAll(files: readonly File[]): Filing {
	const [first, ...others] = files;
	if (!first) throw new Error('No files');
	const source = ({ sha256, filing }: File) => ({ sha256, template: filing.template });
	return others.reduce(
		(united, each) => unite(united, each.filing, source(each)).filing,
		alone(first.filing, source(first))
	);
}

const TEXT: Place = { kind: 'text', paragraph: 3, start: 0, end: 4 };
const ACCOUNTS = file('a', 'form', { spending_total: wan(110), staff_quota: 22 });
const EXECUTION = file('b', 'national', { spending_total: wan(100), spending_project: wan(40) });
const NARRATIVE = file('c', 'form', { spending_total: wan(90), staff_actual: 20 }, TEXT);
const PARTIAL = file('d', 'csv', { assets_total: wan(5) });
const BLANK = file('e', 'form', { spending_total: null, staff_quota: null, assets_total: null });

/** Every order of a list. */
function orders<T>(list: readonly T[]): T[][] {
	if (list.length < 2) return [[...list]];
	return list.flatMap((each, index) =>
		orders(list.toSpliced(index, 1)).map((rest) => [each, ...rest])
	);
}

describe('the union of files', () => {
	const all = orders([ACCOUNTS, EXECUTION, NARRATIVE, PARTIAL, BLANK].map(withTexts));
	test('is the same in every order', () => {
		const united = new Set(
			all.map((files) => {
				const record = toRecord(uniteAll(files));
				return JSON.stringify([contentHash(record), record.units, record.facts, record.sources]);
			})
		);
		expect(all).toHaveLength(120);
		expect(united.size).toBe(1);
	});

	test('takes accounts before execution before text, and what only one states from that', () => {
		const { figures } = uniteAll([NARRATIVE, EXECUTION, PARTIAL, ACCOUNTS]);
		expect(figures).toMatchObject({
			spending_total: { value: wan(110) },
			spending_project: { value: wan(40) },
			staff_quota: { value: 22 },
			staff_actual: { value: 20 },
			assets_total: { value: wan(5) }
		});
	});

	test('lets every place say which file it is in', () => {
		const { figures, sources } = uniteAll([NARRATIVE, EXECUTION, ACCOUNTS]);
		const fileOf = (id: FigureId) => sources[(figures[id].place?.file ?? 1) - 1]?.sha256;
		expect([fileOf('spending_total'), fileOf('spending_project'), fileOf('staff_actual')]).toEqual([
			'a',
			'b',
			'c'
		]);
	});

	test('quotes both cells where two files differ', () => {
		const { contradictions, sources } = uniteAll([EXECUTION, ACCOUNTS]);
		expect(contradictions).toMatchObject([
			{ measure: 'spending_total', basis: 'actual', figure: { value: wan(100) } }
		]);
		const at = contradictions[0]?.figure.place?.file ?? 1;
		expect(sources[at - 1]?.sha256).toBe('b');
	});

	test('loses nothing to a blank template or a partial table', () => {
		const before = uniteAll([ACCOUNTS]);
		const after = uniteAll([ACCOUNTS, BLANK, PARTIAL]);
		for (const id of ['spending_total', 'staff_quota'] as const) {
			expect(after.figures[id]).toEqual(before.figures[id]);
		}
	});
});

describe('what a file changes', () => {
	const changesOf = (stored: Filing, { sha256, filing }: File) =>
		unite(stored, filing, { sha256, template: filing.template }).changes;

	test('is told part by part', () => {
		const stored = uniteAll([ACCOUNTS, PARTIAL]);
		const correction = file('f', 'form', { spending_total: wan(111), income_total: wan(120) });
		expect(changesOf(stored, correction)).toEqual({
			added: ['income_total'],
			replaced: ['spending_total'],
			left: ['staff_quota', 'assets_total']
		});
	});

	test('leaves a figure of a higher rank as it is', () => {
		expect(changesOf(uniteAll([ACCOUNTS]), EXECUTION)).toEqual({
			added: ['spending_project'],
			replaced: [],
			left: ['staff_quota', 'spending_total']
		});
	});

	test('a report filed again takes the whole place of the former one', () => {
		const first = alone(sampleReport(), { sha256: 'a', template: 'form' });
		const corrected = sampleReport({ figures: { ...SOUND, staff_actual: 21 } });
		const { filing, changes } = unite(first, corrected, { sha256: 'b', template: 'form' });
		expect(filing.sources.map(({ sha256 }) => sha256)).toEqual(['b']);
		expect([changes.replaced, filing.contradictions]).toEqual([['staff_actual'], []]);
		expect(filing.passages).toHaveLength(1);
	});

	test('budgets come beside the actuals', () => {
		const { filing } = uniteAll2(ACCOUNTS, {
			...EXECUTION.filing,
			budgets: [{ measure: 'spending_total', basis: 'budget_adjusted', figure: figure(wan(120)) }]
		});
		expect(filing.figures.spending_total.value).toBe(wan(110));
		expect(filing.budgets).toMatchObject([
			{ measure: 'spending_total', figure: { value: wan(120) } }
		]);
	});
});

function uniteAll2(stored: File, filing: RecognisedFiling) {
	return unite(uniteAll([stored]), filing, { sha256: 'z', template: filing.template });
}
