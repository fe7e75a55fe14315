import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FilingDecision } from '#lib/catalogue/filing-states.ts';
import type { InquiryEntry } from '#lib/catalogue/follow-up.ts';
import { ruleOf } from '#lib/catalogue/rules.ts';
import { topicName } from '#lib/catalogue/topics.ts';
import { AT_HOME } from '#lib/server/accounts/reader.ts';
import { tasksPage } from '#lib/server/pages/tasks.ts';
import { lastSeen } from '#lib/server/ledger/audit/unseen.ts';
import { verifyAudit } from '#lib/server/ledger/audit/verify.ts';
import type { Session } from '#lib/server/ledger/connection/session.ts';
import { makeCurrent } from '#lib/server/ledger/filing/restore.ts';
import { mismatchedRows } from '#lib/server/ledger/integrity/row-hashes.ts';
import { listFilings } from '#lib/server/questions/reports/filings.ts';
import { listFindings } from '#lib/server/questions/findings/reviewed.ts';
import { listInquiries } from '#lib/server/questions/reports/inquiries.ts';
import { remindersOf } from '#lib/server/questions/reports/reminders.ts';
import { reportKey, tasksOf } from '#lib/server/questions/reports/tasks.ts';
import { confirmReports, reportToken } from '#lib/server/round/confirm-many.ts';
import { decideFiling, type GivenDecision } from '#lib/server/round/decisions.ts';
import { addExpected, removeExpected, setDueDate } from '#lib/server/round/expected.ts';
import { writeEntry, type GivenEntry } from '#lib/server/round/inquiries.ts';
import { figuresRow, memorySession, sampleReport, SOUND, store, wan } from '../ledger/samples.ts';

/** 收入合计 is not the sum of its parts. */
const FAULTY = { ...SOUND, income_total: wan(130) };
const RULE = 'income_parts';

let session: Session;
let department: string;
let filing_id: number;
beforeEach(async () => {
	session = await memorySession();
	const stored = await store(session, 'a', sampleReport({ figures: FAULTY }));
	department = stored.department.code;
	filing_id = stored.filing_id;
});
afterEach(async () => {
	expect((await verifyAudit(session.db, null)).problems).toEqual([]);
	expect(await mismatchedRows(session.db)).toEqual([]);
	await session.db.destroy();
});

const report = () => ({ area: '999900', department, fiscal_year: 2021 });
const handInCorrected = (letter = 'b') => store(session, letter, sampleReport());
const handInOtherwise = () =>
	store(session, 'c', sampleReport({ figures: { ...FAULTY, income_total: wan(140) } }));

describe('a report', () => {
	const given = { reason: '请更正收入', due_on: '' };
	const decide = (decision: FilingDecision, more: Partial<GivenDecision> = {}) =>
		decideFiling(session.db, { ...report(), decision, filing_id, ...given, ...more }, 'li');
	const state = async () => {
		const [row] = await listFilings(session.db, '999900', 2021);
		return row?.state;
	};

	test('is filed, returned, corrected, confirmed, and corrected after that', async () => {
		expect(await state()).toBe('filed');
		await decide('returned', { due_on: '2022-04-01' });
		expect(await state()).toBe('returned');
		({ filing_id } = await handInCorrected());
		expect(await state()).toBe('corrected');
		await decide('confirmed');
		expect(await state()).toBe('confirmed');
		({ filing_id } = await handInOtherwise());
		expect(await state()).toBe('corrected');
		await decide('returned');
		expect(await state()).toBe('returned');
		await decide('reopened');
		expect(await state()).toBe('filed');
		const [row] = await listFilings(session.db, '999900', 2021);
		expect(row?.decision).toMatchObject({ reason: '请更正收入', due_on: null, by: 'li' });
	});

	test('stays returned while the same is handed in again, or a former version is restored', async () => {
		const first = filing_id;
		({ filing_id } = await handInOtherwise());
		await decide('returned');
		await handInOtherwise();
		expect(await state()).toBe('returned');
		await makeCurrent(session, first);
		expect(await state()).toBe('returned');
	});

	test.each<[string, FilingDecision, Partial<typeof given>, string]>([
		['without a reason', 'returned', { reason: ' \n' }, '请写明理由。'],
		[
			'until no date',
			'returned',
			{ due_on: '2022-02-30' },
			'重报期限应为 2000 年以后的日期，如 2026-03-31，读到“2022-02-30”。'
		],
		['with nothing to take back', 'reopened', {}, '这份报告现在没有退回或确认，不必撤销。'],
		[
			'with a reason without end',
			'returned',
			{ reason: '长'.repeat(1001) },
			'理由过长，至多 1000 个字，读到 1001 个字。'
		]
	])('is not decided upon %s', async (_, decision, more, sentence) => {
		await expect(decide(decision, more)).rejects.toThrow(sentence);
		expect(await state()).toBe('filed');
	});

	test('is not decided upon twice, nor unseen', async () => {
		await decide('returned');
		await expect(decide('returned')).rejects.toThrow('这份报告已经退回。');
		await handInCorrected();
		await expect(decide('confirmed')).rejects.toThrow('您查看之后，这份报告又有新的版本');
		expect(await state()).toBe('corrected');
	});

	test('is not confirmed by a window that did not show the return, nor again by a form sent later', async () => {
		await decide('returned', { seen: 0 });
		await expect(decide('confirmed', { seen: 0 })).rejects.toThrow('这份报告已经退回');
		await decide('reopened', { seen: 1 });
		await expect(decide('returned', { seen: 0 })).rejects.toThrow('又有退回、确认或撤销');
		expect(await state()).toBe('filed');
		await decide('confirmed', { seen: 2 });
		expect(await state()).toBe('confirmed');
	});
});

