/** A folder of its own for a test: files to import, and a database. */
import { sql } from 'kysely';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importPaths } from '#lib/server/import/import.ts';
import type { FileReport, FilingReport, ImportSummary } from '#lib/server/import/report.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';

export const FIXTURES = join(import.meta.dirname, '../../fixtures/reports');

export interface Imported {
	summary: ImportSummary;
	files: (FileReport & { filings: FilingReport[] })[];
}

export class Workspace {
	readonly folder = mkdtempSync(join(tmpdir(), 'import-'));
	readonly database = join(this.folder, 'db', 'ledger.db');

	/** Path of a file or folder to import. */
	path(name: string): string {
		return join(this.folder, 'in', name);
	}

	write(name: string, content: string | Uint8Array): string {
		const path = this.path(name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, content);
		return path;
	}

	/** The registry has only what the test registers, unless it names a folder of registry tables. */
	async import(
		paths: readonly string[],
		options: { dryRun?: boolean; dataFolder?: string } = {}
	): Promise<Imported> {
		const files: Imported['files'] = [];
		let filings: FilingReport[] = [];
		const summary = await importPaths(paths, {
			databasePath: this.database,
			dataFolder: this.folder,
			...options,
			listener: {
				begin: async () => {
					filings = [];
				},
				filing: async (_, { describe }) => {
					const filing = await describe();
					return () => {
						filings.push(filing);
					};
				},
				file: async (report) => {
					files.push({ ...report, filings });
				}
			}
		});
		return { summary, files };
	}

	/** Everything in the database as text. */
	async dump(): Promise<string> {
		const db = openReader(this.database);
		try {
			const tables = await sql<{ name: string }>`
				select name from sqlite_schema where type = 'table' order by name`.execute(db);
			const dumped: string[] = [];
			for (const { name } of tables.rows) {
				const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
				dumped.push(name, ...rows.map((row) => JSON.stringify(row)));
			}
			return dumped.join('\n');
		} finally {
			await db.destroy();
		}
	}

	async problems(): Promise<string[]> {
		const db = openReader(this.database);
		try {
			return (await verifyLedger(db)).problems;
		} finally {
			await db.destroy();
		}
	}

	remove(): void {
		rmSync(this.folder, { recursive: true });
	}
}

export const FIGURES_HEAD =
	'jurisdiction,department_code,department,fiscal_year,unit,income_total,income_carried_in,income_fiscal';

/** A figures table with a row a department and year, whose sums hold. */
export function figuresTable(departments: number, years: readonly number[], fiscal = 100): string {
	const rows = Array.from({ length: departments }, (_, index) =>
		years.map((year) => {
			const code = String(101 + index);
			return `999900,${code},示例第${code}局,${year},万元,${fiscal + index + 20}.00,20.00,${fiscal + index}.00`;
		})
	);
	return `${[FIGURES_HEAD, ...rows.flat()].join('\n')}\n`;
}

export function scoresTable(departments: number, years: readonly number[], lost = 1): string {
	const head =
		'jurisdiction,department_code,department,fiscal_year,level1,level2,level3,weight,score,reason';
	const rows = Array.from({ length: departments }, (_, index) =>
		years.flatMap((year) => {
			const start = `999900,${101 + index},示例第${101 + index}局,${year}`;
			return [
				`${start},投入,预算配置,控制率,60,${60 - lost},有差距`,
				`${start},产出,职责履行,完成率,40,40,`
			];
		})
	);
	return `${[head, ...rows.flat()].join('\n')}\n`;
}
