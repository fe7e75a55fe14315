import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FIGURE_IDS } from '#lib/catalogue/measures.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { readRegistry } from '#lib/forms/registry/registry-tables.ts';
import { reviewFiling } from '#lib/review/review-filing.ts';
import { DEPARTMENTS } from '../../scripts/demo/city/departments.ts';
import { demoFiles } from '../../scripts/demo/demo-files.ts';
import { allFilings } from '../../scripts/demo/filing/filings.ts';
import { DATA, readCity } from './city.ts';

const files = demoFiles();
const filings = allFilings();
const city = await readCity();

describe('generating the demo data', () => {
	test.each(files.map((file) => [file.path, file] as const))(
		'changes nothing in %s',
		(path, file) => {
			expect(readFileSync(join(DATA, path)).equals(file.bytes)).toBe(true);
		}
	);

	test('accounts for every demo file', () => {
		const found = readdirSync(join(DATA, 'demo'), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name));
		const made = files.map(({ path }) => join(DATA, path));
		expect(found.filter((path) => !made.includes(path))).toEqual([]);
	});

	test('keeps the repository small', () => {
		const size = files.reduce((sum, file) => sum + file.bytes.length, 0);
		expect(size).toBeLessThan(3_000_000);
	});
});

describe('what is read back', () => {
	test('is what was filed: figures, scores and grades of every department and year', () => {
		const keys = filings.map(({ department, year }) => `${department.code}/${year}`);
		expect([...city.filings.keys()].sort()).toEqual(keys.sort());
		for (const { department, year, figures, sheet } of filings) {
			const filing = city.filings.get(`${department.code}/${year}`);
			const read = FIGURE_IDS.map((id) => [id, filing?.figures[id].value]);
			expect(read).toEqual(FIGURE_IDS.map((id) => [id, figures[id]]));
			expect(filing?.score.form.value).toBe(sheet.form);
			expect(filing?.score.sheet.value).toBe(sheet.total);
			expect(filing?.score.grade?.printed).toBe(sheet.grade);
			expect(filing?.score.items.map(({ path, score }) => [path, score.value])).toEqual(
				sheet.lines.map(({ path, score }) => [path, score])
			);
		}
	});

	test('lets every rule on the prose run on the Word reports', () => {
		const rules = reviewFilings().filter(({ rule }) => rule.startsWith('narrative'));
		expect(rules.filter(({ state }) => state === 'not_checkable')).toEqual([]);
	});

	test('tells the departments from the registry apart', () => {
		const text = readFileSync(join(DATA, 'departments.csv'), 'utf8');
		const registry = readRegistry(tableRows(text));
		expect(registry.kind).toBe('departments');
		expect(registry.entries).toHaveLength(DEPARTMENTS.length + 1);
	});
});

function reviewFilings() {
	return filings
		.filter((filing) => filing.as_report)
		.flatMap(({ department, year }) => {
			const filing = city.filings.get(`${department.code}/${year}`);
			return filing ? reviewFiling(filing, []) : [];
		});
}

test('the city is of the size that was asked for', () => {
	const filing = DEPARTMENTS.filter(
		(department) =>
			!department.until && filings.some((each) => each.department.code === department.code)
	);
	expect(filing).toHaveLength(72);
	expect(new Set(filing.map((department) => department.kind)).size).toBe(8);
	expect(new Set(filings.map((filing) => filing.year))).toEqual(
		new Set([2017, 2018, 2019, 2020, 2021, 2022, 2023])
	);
	const spending = [...city.filings.values()].map(
		({ figures }) => figures.spending_total.value ?? 0
	);
	const plausible = spending.filter((fen) => fen > 100_000_00 && fen < 1e12).sort((a, b) => a - b);
	expect((plausible.at(-1) ?? 0) / (plausible[0] ?? 1)).toBeGreaterThan(500);
});

test('no name of a person and no phone number stands in the demo data', () => {
	for (const { bytes } of files) {
		expect(bytes.toString('utf8')).not.toMatch(/1[3-9]\d{9}(?!\d)|0\d{2,3}-\d{7,8}/);
	}
});
