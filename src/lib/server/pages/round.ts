import { error } from '@sveltejs/kit';
import { FILING_DECISION_NAMES, FILING_STATE_NAMES } from '#lib/catalogue/filing-states.ts';
import { nameWithin } from '#lib/catalogue/departments.ts';
import { timeInChina } from '#lib/catalogue/years.ts';
import { contactsHref, departmentHref, exportLinks } from '#lib/links.ts';
import { topicRows } from '#lib/answers/round/topics.ts';
import { lastSeen } from '../ledger/audit/unseen.ts';
import { findDepartment } from '../questions/departments/department.ts';
import { isLate } from '#lib/comparison/filings.ts';
import { listFindings } from '../questions/findings/reviewed.ts';
import { listFlags } from '../questions/figures/outliers.ts';
import { listInquiries, roundOf } from '../questions/reports/inquiries.ts';
import { listUnread } from '../questions/reports/unread.ts';
import type { Reader } from '../accounts/reader.ts';
import { readPage } from '../request/page-request.ts';
import { AGAINST_OTHERS } from '#lib/comparison/flags/flags.ts';
import { quoted } from '../refused-error.ts';

export const REMINDERS = [
	['催报名单（Word）', 'docx'],
	['催报名单（Excel）', 'xlsx']
] as const;

export const RETURN_SLIPS = [
	['退回单（Word）', 'docx'],
	['退回单（Excel）', 'xlsx']
] as const;

/** 办理: the report of one department and year in its round, with the forms that the reader may send. */
export async function roundPage(url: URL, code: string, reader: Reader) {
	const request = await readPage('department', url);
	const { db, area, year, years, notices, chosen } = request;
	const seen = await lastSeen(db);
	const department = await findDepartment(db, area.code, code);
	if (!department) error(404, `${area.name}没有编码为${quoted(code)}的部门。`);
	const round = await roundOf(db, department.id, year);
	const { asks, decides, inquires, answers, sight } = reader;
	const to = new URLSearchParams({ area: area.code, year: String(year) });
	return {
		year,
		years,
		seen,
		notices,
		department: {
			name: nameWithin(area.name, department.name),
			href: departmentHref(code, { ...chosen, year })
		},
		contacts: asks ? contactsHref(code, { ...chosen, area: area.code }) : null,
		/** Where the forms are sent: with the year, so that none is decided upon by default. */
		to: to.toString(),
		may: { decides, inquires, answers },
		state: round.state,
		state_name: FILING_STATE_NAMES[round.state],
		is_expected: round.is_expected,
		due_on: round.due_on,
		filed_on: round.filed_on,
		is_late: isLate(round.due_on, round.filed_on),
		filing_id: round.filing_id,
		version: round.version,
		unread: await unreadFigures(),
		decisions: round.decisions.map((one) => ({
			what: FILING_DECISION_NAMES[one.decision],
			reason: one.reason,
			due_on: one.due_on,
			version: one.version,
			by: one.decided_by,
			time: timeInChina(one.decided_at)
		})),
		exports:
			round.filing_id === null
				? []
				: exportLinks(`return-slip/${encodeURIComponent(code)}`, to, RETURN_SLIPS),
		topics: round.filing_id === null ? [] : await topics()
	};

	async function unreadFigures(): Promise<number> {
		const unread = await listUnread(db, area.code, year);
		return unread.filter((one) => one.department.id === department?.id).length;
	}

	async function topics() {
		const filter = { area: area.code, year, department: code };
		const { items } = await listFindings(db, filter, null);
		const all = await listInquiries(db, area.code);
		const inquiries = all.filter(
			(row) => row.department.id === department?.id && row.fiscal_year === year
		);
		const asked = new Set(inquiries.map(({ topic }) => topic));
		const findings = items.filter(
			({ state, rule }) => state === 'fail' || state === 'warn' || asked.has(rule)
		);
		const found = await listFlags(db, area.code, year, department?.id ?? 0, 'kind');
		// A reader of the own departments is told nothing of the others, a department of no flag before it is asked.
		const flags = found.filter(
			({ reason, measure }) =>
				sight !== 'own' || (!AGAINST_OTHERS.has(reason) && (inquires || asked.has(measure)))
		);
		return topicRows({ findings, flags, inquiries, entries: round.entries });
	}
}
