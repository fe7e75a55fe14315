import type { TopicKind } from './follow-up.ts';
import { isMeasureId, measureOf } from './measures.ts';
import { isRuleId, ruleOf } from './rules.ts';

/** Returns the name of what is asked about; its id where no rule or measure has it any more. */
export function topicName({ topic_kind, topic }: { topic_kind: TopicKind; topic: string }): string {
	if (topic_kind === 'rule') return isRuleId(topic) ? ruleOf(topic).name : topic;
	return isMeasureId(topic) ? measureOf(topic).name : topic;
}
