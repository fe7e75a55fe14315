/**
 * The lists of the API: what each answers, which parameters it reads, and the question that it asks.
 */
import type { Kysely } from 'kysely';
import type { GenericSchema } from 'valibot';
import { POLICY_LINES } from '#lib/catalogue/lines.ts';
import {
	MEASURE_IDS,
	REPORTED_IDS,
	type MeasureId,
	type ReportedId
} from '#lib/catalogue/measures.ts';
import { FINDING_STATES, RULES, type FindingState, type RuleId } from '#lib/catalogue/rules.ts';
import { DEFAULT_THRESHOLD } from '#lib/comparison/outliers.ts';
import { PEER_RULES, type PeerRule } from '#lib/comparison/peers.ts';
import {
	column,
	DEPARTMENT_KEYS,
	filterTable,
	sortTable,
	type MeasureColumn,
	type TableOrder
} from '#lib/comparison/table.ts';
import { VIEWS, type ViewId } from '#lib/comparison/views.ts';
import { listFigures } from '#lib/server/questions/figures.ts';
import { listFilings } from '#lib/server/questions/filings.ts';
import { listFindings } from '#lib/server/questions/findings.ts';
import { listOutliers } from '#lib/server/questions/outliers.ts';
import { overviewOf } from '#lib/server/questions/overview.ts';
import {
	decimalNumber,
	optionalOneOf,
	searchWords,
	sortBy,
	wholeNumber,
	type Parameter
} from '#lib/server/questions/parameters.ts';
import { allObservations } from '#lib/server/questions/population.ts';
import type { Database } from '../ledger/schema/schema.ts';
import {
	FigureItem,
	FilingItem,
	FindingItem,
	measureItem,
	OutlierItem,
	OverviewItem
} from './items.ts';
import { filingItem, findingItem, flagItem, headlineItem, observationItem } from './rows.ts';

export const LIST_IDS = [
	'departments',
	'figures',
	'overview',
	'structure',
	'three-public',
	'balances',
	'scores',
	'outliers',
	'findings',
	'filings'
] as const;
export type ListId = (typeof LIST_IDS)[number];

/** The jurisdiction's own values that parameters choose from. */
export interface Scope {
	area: string;
	/** Ascending. */
	years: readonly number[];
	kinds: readonly string[];
}

/** Parameters as read; each list uses those it names. */
export interface Asked {
	/** Null: every year. */
	year: number | null;
	kind: string | null;
	measure: MeasureId | null;
	rule: RuleId | null;
	state: FindingState | null;
	peers: PeerRule | null;
	threshold: number;
	q: string;
	sort: TableOrder;
	limit: number;
	offset: number;
}

export type ParameterName = keyof Asked;

export interface ApiList {
	/** One English sentence for the OpenAPI document. */
	summary: string;
	parameters: readonly ParameterName[];
	item: GenericSchema;
	/** Columns that `sort` may name. */
	columns: readonly MeasureColumn[];
	answer: (
		db: Kysely<Database>,
		scope: Scope,
		asked: Asked
	) => Promise<{ total: number; items: unknown[] }>;
}

/** Generous, so that a caller who names no limit gets a whole city. */
const DEFAULT_LIMIT = 1_000;
export const MOST_ITEMS = 10_000;

const PAGED = ['limit', 'offset'] as const;

/** How every parameter is read; the OpenAPI document describes the same ones. */
export function parametersFor(
	list: ApiList,
	scope: Scope
): { [K in ParameterName]: Parameter<Asked[K]> } {
	return {
		year: yearOrAll(scope.years),
		kind: optionalOneOf(scope.kinds),
		measure: optionalOneOf(MEASURE_IDS),
		rule: optionalOneOf<RuleId>(RULES.map(({ id }) => id)),
		state: optionalOneOf(FINDING_STATES),
		peers: optionalOneOf(PEER_RULES),
		threshold: decimalNumber(0, 100, DEFAULT_THRESHOLD),
		q: searchWords(),
		sort: sortBy([...DEPARTMENT_KEYS, 'fiscal_year', ...list.columns.map(({ key }) => key)], {
			key: 'fiscal_year',
			descending: false
		}),
		limit: wholeNumber(0, MOST_ITEMS, DEFAULT_LIMIT),
		offset: wholeNumber(0, 100_000_000, 0)
	};
}

function yearOrAll(years: readonly number[]): Parameter<number | null> {
	const text = years.map(String);
	return {
		fallback: null,
		read: (asked) =>
			text.includes(asked)
				? { value: Number(asked) }
				: { allowed: `${text.join('、') || '（尚无数据）'}；不写为全部年度` }
	};
}

