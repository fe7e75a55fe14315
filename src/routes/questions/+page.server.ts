import { readPage } from '#lib/server/web/page-request.ts';
import { countFilings, listFilings } from '#lib/server/questions/filings.ts';
import { countByRule } from '#lib/server/questions/findings.ts';
import { standingOut } from '#lib/server/questions/outliers.ts';
import { describeProblem } from '#lib/server/questions/parameters.ts';
import { observationsOf } from '#lib/server/questions/population.ts';
import { listIndicators } from '#lib/server/questions/scores.ts';
import { filingSentence } from '#lib/answers/filings/summary.ts';
import { answerReady } from '#lib/answers/questions/answers.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { db, area, year, years, problems, chosen } = await readPage(url, {});
	const filings = await listFilings(db, area.code, year);
	return {
		year,
		years,
		notices: problems.map(describeProblem),
		answers: answerReady({
			year,
			chosen,
			observations: await observationsOf(db, area.code, year),
			filed: filingSentence(year, countFilings(filings), filings),
			rules: await countByRule(db, { area: area.code, year }),
			flags: await standingOut(db, area.code, year),
			indicators: await listIndicators(db, area.code, year)
		})
	};
};
