import { baseName } from '#lib/catalogue/change-words.ts';
import { exportLinks, href } from '#lib/links.ts';
import { leadingFlags } from '../questions/outliers.ts';
import { overviewOf } from '../questions/overview.ts';
import { cachedCharts, type PageRequest } from '../web/page-request.ts';
import { overviewCharts } from '#lib/answers/overview/charts.ts';
import { overviewHeadlines } from '#lib/answers/overview/headlines.ts';
import { overviewSentence } from '#lib/answers/overview/sentence.ts';
import { leadingCards } from '#lib/answers/overview/leading-cards.ts';
import { listSlips } from '../questions/slips.ts';
import { ruleRows } from '#lib/answers/overview/rules.ts';

export async function overviewPage(request: PageRequest<'overview'>) {
	const { db, url, area, year, base, years, notices, chosen } = request;
	const overview = await overviewOf(db, { area: area.code, year, base, years });
	return {
		year,
		years,
		compared_with: baseName(year, base),
		chosen,
		notices,
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
		changes_href: href('/changes', { ...chosen }),
		exports: exportLinks('overview', url.searchParams),
		headlines: overviewHeadlines(overview, chosen),
		scores: overview.scores,
		leading: leadingCards(await leadingFlags(db, area.code, year), chosen),
		charts: await cachedCharts(request, () => overviewCharts(overview, area.name, chosen)),
		rules: ruleRows(overview, chosen)
	};
}
