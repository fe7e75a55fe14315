/** A ledger of made-up departments with ten years each, as large as is asked for: registry, figures, score sheets. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPaths } from '#lib/server/import/import.ts';
import { INDICATOR_LINES } from '../demo/scores/indicator-lines.ts';

const YEARS = 10;
const REGISTER = 'code,name,is_demo\n999901,测试市,1\n';

/** Imports `departments` departments into a new database below `folder`; resolves to its path. */
export async function makeLedger(
	folder: string,
	departments: number,
	{ scores } = { scores: true }
): Promise<string> {
	const tables = join(folder, `made-up-${departments}`);
	mkdirSync(tables);
	const rows = departments * YEARS;
	writeFileSync(join(tables, 'jurisdictions.csv'), REGISTER);
	writeTable(tables, 'departments', rows);
	writeTable(tables, 'expected', rows);
	writeTable(tables, 'scored', rows);
	if (scores) writeTable(tables, 'scores', rows * INDICATOR_LINES.length);
	const databasePath = `${tables}.db`;
	const { stored, failed } = await importPaths([tables], { databasePath });
	if (failed > 0 || stored === 0) throw new Error('The made-up tables were not all imported');
	return databasePath;
}

function writeTable(folder: string, table: string, rows: number): void {
	const maker = join(import.meta.dirname, 'make-figures-csv.ts');
	const made = spawnSync(process.execPath, [maker, String(rows), table], { maxBuffer: Infinity });
	if (made.status !== 0) throw new Error(made.stderr.toString());
	writeFileSync(join(folder, `${table}.csv`), made.stdout);
}
