/**
 * The lists of the API: what each answers, which parameters it reads, and the question that it asks.
 */
import type { Kysely } from 'kysely';
import type { GenericSchema } from 'valibot';
import type { PolicyLine } from '#lib/catalogue/policy-lines.ts';
import { MEASURE_IDS, STORED_IDS, type MeasureId, type StoredId } from '#lib/catalogue/measures.ts';
import type { FindingState, RuleId } from '#lib/catalogue/rules.ts';
import type { ContributionGrouping } from '#lib/comparison/contribution.ts';
import type { FlagReason } from '#lib/comparison/flags.ts';
import type { PeerRule } from '#lib/comparison/peers.ts';
import {
	column,
	DEPARTMENT_KEYS,
	filterTable,
	sortTable,
	type MeasureColumn,
	type TableOrder
} from '#lib/comparison/table.ts';
import { VIEWS, type ViewId } from '#lib/comparison/views.ts';
import { changesOf } from '#lib/server/questions/changes.ts';
import { alphabetOf, departmentsNamed } from '#lib/server/questions/directory.ts';
import { listFigures } from '#lib/server/questions/figures.ts';
import { listFilings } from '#lib/server/questions/filings.ts';
import { FOLLOW_UP_STATUSES } from '#lib/catalogue/follow-up.ts';
import { listFindings } from '#lib/server/questions/findings.ts';
import { listOutliers } from '#lib/server/questions/outliers.ts';
import { overviewOf } from '#lib/server/questions/overview.ts';
import { QUESTIONS, type QuestionId, type Scope } from '#lib/server/questions/asked.ts';
import {
	sortBy,
	wholeNumber,
	yearOrAll,
	type Parameter,
	type Parameters
} from '#lib/server/questions/parameters.ts';
import { allObservations } from '#lib/server/questions/population.ts';
import { listReassessed } from '#lib/server/questions/reassessments.ts';
import type { Database } from '../ledger/schema/schema.ts';
import {
	ChangeItem,
	FigureItem,
	FilingItem,
	FindingItem,
	measureItem,
	OutlierItem,
	OverviewItem,
	ReassessmentItem
} from './items.ts';
import {
	changeItem,
	filingItem,
	findingItem,
	flagItem,
	headlineItem,
	observationItem,
	reassessmentItem
} from './rows.ts';

export const LIST_IDS = [
	'departments',
	'figures',
	'overview',
	'structure',
	'three-public',
	'balances',
	'scores',
	'outliers',
	'changes',
	'findings',
	'filings',
	'reassessments'
] as const;
export type ListId = (typeof LIST_IDS)[number];

/** Parameters of a page that no list reads: how its rows are shown. */
const PAGE_ONLY = ['unit', 'line', 'offset'];

/** Parameters as read; each list reads those of its question. */
export interface ListRequest {
	/** Null: every year. */
	year: number | null;
	kind: string | null;
	division: string | null;
	base: number | null;
	by: ContributionGrouping;
	measure: MeasureId | null;
	rule: RuleId | null;
	state: FindingState | null;
	status: string | null;
	reason: FlagReason | null;
	peers: PeerRule;
	threshold: number;
	lines: readonly PolicyLine[];
	q: string;
	sort: TableOrder;
	limit: number;
	offset: number;
}

/** A list is asked for in a jurisdiction with its own values. */
export interface AreaScope extends Scope {
	area: string;
}

export interface ListAnswer {
	total: number;
	items: unknown[];
	/** The totals that a change leads from and to; in the answer beside `total`. */
	totals?: { before: number; after: number };
}

export interface ApiList {
	/** One English sentence for the OpenAPI document. */
	summary: string;
	/** The list reads the parameters of this question. */
	question: QuestionId;
	item: GenericSchema;
	/** Columns that `sort` may name. */
	columns: readonly MeasureColumn[];
	answer: (db: Kysely<Database>, scope: AreaScope, asked: ListRequest) => Promise<ListAnswer>;
}

/** Generous, so that a caller who names no limit gets a whole city. */
const DEFAULT_LIMIT = 1_000;
export const MOST_ITEMS = 10_000;

/** Says how the parameters of a list are read; the OpenAPI document describes the same ones. */
export function parametersOf(list: ApiList, scope: Scope): Parameters {
	const asked = Object.entries(QUESTIONS[list.question](scope));
	const shared = asked.filter(([name]) => !PAGE_ONLY.includes(name));
	return {
		...Object.fromEntries<Parameter<unknown>>(shared),
		year: yearOrAll(scope.years),
		...(list.columns.length > 0
			? { sort: sortBy([...SORT_KEYS, ...list.columns.map(({ key }) => key)], BY_YEAR) }
			: {}),
		limit: wholeNumber(0, MOST_ITEMS, DEFAULT_LIMIT, 'Items at most.'),
		offset: wholeNumber(0, 100_000_000, 0, 'Items before the first.')
	};
}

const SORT_KEYS = [...DEPARTMENT_KEYS, 'fiscal_year'];
const BY_YEAR = { key: 'fiscal_year', descending: false };

function page<T>(rows: readonly T[], { limit, offset }: ListRequest): readonly T[] {
	return rows.slice(offset, offset + limit);
}

function yearsOf(scope: Scope, { year }: ListRequest): readonly number[] {
	return year === null ? scope.years : [year];
}

