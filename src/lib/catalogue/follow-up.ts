/** Lists how far a finding or a flag has been followed up (办理情况), and the entries that lead there. */
export const FOLLOW_UP_STATUSES = ['open', 'asked', 'explained', 'accepted', 'corrected'] as const;
export type FollowUpStatus = (typeof FOLLOW_UP_STATUSES)[number];

/** `corrected` is nobody's entry: it follows from a report in which the finding no longer holds. */
export const FOLLOW_UP_NAMES: Record<FollowUpStatus, string> = {
	open: '待处理',
	asked: '已询问',
	explained: '已说明',
	accepted: '已认可',
	corrected: '已更正'
};

/** Asked about, and nobody has settled it yet. */
export function isUnsettled(status: FollowUpStatus): boolean {
	return status === 'asked' || status === 'explained';
}

export const INQUIRY_ENTRIES = ['ask', 'answer', 'accept', 'reopen'] as const;
export type InquiryEntry = (typeof INQUIRY_ENTRIES)[number];

export const INQUIRY_ENTRY_NAMES: Record<InquiryEntry, string> = {
	ask: '询问',
	answer: '答复',
	accept: '认可',
	reopen: '重新处理'
};

/** Kinds of things to ask about: a finding of a rule, or a flag on a measure. */
export const TOPIC_KINDS = ['rule', 'measure'] as const;
export type TopicKind = (typeof TOPIC_KINDS)[number];
