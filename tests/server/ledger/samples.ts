/** Made-up filings for tests: a whole report, and the rows that two tables state of it. */
import { FIGURE_IDS, type FigureId } from '#lib/catalogue/measures.ts';
import type {
	Figure,
	Filing,
	IdentityClaim,
	RecognisedFiling,
	ScoreItem
} from '#lib/filing/filing.ts';
import type { Place } from '#lib/documents/place.ts';
import { IN_MEMORY, openWriter } from '#lib/server/ledger/connection/open.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import { makeSource } from '#lib/server/ledger/filing/sources.ts';
import { alone } from '#lib/server/ledger/union/union.ts';
import { startSession, type Session } from '#lib/server/ledger/connection/session.ts';
import type { StoredOutcome } from '#lib/server/ledger/filing/arriving.ts';
import type { ArrivingFiling } from '#lib/server/ledger/filing/plan.ts';
import { storeFiling } from '#lib/server/ledger/filing/write.ts';

export const NOT_STATED: Figure = {
	value: null,
	missing: 'not_in_template',
	printed: '',
	place: null
};

export function cellPlace(row: number, column: number): Place {
	return { kind: 'cell', table: 1, row, column, row_label: '办公室', column_label: null };
}

/** 万元 in 分. */
export function wan(amount: number): number {
	return Math.round(amount * 1_000_000);
}

export function figure(value: number, place: Place = cellPlace(1, 1)): Figure {
	return { value, missing: null, printed: String(value), place };
}

/** Sums that hold; the caller changes what the test is about. */
export const SOUND: Partial<Record<FigureId, number>> = {
	staff_quota: 22,
	staff_actual: 22,
	income_total: wan(120),
	income_carried_in: wan(20),
	income_fiscal: wan(100),
	income_gov_fund: 0,
	income_nontax: 0,
	income_other: 0,
	spending_total: wan(110),
	spending_basic: wan(60),
	spending_personnel: wan(50),
	spending_operating: wan(10),
	spending_project: wan(50),
	balance_current: wan(-10),
	balance_cumulative: wan(10)
};

export interface SampleOptions {
	name?: string;
	code?: string;
	year?: number;
	jurisdiction?: RecognisedFiling['jurisdiction'];
	figures?: Partial<Record<FigureId, number>>;
	scores?: readonly number[];
	template?: RecognisedFiling['template'];
}

export const AREA = { code: '999900', name: '示例市' };

export function sampleReport(options: SampleOptions = {}): RecognisedFiling {
	const figures = figuresOf(options.figures ?? SOUND);
	return {
		claims: claimsOf(options),
		jurisdiction: options.jurisdiction === undefined ? AREA : options.jurisdiction,
		fiscal_year: options.year ?? 2021,
		fiscal_year_place: { kind: 'text', paragraph: 1, start: 0, end: 4 },
		template: options.template ?? 'form',
		figures,
		units: [
			{ name: '局机关及二级机构汇总', role: 'total', figures },
			{ name: '局机关', role: 'headquarters', figures: { staff_quota: figure(12) } },
			{ name: '二级机构', role: 'placeholder', figures: {} }
		],
		budgets: [
			{ measure: 'spending_total', basis: 'budget_adjusted', figure: figure(wan(115)) },
			{ measure: 'spending_total', basis: 'budget_initial', figure: figure(wan(100)) }
		],
		score: {
			form: figure(9400),
			sheet: figure(9200),
			sheet_weight: figure(10000),
			grade: { printed: '优', place: cellPlace(9, 2) },
			items: (options.scores ?? [500, 300]).map(scoreItem),
			headings: [{ path: ['投入'], weight: 1500, place: cellPlace(2, 1) }]
		},
		goals: [
			{ target: '目标1：完成', result: '已完成', target_place: cellPlace(3, 1), result_place: null }
		],
		indicators: [
			{
				path: ['产出目标', '数量指标'],
				target: '指标1：5个',
				result: '5个',
				target_place: null,
				result_place: cellPlace(4, 4)
			}
		],
		projects: [{ name: '口岸建设', amount: figure(wan(50)) }],
		narrative_figures: [{ measure: 'spending_project', figure: figure(wan(50)), half_digit: 5000 }],
		dates: [
			{ date: '2021-06-30', completion: true, excerpt: '6月30日完成', place: cellPlace(5, 2) }
		],
		passages: [{ kind: 'problems', heading: '问题', text: '预算编制不够细。', place: null }],
		contacts: [{ role: 'evaluator', text: '〔已隐去〕', place: cellPlace(6, 1) }]
	};
}

