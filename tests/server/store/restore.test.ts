import { expect, test } from 'vitest';
import { loadFindings } from '#lib/server/store/read.ts';
import { makeCurrent } from '#lib/server/store/restore.ts';
import { verifyLedger } from '#lib/server/store/verify.ts';
import { memorySession, sampleReport, SOUND, store, wan } from './samples.ts';

test('a former version can be made current again, and later years are reviewed against it', async () => {
	const session = await memorySession();
	const { db } = session;
	const closing = { ...SOUND, balance_cumulative: wan(20) };
	const first = await store(session, 'a', sampleReport({ year: 2020, figures: closing }));
	const later = await store(session, 'b', sampleReport({ year: 2021 }));
	const second = await store(session, 'c', sampleReport({ year: 2020 }));
	const continuity = async () => {
		const findings = await loadFindings(db, later.filing_id);
		return findings.find((finding) => finding.rule === 'carry_over_continuity')?.state;
	};
	expect(await continuity()).toBe('fail');
	expect(await makeCurrent(session, first.filing_id)).toBe(true);
	expect(await continuity()).toBe('pass');
	const row = await db
		.selectFrom('department_year')
		.select(['filing_id', 'balance_cumulative'])
		.where('fiscal_year', '=', 2020)
		.executeTakeFirstOrThrow();
	expect(row).toEqual({ filing_id: first.filing_id, balance_cumulative: wan(20) });
	expect(await makeCurrent(session, first.filing_id)).toBe(false);
	expect(await makeCurrent(session, second.filing_id + 99)).toBe(false);
	expect((await verifyLedger(db)).problems).toEqual([]);
	await db.destroy();
});
