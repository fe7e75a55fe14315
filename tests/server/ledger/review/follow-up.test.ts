import { expect, test } from 'vitest';
import { listFindings } from '#lib/server/questions/findings.ts';
import { followUp, type FollowUp } from '#lib/server/ledger/review/follow-up.ts';
import { memorySession, sampleReport, store } from '../samples.ts';

async function ledgerWithReport() {
	const session = await memorySession();
	await store(session, 'a', sampleReport());
	const { code } = await session.db
		.selectFrom('department')
		.select('code')
		.executeTakeFirstOrThrow();
	const asked: FollowUp = {
		area: '999900',
		department: code,
		fiscal_year: 2021,
		rule: 'score_form_vs_sheet',
		status: 'asked',
		note: '已发函'
	};
	const page = { limit: 10, offset: 0 };
	const status = async () => {
		const filter = { area: '999900', year: 2021, rule: asked.rule };
		return (await listFindings(session.db, filter, page)).items.map((one) => one.follow_up);
	};
	return { session, asked, status };
}

test('a status is stored, replaced, and survives a corrected report', async () => {
	const { session, asked, status } = await ledgerWithReport();
	expect(await status()).toEqual([{ status: 'open', note: '' }]);
	await followUp(session.db, asked);
	expect(await status()).toEqual([{ status: 'asked', note: '已发函' }]);
	await followUp(session.db, { ...asked, status: 'explained', note: '' });
	await store(session, 'b', sampleReport({ scores: [5, 9] }));
	expect(await status()).toEqual([{ status: 'explained', note: '' }]);
	await session.db.destroy();
});

test('a finding that does not exist is refused by name', async () => {
	const { session, asked } = await ledgerWithReport();
	await expect(followUp(session.db, { ...asked, fiscal_year: 1999 })).rejects.toThrow(
		`999900 的部门 ${asked.department} 在 1999 年没有规则 score_form_vs_sheet 的核对结果。请到“核对”页查看部门编码、年度和规则。`
	);
	await session.db.destroy();
});
