/** Says in words how far findings and flags have been followed up, for the lists that show them. */
import { FOLLOW_UP_NAMES, type FollowUpStatus } from '#lib/catalogue/follow-up.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { roundHref, type Chosen } from '#lib/links.ts';
import type { InquiryRow } from '#lib/server/questions/reports/inquiries.ts';

/** Words by {@link followUpKey}. */
export type FollowUps = ReadonlyMap<string, string>;

/** `topic` as the anchor of the page of the round: `rule-…` or `measure-…`. */
function followUpKey(department: number, fiscal_year: number, topic: string): string {
	return `${department} ${fiscal_year} ${topic}`;
}

export function followUpsOf(inquiries: readonly InquiryRow[]): FollowUps {
	return new Map(
		inquiries.flatMap(({ department, fiscal_year, topic_kind, topic, status, text }) => {
			const words = followUpText({ status, note: text });
			const key = followUpKey(department.id, fiscal_year, `${topic_kind}-${topic}`);
			return words === undefined ? [] : [[key, words]];
		})
	);
}

/** Links of one report to where it is followed up, with their words. */
export function followUpLinks(
	{ department, fiscal_year }: Observation,
	topic: string,
	{ followUps, chosen }: { followUps: FollowUps; chosen: Chosen }
) {
	return {
		follow_up: followUps.get(followUpKey(department.id, fiscal_year, topic)),
		round_href: `${roundHref(department.code, { ...chosen, year: fiscal_year })}#${topic}`
	};
}

/** Nothing while nobody has asked. */
export function followUpText({
	status,
	note
}: {
	status: FollowUpStatus;
	note: string;
}): string | undefined {
	if (status === 'open' && note === '') return undefined;
	return note === '' ? FOLLOW_UP_NAMES[status] : `${FOLLOW_UP_NAMES[status]}：${note}`;
}
