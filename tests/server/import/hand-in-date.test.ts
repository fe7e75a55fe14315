/** Files that were handed in bear the day on which they came, and reasons of missing figures are those of their own table. */
import { onTestFinished, expect, test } from 'vitest';
import { importPaths } from '#lib/server/import/import.ts';
import { openReader } from '#lib/server/ledger/connection/open.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { listFilings } from '#lib/server/questions/reports/filings.ts';
import { Workspace } from './workspace.ts';

function workspace(): Workspace {
	const space = new Workspace();
	onTestFinished(() => space.remove());
	return space;
}

const HEAD = 'jurisdiction,department_code,department,fiscal_year,unit';

async function handIn(space: Workspace, rows: string, filed_on: string | null) {
	const path = space.write('figures.csv', rows);
	await importPaths([path], {
		databasePath: space.database,
		dataFolder: space.folder,
		filed_on
	});
	const db = openReader(space.database);
	onTestFinished(() => db.destroy());
	return db;
}

test.each([
	['plain rows', '10.00', '20.00'],
	['cells that are read one by one', '"1,010.00"', '20.00元']
])('a table: %s', async (_, first, second) => {
	const rows = `${HEAD},spending_total\n430100,101,甲局,2023,元,${first}\n430100,102,乙局,2023,元,${second}\n`;
	const db = await handIn(workspace(), rows, '2024-05-01');
	const filings = await listFilings(db, '430100', 2023);
	expect(filings.map(({ filed_on, times_filed }) => [filed_on, times_filed])).toEqual([
		['2024-05-01', 1],
		['2024-05-01', 1]
	]);
	expect(await verifyLedger(db)).toMatchObject({ problems: [] });
});

test('a first version of no known day is not late because a later one is', async () => {
	const space = workspace();
	space.write(
		'expected_filings.csv',
		'jurisdiction,department_code,fiscal_year,due_on\n430100,101,2023,2024-03-31\n'
	);
	const rows = (amount: string) => `${HEAD},spending_total\n430100,101,甲局,2023,元,${amount}\n`;
	await handIn(space, rows('10.00'), null);
	await importPaths([space.path('expected_filings.csv')], {
		databasePath: space.database,
		dataFolder: space.folder
	});
	const db = await handIn(space, rows('20.00'), '2024-05-01');
	const [filing] = await listFilings(db, '430100', 2023);
	expect(filing).toMatchObject({ status: 'filed', due_on: '2024-03-31', times_filed: 2 });
});

test('a second head in the same file has its own missing figures', async () => {
	const rows = [
		`${HEAD},spending_total,staff_quota`,
		'430100,101,甲局,2022,元,10.00,',
		'430100,101,甲局,2023,元,11.00,',
		`${HEAD},spending_total`,
		'430100,102,乙局,2022,元,20.00',
		'430100,102,乙局,2023,元,21.00'
	].join('\n');
	const db = await handIn(workspace(), `${rows}\n`, null);
	const missing = await db
		.selectFrom('department_year as y')
		.innerJoin('department as d', 'd.id', 'y.department_id')
		.select(['d.code', 'y.missing'])
		.where('y.fiscal_year', '=', 2023)
		.orderBy('d.code')
		.execute();
	const reasonOf = (text: string) => (JSON.parse(text) as Record<string, string>).staff_quota;
	expect(missing.map(({ code, missing: text }) => [code, reasonOf(text)])).toEqual([
		['101', 'blank'],
		// That a form has no place for a figure is not written.
		['102', undefined]
	]);
	expect(await verifyLedger(db)).toMatchObject({ problems: [] });
});
