import { CARRY_OVER_RATE_LINE, lineOf } from '#lib/catalogue/lines.ts';
import { namedWithin } from '#lib/charts/rows.ts';
import { idleBalances } from '#lib/comparison/idle.ts';
import { cachedCharts } from '#lib/server/web/page-request.ts';
import {
	describeProblem,
	decimalNumber,
	readParameters
} from '#lib/server/questions/parameters.ts';
import { loadView } from '#lib/server/web/view.ts';
import { balanceCharts } from '#lib/answers/balances/charts.ts';
import { continuityRows, idleRows, overLine } from '#lib/answers/balances/rows.ts';
import { balanceSentence } from '#lib/answers/balances/sentence.ts';
import type { PageServerLoad } from './$types';

const DEFAULT_LINE = CARRY_OVER_RATE_LINE * 100;

export const load: PageServerLoad = async ({ url }) => {
	const { request, answer, page } = await loadView(url, 'balances');
	const { values, problems } = readParameters(url.searchParams, {
		line: decimalNumber(0, 500, DEFAULT_LINE)
	});
	const { year, chosen } = request;
	const moved = overLine(answer.rows, values.line / 100, DEFAULT_LINE / 100, chosen);
	return {
		...page,
		notices: [...page.notices, ...problems.map(describeProblem)],
		line: values.line,
		default_line: DEFAULT_LINE,
		line_source: lineOf('carry_over_rate')?.source ?? '',
		moved,
		compared: answer.rows.filter((row) => row.previous !== null).length,
		answer: balanceSentence(year, answer.rows, values.line / 100),
		charts: await cachedCharts(request.db, url, () =>
			balanceCharts(namedWithin(request.area.name, answer.rows), {
				year,
				chosen,
				area: request.area.name,
				line: values.line / 100
			})
		),
		continuity: continuityRows(answer.rows, chosen),
		idle: idleRows(idleBalances(answer.rows), chosen)
	};
};