/** A list of departments by year with the given measures. */
function measureList(
	summary: string,
	question: QuestionId,
	columns: readonly MeasureColumn[]
): ApiList {
	return {
		summary,
		question,
		item: measureItem(columns.map(({ key }) => key)),
		columns,
		answer: async (db, scope, asked) => {
			const all = await allObservations(
				db,
				scope.area,
				yearsOf(scope, asked),
				asked.base ?? undefined
			);
			const rows = filterTable(all, {
				kind: asked.kind,
				departments: await departmentsNamed(db, scope.area, asked.q)
			});
			const sorted =
				asked.sort.key === 'fiscal_year'
					? asked.sort.descending
						? rows.reverse()
						: rows
					: sortTable(rows, columns, asked.sort, await alphabetOf(db, scope.area));
			return {
				total: rows.length,
				items: page(sorted, asked).map((row) => observationItem(row, columns))
			};
		}
	};
}

function viewList(summary: string, view: ViewId): ApiList {
	return measureList(summary, view, VIEWS[view].columns);
}

export const LISTS: Record<ListId, ApiList> = {
	departments: measureList('Every department and year with every measure.', 'departments', [
		...MEASURE_IDS.map((id) => column(id)),
		...VIEWS.departments.columns.filter(({ aspect }) => aspect !== 'value')
	]),
	structure: viewList('Spending structure.', 'structure'),
	'three-public': viewList('Three-public spending, on actuals.', 'three-public'),
	balances: viewList('Carried in, spent, carried out.', 'balances'),
	scores: viewList('Self-assessed scores.', 'scores'),
	figures: {
		summary: 'Reported figures with printed text and place.',
		question: 'figures',
		item: FigureItem,
		columns: [],
		answer: async (db, scope, asked) =>
			listFigures(
				db,
				{
					area: scope.area,
					year: asked.year,
					kind: asked.kind,
					departments: await departmentsNamed(db, scope.area, asked.q),
					measure: reported(asked.measure)
				},
				asked
			)
	},
	overview: {
		summary:
			'Totals of a year over all departments, with their change; the latest year unless one is named.',
		question: 'overview',
		item: OverviewItem,
		columns: [],
		answer: async (db, scope, asked) => {
			const year = asked.year ?? scope.years.at(-1);
			if (year === undefined) return { total: 0, items: [] };
			const { headlines } = await overviewOf(db, {
				area: scope.area,
				year,
				base: asked.base ?? year - 1,
				years: scope.years
			});
			return {
				total: headlines.length,
				items: page(headlines, asked).map((one) => headlineItem(year, one))
			};
		}
	},
	changes: {
		summary:
			'Change of a total between two years, taken apart; the contributions add up to after less before.',
		question: 'changes',
		item: ChangeItem,
		columns: [],
		answer: async (db, scope, asked) => {
			const year = asked.year ?? scope.years.at(-1);
			const { by } = asked;
			if (year === undefined) return { total: 0, items: [], totals: { before: 0, after: 0 } };
			const request = { area: scope.area, year, base: asked.base ?? year - 1 };
			const measure = asked.measure ?? 'spending_total';
			const { before, after, items } = await changesOf(db, {
				...request,
				measure,
				by,
				kind: asked.kind
			});
			return {
				total: items.length,
				items: page(items, asked).map((part) => changeItem(part, by)),
				totals: { before, after }
			};
		}
	},
	outliers: {
		summary: 'What stands out against peers, its own past and policy lines, the most severe first.',
		question: 'outliers',
		item: OutlierItem,
		columns: [],
		answer: async (db, scope, asked) => {
			const { flags: found } = await listOutliers(db, {
				area: scope.area,
				year: asked.year,
				kind: asked.kind,
				peers: asked.peers,
				threshold: asked.threshold,
				lines: asked.lines,
				measures: asked.measure ? [asked.measure] : []
			});
			const flags = found.filter(({ reason }) => (asked.reason ?? reason) === reason);
			return { total: flags.length, items: page(flags, asked).map(flagItem) };
		}
	},
	findings: {
		summary: 'Outcomes of the reconciliation rules on current filings.',
		question: 'findings',
		item: FindingItem,
		columns: [],
		answer: async (db, scope, asked) => {
			const { area } = scope;
			const { year, kind, division, rule, state } = asked;
			const status = FOLLOW_UP_STATUSES.find((one) => one === asked.status) ?? null;
			const filter = { area, year, kind, division, rule, status, states: state ? [state] : [] };
			const { total, items } = await listFindings(db, filter, asked);
			return { total, items: items.map(findingItem) };
		}
	},
	reassessments: {
		summary: "The bureau's own scores beside the departments', per department and indicator.",
		question: 'reassessments',
		item: ReassessmentItem,
		columns: [],
		answer: async (db, scope, asked) => {
			const years = yearsOf(scope, asked);
			const lists = await Promise.all(years.map((year) => listReassessed(db, scope.area, year)));
			const rows = lists
				.flat()
				.filter(({ department }) => asked.kind === null || department.kind === asked.kind);
			return { total: rows.length, items: page(rows, asked).map(reassessmentItem) };
		}
	},
	filings: {
		summary: 'Who must file and who did.',
		question: 'filings',
		item: FilingItem,
		columns: [],
		answer: async (db, scope, asked) => {
			const years = yearsOf(scope, asked);
			const lists = await Promise.all(years.map((year) => listFilings(db, scope.area, year)));
			const rows = lists
				.flat()
				.filter(({ department }) => asked.kind === null || department.kind === asked.kind)
				.filter(({ status }) => asked.status === null || status === asked.status);
			return { total: rows.length, items: page(rows, asked).map(filingItem) };
		}
	}
};

/** A derived measure has no cell of its own. */
function reported(measure: MeasureId | null): StoredId | 'none' | null {
	if (measure === null) return null;
	return STORED_IDS.find((id) => id === measure) ?? 'none';
}

export function isListId(text: string): text is ListId {
	return (LIST_IDS as readonly string[]).includes(text);
}