/** A report as the only file of its filing. */
export function sampleFiling(options: SampleOptions = {}): Filing {
	return alone(sampleReport(options), { sha256: 'a'.repeat(64), template: 'form' });
}

/** The figures that a row of a figures table states. */
export function figuresRow(options: SampleOptions = {}): RecognisedFiling {
	const report = sampleReport({ ...options, template: 'csv' });
	const { form, grade } = report.score;
	return {
		...report,
		units: [{ name: options.name ?? '', role: 'total', figures: report.figures }],
		score: { ...emptyScore(), form, grade },
		...NO_TEXT
	};
}

/** The scores that the rows of a score table state. */
export function scoreRows(options: SampleOptions = {}): RecognisedFiling {
	const report = sampleReport({ ...options, template: 'csv', figures: {} });
	for (const id of FIGURE_IDS) report.figures[id] = NOT_STATED;
	return {
		...report,
		units: [{ name: options.name ?? '', role: 'total', figures: report.figures }],
		score: { ...emptyScore(), items: report.score.items },
		...NO_TEXT
	};
}

const NO_TEXT = {
	budgets: [],
	goals: [],
	indicators: [],
	projects: [],
	narrative_figures: [],
	dates: [],
	passages: [],
	contacts: []
};

function emptyScore(): RecognisedFiling['score'] {
	return {
		form: NOT_STATED,
		sheet: NOT_STATED,
		sheet_weight: NOT_STATED,
		grade: null,
		items: [],
		headings: []
	};
}

function scoreItem(points: number, index: number): ScoreItem {
	return {
		path: ['投入', '预算配置', `指标${index + 1}`],
		criterion: '按标准评分',
		weight: figure(500),
		weight_group: null,
		score: figure(points),
		reason: points < 500 ? '未达标' : '',
		reason_place: cellPlace(7 + index, 6)
	};
}

function figuresOf(values: Partial<Record<FigureId, number>>): Record<FigureId, Figure> {
	const pairs = FIGURE_IDS.map((id, index): [FigureId, Figure] => {
		const value = values[id];
		return [id, value === undefined ? { ...NOT_STATED } : figure(value, cellPlace(2, index + 1))];
	});
	return Object.fromEntries(pairs) as Record<FigureId, Figure>;
}

function claimsOf({ name, code }: SampleOptions): IdentityClaim[] {
	const claims: IdentityClaim[] = [];
	if (code) claims.push({ source: 'budget_code', text: code, place: null });
	if (name ?? !code) {
		claims.push({ source: 'cover', text: name ?? '示例市口岸办公室', place: cellPlace(1, 2) });
	}
	return claims;
}

/** A migrated database in memory with a session on it. */
export async function memorySession(): Promise<Session> {
	const db = openWriter(IN_MEMORY);
	await migrate(db, IN_MEMORY);
	return startSession(db);
}

/** Stores a filing as if it came from a file with these bytes. */
export async function store(
	session: Session,
	bytes: string,
	filing: RecognisedFiling,
	filed_on: string | null = null
): Promise<StoredOutcome> {
	return storeFiling(session, { ...(await arriving(bytes, filing)), filed_on });
}

export async function arriving(bytes: string, filing: RecognisedFiling): Promise<ArrivingFiling> {
	const source = await makeSource(Buffer.from(bytes), `${bytes}.docx`, 'docx');
	return { filing, source, details: { kind: null, division: null }, filed_on: null };
}
