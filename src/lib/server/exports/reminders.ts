/** 催报名单 as a workbook, and as a Word document with a list for each division of the bureau. */
import { timeInChina } from '#lib/catalogue/years.ts';
import { chosenFilings } from '#lib/comparison/filings.ts';
import { listFilings } from '../questions/reports/filings.ts';
import { remindersOf, type Reminder } from '../questions/reports/reminders.ts';
import { readPage } from '../request/page-request.ts';
import type { Book } from './book.ts';
import { coverOf } from './cover.ts';
import { heading, line, table, writeDocument } from './official-docx.ts';
import type { Cover } from './sheet.ts';
import { number, text, year } from './tables.ts';

export const OWES_NAMES: Record<Reminder['owes'], string> = {
	missing: '未报送',
	returned: '退回后未重报'
};

interface ReminderList {
	name: string;
	cover: Cover;
	/** `2026-03-31`, in China. */
	today: string;
	fiscal_year: number;
	reminders: readonly Reminder[];
	/** Stands in place of an empty list. */
	none: string;
}

async function reminderList(url: URL): Promise<ReminderList> {
	const request = await readPage('filings', url);
	const { db, area, values } = request;
	const today = timeInChina(new Date().toISOString()).slice(0, 10);
	const { kind } = values;
	const filings = await listFilings(db, area.code, request.year);
	const isListed = filings.some(({ status }) => status !== 'unlisted');
	const rows = chosenFilings(filings, { kind, status: null, round: null });
	return {
		name: `催报名单-${area.name}-${request.year}年`,
		today,
		fiscal_year: request.year,
		reminders: remindersOf(rows, today),
		none: isListed
			? `截至${today}，没有需要催报的部门。`
			: `${request.year}年度没有应报清单，无法判断谁未报送。`,
		cover: await coverOf(
			`${request.year}年度自评报告催报名单`,
			request,
			[
				['年度', `${request.year}年`],
				['类别', kind],
				['截至', today]
			],
			'none'
		)
	};
}

export async function reminderBook(url: URL): Promise<Book> {
	const { name, cover, reminders, none } = await reminderList(url);
	return {
		name,
		cover,
		sheets: [
			{
				name: '催报名单',
				columns: [
					...['部门编码', '部门', '归口科室'].map(text),
					year(),
					...['事项', '期限'].map(text),
					number('逾期天数'),
					text('退回理由')
				],
				rows:
					reminders.length === 0
						? [[none]]
						: reminders.map(({ row, owes, due_on, days_overdue }) => [
								row.department.code,
								row.department.name,
								row.department.division,
								row.fiscal_year,
								OWES_NAMES[owes],
								due_on,
								days_overdue,
								owes === 'returned' ? (row.decision?.reason ?? null) : null
							])
			}
		]
	};
}

export async function reminderDocument(url: URL): Promise<{ name: string; content: Uint8Array }> {
	const { name, cover, today, fiscal_year, reminders, none } = await reminderList(url);
	const overdue = reminders.filter(({ days_overdue }) => days_overdue !== null).length;
	const sum = `截至${today}，${fiscal_year}年度自评报告还有${reminders.length}家部门没有报送或退回后没有重报，其中逾期${overdue}家。请各归口科室催促下列部门。`;
	const byDivision = Map.groupBy(reminders, ({ row }) => row.department.division ?? '未注明');
	const lists = [...byDivision].flatMap(([division, all]) => [
		heading(`归口科室：${division}（${all.length}家）`),
		listTable(all)
	]);
	const content = await writeDocument(cover, [line(reminders.length > 0 ? sum : none), ...lists]);
	return { name, content };
}

function listTable(reminders: readonly Reminder[]) {
	return table(
		['部门', '事项', '期限', '逾期天数'],
		reminders.map(({ row, owes, due_on, days_overdue }) => [
			row.department.name,
			OWES_NAMES[owes],
			due_on ?? '未设定',
			days_overdue === null ? '—' : String(days_overdue)
		]),
		[46, 22, 18, 14],
		{ from: 3, to: 4 }
	);
}
