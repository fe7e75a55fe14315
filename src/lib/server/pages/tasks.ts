import type { Kysely } from 'kysely';
import { nameWithin } from '#lib/catalogue/departments.ts';
import {
	FILING_STATE_NAMES,
	FILING_STATES,
	type FilingState
} from '#lib/catalogue/filing-states.ts';
import { FOLLOW_UP_NAMES, isUnsettled, type FollowUpStatus } from '#lib/catalogue/follow-up.ts';
import { timeInChina } from '#lib/catalogue/years.ts';
import { departmentHref, exportLinks, href, roundHref } from '#lib/links.ts';
import { ANY_SENDER, pendingHandIns } from '../hand-in/hand-ins.ts';
import { lastSeen } from '../ledger/audit/unseen.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { areaOfReader } from '../questions/bureau-area.ts';
import { departmentNames } from '../questions/departments/list.ts';
import type { FilingRow } from '#lib/comparison/filings.ts';
import { ownDepartments } from '../questions/departments/own.ts';
import { actorNames } from '../questions/reports/actors.ts';
import type { InquiryRow } from '../questions/reports/inquiries.ts';
import { daysOverdue } from '../questions/reports/reminders.ts';
import { reportKey, tasksOf, type Tasks } from '../questions/reports/tasks.ts';
import { listUnread } from '../questions/reports/unread.ts';
import { reportToken } from '../round/confirm-many.ts';
import { topicName } from '#lib/catalogue/topics.ts';
import { isOwn, type Reader } from '../accounts/reader.ts';
import { REMINDERS } from './round.ts';

/** More than a person does in a day; the pages behind the lists have all. */
const MOST_ROWS = 100;

/** Empty where nobody is late. */
function overdueText({ due }: Tasks, today: string, isOne: boolean): string {
	const late = due.filter(({ due_on }) => due_on !== null && due_on < today).length;
	if (late === 0) return '';
	return isOne ? '；已过期限' : `；逾期未报${late}家`;
}

/** The reports of the year by state; of one department its state alone, which nobody counts. */
function stateLines({ by_state, is_listed, year }: Tasks, area: string, isOne: boolean) {
	const isAlwaysTold = (id: FilingState) => id === 'filed' || (id === 'missing' && is_listed);
	return FILING_STATES.filter((id) => by_state[id] > 0 || (!isOne && isAlwaysTold(id))).map(
		(id) => ({
			text: FILING_STATE_NAMES[id] + (isOne ? '' : `${by_state[id]}家`),
			href: href('/filings', { area, year, round: id })
		})
	);
}

async function handInLines(db: Kysely<Database>, sender: Parameters<typeof pendingHandIns>[1]) {
	const handIns = await pendingHandIns(db, sender);
	const departments = handIns.flatMap(({ department_id }) => department_id ?? []);
	const names = await departmentNames(db, departments);
	const nameOf = await actorNames(
		db,
		handIns.map(({ actor }) => actor)
	);
	return handIns.map(({ id, created_at, actor, state, department_id }) => ({
		id,
		actor: nameOf(actor),
		time: timeInChina(created_at),
		department: names.get(department_id ?? 0) ?? '',
		state: state === 'open' ? '待确认' : '正在入库'
	}));
}

/** 待办: what waits for the reader, and how the round stands. */
export async function tasksPage(db: Kysely<Database>, url: URL, reader: Reader) {
	const { decides, inquires, answers, handsIn, sight, own, user } = reader;
	const seen = await lastSeen(db);
	const { area, areas } = await areaOfReader(db, own, url.searchParams.get('area'));
	const today = timeInChina(new Date().toISOString()).slice(0, 10);
	const sender = decides ? ANY_SENDER : (user?.id ?? null);
	const common = {
		today,
		seen,
		may: { decides, inquires, answers, handsIn },
		readsAll: sight !== 'own',
		areas,
		departments: own === null ? [] : await ownDepartments(db, own),
		hand_ins: handsIn ? await handInLines(db, sender) : []
	};
	if (area === null) return { ...common, round: null };
	const { code, name } = area;
	const tasks = await tasksOf(
		db,
		code,
		(department) => own === null || isOwn(own, { ...department, jurisdiction_code: code })
	);
	const filing = (row: FilingRow) => filingLine(row, area, today);
	const asked = (status: FollowUpStatus) => tasks.inquiries.filter((row) => row.status === status);
	const inquiry = (row: InquiryRow) => inquiryLine(row, area);
	const isOne = common.departments.length === 1;
	return {
		...common,
		round: {
			area: name,
			area_code: code,
			exports: sight === 'own' ? [] : exportLinks('tasks', new URLSearchParams({ area: code })),
			year: tasks.year,
			// Without a list of those that must file, nobody is known to be missing.
			no_list: own === null && !tasks.is_listed,
			counts: stateLines(tasks, code, isOne),
			inquiries: (['asked', 'explained', 'accepted', 'corrected'] as const).map((id) => ({
				name: FOLLOW_UP_NAMES[id],
				count: tasks.by_status[id]
			})),
			overdue: overdueText(tasks, today, isOne),
			due: listed(tasks.due, filing),
			returned: listed(tasks.returned, filing),
			reminders:
				own === null && tasks.due.length + tasks.returned.length > 0 && tasks.year !== null
					? exportLinks(
							'reminders',
							new URLSearchParams({ area: code, year: String(tasks.year) }),
							REMINDERS
						)
					: [],
			...awaiting(tasks, await unreadCounts(db, code, tasks), area, url),
			asked: listed(asked('asked'), inquiry),
			explained: listed(asked('explained'), inquiry)
		}
	};
}

