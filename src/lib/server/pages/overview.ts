import { baseName } from '#lib/catalogue/change-words.ts';
import { exportLinks, href } from '#lib/links.ts';
import { defaultOutliers, listOutliers } from '../questions/figures/outliers.ts';
import { overviewOf } from '../questions/figures/overview.ts';
import { cachedParts, type PageRequest } from '../request/page-request.ts';
import { overviewCharts } from '#lib/answers/overview/charts.ts';
import { overviewHeadlines } from '#lib/answers/overview/headlines.ts';
import { overviewLead } from '#lib/answers/overview/sentence.ts';
import { overviewWithin } from '#lib/answers/overview/within.ts';
import { flagsWithin } from '#lib/comparison/flags/flags.ts';
import { leadingCards } from '#lib/answers/overview/leading-cards.ts';
import { missingFilings } from '#lib/answers/overview/missing-filings.ts';
import { summaryTable, type SummaryMaterial } from '#lib/answers/overview/department-table.ts';
import { namedWithin, type Observation } from '#lib/comparison/observation.ts';
import { changeColumns, measureOfOrder, SUMMARY_MEASURES } from '#lib/comparison/views.ts';
import { column, sortTable } from '#lib/comparison/table.ts';
import { writeOrder } from './view.ts';
import { alphabetOf } from '../questions/departments/directory.ts';
import { listFilings } from '../questions/reports/filings.ts';
import { listInquiries } from '../questions/reports/inquiries.ts';
import { allComparables } from '../questions/figures/population.ts';
import { listSlips } from '../questions/figures/slips.ts';
import { ruleRows } from '#lib/answers/overview/rules.ts';

export async function overviewPage(request: PageRequest<'summary'>) {
	const { db, url, area, year, years, base, values, notices, chosen } = request;
	return {
		year,
		years,
		compared_with: baseName(year, base),
		chosen,
		notices,
		slips: await listSlips(db, {
			area,
			years: years.filter((one) => one <= year),
			groups: ['income', 'spending', 'balance', 'three_public'],
			departments: null,
			chosen
		}),
		changes_href: href('/changes', { ...chosen }),
		exports: exportLinks('overview', url.searchParams),
		sort: writeOrder(values.sort),
		...(await cachedParts(request, () => partsOf(request)))
	};
}

/** Words, tables and charts of the year. */
async function partsOf(request: PageRequest<'summary'>) {
	const { db, area, year, years, base, pins, chosen } = request;
	const overview = overviewWithin(
		area.name,
		await overviewOf(db, { area: area.code, year, base, years })
	);
	const shownYears = years.filter((one) => one <= year);
	const history = namedWithin(area.name, await allComparables(db, area.code, shownYears));
	const population = history.filter((one) => one.fiscal_year === year);
	const outliers = await listOutliers(db, defaultOutliers(area.code, year));
	const flags = flagsWithin(area.name, outliers.flags).filter(({ tier }) => tier === 'leading');
	const { change, ...others } = overviewCharts(overview, { chosen, pins });
	return {
		answer: overviewLead(overview),
		filings: overview.filings,
		filings_before: overview.filings_before,
		headlines: overviewHeadlines(overview, chosen),
		scores: overview.scores,
		leading: leadingCards(
			{ flags, tests: outliers.tests },
			{ population, history, years: shownYears },
			chosen
		),
		table: await tableOf(request, { compared: overview.observations, population, history, flags }),
		missing: missingFilings(
			namedWithin(area.name, await listFilings(db, area.code, year)),
			chosen,
			(await listInquiries(db, area.code)).filter((row) => row.fiscal_year === year)
		),
		change: change(),
		charts: Object.values(others).flatMap((draw) => draw()),
		rules: ruleRows(overview, chosen)
	};
}

interface OverviewMaterial extends Omit<SummaryMaterial, 'sorted' | 'pinned'> {
	/** This year's rows, each with the base year. */
	compared: readonly Observation[];
}

/** The table of departments in the order asked for. */
async function tableOf(
	{ db, area, year, years, base, values, pins, chosen }: PageRequest<'summary'>,
	{ compared, ...found }: OverviewMaterial
) {
	const focus = measureOfOrder(values.sort);
	const columns = [...SUMMARY_MEASURES.map((id) => column(id)), ...changeColumns(focus)];
	const sorted = sortTable(compared, columns, values.sort, await alphabetOf(db, area.code));
	return summaryTable(
		{ ...found, sorted, pinned: pins.map(({ code }) => code) },
		{
			years: years.filter((one) => one <= year),
			focus,
			base: baseName(year, base),
			sort: writeOrder(values.sort),
			chosen
		}
	);
}
