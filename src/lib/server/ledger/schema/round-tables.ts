/** Rows of a year's round: decisions on reports and entries of inquiries, which are only added, and the views over them. */
import type { Generated } from 'kysely';
import type { FilingDecision, FilingState } from '#lib/catalogue/filing-states.ts';
import type { FollowUpStatus, InquiryEntry, TopicKind } from '#lib/catalogue/follow-up.ts';

export interface FilingDecisionTable {
	id: Generated<number>;
	department_id: number;
	fiscal_year: number;
	/** The version decided upon. */
	filing_id: number;
	decision: FilingDecision;
	/** Empty for none. */
	reason: string;
	/** ISO date by which a returned report is to be handed in again; null for none. */
	due_on: string | null;
	/** See `audit/actor.ts`. */
	decided_by: string;
	/** ISO 8601 UTC. */
	decided_at: string;
	/** See `row-hashes.ts`. */
	row_hash: Generated<string>;
}

/** One row a department and year that was decided upon and has a report; of the others the report or its lack tells. */
export interface FilingStateView {
	department_id: number;
	fiscal_year: number;
	/** The current version. */
	filing_id: number;
	state: Exclude<FilingState, 'missing'>;
	/** Reason of the last decision; the columns below are of that decision too. */
	reason: string;
	due_on: string | null;
	decided_by: string;
	decided_at: string;
}

export interface InquiryEntryTable {
	id: Generated<number>;
	department_id: number;
	fiscal_year: number;
	topic_kind: TopicKind;
	/** Id of the rule or the measure. */
	topic: string;
	/** The version that was current then. */
	filing_id: number;
	entry: InquiryEntry;
	text: string;
	/** See `audit/actor.ts`. */
	written_by: string;
	/** ISO 8601 UTC. */
	written_at: string;
	/** See `row-hashes.ts`. */
	row_hash: Generated<string>;
}

/** The last entry of each topic, and the status that follows from it and from the current report. */
export interface InquiryView {
	department_id: number;
	fiscal_year: number;
	topic_kind: TopicKind;
	topic: string;
	/** The version that was current at the last entry. */
	filing_id: number;
	current_filing_id: number | null;
	text: string;
	written_by: string;
	written_at: string;
	status: FollowUpStatus;
}
