import { namedWithin } from '#lib/comparison/observation.ts';
import { summariseIndicators } from '#lib/comparison/score-items.ts';
import { cachedParts, type PageRequest } from '../request/page-request.ts';
import type { ViewAnswer } from '../questions/departments/list.ts';
import { countByRule, filingsByYear, listFindings } from '../questions/findings/reviewed.ts';
import { cached } from '../cache.ts';
import { listIndicators, listSheetLines } from '../questions/figures/scores.ts';
import { listFinding } from '#lib/answers/findings/rows.ts';
import { answerPage } from './view.ts';
import { scoreCharts } from '#lib/answers/scores/charts.ts';
import { indicatorRows, listedIndicators } from '#lib/answers/scores/indicators.ts';
import {
	listedClause,
	noGapSentence,
	noMisfitSentence,
	selfScoreSentence,
	scoreSentence
} from '#lib/answers/scores/sentence.ts';

const RECOMPUTED = [
	'recompute_staffing',
	'recompute_balance',
	'recompute_assets',
	'recompute_three_public'
] as const;
const GAPS = ['score_form_vs_sheet'] as const;
const MOST = 60;

export async function scoresPage(request: PageRequest<'scores'>) {
	const { answer, page } = await answerPage('scores', request);
	return { ...page, ...(await cachedParts(request, () => partsOf(request, answer))) };
}

/** Words, lists and charts beside the table. */
async function partsOf(request: PageRequest<'scores'>, answer: ViewAnswer) {
	const { db, area, year, values, chosen, pins } = request;
	const shown = new Set(answer.comparable.map((row) => row.department.id));
	const lines = (await listSheetLines(db, area.code, year)).filter((line) =>
		shown.has(line.department)
	);
	const list = async (rules: typeof RECOMPUTED | typeof GAPS) => {
		const filter = { area: area.code, year, kind: values.kind, rules, states: ['fail'] as const };
		const { items, total } = await listFindings(db, filter, { limit: MOST, offset: 0 });
		const filings = await filingsByYear(
			db,
			items.map((item) => item.department.id)
		);
		return {
			listed: listedClause(items.length, total),
			rows: namedWithin(area.name, items).map((item) => listFinding(item, filings, chosen))
		};
	};
	const isWhole = answer.comparable.length === answer.population.length;
	const self_score_check = isWhole
		? await cached(db, `self-score check ${area.code} ${year}`, async () =>
				selfScoreSentence(lines)
			)
		: selfScoreSentence(lines);
	const indicators = isWhole
		? await listIndicators(db, area.code, year)
		: summariseIndicators(lines, answer.population);
	const counts = await countByRule(db, { area: area.code, year, kind: values.kind });
	return {
		answer: scoreSentence(year, namedWithin(area.name, answer.comparable)),
		self_score_check,
		charts: scoreCharts(namedWithin(area.name, answer.comparable), lines, { year, chosen, pins }),
		indicators: indicatorRows(indicators),
		indicators_listed: listedIndicators(indicators),
		recomputed: {
			...(await list(RECOMPUTED)),
			none: noMisfitSentence(
				counts.filter(({ rule }) => RECOMPUTED.some((id) => id === rule)),
				lines
			)
		},
		gaps: { ...(await list(GAPS)), none: noGapSentence(answer.comparable) }
	};
}
