/** A small town in a real database, imported from tables as a bureau files them. */
import type { Kysely } from 'kysely';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importPaths } from '#lib/server/import/import.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';

export const AREA = '999902';
export const WAN = 1_000_000;

const JURISDICTIONS = `code,name,is_demo\n${AREA},试验市,1\n430600,岳阳市,0\n`;

const DEPARTMENTS = `jurisdiction,code,name,kind,division,aliases,successor_code,succeeded_from
${AREA},101,甲局,经济,一科,,,
${AREA},102,乙局,文化,二科,,,
${AREA},103,丙局,文化,二科,,,
${AREA},104,丁局,文化,二科,,103,2021
${AREA},105,戊局,文化,二科,,103,2021
${AREA},106,己局,,,,,
${AREA},107,庚局,,,,106,2021
${AREA},108,辛局,经济,一科,,,
430600,auto-port-office,岳阳市人民政府口岸管理办公室,经济建设部门,,口岸办；市口岸办,,
`;

const EXPECTED = `jurisdiction,department_code,fiscal_year,due_on
${AREA},101,2021,2022-03-31
${AREA},102,2021,2022-03-31
${AREA},103,2021,2022-03-31
${AREA},108,2021,2022-03-31
`;

const HEAD =
	'jurisdiction,department_code,department,fiscal_year,unit,filed_on,staff_quota,staff_actual,' +
	'income_total,income_carried_in,spending_total,spending_basic,spending_personnel,spending_operating,' +
	'spending_project,balance_cumulative,three_public_total,score_form';

/** Line 2 is 101 of 2020, and so on. 102 has more people than posts; 106 leaves its three-public total blank. */
const FIGURES = `${HEAD}
${AREA},101,甲局,2020,万元,2021-03-01,10,10,120,20,100,60,50,10,40,20,8,95
${AREA},104,丁局,2020,万元,2021-03-01,5,5,80,0,70,50,45,5,20,10,3,
${AREA},105,戊局,2020,万元,2021-03-01,4,4,50,0,30,25,20,5,5,20,2,
${AREA},106,己局,2020,万元,2021-03-01,3,3,30,0,30,20,18,2,10,0,,
${AREA},101,甲局,2021,万元,2022-03-01,10,10,125,25,104,60,50,10,44,21,12,94
${AREA},102,乙局,2021,万元,2022-05-01,10,12,60,0,50,30,25,5,20,10,4,91
${AREA},103,丙局,2021,万元,2022-03-02,9,9,150,30,130,75,65,10,55,20,10,
${AREA},106,己局,2021,万元,2022-03-03,6,6,60,0,60,40,36,4,20,0,,98
`;

/** 101 files its year 2021 once more, with 1 万元 more spent. */
const CORRECTION = `${HEAD}
${AREA},101,甲局,2021,万元,2022-03-20,10,10,125,25,105,60,50,10,45,20,12,94
`;

const SCORES = `jurisdiction,department_code,department,fiscal_year,level1,level2,level3,weight,score,reason
${AREA},101,甲局,2021,投入,预算配置,财政供养人员控制率,5,5,
${AREA},101,甲局,2021,过程,预算管理,资金结余,3,2,结余较多
`;

export interface Town {
	db: Kysely<Database>;
	database: string;
	/** Id of the current filing. */
	filing(code: string, year: number): Promise<number>;
	close(): Promise<void>;
}

/** @param address of an empty PostgreSQL database; without it a file */
export async function buildTown(address?: string): Promise<Town> {
	const folder = mkdtempSync(join(tmpdir(), 'town-'));
	const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
	mkdirSync(join(folder, 'data'));
	write('data/jurisdictions.csv', JURISDICTIONS);
	write('data/departments.csv', DEPARTMENTS);
	write('data/expected_filings.csv', EXPECTED);
	write('1-figures.csv', FIGURES);
	write('2-correction.csv', CORRECTION);
	write('3-scores.csv', SCORES);
	cpSync(
		join(import.meta.dirname, '../../fixtures/reports/port-office-2021.docx'),
		join(folder, '4-report.docx')
	);
	const database = address ?? join(folder, 'town.db');
	for (const file of ['1-figures.csv', '2-correction.csv', '3-scores.csv', '4-report.docx']) {
		await importPaths([join(folder, file)], {
			databasePath: database,
			dataFolder: join(folder, 'data')
		});
	}
	const db = openReader(database);
	return {
		db,
		database,
		filing: async (code, year) => {
			const row = await db
				.selectFrom('department_year as y')
				.innerJoin('department as d', 'd.id', 'y.department_id')
				.select('y.filing_id')
				.where('d.code', '=', code)
				.where('y.fiscal_year', '=', year)
				.executeTakeFirstOrThrow();
			return row.filing_id;
		},
		close: async () => {
			await db.destroy();
			rmSync(folder, { recursive: true });
		}
	};
}