describe('the list of those that must file', () => {
	const all = { area: '999900', fiscal_year: 2026, department: '' };
	const listed = async () =>
		(await listFilings(session.db, '999900', 2026)).map(({ state, due_on }) => [state, due_on]);

	test('is filled, gets its due date, and is emptied', async () => {
		await expect(setDueDate(session.db, { ...all, due_on: '2027-03-31' }, 'li')).rejects.toThrow(
			'应报清单里还没有部门'
		);
		expect(await addExpected(session.db, all, 'li')).toBe(1);
		expect(await addExpected(session.db, all, 'li')).toBe(0);
		expect(await listed()).toEqual([['missing', null]]);
		expect(await setDueDate(session.db, { ...all, due_on: '2027-03-31' }, 'li')).toBe(1);
		expect(await listed()).toEqual([['missing', '2027-03-31']]);
		expect(await removeExpected(session.db, { ...all, department }, 'li')).toBe(1);
		expect(await listed()).toEqual([]);
	});

	test('is not changed back by a form sent once more after a later change', async () => {
		const shown = { ...all, seen: await lastSeen(session.db) };
		await addExpected(session.db, shown, 'li');
		const again = '应报清单或期限又有改动，没有办理';
		await expect(addExpected(session.db, shown, 'li')).rejects.toThrow(again);
		const later = { ...all, seen: await lastSeen(session.db) };
		await setDueDate(session.db, { ...later, due_on: '2027-03-31' }, 'li');
		await expect(setDueDate(session.db, { ...later, due_on: '' }, 'li')).rejects.toThrow(again);
		await expect(removeExpected(session.db, later, 'li')).rejects.toThrow(again);
		expect(await listed()).toEqual([['missing', '2027-03-31']]);
	});

	test('is changed by a form that was shown before a change of another year’s list', async () => {
		const shown = { ...all, seen: await lastSeen(session.db) };
		await addExpected(session.db, { ...all, fiscal_year: all.fiscal_year - 1 }, 'li');
		expect(await addExpected(session.db, shown, 'li')).toBe(1);
	});

	test('counts as late by the day of the first version', async () => {
		await store(session, 'd', sampleReport({ year: 2022 }), '2022-05-01');
		const change = { ...all, fiscal_year: 2022 };
		await addExpected(session.db, change, 'li');
		const status = async () => (await listFilings(session.db, '999900', 2022))[0]?.status;
		expect(await status()).toBe('filed');
		await setDueDate(session.db, { ...change, due_on: '2022-04-30' }, 'li');
		expect(await status()).toBe('late');
		await setDueDate(session.db, { ...change, due_on: '2022-05-01' }, 'li');
		await store(session, 'e', sampleReport({ year: 2022, figures: FAULTY }), '2022-06-01');
		expect(await status()).toBe('filed');
	});

	test('refuses a department that is not there', async () => {
		await expect(addExpected(session.db, { ...all, department: '没有' }, 'li')).rejects.toThrow(
			'没有编码为“没有”、当年应当报送的部门'
		);
	});

	test.each(['', '000000', '999900\u0007', '9'.repeat(5000)])(
		'refuses the area %j, of which no department is registered',
		async (area) => {
			const sentence = /^区划“.{0,41}”没有在册的部门，没有办理；请先选定地区。$/s;
			const unknown = { ...all, area };
			await expect(addExpected(session.db, unknown, 'li')).rejects.toThrow(sentence);
			await expect(removeExpected(session.db, unknown, 'li')).rejects.toThrow(sentence);
			const due = { ...unknown, due_on: '2027-03-31' };
			await expect(setDueDate(session.db, due, 'li')).rejects.toThrow(sentence);
		}
	);
});

