/** Lists the states of a department's report in a year's round, what the bureau decides on one, and whether it came in time. */
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

/** `late`: the first version was filed after the due date; `unlisted`: filed, but not on the list of those that must. */
export const FILING_STATUSES = ['filed', 'late', 'missing', 'unlisted'] as const;
export type FilingStatus = (typeof FILING_STATUSES)[number];

export const FILING_STATUS_NAMES: Record<FilingStatus, string> = {
	filed: '已报',
	late: '逾期报送',
	missing: '未报',
	unlisted: '已报（不在应报清单）'
};
