/** A list of the API: its question, its parameters, and the shape of its answer. */
import type { Kysely } from 'kysely';
import type { GenericSchema } from 'valibot';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { PolicyLine } from '#lib/catalogue/policy-lines.ts';
import type { FindingState, RuleId } from '#lib/catalogue/rules.ts';
import type { ContributionGrouping } from '#lib/comparison/change/contribution.ts';
import type { FlagReason } from '#lib/comparison/flags/flags.ts';
import type { PeerRule } from '#lib/comparison/peers.ts';
import { DEPARTMENT_KEYS, type MeasureColumn, type TableOrder } from '#lib/comparison/table.ts';
import { DEPARTMENT, QUESTIONS, type QuestionId, type Scope } from '../questions/asked.ts';
import {
	sortBy,
	wholeNumber,
	yearOrAll,
	type Parameter,
	type Parameters
} from '../questions/parameters.ts';
import type { Database } from '../ledger/schema/schema.ts';

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
	'reassessments',
	'corrections',
	'inquiries'
] as const;
export type ListId = (typeof LIST_IDS)[number];

/** The lists that may be asked for one department, named as their questions: a reader of `own` departments asks so. */
export const OF_ONE_LISTS: ReadonlySet<string> = new Set<ListId>([
	'figures',
	'findings',
	'filings',
	'corrections',
	'inquiries'
]);

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
	round: string | null;
	reason: FlagReason | null;
	peers: PeerRule;
	threshold: number;
	lines: readonly PolicyLine[];
	q: string;
	/** Code of the one department asked for; empty for all. */
	d: string;
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
	/** The totals that a change leads from and to, of all and of those in both years; in the answer beside `total`. */
	totals?: BothYears & { comparable: BothYears & { departments: number } };
}

interface BothYears {
	before: number;
	after: number;
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
		year: yearOrAll(scope.round_years),
		...(list.columns.length > 0
			? { sort: sortBy([...SORT_KEYS, ...list.columns.map(({ key }) => key)], BY_YEAR) }
			: {}),
		...(OF_ONE_LISTS.has(list.question) ? { d: DEPARTMENT } : {}),
		limit: wholeNumber(0, MOST_ITEMS, DEFAULT_LIMIT, 'Items at most.'),
		offset: wholeNumber(0, 100_000_000, 0, 'Items before the first.')
	};
}

const SORT_KEYS = [...DEPARTMENT_KEYS, 'fiscal_year'];
const BY_YEAR = { key: 'fiscal_year', descending: false };

export function isListId(text: string): text is ListId {
	return (LIST_IDS as readonly string[]).includes(text);
}
