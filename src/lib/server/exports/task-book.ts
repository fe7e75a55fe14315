/** 待办 of a jurisdiction as a workbook: the reports that wait for somebody, and the questions that are not settled. */
import { FILING_STATE_NAMES } from '#lib/catalogue/filing-states.ts';
import { FOLLOW_UP_NAMES, isUnsettled } from '#lib/catalogue/follow-up.ts';
import { topicName } from '#lib/catalogue/topics.ts';
import { timeInChina } from '#lib/catalogue/years.ts';
import type { FilingRow } from '#lib/comparison/filings.ts';
import type { InquiryRow } from '../questions/reports/inquiries.ts';
import { tasksOf } from '../questions/reports/tasks.ts';
import { readPage } from '../request/page-request.ts';
import type { Book } from './book.ts';
import { coverOf } from './cover.ts';
import type { Sheet } from './sheet.ts';
import { number, text, year } from './tables.ts';

export async function taskBook(url: URL): Promise<Book> {
	const request = await readPage('filings', url);
	const { db, area } = request;
	const tasks = await tasksOf(db, area.code, () => true);
	const { due, returned, corrected, filed, inquiries } = tasks;
	const today = timeInChina(new Date().toISOString()).slice(0, 10);
	const ofYear = tasks.year === null ? '' : `${tasks.year}年`;
	return {
		name: ['待办', area.name, ofYear].filter(Boolean).join('-'),
		sheets: [
			reportSheet([...due, ...returned, ...corrected, ...filed]),
			inquirySheet(inquiries.filter(({ status }) => isUnsettled(status)))
		],
		cover: await coverOf(
			`${ofYear}待办`,
			request,
			[
				['本年应报年度', ofYear],
				['截至', today]
			],
			'none'
		)
	};
}

function reportSheet(rows: readonly FilingRow[]): Sheet {
	return {
		name: '报告',
		columns: [
			...['部门编码', '部门', '归口科室'].map(text),
			year(),
			...['状态', '期限', '报送日期'].map(text),
			...['不符', '提示'].map(number),
			text('退回理由')
		],
		rows: rows.map(({ department, fiscal_year, state, due_on, filed_on, findings, decision }) => [
			department.code,
			department.name,
			department.division,
			fiscal_year,
			FILING_STATE_NAMES[state],
			state === 'returned' ? (decision?.due_on ?? null) : due_on,
			filed_on,
			...(state === 'missing' ? [null, null] : [findings.fail, findings.warn]),
			state === 'missing' ? null : (decision?.reason ?? null)
		])
	};
}

function inquirySheet(rows: readonly InquiryRow[]): Sheet {
	return {
		name: '询问与说明',
		columns: [
			...['部门编码', '部门'].map(text),
			year(),
			...['事项', '办理情况', '最近一次内容', '填写人', '时间'].map(text)
		],
		rows: rows.map((row) => [
			row.department.code,
			row.department.name,
			row.fiscal_year,
			topicName(row),
			FOLLOW_UP_NAMES[row.status],
			row.text,
			row.written_by,
			timeInChina(row.written_at)
		])
	};
}
