/** The demo data as it is filed, read back through the same readers as any other filing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '#lib/documents/issue.ts';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import type { TableOutcome } from '#lib/forms/table/outcomes.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { readScoresTable } from '#lib/forms/table/scores.ts';
import { readDocument } from '#lib/documents/read.ts';
import { recognise } from '#lib/forms/report/recognise.ts';
import { DEPARTMENTS } from '../../scripts/demo/city/departments.ts';

export const DATA = join(import.meta.dirname, '..', '..', 'data');

export interface City {
	/** By department code and year, `302/2022`. */
	filings: Map<string, RecognisedFiling>;
	issues: Issue[];
}

export async function readCity(): Promise<City> {
	const city: City = { filings: new Map(), issues: [] };
	for (const outcome of readTable('figures.csv', readFiguresTable)) {
		if (outcome.issue) city.issues.push(outcome.issue);
		else city.filings.set(keyOf(outcome.filing), outcome.filing);
	}
	for (const outcome of readTable('scores.csv', readScoresTable)) {
		if (outcome.issue) city.issues.push(outcome.issue);
		else addScores(city, outcome.filing);
	}
	for (const name of readdirSync(join(DATA, 'demo/reports'))) {
		const document = await readDocument(readFileSync(join(DATA, 'demo/reports', name)), name);
		const { filings, issues } = recognise(document, { file_name: name, folder_names: [] });
		city.issues.push(...issues);
		for (const filing of filings) city.filings.set(keyOf(filing), filing);
	}
	return city;
}

function readTable(name: string, read: typeof readFiguresTable): Iterable<TableOutcome> {
	const text = readFileSync(join(DATA, 'demo', name), 'utf8');
	return read(tableRows(text), { jurisdiction: null, names: [] });
}

function addScores(city: City, scored: RecognisedFiling): void {
	const filing = city.filings.get(keyOf(scored));
	if (!filing) throw new Error(`Scores of ${keyOf(scored)} without figures`);
	filing.score.items = scored.score.items;
}

function keyOf(filing: RecognisedFiling): string {
	const names = filing.claims.map((claim) => claim.text);
	const code = DEPARTMENTS.find((each) => names.includes(each.code) || names.includes(each.name));
	if (!code) throw new Error(`Whose filing is it? ${names.join('、')}`);
	return `${code.code}/${filing.fiscal_year}`;
}

/** All filings of a department before a year. */
export function earlierOf(city: City, key: string): RecognisedFiling[] {
	const [code = '', year = ''] = key.split('/');
	return [...city.filings]
		.filter(([other]) => other.startsWith(`${code}/`))
		.map(([, filing]) => filing)
		.filter((filing) => filing.fiscal_year < Number(year));
}
