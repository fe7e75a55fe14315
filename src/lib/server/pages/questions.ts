import { flagsWithin } from '#lib/comparison/flags.ts';
import { namedWithin } from '#lib/comparison/observation.ts';
import { exportLinks } from '#lib/links.ts';
import type { PageRequest } from '../web/page-request.ts';
import { countFilings, listFilings } from '../questions/filings.ts';
import { countByRule } from '../questions/findings.ts';
import { defaultOutliers, listOutliers } from '../questions/outliers.ts';
import { allComparables, comparablesOf } from '../questions/population.ts';
import { listIndicators } from '../questions/scores.ts';
import { filingSentence } from '#lib/answers/filings/summary.ts';
import { answerReady } from '#lib/answers/questions/answers.ts';

export async function questionsPage(request: PageRequest<'questions'>) {
	const { db, area, year, years, notices, chosen } = request;
	const filings = namedWithin(area.name, await listFilings(db, area.code, year));
	const flags = await listOutliers(db, defaultOutliers(area.code, year));
	return {
		year,
		years,
		notices,
		exports: exportLinks('questions', request.url.searchParams),
		answers: answerReady({
			year,
			chosen,
			observations: namedWithin(area.name, await comparablesOf(db, area.code, year)),
			history: await allComparables(
				db,
				area.code,
				years.filter((one) => one <= year)
			),
			filed: filingSentence(year, countFilings(filings), filings),
			rules: await countByRule(db, { area: area.code, year }),
			flags: { ...flags, flags: flagsWithin(area.name, flags.flags) },
			indicators: await listIndicators(db, area.code, year)
		})
	};
}