function page<T>(rows: readonly T[], { limit, offset }: Asked): readonly T[] {
	return rows.slice(offset, offset + limit);
}

function yearsOf(scope: Scope, { year }: Asked): readonly number[] {
	return year === null ? scope.years : [year];
}

/** A list of departments by year with the given measures. */
function measureList(summary: string, columns: readonly MeasureColumn[]): ApiList {
	return {
		summary,
		parameters: ['year', 'kind', 'q', 'sort', ...PAGED],
		item: measureItem(columns.map(({ key }) => key)),
		columns,
		answer: async (db, scope, asked) => {
			const all = await allObservations(db, scope.area, yearsOf(scope, asked));
			const rows = filterTable(all, { kind: asked.kind, words: asked.q });
			const sorted =
				asked.sort.key === 'fiscal_year'
					? asked.sort.descending
						? rows.reverse()
						: rows
					: sortTable(rows, columns, asked.sort);
			return {
				total: rows.length,
				items: page(sorted, asked).map((row) => observationItem(row, columns))
			};
		}
	};
}

function viewList(summary: string, view: ViewId): ApiList {
	return measureList(summary, VIEWS[view].columns);
}

export const LISTS: Record<ListId, ApiList> = {
	departments: measureList('Every department and year with every measure.', [
		...MEASURE_IDS.map((id) => column(id)),
		...VIEWS.departments.columns.filter(({ aspect }) => aspect !== 'value')
	]),
	structure: viewList('Spending structure.', 'structure'),
	'three-public': viewList('Three-public spending, on actuals.', 'three-public'),
	balances: viewList('Carried in, spent, carried out.', 'balances'),
	scores: viewList('Self-assessed scores.', 'scores'),
	figures: {
		summary: 'Reported figures with printed text and place.',
		parameters: ['year', 'kind', 'measure', 'q', ...PAGED],
		item: FigureItem,
		columns: [],
		answer: (db, scope, asked) =>
			listFigures(
				db,
				{
					area: scope.area,
					year: asked.year,
					kind: asked.kind,
					words: asked.q,
					measure: reported(asked.measure)
				},
				asked
			)
	},
	overview: {
		summary:
			'Totals of a year over all departments, with their change; the latest year unless one is named.',
		parameters: ['year', ...PAGED],
		item: OverviewItem,
		columns: [],
		answer: async (db, scope, asked) => {
			const year = asked.year ?? scope.years.at(-1);
			if (year === undefined) return { total: 0, items: [] };
			const { headlines } = await overviewOf(db, scope.area, year, scope.years);
			return {
				total: headlines.length,
				items: page(headlines, asked).map((one) => headlineItem(year, one))
			};
		}
	},
	outliers: {
		summary: 'What stands out against peers, its own past and policy lines, the most severe first.',
		parameters: ['year', 'kind', 'measure', 'peers', 'threshold', ...PAGED],
		item: OutlierItem,
		columns: [],
		answer: async (db, scope, asked) => {
			const { flags } = await listOutliers(db, {
				area: scope.area,
				year: asked.year,
				kind: asked.kind,
				peers: asked.peers ?? 'kind',
				threshold: asked.threshold,
				lines: POLICY_LINES,
				measures: asked.measure ? [asked.measure] : []
			});
			return { total: flags.length, items: page(flags, asked).map(flagItem) };
		}
	},
	findings: {
		summary: 'Outcomes of the reconciliation rules on current filings.',
		parameters: ['year', 'kind', 'rule', 'state', ...PAGED],
		item: FindingItem,
		columns: [],
		answer: async (db, scope, asked) => {
			const { area } = scope;
			const { year, kind, rule, state } = asked;
			const filter = { area, year, kind, rule, states: state ? [state] : [] };
			const { total, items } = await listFindings(db, filter, asked);
			return { total, items: items.map(findingItem) };
		}
	},
	filings: {
		summary: 'Who must file and who did.',
		parameters: ['year', 'kind', ...PAGED],
		item: FilingItem,
		columns: [],
		answer: async (db, scope, asked) => {
			const years = yearsOf(scope, asked);
			const lists = await Promise.all(years.map((year) => listFilings(db, scope.area, year)));
			const rows = lists
				.flat()
				.filter(({ department }) => asked.kind === null || department.kind === asked.kind);
			return { total: rows.length, items: page(rows, asked).map(filingItem) };
		}
	}
};

/** A derived measure has no cell of its own. */
function reported(measure: MeasureId | null): ReportedId | 'none' | null {
	if (measure === null) return null;
	return REPORTED_IDS.find((id) => id === measure) ?? 'none';
}

export function isListId(text: string): text is ListId {
	return (LIST_IDS as readonly string[]).includes(text);
}
