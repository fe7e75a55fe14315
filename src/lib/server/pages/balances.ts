import { baseName } from '#lib/catalogue/change-words.ts';
import { CARRY_OVER_RATE_LINE, lineOf, lineValue } from '#lib/catalogue/policy-lines.ts';
import { namedWithin } from '#lib/comparison/observation.ts';
import { NO_BREAK, continuityBreaks } from '#lib/comparison/change/continuity.ts';
import { emptySentence } from '#lib/comparison/result.ts';
import { idleBalances, NOTHING_IDLE } from '#lib/comparison/flags/idle.ts';
import { cachedParts, type PageRequest } from '../request/page-request.ts';
import { DEFAULT_CARRY_OVER_LINE } from '../questions/asked.ts';
import { answerPage } from './view.ts';
import { balanceCharts } from '#lib/answers/balances/charts.ts';
import { continuityRows, idleRows, overLine } from '#lib/answers/balances/rows.ts';
import { balanceSentence } from '#lib/answers/balances/sentence.ts';

export async function balancesPage(request: PageRequest<'balances'>) {
	const { answer, page } = await answerPage('balances', request);
	const { area, year, base, chosen, values, pins } = request;
	const line = lineValue('carry_over_rate', values.line);
	const parts = await cachedParts(request, () => {
		const within = namedWithin(area.name, answer.yearly);
		const idle = idleBalances(within);
		const breaks = continuityBreaks(within);
		return {
			moved: overLine(within, line, CARRY_OVER_RATE_LINE, chosen),
			answer: balanceSentence(year, within, line, baseName(year, base)),
			charts: balanceCharts(within, { year, chosen, pins, area: area.name, line }),
			continuity: continuityRows(breaks.items, chosen),
			continuity_empty: emptySentence(breaks, NO_BREAK),
			idle: idleRows(idle.items, chosen),
			idle_empty: emptySentence(idle, NOTHING_IDLE)
		};
	});
	return {
		...page,
		line: values.line,
		default_line: DEFAULT_CARRY_OVER_LINE,
		line_source: lineOf('carry_over_rate')?.source ?? '',
		...parts
	};
}
