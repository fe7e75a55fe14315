/**
 * Describes as schemas what the API answers: the OpenAPI document is generated from them, and tests check real answers
 * against them. Amounts are 分, people counts, scores points, ratios fractions; an absent value is null and `missing`
 * says why.
 */
import * as v from 'valibot';
import { BUDGET_BASES } from '#lib/catalogue/budgets.ts';
import { CORRECTABLE_IDS } from '#lib/catalogue/correctable.ts';
import { STORED_IDS, MEASURE_IDS } from '#lib/catalogue/measures.ts';
import { FILING_STATES } from '#lib/catalogue/filing-states.ts';
import { FOLLOW_UP_STATUSES, INQUIRY_ENTRIES, TOPIC_KINDS } from '#lib/catalogue/follow-up.ts';
import { SAMPLE_METHODS } from '#lib/catalogue/sample-methods.ts';
import { FINDING_STATES, RULES } from '#lib/catalogue/rules.ts';
import { MISSING_TEXT, type MissingReason } from '#lib/catalogue/values.ts';
import { CONTRIBUTION_STATES } from '#lib/comparison/change/contribution.ts';
import { FLAG_REASONS, TIERS } from '#lib/comparison/flags/flags.ts';
import { SCALES } from '#lib/comparison/flags/outlier-tests.ts';
import { PEER_RULES } from '#lib/comparison/peers.ts';

const MISSING = Object.keys(MISSING_TEXT) as [MissingReason, ...MissingReason[]];
const number = v.nullable(v.number());
const measure = v.picklist(MEASURE_IDS);

const BudgetBasis = v.picklist(BUDGET_BASES);

export const Department = v.object({
	code: v.string(),
	name: v.string(),
	kind: v.nullable(v.string())
});

/** A figure that was corrected by hand: what stood there before, who gave it, when and why. */
const CorrectedFields = {
	id: v.number(),
	old_value: number,
	old_missing: v.nullable(v.picklist(MISSING)),
	old_printed: v.string(),
	value: number,
	printed: v.string(),
	/** Unit of the printed amount; empty where it is none. */
	printed_unit: v.string(),
	reason: v.string(),
	corrected_by: v.string(),
	/** ISO 8601 UTC. */
	corrected_at: v.string()
};
const Corrected = v.object(CorrectedFields);

const DepartmentYear = {
	department: Department,
	fiscal_year: v.number(),
	filing_id: v.number(),
	grade: v.nullable(v.string()),
	/** By measure id, why its value is null. */
	missing: v.record(v.string(), v.picklist(MISSING)),
	/** By measure id, the figures that were corrected by hand. */
	corrected: v.record(v.string(), Corrected),
	/** Ids of stated figures that are probably errors (疑似填报错误): they stand here as filed, and totals leave them out. */
	suspect: v.array(v.string()),
	budget_basis: described(
		v.record(v.string(), BudgetBasis),
		'By measure id, the budget that a rate is computed from: 年初预算数 or 全年预算数.'
	)
};

/** A department's row with the measures of one list, each under its own id. */
export function measureItem(keys: readonly string[]) {
	return v.object({ ...DepartmentYear, ...Object.fromEntries(keys.map((key) => [key, number])) });
}

const Place = v.nullable(
	v.looseObject({ kind: v.picklist(['cell', 'text', 'field', 'sheet', 'unplaced']) })
);

export const FigureItem = v.object({
	department: Department,
	fiscal_year: v.number(),
	filing_id: v.number(),
	measure: v.picklist(STORED_IDS),
	value: number,
	missing: v.nullable(v.picklist(MISSING)),
	printed: v.string(),
	place: Place,
	/** Null for a figure as it was read. */
	corrected: v.nullable(Corrected)
});

/** Amounts in 分, people as counts, scores in points. */
export const CorrectionItem = v.object({
	department: Department,
	fiscal_year: v.number(),
	/** The version that it made. */
	filing_id: v.number(),
	measure: v.picklist(CORRECTABLE_IDS),
	/** Name of the row as printed, or path of the indicator; empty for the total row. */
	unit: v.string(),
	state: v.picklist(['in_use', 'superseded', 'taken_back']),
	...CorrectedFields,
	taken_back_by: v.nullable(v.string()),
	taken_back_at: v.nullable(v.string()),
	taken_back_reason: v.nullable(v.string())
});

export const OverviewItem = v.object({
	fiscal_year: v.number(),
	measure,
	/** Over all departments that state it, without figures that are probably errors and not confirmed. */
	value: number,
	/** The same with those figures. */
	as_filed: number,
	missing: v.nullable(v.picklist(MISSING)),
	counted: v.number(),
	left_out: v.number(),
	/** Over the departments that state it in both years. */
	change: v.object({
		previous: number,
		current: number,
		difference: number,
		rate: number,
		compared: v.number()
	})
});

/** Exactly one of `department`, `kind` and `component` is there, as the parameter `by` asks. */
export const ChangeItem = v.object({
	department: v.optional(Department),
	kind: v.optional(v.string()),
	/**
	 * A measure id; of a cost that the number of people drives `people` and `per_head`, which state no values of their
	 * own; `remainder` for what the components leave open.
	 */
	component: v.optional(v.string()),
	before: number,
	after: number,
	/** Null where neither year states the measure. */
	contribution: number,
	/** The part of the contribution that corrections and reports filed anew made since the first version. */
	amended: number,
	/** The part of the contribution that the departments made which state the measure in both years, as pages tell it. */
	comparable: v.number(),
	state: v.picklist(CONTRIBUTION_STATES)
});

