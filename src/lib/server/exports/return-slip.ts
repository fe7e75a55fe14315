/**
 * 退回单: what a department is to correct or to explain, from its current report: why it was returned, what does not
 * add up and where, what could not be read, what was asked. Settled findings are left out.
 */
import { cellOf, fileNames, filesAt, findingProblems } from '../import/finding-problems.ts';
import { inOrder, type Problem } from '../import/problem.ts';
import type { DepartmentProblems } from '../import/problems.ts';
import { chosenFilings, type FilingRow } from '#lib/comparison/filings.ts';
import { listFilings } from '../questions/reports/filings.ts';
import { listInquiries, type InquiryRow } from '../questions/reports/inquiries.ts';
import { listUnread, type UnreadRow } from '../questions/reports/unread.ts';
import { correctableName } from '#lib/catalogue/correctable.ts';
import { topicName } from '#lib/catalogue/topics.ts';
import { MISSING_TEXT } from '#lib/catalogue/values.ts';
import { readPage, type PageRequest } from '../request/page-request.ts';
import { departmentOf } from './names.ts';
import { coverOf, filingChoice } from './cover.ts';
import type { Cover } from './sheet.ts';

export interface ReturnSlips {
	name: string;
	cover: Cover;
	/** By code; of all departments those alone that have something to do. */
	departments: readonly DepartmentProblems[];
}

/** Return slips of the one department that is named, or of all that the address chooses; null for another file. */
export async function returnSlips(what: string, url: URL): Promise<ReturnSlips | null> {
	if (what !== 'return-slips' && !what.startsWith('return-slip/')) return null;
	const request = await readPage('filings', url);
	const code = departmentOf(what);
	const filed = (await listFilings(request.db, request.area.code, request.year)).filter(isFiled);
	const asked =
		code === null
			? chosenFilings(filed, request.values)
			: filed.filter(({ department }) => department.code === code);
	if (code !== null && asked.length === 0) return null;
	const unread = await listUnread(request.db, request.area.code, request.year);
	const all = await slipsOf(
		request,
		asked,
		Map.groupBy(unread, (each) => each.filing_id)
	);
	const departments = code === null ? all.filter(({ problems }) => problems.length > 0) : all;
	const name = code === null ? request.area.name : (asked[0]?.department.name ?? '');
	const title = `${request.year}年度自评报告退回单`;
	return {
		name: `退回单-${name}-${request.year}年`,
		departments,
		cover: await coverOf(title, request, code === null ? filingChoice(request.values) : [], 'words')
	};
}

type FiledRow = FilingRow & { filing_id: number };

function isFiled(row: FilingRow): row is FiledRow {
	return row.filing_id !== null;
}

async function slipsOf(
	{ db, area }: PageRequest<'filings'>,
	filed: readonly FiledRow[],
	unread: ReadonlyMap<number, readonly UnreadRow[]>
): Promise<DepartmentProblems[]> {
	const found = await findingProblems(db, filed);
	const names = await fileNames(
		db,
		filed.map(({ filing_id }) => filing_id)
	);
	const inquiries = await listInquiries(db, area.code);
	return filed.map((row) => {
		const { department, fiscal_year, filing_id } = row;
		const own = inquiries.filter(
			(each) => each.department.id === department.id && each.fiscal_year === fiscal_year
		);
		const settled = new Set(
			own.filter(({ status }) => status === 'accepted').map(({ topic }) => topic)
		);
		const findings = (found.get(filing_id) ?? [])
			.filter(({ rule }) => !settled.has(rule))
			.map(({ problem }) => problem);
		const files = names.get(filing_id) ?? [];
		const unreadable = (unread.get(filing_id) ?? []).map((each) => ofUnread(each, files));
		const jurisdiction = { code: area.code, name: area.name };
		return {
			department: { code: department.code, name: department.name, jurisdiction },
			is_demo: area.is_demo,
			fiscal_years: [fiscal_year],
			problems: inOrder([...ofDecision(row), ...findings, ...unreadable, ...own.flatMap(ofInquiry)])
		};
	});
}

const NO_CELL = { file: '', table: '', row: '', column: '', read: '', expected: '' };

function ofDecision({ state, decision, fiscal_year }: FiledRow): Problem[] {
	if (state !== 'returned' || decision === null) return [];
	const until = decision.due_on === null ? '' : `，期限为${decision.due_on}`;
	return [
		{
			...NO_CELL,
			kind: '退回',
			fiscal_year,
			section: '全部',
			message: decision.reason,
			advice: `请更正后重新报送${until}。`
		}
	];
}

/** A department whose report is returned writes such a figure again. */
function ofUnread(
	{ fiscal_year, measure, unit, figure }: UnreadRow,
	files: readonly string[]
): Problem {
	const name = correctableName(measure, unit);
	const why = figure.missing === null ? '' : MISSING_TEXT[figure.missing];
	return {
		...NO_CELL,
		...(figure.place ? cellOf(figure.place) : {}),
		kind: '提示',
		fiscal_year,
		file: filesAt(files, [figure.place]),
		section: '没有读出的数',
		read: figure.printed,
		expected: `应为“${name}”的数，没有的留空`,
		message: `“${name}”${why}。`,
		advice: '请改正这一格后重新报送，或请绩效科照原件人工更正。'
	};
}

function ofInquiry({ status, fiscal_year, text, ...topic }: InquiryRow): Problem[] {
	if (status !== 'asked' && status !== 'explained') return [];
	return [
		{
			...NO_CELL,
			kind: '询问',
			fiscal_year,
			message: status === 'asked' ? text : `已说明：${text}`,
			section: topicName(topic),
			advice:
				status === 'asked'
					? '请书面说明，或在“办理”页答复；有误的，请更正后重新报送。'
					: '已收到说明，待认可。'
		}
	];
}
