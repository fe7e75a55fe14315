import type { TopicKind } from './follow-up.ts';
import { isMeasureId, measureOf } from './measures.ts';
import { findingName, isRuleId } from './rules.ts';

/** Returns the name of what is asked about, a finding by what it found; its id where no rule or measure has it any more. */
export function topicName({ topic_kind, topic }: { topic_kind: TopicKind; topic: string }): string {
	if (topic_kind === 'rule')
		return isRuleId(topic) ? findingName({ rule: topic, state: 'fail' }) : topic;
	return isMeasureId(topic) ? measureOf(topic).name : topic;
}
