/** Lists how far a finding can be followed up, with the words of officers (办理情况). */
export const FOLLOW_UP_STATUSES = ['open', 'asked', 'explained', 'corrected'] as const;
export type FollowUpStatus = (typeof FOLLOW_UP_STATUSES)[number];

export const FOLLOW_UP_NAMES: Record<FollowUpStatus, string> = {
	open: '待处理',
	asked: '已询问',
	explained: '已说明',
	corrected: '已更正'
};
