/**
 * Inquiries about findings and flags: the bureau asks, the department answers, the bureau accepts. Each is kept by
 * department, year and rule or measure, so that it outlasts reviews and new versions.
 */
import type { Kysely } from 'kysely';
import type { FollowUpStatus, InquiryEntry, TopicKind } from '#lib/catalogue/follow-up.ts';
import { isMeasureId } from '#lib/catalogue/measures.ts';
import { isRuleId, type FindingState } from '#lib/catalogue/rules.ts';
import { topicName } from '#lib/catalogue/topics.ts';
import { recordAct } from '../ledger/audit/append.ts';
import { raiseDataVersion } from '../ledger/filing/projection.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { quoted, RefusedError } from '../refused-error.ts';
import { findReport, readText, type FoundReport, type ReportKey } from './report.ts';

export interface Topic {
	topic_kind: TopicKind;
	/** Id of the rule or the measure. */
	topic: string;
}

export interface GivenEntry extends ReportKey, Topic {
	entry: InquiryEntry;
	/** As typed. */
	text: string;
	/** The version that was looked at; nothing is asked, answered or accepted about a newer one unseen. Left out where none was shown. */
	filing_id?: number;
	/** Number of entries that the form showed; none is passed over unseen. Left out where none were shown. */
	seen?: number | null;
}

const ACTIONS = {
	ask: 'finding_asked',
	answer: 'finding_answered',
	accept: 'finding_accepted',
	reopen: 'finding_reopened'
} as const;

const WHAT: Record<InquiryEntry, string> = {
	ask: '要问的问题',
	answer: '说明',
	accept: '认可的理由',
	reopen: '重新处理的理由'
};

/** The statuses after which an entry may be made; any for those left out. */
const AFTER: Partial<Record<InquiryEntry, readonly FollowUpStatus[]>> = {
	answer: ['asked', 'explained'],
	reopen: ['asked', 'explained', 'accepted']
};

/** @throws RefusedError where there is no such finding, or the entry does not follow the last one */
export async function writeEntry(
	db: Kysely<Database>,
	{ entry, topic_kind, topic, filing_id: shown, seen, ...given }: GivenEntry,
	written_by: string
): Promise<void> {
	const text = readText(given.text, WHAT[entry], entry === 'ask' || entry === 'answer');
	await db.transaction().execute(async (step) => {
		const report = await findReport(step, given);
		const finding = await requireTopic(step, report, { topic_kind, topic });
		const { department_id, filing_id } = report;
		if (shown !== undefined && shown !== filing_id)
			throw new RefusedError('您查看之后，这份报告又有新的版本，没有记录；请看过再办。');
		const { area, department, fiscal_year } = given;
		const key = { department_id, fiscal_year, topic_kind, topic };
		await requireFollowing(step, key, { entry, text, seen: seen ?? null });
		const written_at = new Date().toISOString();
		await step
			.insertInto('inquiry_entry')
			.values({ ...key, filing_id, entry, text, written_by, written_at })
			.execute();
		await recordAct(step, {
			actor: written_by,
			action: ACTIONS[entry],
			subject: `${report.subject} ${topicName({ topic_kind, topic, finding })}`,
			detail: { area, department, fiscal_year, topic_kind, topic, text }
		});
		await raiseDataVersion(step);
	});
}

/** Tells what the review finds by the rule that is asked about; null for a measure. */
async function requireTopic(
	db: Kysely<Database>,
	{ verdict_set_id, subject }: FoundReport,
	{ topic_kind, topic }: Topic
): Promise<FindingState | null> {
	if (topic_kind === 'measure' && isMeasureId(topic)) return null;
	const found =
		topic_kind === 'rule' && isRuleId(topic)
			? await db
					.selectFrom('verdict')
					.select('state')
					.where('verdict_set_id', '=', verdict_set_id)
					.where('rule', '=', topic)
					.executeTakeFirst()
			: undefined;
	if (!found)
		throw new RefusedError(
			`${subject}的报告没有${quoted(topic)}的核对结果。请到“核对”页查看部门编码、年度和规则。`
		);
	return found.state;
}

async function requireFollowing(
	db: Kysely<Database>,
	key: Topic & { department_id: number; fiscal_year: number },
	{ entry, text, seen }: { entry: InquiryEntry; text: string; seen: number | null }
): Promise<void> {
	let entries = db.selectFrom('inquiry_entry').select(['entry', 'text']);
	let current = db.selectFrom('inquiry').select('status');
	for (const [name, value] of Object.entries(key) as [keyof typeof key, string | number][]) {
		entries = entries.where(name, '=', value);
		current = current.where(name, '=', value);
	}
	const written = await entries.orderBy('id').execute();
	const last = written.at(-1);
	if (last?.entry === entry && last.text === text)
		throw new RefusedError('这一条已经记下，没有重复记录。');
	if (seen !== null && written.length !== seen)
		throw new RefusedError('您查看之后，这一项又有询问、答复或办理，没有记录；请看过再办。');
	const status = (await current.executeTakeFirst())?.status ?? 'open';
	if (AFTER[entry]?.includes(status) !== false) return;
	throw new RefusedError(
		entry === 'answer' ? '这一项没有待答复的询问，不能答复。' : '这一项没有办理过，不必重新处理。'
	);
}
