import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecognisedFiling, ScoreItem } from '#lib/filing/filing.ts';
import { bandOf, GRADE_SCHEMES } from '#lib/catalogue/grades.ts';
import { FIGURE_IDS, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { parseMoney, parsePoints, type MoneyUnit } from '#lib/catalogue/units.ts';
import { DEFAULT_SETTINGS } from '#lib/review/settings.ts';
import { reviewFiling } from '#lib/review/review-filing.ts';
import { groupByWeight } from '#lib/review/sheet.ts';
import { rescore } from '#lib/review/rescore.ts';
import { buildSeed, CELL, readFigure, withFigures } from './builder.ts';

/** The way in which a department prints amounts: unit, and 分 in its last digit. */
interface Style {
	unit: MoneyUnit;
	step: number;
}

const STYLES: Style[] = [
	{ unit: '万元', step: 10_000 },
	{ unit: '万元', step: 100 },
	{ unit: '元', step: 1 },
	{ unit: '元', step: 100 }
];

/** The figures that this test makes up; others are not in its template. */
type Amounts = ReturnType<typeof makeAmounts>;

/** Shares of a year's money, drawn once a department and moved a little each year. */
interface Draw {
	fresh: number;
	minor: number[];
	basic: number;
	personnel: number;
	left: number;
	three_public: number[];
	assets: number;
	in_use: number;
	vacancies: number;
}

const share = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const draw: fc.Arbitrary<Draw> = fc.record({
	fresh: share(0.7, 1.4),
	minor: fc.array(share(0, 0.1), { minLength: 3, maxLength: 3 }),
	basic: share(0.3, 0.9),
	personnel: share(0.5, 0.95),
	left: share(0, 0.08),
	three_public: fc.array(fc.oneof(fc.constant(0), share(0, 0.01)), { minLength: 4, maxLength: 4 }),
	assets: share(0.9, 1.1),
	in_use: share(0.8, 1),
	vacancies: fc.integer({ min: 0, max: 3 })
});

/** Amounts of one year that hold together to the 分, in steps of the style. */
function makeAmounts(size: number, staff: number, carriedIn: number, drawn: Draw, { step }: Style) {
	const round = (fen: number) => Math.round(fen / step) * step;
	const fiscal = round(size * drawn.fresh);
	const [fund = 0, nontax = 0, other = 0] = drawn.minor.map((part) => round(size * part));
	const income = carriedIn + fiscal + fund + nontax + other;
	const spending = round(income * (1 - drawn.left));
	const basic = round(spending * drawn.basic);
	const personnel = round(basic * drawn.personnel);
	const publics = drawn.three_public.map((part) => round(spending * part));
	const assets = round(size * 2 * drawn.assets);
	const inUse = round(assets * drawn.in_use);
	const leased = round((assets - inUse) / 2);
	return {
		staff_quota: staff,
		staff_actual: Math.max(1, staff - drawn.vacancies),
		income_total: income,
		income_carried_in: carriedIn,
		income_fiscal: fiscal,
		income_gov_fund: fund,
		income_nontax: nontax,
		income_other: other,
		spending_total: spending,
		spending_basic: basic,
		spending_personnel: personnel,
		spending_operating: basic - personnel,
		spending_project: spending - basic,
		balance_current: income - carriedIn - spending,
		balance_cumulative: income - spending,
		three_public_total: publics.reduce((sum, part) => sum + part, 0),
		three_public_reception: publics[0] ?? 0,
		three_public_vehicle_running: publics[1] ?? 0,
		three_public_vehicle_purchase: publics[2] ?? 0,
		three_public_abroad: publics[3] ?? 0,
		assets_total: assets,
		assets_in_use: inUse,
		assets_leased: leased,
		assets_other: assets - inUse - leased
	} satisfies Partial<Record<FigureId, number>>;
}

/** As a person prints: zeros at the end dropped. */
function print(id: FigureId, amount: number, unit: MoneyUnit): string {
	if (measureOf(id).quantity === 'people') return String(amount);
	const digits = unit === '元' ? 2 : 6;
	const padded = String(Math.abs(amount)).padStart(digits + 1, '0');
	const fraction = padded.slice(-digits).replace(/0+$/, '');
	const sign = amount < 0 ? '-' : '';
	return `${sign}${padded.slice(0, -digits)}${fraction ? `.${fraction}` : ''}`;
}

/** A clean filing of the real report's form with these amounts. */
function makeFiling(
	year: number,
	amounts: Amounts,
	style: Style,
	previous: RecognisedFiling | null,
	readings: readonly number[]
): RecognisedFiling {
	const printed = Object.fromEntries(
		Object.entries(amounts).map(([id, amount]) => [id, print(id as FigureId, amount, style.unit)])
	);
	const base = withFigures({ ...buildSeed(), fiscal_year: year }, printed, style.unit);
	const items = base.score.items.map((item, i) => makeItem(item, base, previous, readings[i] ?? 0));
	const total = items.reduce((sum, item) => sum + (item.score.value ?? 0), 0);
	const [grades] = GRADE_SCHEMES;
	const score = { value: total, missing: null, printed: `${total / 100}`, place: null };
	return {
		...base,
		units: [
			{ name: '汇总', role: 'total', figures: base.figures },
			{ name: '机关', role: 'headquarters', figures: base.figures }
		],
		score: {
			...base.score,
			items,
			form: score,
			sheet: score,
			grade: { printed: bandOf(total, grades).name, place: CELL }
		},
		narrative_figures: (['spending_basic', 'spending_project', 'three_public_total'] as const).map(
			(measure) => truncateProse(measure, amounts[measure])
		),
		projects: splitProjects(amounts.spending_project, style),
		dates: [
			{
				date: `${year}-06-30`,
				completion: true,
				excerpt: '6月30日完成',
				place: CELL
			}
		],
		passages: base.passages.map((passage) => ({
			...passage,
			text: `${passage.text}第${year - 2000}次`
		}))
	};
}

/** Scores by one of the readings where the rule is known, else full; lost points with a reason. */
function makeItem(
	item: ScoreItem,
	filing: RecognisedFiling,
	previous: RecognisedFiling | null,
	reading: number
): ScoreItem {
	const rescored = rescore(item, filing, previous ?? { reason: '没有上年' });
	const full = item.weight_group === null ? (item.weight.value ?? 0) : 500;
	const value =
		rescored.reason === null
			? Math.round(rescored.low + (rescored.high - rescored.low) * reading)
			: full;
	const score = { ...parsePoints(String(value / 100)), printed: String(value / 100), place: null };
	return { ...item, score, reason: value < full ? '见说明' : '' };
}

/** Prose gives one decimal of 万元, rounded. */
function truncateProse(
	measure: FigureId,
	amount: number
): RecognisedFiling['narrative_figures'][number] {
	const tenths = Math.round(amount / 100_000);
	const figure = readFigure(measure, `${Math.floor(tenths / 10)}.${tenths % 10}万元`);
	return { measure, figure, half_digit: 50_000 };
}

function splitProjects(total: number, style: Style): RecognisedFiling['projects'] {
	const half = Math.round(total / 2 / style.step) * style.step;
	return [half, total - half].map((amount, i) => {
		const printed = print('spending_project', amount, style.unit);
		const { value, missing } = parseMoney(printed, style.unit);
		return { name: `项目${i}`, amount: { value, missing, printed, place: null } };
	});
}

const department = fc.record({
	style: fc.constantFrom(...STYLES),
	// 150 to 30,000 万元: the orders of magnitude that published totals span.
	size: fc.integer({ min: 150, max: 30_000 }).map((wan) => wan * 1e6),
	years: fc.array(fc.tuple(draw, fc.array(share(0, 1), { minLength: 25, maxLength: 25 })), {
		minLength: 1,
		maxLength: 4
	})
});

test('consistent filings give no finding, in any unit, precision and size, over the years', () => {
	fc.assert(
		fc.property(department, ({ style, size, years }) => {
			const filings: RecognisedFiling[] = [];
			let carriedIn = Math.round((size * 0.02) / style.step) * style.step;
			for (const [index, [drawn, readings]] of years.entries()) {
				const staff = Math.round(size / 4e7) + 5;
				const amounts = makeAmounts(size, staff, carriedIn, drawn, style);
				const filing = makeFiling(2019 + index, amounts, style, filings[0] ?? null, readings);
				const found = reviewFiling(filing, filings).filter(({ rule, state }) => {
					// Equal scores in all years are possible here, and a true hint.
					return (state === 'fail' || state === 'warn') && rule !== 'score_always_same';
				});
				expect(found).toEqual([]);
				filings.unshift(filing);
				carriedIn = amounts.balance_cumulative;
			}
		}),
		{ numRuns: 300 }
	);
});

test('parts rounded each for itself are at most 尾差', () => {
	const [style] = STYLES;
	fc.assert(
		fc.property(draw, fc.integer({ min: 150, max: 30_000 }), (drawn, wan) => {
			const exact = makeAmounts(wan * 1e6, 20, wan * 20_000, drawn, { unit: '元', step: 1 });
			const printed = Object.fromEntries(
				Object.entries(exact).map(([name, amount]) => {
					const id = name as FigureId;
					const isPeople = measureOf(id).quantity === 'people';
					return [id, print(id, isPeople ? amount : Math.round(amount / 1e4) * 1e4, '万元')];
				})
			);
			const filing = withFigures(buildSeed(), printed, style?.unit);
			const sums = reviewFiling(filing, []).slice(0, 7);
			expect(sums.filter(({ state }) => state !== 'pass')).toEqual([]);
			for (const { difference, rounding } of sums) expect(rounding).toBe(difference !== 0);
		})
	);
});

/** The same figures as a table of figures would give them. */
function asTable(filing: RecognisedFiling): RecognisedFiling {
	const place = { kind: 'field', line: 2, column: 3, column_label: null } as const;
	const figures = Object.fromEntries(
		FIGURE_IDS.map((id) => [id, { ...filing.figures[id], place }])
	) as RecognisedFiling['figures'];
	return { ...filing, template: 'csv', figures };
}

test('a break of one yuan or more in an exact chain is always found', () => {
	const exact = STYLES.filter(({ step }) => step <= 100);
	fc.assert(
		fc.property(
			fc.constantFrom(...exact),
			draw,
			fc.integer({ min: 100, max: 1e9 }),
			(style, drawn, gap) => {
				const off = Math.max(style.step, Math.round(gap / style.step) * style.step);
				const before = makeAmounts(3e9, 30, 6e7, drawn, style);
				const carriedIn = before.balance_cumulative + off;
				const now = makeAmounts(3e9, 30, carriedIn, drawn, style);
				const last = asTable(makeFiling(2020, before, style, null, []));
				const filing = asTable(makeFiling(2021, now, style, last, []));
				const finding = reviewFiling(filing, [last]).find(
					({ rule }) => rule === 'carry_over_continuity'
				);
				expect(finding).toMatchObject({ state: 'fail', difference: off });
			}
		)
	);
});

test('weights that several lines share count once', () => {
	const groups = groupByWeight(buildSeed().score.items);
	expect(groups.reduce((sum, group) => sum + (group.weight.value ?? 0), 0)).toBe(
		DEFAULT_SETTINGS.full_score
	);
});
