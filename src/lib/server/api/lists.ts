/**
 * The lists of the API: what each answers, which parameters it reads, and the question that it asks.
 */
import type { Kysely } from 'kysely';
import { MEASURE_IDS, STORED_IDS, type MeasureId, type StoredId } from '#lib/catalogue/measures.ts';
import { besideOneBasis } from '#lib/comparison/change/on-one-basis.ts';
import { column, filterTable, sortTable, type MeasureColumn } from '#lib/comparison/table.ts';
import { VIEWS, type ViewId } from '#lib/comparison/views.ts';
import { changeBy, changesOf } from '../questions/figures/changes.ts';
import { correctedFilings, listCorrections } from '../questions/reports/corrections.ts';
import { findDepartment } from '../questions/departments/department.ts';
import { alphabetOf, departmentsNamed } from '../questions/departments/directory.ts';
import { listFigures } from '../questions/figures/reported.ts';
import { chosenFilings } from '#lib/comparison/filings.ts';
import { listFilings } from '../questions/reports/filings.ts';
import { FOLLOW_UP_STATUSES } from '#lib/catalogue/follow-up.ts';
import { listFindings } from '../questions/findings/reviewed.ts';
import { listOutliers } from '../questions/figures/outliers.ts';
import { overviewOf } from '../questions/figures/overview.ts';
import type { QuestionId, Scope } from '../questions/asked.ts';
import { allObservations } from '../questions/figures/population.ts';
import { listReassessed } from '../questions/reports/reassessments.ts';
import { suspectsOf } from '../questions/figures/suspects.ts';
import { entriesByInquiry, inquiryKey, listInquiries } from '../questions/reports/inquiries.ts';
import type { Database } from '../ledger/schema/schema.ts';
import {
	ChangeItem,
	CorrectionItem,
	FigureItem,
	FilingItem,
	FindingItem,
	InquiryItem,
	measureItem,
	OutlierItem,
	OverviewItem,
	ReassessmentItem
} from './items.ts';
import {
	changeItem,
	correctedItem,
	correctionItem,
	filingItem,
	findingItem,
	flagItem,
	headlineItem,
	inquiryItem,
	observationItem,
	reassessmentItem
} from './rows.ts';
import type { ApiList, ListId, ListRequest } from './list.ts';

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
			const byYear = () => (asked.sort.descending ? rows.toReversed() : rows);
			const sorted =
				asked.sort.key === 'fiscal_year'
					? byYear()
					: sortTable(rows, columns, asked.sort, await alphabetOf(db, scope.area));
			const suspects = await suspectsOf(db, scope.area);
			return {
				total: rows.length,
				items: page(sorted, asked).map((row) => observationItem(row, columns, suspects))
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
		answer: async (db, scope, asked) => {
			const filter = {
				area: scope.area,
				year: asked.year,
				kind: asked.kind,
				departments: await departmentsAsked(db, scope.area, asked),
				measure: reported(asked.measure)
			};
			const { total, items } = await listFigures(db, filter, asked);
			const corrected = await correctedFilings(db, scope.area);
			return {
				total,
				items: items.map((item) => {
					const found = corrected.get(item.filing_id)?.[item.measure];
					return { ...item, corrected: found ? correctedItem(found) : null };
				})
			};
		}
	},
	corrections: {
		summary:
			'Figures that the bureau corrected by hand, with what stood there before, the newest first.',
		question: 'corrections',
		item: CorrectionItem,
		columns: [],
		answer: async (db, scope, asked) => {
			const rows = (await listCorrections(db, scope.area)).filter(
				({ department, fiscal_year }) =>
					(asked.year === null || fiscal_year === asked.year) &&
					(asked.kind === null || department.kind === asked.kind) &&
					isAsked(department, asked)
			);
			return { total: rows.length, items: page(rows, asked).map(correctionItem) };
		}
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
			if (year === undefined) {
				const nothing = { before: 0, after: 0 };
				const totals = { ...nothing, comparable: { ...nothing, departments: 0 } };
				return { total: 0, items: [], totals };
			}
			const request = {
				area: scope.area,
				year,
				base: asked.base ?? year - 1,
				measure: asked.measure ?? ('spending_total' as const),
				kind: asked.kind
			};
			const { before, after, items, like } = await changesOf(db, { ...request, by });
			const { compared } = await changeBy(db, request, by);
			const parts = besideOneBasis(items, compared);
			const comparable = { before: like.before, after: like.after, departments: like.counted };
			return {
				total: parts.length,
				items: page(parts, asked).map((part) => changeItem(part, by)),
				totals: { before, after, comparable }
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
			const states = state ? [state] : [];
			const department = asked.d || null;
			const filter = { area, year, kind, division, rule, status, states, department };
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
	inquiries: {
		summary: 'What the bureau asked about findings and flags, and what was answered.',
		question: 'inquiries',
		item: InquiryItem,
		columns: [],
		answer: async (db, scope, asked) => {
			const entries = await entriesByInquiry(db, scope.area);
			const rows = (await listInquiries(db, scope.area)).filter(
				({ department, fiscal_year, status }) =>
					(asked.year === null || fiscal_year === asked.year) &&
					(asked.kind === null || department.kind === asked.kind) &&
					(asked.status === null || status === asked.status) &&
					isAsked(department, asked)
			);
			return {
				total: rows.length,
				items: page(rows, asked).map((row) =>
					inquiryItem(row, entries.get(inquiryKey(row.department.id, row)) ?? [])
				)
			};
		}
	},
	filings: {
		summary: 'Who must file and who did.',
		question: 'filings',
		item: FilingItem,
		columns: [],
		answer: async (db, scope, asked) => {
			const years = asked.year === null ? scope.round_years : [asked.year];
			const lists = await Promise.all(years.map((year) => listFilings(db, scope.area, year)));
			const rows = chosenFilings(lists.flat(), asked).filter(({ department }) =>
				isAsked(department, asked)
			);
			return { total: rows.length, items: page(rows, asked).map(filingItem) };
		}
	}
};

function isAsked({ code }: { code: string }, { d }: ListRequest): boolean {
	return d === '' || code === d;
}

/** Ids of the departments that a search and a code leave; null for all. */
async function departmentsAsked(
	db: Kysely<Database>,
	area: string,
	{ q, d }: ListRequest
): Promise<ReadonlySet<number> | null> {
	const named = await departmentsNamed(db, area, q);
	if (d === '') return named;
	const one = await findDepartment(db, area, d);
	return new Set(one && (named?.has(one.id) ?? true) ? [one.id] : []);
}

/** The question of figures takes these alone. */
function reported(measure: MeasureId | null): StoredId | null {
	return STORED_IDS.find((id) => id === measure) ?? null;
}
