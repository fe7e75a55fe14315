/**
 * Defines what a reader may ask of each question: every parameter with its type, range and default, once. Pages,
 * exports, the API, its OpenAPI document and the list of parameters that addresses may have are made from it. It reads no
 * ledger: the server before the pages needs that list alone, and loads what is imported here at every start.
 */
import { SLIDE_IDS } from '#lib/catalogue/slides.ts';
import { AXIS_CHOICES } from '#lib/catalogue/axis-scales.ts';
import { DISPLAY_UNITS } from '#lib/catalogue/format.ts';
import {
	CARRY_OVER_RATE_LINE,
	lineValue,
	POLICY_LINES,
	type PolicyLine
} from '#lib/catalogue/policy-lines.ts';
import { CORRECTABLE_IDS } from '#lib/catalogue/correctable.ts';
import { isMeasureId, MEASURE_IDS, STORED_IDS, type MeasureId } from '#lib/catalogue/measures.ts';
import { FILING_STATES, FILING_STATUSES } from '#lib/catalogue/filing-states.ts';
import { FOLLOW_UP_STATUSES } from '#lib/catalogue/follow-up.ts';
import { FINDING_STATES, RULES, type RuleId } from '#lib/catalogue/rules.ts';
import { CHANGE_MEASURES, CONTRIBUTION_GROUPINGS } from '#lib/comparison/change/contribution.ts';
import { FLAG_REASONS } from '#lib/comparison/flags/flags.ts';
import { PEER_RULES } from '#lib/comparison/peers.ts';
import { DEPARTMENT_KEYS } from '#lib/comparison/table.ts';
import { SUMMARY_KEYS, VIEWS, type ViewId } from '#lib/comparison/views.ts';
import { DEFAULT_THRESHOLD, OUTLIER_TESTS } from '#lib/comparison/flags/outlier-tests.ts';
import type { Place } from '#lib/documents/place.ts';
import { readPlace } from '#lib/links.ts';
import {
	decimalNumber,
	nameAmong,
	oneOf,
	optionalOneOf,
	sortBy,
	texts,
	wholeNumber,
	words,
	yearAmong,
	yearBefore,
	type Parameter,
	type Parameters,
	type ValuesOf
} from './parameters.ts';

/** A jurisdiction's own values that parameters choose from. */
export interface Scope {
	/** Ascending. */
	years: readonly number[];
	/** Those too for which it is known who must file. */
	round_years: readonly number[];
	kinds: readonly string[];
	divisions: readonly string[];
}

export const NO_SCOPE: Scope = { years: [], round_years: [], kinds: [], divisions: [] };

/** Measures that outliers are looked for in, or that a policy line is drawn for. */
export const TESTED_MEASURES: readonly MeasureId[] = [
	...new Set<MeasureId>([
		...OUTLIER_TESTS.map((test) => test.measure),
		...POLICY_LINES.map((line) => line.measure)
	])
];

export const DEFAULT_CARRY_OVER_LINE = CARRY_OVER_RATE_LINE * 100;

/** A year in which departments must file can be asked for before anybody has; by default the latest that is filed. */
const year = ({ years, round_years }: Scope): Parameter<number | null> => ({
	...yearAmong(round_years),
	fallback: years.at(-1) ?? round_years.at(-1) ?? null
});
const kind = ({ kinds }: Scope) => nameAmong(kinds, 'Department kind.');
/** The one department that a page, or a list of the API, is asked for. */
export const DEPARTMENT = words('Code of the department.');
const offset = wholeNumber(0, 100_000_000, 0, 'Items before the first.');
const peers = oneOf(PEER_RULES, 'kind', 'Whom departments are compared with.');
const search = words('Words in the name or code of the department.');

const at: Parameter<Place | null> = {
	fallback: null,
	description: 'Place of a cell.',
	schema: { type: 'string' },
	read: (text) => {
		const value = readPlace(text);
		const allowed = '形如 cell-1-11-4、text-12-3-9、field-10-5、sheet-C5-数据 的位置';
		return value ? { value } : { allowed };
	}
};

const anyMeasure: Parameter<MeasureId | null> = {
	...optionalOneOf(MEASURE_IDS, 'Measure id.'),
	read: (text) => (isMeasureId(text) ? { value: text } : { allowed: '口径页所列的项目编号' })
};

/** The configured policy lines, those that the reader names moved: `lines=carry_over_rate:12`, in % or points. */
const policyLines: Parameter<readonly PolicyLine[]> = {
	fallback: POLICY_LINES,
	isRepeated: true,
	description: 'Policy lines moved by the reader, e.g. carry_over_rate:12, in % or points.',
	schema: { type: 'array', items: { type: 'string' } },
	read: (_, all) => {
		const moved = new Map<string, number>();
		for (const text of all) {
			const [, measure = '', typed = ''] = /^([a-z_]+):(-?\d{1,5}(?:\.\d{1,4})?)$/.exec(text) ?? [];
			const line = POLICY_LINES.find((one) => one.measure === measure);
			if (!line) return { allowed: POLICY_LINES.map((one) => `${one.measure}:数值`).join('、') };
			moved.set(measure, lineValue(line.measure, Number(typed)));
		}
		return {
			value: POLICY_LINES.map((line) => {
				const value = moved.get(line.measure) ?? line.value;
				return value === line.value ? line : { ...line, value, source: '读者设定' };
			})
		};
	}
};

