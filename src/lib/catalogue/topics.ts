import type { TopicKind } from './follow-up.ts';
import { isMeasureId, measureOf } from './measures.ts';
import { findingName, isRuleId, type FindingState } from './rules.ts';

export interface NamedTopic {
	topic_kind: TopicKind;
	topic: string;
	/** State of the finding in the current version, where a rule is asked about; null where the review finds nothing by it, and for a measure. */
	finding: FindingState | null;
}

/** Returns the name of what is asked about, a finding by what it finds now; its id where no rule or measure has it any more. */
export function topicName({ topic_kind, topic, finding }: NamedTopic): string {
	if (topic_kind === 'rule')
		return isRuleId(topic)
			? findingName({ rule: topic, state: finding ?? 'not_checkable' })
			: topic;
	return isMeasureId(topic) ? measureOf(topic).name : topic;
}
