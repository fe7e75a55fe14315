/** The name, the code and the years of departments that no registry lists, whatever the order in which filings name them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memorySession, sampleReport, store } from '../samples.ts';

interface Named {
	code?: string;
	name: string;
	/** A row of a table, not a report. */
	row?: boolean;
}

/** Stores one filing a year, and tells what departments there are then, with their other names and their years. */
async function ledgerOf(filings: readonly (Named & { year: number })[]): Promise<string[]> {
	const session = await memorySession();
	const { db } = session;
	for (const { row = false, ...filing } of filings) {
		const template = row ? 'csv' : 'form';
		await store(session, JSON.stringify(filing), sampleReport({ ...filing, template }));
	}
	const departments = await db.selectFrom('department').selectAll().orderBy('code').execute();
	const aliases = await db.selectFrom('department_alias').selectAll().orderBy('alias').execute();
	const years = await db.selectFrom('department_year').selectAll().orderBy('fiscal_year').execute();
	await db.destroy();
	return departments.map(({ id, code, name }) => {
		const others = aliases.flatMap((each) => (each.department_id === id ? [each.alias] : []));
		const filed = years.flatMap((each) => (each.department_id === id ? [each.fiscal_year] : []));
		return [code.replace(/^auto-.*/, 'auto'), name, ...others, ...filed].join(' ');
	});
}

const dated = (filings: readonly Named[]) =>
	filings.map((each, index) => ({ ...each, year: 2018 + index }));

const of = (code: string | undefined, name: string): Named =>
	code === undefined ? { name } : { code, name };
const row = (code: string | undefined, name: string): Named => ({ ...of(code, name), row: true });

test.each<[string, Named[], string[]]>([
	[
		'short and full',
		[of('101', '口岸办'), of('101', '口岸管理办公室')],
		['101 口岸管理办公室 2018 2019']
	],
	[
		'with and without zeros',
		[row('1005', '残联'), of('001005', '残联')],
		['001005 残联 2018 2019']
	],
	[
		'zeros and a short form',
		[row('1005', '文旅委'), row('001005', '文化和旅游委员会')],
		['001005 文化和旅游委员会 文旅委 2018 2019']
	],
	[
		'a short form of its own',
		[of('101', '文旅委'), of(undefined, '文旅委'), of('101', '文化和旅游委员会')],
		['101 文化和旅游委员会 文旅委 2018 2019 2020']
	],
	[
		'a code that comes later',
		[of(undefined, '民政局'), row('103', '民政局')],
		['103 民政局 2018 2019']
	],
	[
		'renamed under one code',
		[of('104', '物价局'), of('104', '市场监管局')],
		['104 市场监管局 物价局 2018 2019']
	],
	[
		'two codes in tables',
		[row('105', '办公室'), row('106', '办公室')],
		['105 办公室 2018', '106 办公室 2019']
	],
	[
		'other names, codes alike but for zeros',
		[row('107', '教育局'), row('00107', '民政局')],
		['00107 民政局 2019', '107 教育局 2018']
	]
])('%s, in either order', async (_, filings, expected) => {
	const all = dated(filings);
	expect(await ledgerOf(all)).toEqual(expected);
	expect(await ledgerOf(all.toReversed())).toEqual(expected);
});

const SPELLINGS = [
	'文旅委',
	'文旅委员会',
	'文化和旅游委员会',
	'示例市文旅委',
	'教育局',
	'示例市教育局（本级）'
];
const CODES: Readonly<Record<string, string>> = { 文: '001005', 教: '102' };

const arbitrary = fc.array(
	fc
		.record({ name: fc.constantFrom(...SPELLINGS), written: fc.nat(2), row: fc.boolean() })
		.map(({ name, written, row }): Named => {
			const code = CODES[name.replace('示例市', '').charAt(0)] ?? '';
			if (written === 0) return { name, row };
			return { name, row, code: written === 1 ? code : code.replace(/^0+/, '') };
		}),
	{ minLength: 2, maxLength: 6 }
);

test('departments are the same in any order of the filings', async () => {
	const orders = arbitrary.chain((filings) =>
		fc.tuple(
			fc.constant(dated(filings)),
			fc.shuffledSubarray(dated(filings), { minLength: filings.length })
		)
	);
	await fc.assert(
		fc.asyncProperty(orders, async ([one, other]) => {
			expect(await ledgerOf(other)).toEqual(await ledgerOf(one));
		}),
		{ numRuns: 20 }
	);
});
