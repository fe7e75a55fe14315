/**
 * Every question that pages ask, in this process, on the bundled data (72 departments, 7 years) and on 1,000
 * departments with 10 years: `node scripts/bench/questions.ts [DEPARTMENTS]`. The floor is one row by its key.
 * Cold is the first time in the process, warm the median of twenty.
 */
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { DEFAULT_THRESHOLD } from '#lib/comparison/flags/outlier-tests.ts';
import { VIEWS, type ViewId } from '#lib/comparison/views.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { importBundledData } from '#lib/server/import/bundled-data.ts';
import { listAreas, listYears } from '#lib/server/questions/areas.ts';
import {
	contentOf,
	findDepartment,
	historyOf
} from '#lib/server/questions/departments/department.ts';
import { answerView, listKinds } from '#lib/server/questions/departments/list.ts';
import { listFigures } from '#lib/server/questions/figures/reported.ts';
import { listFilings } from '#lib/server/questions/reports/filings.ts';
import {
	countByRule,
	listDivisions,
	listFindings
} from '#lib/server/questions/findings/reviewed.ts';
import { listOutliers, leadingFlags } from '#lib/server/questions/figures/outliers.ts';
import { overviewOf } from '#lib/server/questions/figures/overview.ts';
import { allObservations } from '#lib/server/questions/figures/population.ts';
import { listSheetLines } from '#lib/server/questions/figures/scores.ts';
import { sourceOf } from '#lib/server/questions/sources/source.ts';
import { dataVersion } from '#lib/server/ledger/data-version.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { makeLedger } from './made-up.ts';
import { median, round, sayMachine, scratchFolder } from './measure.ts';

const TIMES = 20;
const PAGE = { limit: 100, offset: 0 };

sayMachine();
const folder = scratchFolder();
const departments = Number(process.argv[2] ?? 1_000);
const bundled = join(folder, 'bundled.db');
await importBundledData(bundled, join(PROJECT_ROOT, 'data'));
const large = await makeLedger(folder, departments);

const table: Record<string, object> = {};
for (const [size, path] of [
	['bundled', bundled],
	['large', large]
] as const) {
	const db = openReader(path);
	for (const [name, ask] of Object.entries(await questions(db))) {
		const [cold = NaN, ...warm] = await times(ask);
		table[name] = {
			...table[name],
			[`${size} cold_ms`]: round(cold),
			[`${size} warm_ms`]: round(median(warm), 2)
		};
	}
	await db.destroy();
}
console.table(table);

type Question = () => Promise<unknown>;

/** The questions of the pages, for the default jurisdiction and its latest year. */
async function questions(db: Kysely<Database>): Promise<Record<string, Question>> {
	const area = (await listAreas(db))[0]?.code ?? '';
	const years = await listYears(db, area);
	const year = years.at(-1) ?? 0;
	const [one] = await allObservations(db, area, [year]);
	const department = one && (await findDepartment(db, area, one.department.code));
	if (!one || !department) throw new Error('nothing was imported');
	const order = { key: 'code', descending: false } as const;
	const filter = { kind: null, words: '' };
	const findings = { area, year: null };
	return {
		'one row by key': () => dataVersion(db),
		areas: () => listAreas(db),
		years: () => listYears(db, area),
		kinds: () => listKinds(db, area),
		divisions: () => listDivisions(db, area),
		overview: () => overviewOf(db, { area, year, base: year - 1, years }),
		'standing out': () => leadingFlags(db, area, year),
		...Object.fromEntries(
			(Object.keys(VIEWS) as ViewId[]).map((view): [string, Question] => [
				`view ${view}`,
				() => answerView(db, { view, area, year, base: year - 1, filter, order })
			])
		),
		'outliers, all years': () =>
			listOutliers(db, {
				area,
				year: null,
				kind: null,
				threshold: DEFAULT_THRESHOLD,
				peers: 'kind',
				lines: [],
				measures: []
			}),
		'history of one': () => historyOf(db, department, years),
		'content of one': () => contentOf(db, department, one.filing_id),
		'source of one': () => sourceOf(db, one.filing_id, null),
		filings: () => listFilings(db, area, year),
		'findings, all years': () => listFindings(db, findings, PAGE),
		'findings by rule': () => countByRule(db, { area, year }),
		'score sheets': () => listSheetLines(db, area, year),
		'figures, 100 rows': () =>
			listFigures(db, { area, year: null, measure: null, kind: null, departments: null }, PAGE)
	};
}

async function times(ask: Question): Promise<number[]> {
	const taken: number[] = [];
	for (let turn = 0; turn <= TIMES; turn++) {
		const begin = performance.now();
		await ask();
		taken.push(performance.now() - begin);
	}
	return taken;
}
