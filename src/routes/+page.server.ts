import { exportLinks } from '#lib/links.ts';
import { standingOut } from '#lib/server/questions/outliers.ts';
import { describeProblem } from '#lib/server/questions/parameters.ts';
import { overviewOf } from '#lib/server/questions/overview.ts';
import { cachedCharts, readPage } from '#lib/server/web/page-request.ts';
import { overviewCharts } from '#lib/answers/overview/charts.ts';
import { overviewHeadlines } from '#lib/answers/overview/headlines.ts';
import { overviewSentence } from '#lib/answers/overview/sentence.ts';
import { standouts } from '#lib/answers/overview/standouts.ts';
import { listSlips } from '#lib/server/questions/slips.ts';
import { ruleRows } from '#lib/answers/overview/rules.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { db, area, year, years, problems, chosen } = await readPage(url, {});
	const overview = await overviewOf(db, area.code, year, years);
	return {
		year,
		years,
		chosen,
		notices: problems.map(describeProblem),
		answer: overviewSentence(overview),
		slips: await listSlips(db, {
			area: area.code,
			years: years.filter((one) => one <= year),
			groups: ['income', 'spending', 'balance', 'three_public'],
			departments: null,
			chosen
		}),
		filings: overview.filings,
		filings_before: overview.filings_before,
		exports: exportLinks('overview', url.searchParams),
		headlines: overviewHeadlines(overview, chosen),
		scores: overview.scores,
		standouts: standouts(await standingOut(db, area.code, year), chosen),
		charts: await cachedCharts(db, url, () => overviewCharts(overview, area.name, chosen)),
		rules: ruleRows(overview, chosen)
	};
};
