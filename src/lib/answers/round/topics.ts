/** Lists the findings and flags that a department may be asked about, each with what was written about it so far. */
import {
	FOLLOW_UP_NAMES,
	INQUIRY_ENTRY_NAMES,
	type FollowUpStatus,
	type TopicKind
} from '#lib/catalogue/follow-up.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { findingName, FINDING_STATE_NAMES } from '#lib/catalogue/rules.ts';
import { topicName } from '#lib/catalogue/topics.ts';
import { timeInChina } from '#lib/catalogue/years.ts';
import { reasonName, flagSentence } from '#lib/comparison/flags/flag-words.ts';
import type { Flag } from '#lib/comparison/flags/flags.ts';
import { measureHref, placeHref } from '#lib/links.ts';
import type { FindingRow } from '#lib/server/questions/findings/reviewed.ts';
import type { EntryRow, InquiryRow } from '#lib/server/questions/reports/inquiries.ts';

export interface TopicRow {
	key: string;
	topic_kind: TopicKind;
	topic: string;
	name: string;
	/** State of the finding, or reasons of the flags; empty where it no longer holds. */
	kind: string;
	sentences: string[];
	places: { label: string; printed: string; href: string | null }[];
	status: FollowUpStatus;
	status_name: string;
	entries: { what: string; by: string; time: string; text: string }[];
}

interface Material {
	findings: readonly FindingRow[];
	flags: readonly Flag[];
	/** Questions asked of the department about the year. */
	inquiries: readonly InquiryRow[];
	entries: readonly EntryRow[];
}

/** Findings in the order of the review, flags in that of their weight; those that were asked about and are gone last. */
export function topicRows({ findings, flags, inquiries, entries }: Material): TopicRow[] {
	const followed = new Map(inquiries.map((row) => [keyOf(row), row]));
	const rest = (topic_kind: TopicKind, topic: string) => {
		const key = keyOf({ topic_kind, topic });
		const status = followed.get(key)?.status ?? 'open';
		const own = entries.filter((entry) => keyOf(entry) === key).map(entryLine);
		return { key, topic_kind, topic, status, status_name: FOLLOW_UP_NAMES[status], entries: own };
	};
	const found = findings.map((row) => ({ ...ofFinding(row), ...rest('rule', row.rule) }));
	const flagged = [...Map.groupBy(flags, ({ measure }) => measure)].map(([measure, same]) => ({
		...ofFlags(same),
		...rest('measure', measure)
	}));
	const shown = new Set([...found, ...flagged].map(({ key }) => key));
	const gone = inquiries
		.filter((row) => !shown.has(keyOf(row)))
		.map(({ topic_kind, topic, finding }) => ({
			name: topicName({ topic_kind, topic, finding }),
			kind: '',
			sentences: [],
			places: [],
			...rest(topic_kind, topic)
		}));
	return [...found, ...flagged, ...gone];
}

function keyOf({ topic_kind, topic }: Pick<InquiryRow, 'topic_kind' | 'topic'>): string {
	return `${topic_kind}-${topic}`;
}

function entryLine({ entry, text, written_by, written_at }: EntryRow) {
	return {
		what: INQUIRY_ENTRY_NAMES[entry],
		by: written_by,
		time: timeInChina(written_at),
		text
	};
}

function ofFinding({ rule, state, message, places, filing_id, fiscal_year }: FindingRow) {
	return {
		name: findingName({ rule, state }),
		kind: FINDING_STATE_NAMES[state],
		sentences: [message],
		places: places.map(({ label, printed, place, fiscal_year: of }) => ({
			label,
			printed: printed || '空白',
			href: place && of === fiscal_year ? placeHref(filing_id, place) : null
		}))
	};
}

function ofFlags(flags: readonly Flag[]) {
	const [{ measure, observation }] = flags as [Flag, ...Flag[]];
	return {
		name: measureOf(measure).name,
		kind: [...new Set(flags.map(reasonName))].join('、'),
		sentences: flags.map(flagSentence),
		places: [{ label: '原文', printed: '打开', href: measureHref(observation.filing_id, measure) }]
	};
}