export const OutlierItem = v.object({
	department: Department,
	fiscal_year: v.number(),
	filing_id: v.number(),
	measure,
	value: v.number(),
	reason: v.picklist(FLAG_REASONS),
	budget_basis: described(
		v.nullable(BudgetBasis),
		'The budget that a rate of execution is computed from; null for measures that no budget is behind.'
	),
	tier: v.picklist(TIERS),
	id: v.string(),
	/** Id of the leading item of the same department and year that explains this one. */
	cause: v.nullable(v.string()),
	at_stake: described(
		number,
		'分 by which the value differs from the usual one, or lies beyond the line. Null where no money is behind the measure, ' +
			'as behind scores, and of people where their pay is not stated.'
	),
	since: v.number(),
	score: v.number(),
	threshold: v.number(),
	severity: v.number(),
	/** The value that the change starts from, or the median of the department's other years. */
	previous: number,
	/** The year of `previous`, for `history`: the one before, an earlier one, or for a first filing the next. */
	previous_year: number,
	peers: v.nullable(
		v.object({
			rule: v.picklist(PEER_RULES),
			count: v.number(),
			/** Departments of the group, with those that could not be compared. */
			of: v.number(),
			median: v.number(),
			mad: v.number(),
			/** The scale that the score and `mad` are on; for `history` also the median, which is that of changes. */
			scale: v.picklist(SCALES),
			fallback: v.boolean()
		})
	),
	clears_at: number,
	rank: number,
	sentence: v.string()
});

export const FindingItem = v.object({
	department: Department,
	fiscal_year: v.number(),
	filing_id: v.number(),
	rule: v.picklist(RULES.map(({ id }) => id)),
	state: v.picklist(FINDING_STATES),
	message: v.string(),
	/** 分, people or points, as `quantity` says. */
	difference: number,
	quantity: v.nullable(v.picklist(['money', 'people', 'points'])),
	rounding: v.boolean(),
	/** The rule whose failure this one follows from: one wrong figure breaks both. */
	follows_from: v.nullable(v.string()),
	places: v.array(
		v.object({ label: v.string(), printed: v.string(), fiscal_year: v.number(), place: Place })
	),
	follow_up: v.picklist(FOLLOW_UP_STATUSES)
});

export const FilingItem = v.object({
	department: Department,
	fiscal_year: v.number(),
	status: v.picklist(['filed', 'late', 'missing', 'unlisted']),
	due_on: v.nullable(v.string()),
	filed_on: v.nullable(v.string()),
	filing_id: number,
	version: number,
	state: v.picklist(FILING_STATES),
	/** The last decision of the bureau; null while there is none. */
	decision: v.nullable(
		v.object({
			reason: v.string(),
			due_on: v.nullable(v.string()),
			by: v.string(),
			at: v.string()
		})
	),
	/** Null where nobody has filed, and nothing was checked. */
	findings: v.nullable(v.object({ fail: v.number(), warn: v.number(), not_checkable: v.number() }))
});

/** One question of the bureau about a finding of a rule or a flag on a measure, and what followed. */
export const InquiryItem = v.object({
	department: Department,
	fiscal_year: v.number(),
	topic_kind: v.picklist(TOPIC_KINDS),
	/** Id of the rule or the measure. */
	topic: v.string(),
	status: v.picklist(FOLLOW_UP_STATUSES),
	/** The oldest first. */
	entries: v.array(
		v.object({
			entry: v.picklist(INQUIRY_ENTRIES),
			text: v.string(),
			written_by: v.string(),
			/** ISO 8601 UTC. */
			written_at: v.string(),
			/** The version that was current then. */
			filing_id: v.number()
		})
	)
});

/** Scores in points. */
export const ReassessmentItem = v.object({
	department: Department,
	fiscal_year: v.number(),
	filing_id: v.number(),
	/** Path of the indicator; empty for the total. */
	indicator: v.string(),
	weight: number,
	self_score: number,
	/** The self-score was corrected by hand, which `/corrections` tells of. */
	is_corrected: v.boolean(),
	/** Null for a department that was drawn and is still to be scored. */
	score: number,
	gap: number,
	reason: v.string(),
	assessed_by: v.nullable(v.string()),
	assessed_at: v.nullable(v.string()),
	drawn: v.array(v.picklist(SAMPLE_METHODS))
});

export const Problem = v.object({
	error: v.object({
		code: v.string(),
		/** One Chinese sentence. */
		message: v.string(),
		parameter: v.nullable(v.string()),
		read: v.nullable(v.string()),
		allowed: v.nullable(v.string())
	})
});

/** The OpenAPI document takes over what is said of a field. */
function described<T extends v.GenericSchema>(schema: T, text: string) {
	return v.pipe(schema, v.description(text));
}

/** Every list's envelope. */
export function listResponse(item: v.GenericSchema) {
	return v.object({
		data_version: described(v.number(), 'Rises with every import: the answer is of this version.'),
		unit: described(
			v.literal('分'),
			'Of all amounts of money; people, scores and ratios have none.'
		),
		total: described(v.number(), 'Items in all; `items` holds `limit` of them at most.'),
		before: v.optional(
			described(v.number(), 'In lists of changes: the total that they lead from.')
		),
		after: v.optional(described(v.number(), 'In lists of changes: the total that they lead to.')),
		comparable: v.optional(
			described(
				v.object({ before: v.number(), after: v.number(), departments: v.number() }),
				'In lists of changes: both totals of the departments that state the measure in both years, and how many these are.'
			)
		),
		items: v.array(item)
	});
}