/** A table of departments with the columns of a view. */
function viewOf(id: ViewId) {
	const { columns, order } = VIEWS[id];
	return (scope: Scope) => ({
		year: year(scope),
		base: yearBefore(scope.years),
		kind: kind(scope),
		q: search,
		sort: sortBy([...DEPARTMENT_KEYS, ...columns.map(({ key }) => key)], order),
		unit: optionalOneOf(DISPLAY_UNITS, 'Unit of amounts.'),
		offset
	});
}

/** Choices of the reader that hold for all pages, beside area, year and kind. */
export const CHOICE = (scope: Scope) => ({
	base: yearBefore(scope.years),
	pin: texts('Departments marked in every list and chart: codes, or names as a reader types them.')
});

export const QUESTIONS = {
	overview: (scope: Scope) => ({ year: year(scope), base: yearBefore(scope.years) }),
	summary: (scope: Scope) => ({
		year: year(scope),
		sort: sortBy(SUMMARY_KEYS, { key: 'spending_total', descending: true })
	}),
	departments: viewOf('departments'),
	structure: (scope: Scope) => ({
		...viewOf('structure')(scope),
		d: words('Code of the department whose spending is shown as areas alone.'),
		without_largest: wholeNumber(
			0,
			100,
			0,
			'Departments, from the largest, that the areas leave out.'
		)
	}),
	'three-public': (scope: Scope) => ({
		...viewOf('three-public')(scope),
		scale: oneOf(AXIS_CHOICES, 'auto', 'Scale of the amounts in charts.')
	}),
	scores: viewOf('scores'),
	balances: (scope: Scope) => ({
		...viewOf('balances')(scope),
		line: decimalNumber(
			0,
			500,
			DEFAULT_CARRY_OVER_LINE,
			'Warning line of the carry-over rate, in %.'
		)
	}),
	department: (scope: Scope) => ({ year: year(scope), peers }),
	compare: (scope: Scope) => ({
		year: year(scope),
		peers,
		d: texts('Codes of the departments to compare.')
	}),
	outliers: (scope: Scope) => ({
		year: year(scope),
		kind: kind(scope),
		peers,
		threshold: decimalNumber(2, 20, DEFAULT_THRESHOLD, 'Least modified z-score of a flag.'),
		reason: optionalOneOf(FLAG_REASONS, 'What a flag stands out against.'),
		measure: optionalOneOf(TESTED_MEASURES, 'Measure id.'),
		lines: policyLines,
		offset
	}),
	findings: (scope: Scope) => ({
		year: year(scope),
		kind: kind(scope),
		division: nameAmong(scope.divisions, 'Division of the bureau.'),
		rule: optionalOneOf<RuleId>(
			RULES.map(({ id }) => id),
			'Rule id.'
		),
		state: optionalOneOf(FINDING_STATES, 'State of a finding.'),
		status: optionalOneOf(FOLLOW_UP_STATUSES, 'How far a finding has been followed up.'),
		offset
	}),
	filings: (scope: Scope) => ({
		year: year(scope),
		kind: kind(scope),
		status: optionalOneOf(FILING_STATUSES, 'Whether and when a report was filed.'),
		round: optionalOneOf(FILING_STATES, 'State of the report in the round.'),
		offset
	}),
	reassessments: (scope: Scope) => ({ year: year(scope), kind: kind(scope) }),
	inquiries: (scope: Scope) => ({
		year: year(scope),
		kind: kind(scope),
		status: optionalOneOf(FOLLOW_UP_STATUSES, 'How far an inquiry has come.')
	}),
	corrections: (scope: Scope) => ({ year: year(scope), kind: kind(scope) }),
	correction: (scope: Scope) => ({
		year: year(scope),
		d: words('Code of the department.'),
		filing: wholeNumber(0, 999_999_999, 0, 'Number of the filing whose figure is corrected.'),
		measure: optionalOneOf(
			CORRECTABLE_IDS,
			'Measure id, or item_score and item_weight of an indicator.'
		),
		u: words('Name of the row as printed, or path of the indicator; empty for the total row.')
	}),
	questions: (scope: Scope) => ({ year: year(scope) }),
	brief: (scope: Scope) => ({ year: year(scope), d: DEPARTMENT }),
	meeting: (scope: Scope) => ({
		year: year(scope),
		slide: oneOf(SLIDE_IDS, 'figures', 'What the slide shows.'),
		d: words('Code of the department.')
	}),
	compendium: (scope: Scope) => ({
		year: year(scope),
		kind: kind(scope),
		whole: optionalOneOf(['yes'], 'All departments on one page, for paper.'),
		offset
	}),
	source: () => ({
		at,
		file: wholeNumber(0, 10_000, 0, 'Number of the file to show, of a filing made of several.'),
		measure: anyMeasure
	}),
	changes: (scope: Scope) => ({
		year: year(scope),
		base: yearBefore(scope.years),
		kind: kind(scope),
		measure: oneOf(CHANGE_MEASURES, 'spending_total', 'Measure whose total is taken apart.'),
		by: oneOf(CONTRIBUTION_GROUPINGS, 'department', 'What the change is taken apart by.')
	}),
	figures: (scope: Scope) => ({
		year: year(scope),
		kind: kind(scope),
		q: search,
		// A derived measure has no cell of its own.
		measure: optionalOneOf(STORED_IDS, 'Id of a reported figure or of its budget.')
	})
} satisfies Record<string, (scope: Scope) => Parameters>;

export type QuestionId = keyof typeof QUESTIONS;

/** The parameters of a question as read. */
export type Asked<Q extends QuestionId> = ValuesOf<ReturnType<(typeof QUESTIONS)[Q]>>;
