import { expect, test } from 'vitest';
import { loadFindings } from '#lib/server/ledger/review/read.ts';
import { listVersions, makeCurrent, restoreVersion } from '#lib/server/ledger/filing/restore.ts';
import { verifyLedger } from '#lib/server/ledger/integrity/verify.ts';
import {
	figuresRow,
	memorySession,
	sampleReport,
	scoreRows,
	SOUND,
	store,
	wan
} from '../samples.ts';

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

test('versions are listed with their files, and restored by their number', async () => {
	const session = await memorySession();
	const { db } = session;
	await store(session, 'a', figuresRow({ code: '101' }));
	await store(session, 'b', scoreRows({ code: '101' }));
	await store(session, 'c', figuresRow({ code: '101', figures: { ...SOUND, staff_actual: 21 } }));
	const of = { area: '999900', department: '101', fiscal_year: 2021 };
	const states = async () =>
		(await listVersions(db, of)).map(({ version, is_current, files }) => [
			version,
			is_current,
			...[...files].sort()
		]);
	expect(await states()).toEqual([
		[1, false, 'a.docx', 'b.docx'],
		[2, true, 'b.docx', 'c.docx']
	]);
	expect(await restoreVersion(session, of, 1)).toBe(true);
	expect(await restoreVersion(session, of, 1)).toBe(false);
	expect((await states()).map(([, is_current]) => is_current)).toEqual([true, false]);
	await expect(restoreVersion(session, of, 3)).rejects.toThrow(
		'999900 的部门 101 2021 年度的报告没有第3版，已有第1版、第2版。'
	);
	await expect(listVersions(db, { ...of, department: '102' })).rejects.toThrow(
		'999900 的部门 102 没有 2021 年度的报告。请到“报送”页查看区划代码、部门编码和年度。'
	);
	await db.destroy();
});