describe('a finding', () => {
	const write = (entry: InquiryEntry, text = '', more: Partial<GivenEntry> = {}) =>
		writeEntry(
			session.db,
			{ ...report(), topic_kind: 'rule', topic: RULE, entry, text, ...more },
			'li'
		);
	const followUp = async () => {
		const filter = { area: '999900', year: 2021, rule: RULE } as const;
		const { items } = await listFindings(session.db, filter, { limit: 10, offset: 0 });
		return items.map(({ follow_up }) => [follow_up.status, follow_up.note]);
	};

	test('is asked about, explained and accepted, and keeps that through a new version', async () => {
		expect(await followUp()).toEqual([['open', '']]);
		await write('ask', '差在哪里？');
		expect(await followUp()).toEqual([['asked', '差在哪里？']]);
		await write('answer', '漏列其他收入');
		expect(await followUp()).toEqual([['explained', '漏列其他收入']]);
		await write('accept');
		await handInOtherwise();
		expect(await followUp()).toEqual([['accepted', '']]);
		await write('reopen');
		expect(await followUp()).toEqual([['open', '']]);
	});

	test('is not accepted by a window that did not show the answer, nor asked again by a form sent later', async () => {
		await write('ask', '差在哪里？', { seen: 0 });
		await write('answer', '漏列其他收入', { seen: 1 });
		await expect(write('accept', '', { seen: 1 })).rejects.toThrow('又有询问、答复或办理');
		await expect(write('ask', '差在哪里？', { seen: 0 })).rejects.toThrow('又有询问、答复或办理');
		expect(await followUp()).toEqual([['explained', '漏列其他收入']]);
		await write('accept', '', { seen: 2 });
		expect(await followUp()).toEqual([['accepted', '']]);
	});

	test('is not asked about, answered or accepted by a form that showed a former version', async () => {
		const shown = { filing_id };
		await write('ask', '差在哪里？', shown);
		await handInOtherwise();
		const unseen = '这份报告又有新的版本，没有记录';
		for (const entry of ['ask', 'answer', 'accept', 'reopen'] as const)
			await expect(write(entry, '漏列', shown)).rejects.toThrow(unseen);
		expect(await followUp()).toEqual([['asked', '差在哪里？']]);
	});

	test('is corrected by a version in which it no longer holds, and asked about again by one in which it does', async () => {
		await write('ask', '差在哪里？');
		await handInCorrected();
		expect(await followUp()).toEqual([['corrected', '差在哪里？']]);
		expect((await listInquiries(session.db, '999900')).map(({ status }) => status)).toEqual([
			'corrected'
		]);
		await handInOtherwise();
		expect(await followUp()).toEqual([['asked', '差在哪里？']]);
	});

	test.each<[string, InquiryEntry, string, Partial<GivenEntry>, string]>([
		['an empty question', 'ask', ' ', {}, '请写明要问的问题。'],
		['an answer to no question', 'answer', '好', {}, '这一项没有待答复的询问，不能答复。'],
		['what was never followed up, reopened', 'reopen', '', {}, '这一项没有办理过，不必重新处理。'],
		['a rule that is not there', 'ask', '问', { topic: '__proto__' }, '没有“__proto__”的核对结果'],
		['a year without a report', 'ask', '问', { fiscal_year: 1999 }, '没有报送 1999 年度的报告'],
		['another jurisdiction', 'ask', '问', { area: '430600' }, '区划“430600”里编码为'],
		[
			'a measure that is none',
			'ask',
			'问',
			{ topic_kind: 'measure' },
			'没有“income_parts”的核对结果'
		]
	])('refuses %s', async (_, entry, text, more, sentence) => {
		await expect(write(entry, text, more)).rejects.toThrow(sentence);
		expect(await listInquiries(session.db, '999900')).toEqual([]);
	});

	test('is called by what it finds now: a rule that holds or cannot be checked has not failed', async () => {
		const named = async () => new Set((await listInquiries(session.db, '999900')).map(topicName));
		await write('ask', '差在哪里？');
		await write('ask', '上年报告呢？', { topic: 'carry_over_continuity' });
		const unchecked = ruleOf('carry_over_continuity').name;
		expect(await named()).toEqual(new Set([ruleOf(RULE).failing, unchecked]));
		await handInCorrected();
		expect(await named()).toEqual(new Set([ruleOf(RULE).name, unchecked]));
		const acts = await session.db.selectFrom('audit_log').select('subject').execute();
		expect(acts.map(({ subject }) => subject)).toContain(`示例市口岸办公室 2021年度 ${unchecked}`);
		// A rule of which the review says nothing any more.
		expect(topicName({ topic_kind: 'rule', topic: RULE, finding: null })).toBe(ruleOf(RULE).name);
	});

	test('is written about once where a form is sent twice', async () => {
		await write('ask', '差在哪里？');
		await expect(write('ask', '差在哪里？')).rejects.toThrow('这一条已经记下，没有重复记录。');
	});
});

