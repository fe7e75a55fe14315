/** Lists the states of a department's report in a year's round, and what the bureau decides on one. */
export const FILING_STATES = ['missing', 'filed', 'returned', 'corrected', 'confirmed'] as const;
export type FilingState = (typeof FILING_STATES)[number];

export const FILING_STATE_NAMES: Record<FilingState, string> = {
	missing: '未报',
	filed: '已报',
	returned: '退回',
	corrected: '更正',
	confirmed: '确认'
};

/** `reopened` takes the decision before it back. */
export const FILING_DECISIONS = ['returned', 'confirmed', 'reopened'] as const;
export type FilingDecision = (typeof FILING_DECISIONS)[number];

export const FILING_DECISION_NAMES: Record<FilingDecision, string> = {
	returned: '退回',
	confirmed: '确认',
	reopened: '撤销'
};
