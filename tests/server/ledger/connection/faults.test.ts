import { sql, type Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { asStoreError } from '#lib/server/ledger/connection/errors.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import { memorySession, sampleReport, SOUND, store } from '../samples.ts';

async function pages(db: Kysely<Database>): Promise<number> {
	const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
	return rows[0]?.page_count ?? 0;
}

async function allow(db: Kysely<Database>, most: number): Promise<void> {
	await sql`pragma max_page_count = ${sql.lit(most)}`.execute(db);
}

async function stored(db: Kysely<Database>) {
	return db.selectFrom('filing').select(['fiscal_year', 'version', 'is_current']).execute();
}

test('a disk that is full at any point leaves the filing out whole, and the next import works', async () => {
	const session = await memorySession();
	const { db } = session;
	await store(session, 'a', sampleReport({ year: 2021 }));
	const passage = {
		kind: 'problems' as const,
		heading: '',
		text: '问题'.repeat(20_000),
		place: null
	};
	const corrected = sampleReport({ year: 2021, figures: { ...SOUND, staff_actual: 21 } });
	corrected.passages = [passage, { ...passage, text: '措施'.repeat(20_000) }];
	const before = await stored(db);
	const size = await pages(db);
	let failures = 0;
	for (let most = size; ; most += 1) {
		await allow(db, most);
		const failed = await store(session, 'b', corrected).then(
			() => null,
			(error: unknown) => asStoreError(error)
		);
		if (!failed) break;
		failures += 1;
		expect(failed).toMatchObject({
			code: 'disk_full',
			message: '磁盘已满，数据库写不进去；已存的内容完好，请腾出空间后重新导入。'
		});
		expect(await stored(db)).toEqual(before);
	}
	expect(failures).toBeGreaterThan(30);
	expect(await stored(db)).toEqual([
		{ fiscal_year: 2021, version: 1, is_current: 0 },
		{ fiscal_year: 2021, version: 2, is_current: 1 }
	]);
	expect((await verifyLedger(db)).problems).toEqual([]);
	await db.destroy();
});
