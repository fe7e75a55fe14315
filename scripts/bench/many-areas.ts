/**
 * A ledger of hundreds of areas: one is imported, the others are copies of its rows that SQL makes, through the real
 * tables, so that a million department-years take minutes. Hashes and names of files are those of the area copied:
 * `npm run db:verify` has no business here.
 */
import { DatabaseSync } from 'node:sqlite';
import { makeLedger } from './made-up.ts';

const FIRST = '999901';

/** Tables in an order that references allow; the columns in `shifted` are numbers that count on from copy to copy. */
const TABLES: readonly { table: string; shifted: readonly string[] }[] = [
	{ table: 'department', shifted: ['id', 'successor_id'] },
	{ table: 'expected_filing', shifted: ['department_id'] },
	{ table: 'filing', shifted: ['id', 'department_id'] },
	{ table: 'filing_source', shifted: ['filing_id'] },
	{ table: 'unit', shifted: ['filing_id'] },
	{ table: 'finding', shifted: ['filing_id'] },
	{ table: 'department_year', shifted: ['department_id', 'filing_id'] }
];

/** Only rows of the area that is copied: the registry that comes with the project has others. */
const OF_FIRST: Record<string, string> = {
	id: `jurisdiction_code = '${FIRST}'`,
	department_id: `department_id in (select id from department where jurisdiction_code = '${FIRST}')`,
	filing_id: 'true'
};

/** Makes the ledger below `folder`, ten years a department; resolves to its path. */
export async function makeManyAreas(
	folder: string,
	areas: number,
	departments: number
): Promise<string> {
	const path = await makeLedger(folder, departments, { scores: false });
	const db = new DatabaseSync(path);
	// Nothing of this must survive a power cut.
	db.exec(
		'pragma journal_mode = delete; pragma journal_mode = off; pragma synchronous = off; pragma foreign_keys = off'
	);
	db.exec('pragma cache_size = -200000');
	db.exec(`create temp table copy as
		with recursive n(n) as (select 1 union all select n + 1 from n where n < ${areas - 1})
		select n, cast(100000 + n as text) as area from n`);
	db.exec(`insert into jurisdiction (code, name, is_demo)
		select area, '测试' || n || '县', 1 from copy`);
	const most = db.prepare('select max(id) as id from filing').get()?.id;
	const step = Math.max(
		Number(most),
		Number(db.prepare('select max(id) as id from department').get()?.id)
	);
	for (const { table, shifted } of TABLES) db.exec(copyOf(db, table, shifted, step));
	db.exec('update data_version set version = version + 1; pragma optimize');
	db.exec('pragma journal_mode = wal');
	db.close();
	return path;
}

function copyOf(db: DatabaseSync, table: string, shifted: readonly string[], step: number): string {
	const columns = db
		.prepare('select name from pragma_table_info(?)')
		.all(table)
		.map(({ name }) => String(name));
	const values = columns.map((name) => {
		if (name === 'jurisdiction_code') return 'copy.area';
		return shifted.includes(name) ? `${name} + copy.n * ${step}` : name;
	});
	const owner = ['id', 'department_id', 'filing_id'].find((name) => shifted.includes(name));
	const rowKey = owner === 'id' ? 'department_id' : owner;
	const key = table === 'department' ? 'id' : rowKey;
	return `insert into "${table}" (${columns.join()}) select ${values.join()}
		from copy cross join (select * from "${table}" where ${OF_FIRST[key ?? 'id']}) order by copy.n`;
}