describe('many reports at once', () => {
	const confirm = (...tokens: string[]) => confirmReports(session.db, '999900', tokens, 'li');
	const token = (shown: Partial<Parameters<typeof reportToken>[0]> = {}) =>
		reportToken({ department, fiscal_year: 2021, filing_id, seen: 0, ...shown });
	const stateNow = async () => (await listFilings(session.db, '999900', 2021))[0]?.state;

	test('are confirmed, what is no report is named, and each is confirmed once', async () => {
		const done = await confirm(token(), token(), token({ department: '无此部门' }), 'x');
		expect(done).toMatch(
			/^已确认 1 份报告。没有确认 2 份。区划“999900”里编码为.*：部门编码“无此部门”2021年。有一项不是页面上的报告。$/s
		);
		expect(await stateNow()).toBe('confirmed');
		await expect(confirm(token(), token({ seen: 1 }))).rejects.toThrow(
			'没有确认 2 份。这份报告已经确认：示例市口岸办公室2021年、示例市口岸办公室2021年。'
		);
	});

	test('are not confirmed again by a form that is sent again after the confirmation was taken back', async () => {
		await confirm(token());
		const taken = { decision: 'reopened', filing_id, reason: '', due_on: '' } as const;
		await decideFiling(session.db, { ...report(), ...taken }, 'li');
		await expect(confirm(token())).rejects.toThrow('又有退回、确认或撤销');
		expect(await stateNow()).toBe('filed');
		const { corrected, filed, decisions } = await tasksOf(session.db, '999900', () => true);
		const [shown] = [...corrected, ...filed];
		const seen = decisions.get(reportKey(shown?.department.id ?? 0, 2021)) ?? 0;
		await confirm(token({ seen }));
		expect(await stateNow()).toBe('confirmed');
	});

	test('are not confirmed unseen, and none is chosen by itself', async () => {
		const seen = token();
		await handInCorrected();
		await expect(confirm(seen)).rejects.toThrow('又有新的版本');
		await expect(confirm()).rejects.toThrow('没有选定报告');
		expect(await stateNow()).toBe('filed');
	});
});

test('a report with a figure that was not read is not among those that nothing speaks against', async () => {
	const shown = async () => {
		const { round } = await tasksPage(session.db, new URL('http://localhost/tasks'), AT_HOME);
		const rows = round?.awaiting.rows.map(({ fail, unread, is_clean }) => [fail, unread, is_clean]);
		return [rows, round?.clean.count];
	};
	const sound = figuresRow({ year: 2030 });
	await store(session, 'd', sound);
	expect(await shown()).toEqual([[[0, 0, true]], 1]);
	const income_total = {
		value: null,
		missing: 'unreadable',
		printed: '约120',
		place: null
	} as const;
	const unread = figuresRow({ year: 2035 });
	await store(session, 'e', { ...unread, figures: { ...unread.figures, income_total } });
	expect(await shown()).toEqual([[[0, 1, false]], 0]);
});

test('without a list of those that must file, nobody is said to be the only one missing', async () => {
	const told = async () => {
		const { round } = await tasksPage(session.db, new URL('http://localhost/tasks'), AT_HOME);
		return [round?.no_list, round?.counts.map(({ text }) => text)];
	};
	await store(session, 'd', figuresRow({ year: 2030 }));
	expect(await told()).toEqual([true, ['已报1家']]);
	await addExpected(session.db, { ...report(), fiscal_year: 2030 }, 'li');
	expect(await told()).toEqual([false, ['未报0家', '已报1家']]);
});

test('who owes a report is told with the days since its due date', async () => {
	const filings = await listFilings(session.db, '999900', 2021);
	const [row] = filings;
	if (!row) throw new Error('nothing is filed');
	const decision = { reason: '', by: 'li', at: '', due_on: '2022-04-01' };
	const owing = remindersOf(
		[
			row,
			{ ...row, state: 'missing', due_on: null },
			{ ...row, state: 'returned', due_on: '2022-03-01', decision },
			{ ...row, state: 'missing', due_on: '2022-03-31' },
			{ ...row, state: 'confirmed', due_on: '2022-03-31' }
		],
		'2022-04-01'
	);
	expect(owing.map(({ owes, due_on, days_overdue }) => [owes, due_on, days_overdue])).toEqual([
		['missing', '2022-03-31', 1],
		['returned', '2022-04-01', null],
		['missing', null, null]
	]);
});