/** Figures that a person has to read, of each report that waits for a decision; by {@link reportKey}, where there are any. */
async function unreadCounts(
	db: Kysely<Database>,
	area: string,
	{ corrected, filed }: Tasks
): Promise<ReadonlyMap<string, number>> {
	const years = new Set([...corrected, ...filed].map(({ fiscal_year }) => fiscal_year));
	const unread = await Promise.all([...years].map((year) => listUnread(db, area, year)));
	const byReport = Map.groupBy(unread.flat(), (one) =>
		reportKey(one.department.id, one.fiscal_year)
	);
	return new Map([...byReport].map(([key, figures]) => [key, figures.length]));
}

/** Reports that wait for the bureau's decision; those of `?tick=clean` that nothing speaks against are ticked beforehand. */
function awaiting(
	tasks: Tasks,
	unreadCount: ReadonlyMap<string, number>,
	area: { code: string; name: string },
	url: URL
) {
	const open = Map.groupBy(
		tasks.inquiries.filter(({ status }) => isUnsettled(status)),
		({ department, fiscal_year }) => reportKey(department.id, fiscal_year)
	);
	const all = [...tasks.corrected, ...tasks.filed].map((row) => {
		const { department, fiscal_year, state, findings, version, filed_on, filing_id } = row;
		const key = reportKey(department.id, fiscal_year);
		const inquiries = open.get(key)?.length ?? 0;
		const unread = unreadCount.get(key) ?? 0;
		return {
			key,
			fiscal_year,
			version,
			filed_on,
			inquiries,
			unread,
			fail: findings.fail,
			warn: findings.warn,
			state: FILING_STATE_NAMES[state],
			name: nameWithin(area.name, department.name),
			href: roundHref(department.code, { area: area.code, year: fiscal_year }),
			token: reportToken({
				department: department.code,
				fiscal_year,
				filing_id: filing_id ?? 0,
				seen: tasks.decisions.get(key) ?? 0
			}),
			is_clean: findings.fail === 0 && unread === 0 && inquiries === 0
		};
	});
	return {
		awaiting: listed(all, (one) => one),
		clean: {
			count: all.slice(0, MOST_ROWS).filter(({ is_clean }) => is_clean).length,
			is_ticked: url.searchParams.get('tick') === 'clean',
			href: href('/tasks', { area: area.code, tick: 'clean' })
		}
	};
}

function listed<T, Row>(all: readonly T[], line: (one: T) => Row) {
	return { total: all.length, rows: all.slice(0, MOST_ROWS).map(line) };
}

function filingLine(row: FilingRow, area: { code: string; name: string }, today: string) {
	const { department, fiscal_year, state, filing_id, decision } = row;
	const due_on = state === 'returned' ? (decision?.due_on ?? null) : row.due_on;
	return {
		key: reportKey(department.id, fiscal_year),
		name: nameWithin(area.name, department.name),
		division: department.division,
		fiscal_year,
		due_on,
		days_overdue: daysOverdue(due_on, today),
		reason: state === 'missing' ? '' : (decision?.reason ?? ''),
		href: (filing_id === null ? departmentHref : roundHref)(department.code, {
			area: area.code,
			year: fiscal_year
		})
	};
}

function inquiryLine(row: InquiryRow, area: { code: string; name: string }) {
	const { department, fiscal_year, topic_kind, topic, text, written_by, written_at } = row;
	const page = roundHref(department.code, { area: area.code, year: fiscal_year });
	return {
		key: `${department.id} ${fiscal_year} ${topic_kind} ${topic}`,
		name: nameWithin(area.name, department.name),
		fiscal_year,
		text,
		by: written_by,
		time: timeInChina(written_at),
		topic: topicName(row),
		href: `${page}#${topic_kind}-${topic}`
	};
}
