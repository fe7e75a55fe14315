/** Statements in results and prose that bear on the year and on scores. */
import { parseShareBands, type ShareBand } from '#lib/catalogue/criteria.ts';
import type { MentionedDate, RecognisedFiling, ScoreItem } from '#lib/filing/filing.ts';
import { dateInWords, isInFiscalYear, yearOf } from '#lib/catalogue/years.ts';
import { toHalfWidth } from '#lib/catalogue/characters.ts';
import { parsePoints } from '#lib/catalogue/units.ts';
import type { Judgement, QuotedPlace } from './findings.ts';
import { findIndicatorItem } from './rescore.ts';
import type { Subject } from './subject.ts';
import { giveUp, judge } from './verdict.ts';
import { absenceText, pointsText, quoteFigure } from './wording.ts';

export function checkCompletionDates({ filing }: Subject): Judgement {
	const rule = 'completed_in_year';
	const completions = filing.dates.filter((date) => date.completion);
	if (completions.length === 0) return giveUp(rule, '报告没有写明完成日期');
	const outside = completions.filter((date) => isSuspicious(date, filing.fiscal_year));
	const quoted = (dates: readonly MentionedDate[]): QuotedPlace[] =>
		dates.map(({ excerpt, place }) => {
			return { label: '完成日期', printed: excerpt, fiscal_year: filing.fiscal_year, place };
		});
	if (outside.length === 0) {
		return judge(
			rule,
			'pass',
			`所写${completions.length}个完成日期均在${filing.fiscal_year}年度内。`,
			quoted(completions)
		);
	}
	const days = [...new Set(outside.map(({ date }) => date))].sort().map(dateInWords);
	const message = `所写完成日期${days.join('、')}不在${filing.fiscal_year}年度内。`;
	return judge(rule, 'warn', message, quoted(outside));
}

/** Prose tells of earlier years as background; a result in a table does not. */
function isSuspicious({ date, place }: MentionedDate, year: number): boolean {
	if (isInFiscalYear(date, year)) return false;
	return yearOf(date) > year || place.kind !== 'text';
}

interface SatisfactionRate {
	/** Hundredths of a percent. */
	rate: number;
	quoted: QuotedPlace;
}

export function checkSatisfaction({ filing }: Subject): Judgement {
	const rule = 'satisfaction_evidence';
	if (filing.score.items.length === 0) return giveUp(rule, '报告中没有评分表');
	const item = findIndicatorItem(filing.score.items, rule);
	if (!item) return giveUp(rule, '评分表中没有满意度指标');
	const score = quoteFigure('满意度自评得分', item.score, filing.fiscal_year);
	if (item.score.value === null)
		return giveUp(rule, absenceText('满意度得分', item.score), [score]);
	const rates = satisfactionRates(filing);
	const stated = `满意度自评${pointsText(item.score.value)}`;
	if (rates.length === 0) return giveUp(rule, `${stated}，报告中没有写明满意率`, [score]);
	const places = [score, ...rates.map((rate) => rate.quoted)];
	const found = `${stated}，报告写明满意率${distinctRates(rates)}`;
	const allowed = allowedMarks(item, rates);
	if (allowed === null) return judge(rule, 'pass', `${found}。`, places);
	const fits = allowed.includes(item.score.value);
	const marks = [...new Set(allowed)].map(pointsText).join('或');
	return judge(
		rule,
		fits ? 'pass' : 'warn',
		`${found}，按评分标准应得${marks}${fits ? '，相符' : ''}。`,
		places
	);
}

/** Marks that the printed bands give for each rate; null where the bands cannot be derived for this weight. */
function allowedMarks(item: ScoreItem, rates: readonly SatisfactionRate[]): number[] | null {
	const bands = parseShareBands(item.criterion);
	if (!bands || item.weight_group !== null || bands[0]?.marks !== item.weight.value) return null;
	return rates.map(({ rate }) => marksFor(rate, bands));
}

function marksFor(rate: number, bands: readonly ShareBand[]): number {
	return bands.find((band) => rate >= band.from)?.marks ?? 0;
}

/** Percentages of results, goals and prose that are beside 满意; targets (`≥90%`) are no evidence. */
function satisfactionRates(filing: RecognisedFiling): SatisfactionRate[] {
	const sources = [
		...filing.indicators.map(({ path, result, result_place }) => ({
			text: path.some((name) => name.includes('满意')) ? `满意 ${result}` : result,
			place: result_place
		})),
		...filing.goals.map(({ result, result_place }) => ({ text: result, place: result_place })),
		...filing.score.items.map(({ reason, reason_place }) => ({
			text: reason,
			place: reason_place
		})),
		...filing.passages.map(({ text, place }) => ({ text, place }))
	];
	return sources.flatMap(({ text, place }) =>
		ratesIn(text).map(({ rate, printed }) => ({
			rate,
			quoted: { label: '满意率', printed, fiscal_year: filing.fiscal_year, place }
		}))
	);
}

/** `满意率达到96%`, `96%的企业表示满意`; targets are no evidence. */
const RATE_BEHIND =
	/(?<!不)满意(?:(?!目标|指标值|不低于|预期|计划)[^。；;\n%]){0,20}?(?<![\d.≥>≧])(\d{1,3}(?:\.\d+)?)%/g;
const RATE_BEFORE =
	/(?<![\d.≥>≧])(\d{1,3}(?:\.\d+)?)%(?:以上)?的(?:(?!不满意)[^，,。；;\n%]){0,16}满意/g;

function ratesIn(text: string): { rate: number; printed: string }[] {
	const plain = toHalfWidth(text);
	const found = [...plain.matchAll(RATE_BEHIND), ...plain.matchAll(RATE_BEFORE)];
	return found.flatMap(([printed, digits = '']) => {
		// A percentage in hundredths has the shape of points in hundredths.
		const rate = parsePoints(digits).value;
		return rate !== null && rate <= 10_000 ? [{ rate, printed }] : [];
	});
}

function distinctRates(rates: readonly SatisfactionRate[]): string {
	return [...new Set(rates.map(({ rate }) => `${rate / 100}%`))].join('、');
}
