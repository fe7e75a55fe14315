/** The made-up city in a database of its own, and its figures read a second time, with nothing of the product. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { importPaths } from '#lib/server/import/import.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';

const FIGURES = join(PROJECT_ROOT, 'data/demo/figures.csv');

export interface DemoLedger {
	db: Kysely<Database>;
	path: string;
	close: () => Promise<void>;
}

/** Imports the figures and scores of the made-up city; the reports in Word would take their place in some years. */
export async function importDemo(): Promise<DemoLedger> {
	return importLedger([FIGURES, join(PROJECT_ROOT, 'data/demo/scores.csv')]);
}

/** Imports files into a database of its own. */
export async function importLedger(paths: readonly string[]): Promise<DemoLedger> {
	const folder = mkdtempSync(join(tmpdir(), 'mingzhang-ledger-'));
	const path = join(folder, 'ledger.db');
	await importPaths(paths, { databasePath: path });
	const db = openReader(path);
	return {
		db,
		path,
		close: async () => {
			await db.destroy();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** One record of the figures table; amounts in 分, people as counts, scores in hundredths. Empty cells are null. */
export interface DemoRow {
	code: string;
	name: string;
	year: number;
	figures: Record<string, bigint | null>;
}

const PEOPLE = new Set(['staff_quota', 'staff_actual']);
const POINTS = new Set(['score_form', 'score_sheet']);
/** Decimal places between 分 and the unit of a row. */
const UNIT_PLACES: Record<string, number> = { 元: 2, 万元: 6 };

/** `-12.5` with two places is −1250n: the point moves, nothing is rounded. */
function shifted(text: string, places: number): bigint {
	const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
	const value = BigInt(whole + fraction.padEnd(places, '0'));
	return text.startsWith('-') ? -value : value;
}

/** The records of `figures.csv`: no cell of it is quoted. */
export function readDemoRows(): DemoRow[] {
	const [head = '', ...lines] = readFileSync(FIGURES, 'utf8').trim().split(/\r?\n/);
	const names = head.replace('\ufeff', '').split(',');
	return lines.map((line) => {
		const cells = line.split(',');
		const at = (name: string) => cells[names.indexOf(name)] ?? '';
		const places = (name: string) => {
			if (PEOPLE.has(name)) return 0;
			return POINTS.has(name) ? 2 : (UNIT_PLACES[at('unit')] ?? Number.NaN);
		};
		const figures = names.slice(names.indexOf('staff_quota'), names.indexOf('grade'));
		return {
			code: at('department_code'),
			name: at('department'),
			year: Number(at('fiscal_year')),
			figures: Object.fromEntries(
				figures.map((name) => [name, at(name) === '' ? null : shifted(at(name), places(name))])
			)
		};
	});
}
