import { expect, test } from 'vitest';
import {
	contentHash,
	formerRecordHash,
	recordHash,
	type FilingIdentity
} from '#lib/server/ledger/integrity/hash.ts';
import { toStoredUnits } from '#lib/server/ledger/filing/figure-cells.ts';
import { fromRecord, toRecord, type FilingRecord } from '#lib/server/ledger/filing/record.ts';
import { cellPlace, figure, sampleFiling } from '../samples.ts';

test('a filing comes back from its rows as it was', () => {
	const filing = sampleFiling();
	expect(fromRecord(toRecord(filing))).toEqual(filing);
});

test('rows made of a filing that came back are the same rows', () => {
	const record = toRecord(sampleFiling());
	expect(toRecord(fromRecord(record))).toEqual(record);
});

test('a filing without a total row gets one', () => {
	const record = toRecord({ ...sampleFiling(), units: [] });
	expect(record.units).toEqual([expect.objectContaining({ name: '', role: 'total' })]);
	expect(fromRecord(record).figures).toEqual(sampleFiling().figures);
});

test('only the first total row stands for the department', () => {
	const filing = sampleFiling();
	const { units } = toRecord({ ...filing, units: [...filing.units, ...filing.units] });
	expect(units.map((unit) => unit.role).filter((role) => role === 'total')).toEqual(['total']);
});

const report = sampleFiling();
test.each([
	['the place of a figure', { figures: moved() }],
	['the printed text of a figure', { figures: reprinted() }],
	['blanks and punctuation in prose', { passages: rewrapped() }],
	['a contact', { contacts: [] }],
	['the file', { sources: [{ sha256: 'b', template: 'form' as const }] }]
])('%s changes the record and not the content', (_, change) => {
	const [before, after] = [toRecord(report), toRecord({ ...report, ...change })];
	expect(contentHash(after)).toBe(contentHash(before));
	for (const hash of [formerRecordHash, storedHash])
		expect(hash(IDENTITY, after)).not.toBe(hash(IDENTITY, before));
});

test.each([
	['a figure', { figures: { ...report.figures, staff_quota: figure(23) } }],
	['a missing figure', { figures: { ...report.figures, staff_quota: blank() } }],
	['a score', { score: { ...report.score, form: figure(9300) } }],
	['the grade', { score: { ...report.score, grade: null } }],
	['a word', { passages: [{ ...first(report.passages), text: '预算编制较细。' }] }],
	['a budget', { budgets: [] }],
	['what another file says', { contradictions: [contradiction()] }],
	['the year', { fiscal_year: 2020 }]
])('%s changes the content', (_, change) => {
	expect(contentHash(toRecord({ ...report, ...change }))).not.toBe(contentHash(toRecord(report)));
});

const IDENTITY = {
	department_id: 1,
	version: 1,
	content_sha256: 'b',
	import_run_id: 1,
	imported_at: '2026-01-01T00:00:00.000Z',
	filed_on: null
};

function storedHash(identity: FilingIdentity, record: FilingRecord): string {
	return recordHash(identity, record, toStoredUnits(record.units));
}

function moved() {
	const { staff_quota, ...rest } = report.figures;
	return { staff_quota: { ...staff_quota, place: cellPlace(99, 1) }, ...rest };
}

function reprinted() {
	const { staff_quota, ...rest } = report.figures;
	return { staff_quota: { ...staff_quota, printed: '２２' }, ...rest };
}

function rewrapped() {
	return [{ ...first(report.passages), text: '预算 编制\n不够细' }];
}

function contradiction() {
	return {
		measure: 'staff_quota' as const,
		basis: 'actual' as const,
		figure: figure(21)
	};
}

function blank() {
	return { value: null, missing: 'blank' as const, printed: '', place: null };
}

function first<T>(list: readonly T[]): T {
	const [item] = list;
	if (item === undefined) throw new Error('The sample has none');
	return item;
}
