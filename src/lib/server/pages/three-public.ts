import { baseName } from '#lib/catalogue/change-words.ts';
import { namedWithin } from '#lib/comparison/observation.ts';
import { cachedParts, type PageRequest } from '../request/page-request.ts';
import { allComparables } from '../questions/figures/population.ts';
import { listSlips } from '../questions/figures/slips.ts';
import { answerPage } from './view.ts';
import { threePublicCharts } from '#lib/answers/three-public/charts.ts';
import { threePublicSentence } from '#lib/answers/three-public/sentence.ts';

export async function threePublicPage(request: PageRequest<'three-public'>) {
	const { answer, page } = await answerPage('three-public', request);
	const { db, area, year, base, years, chosen, values, pins } = request;
	const shown = new Set(answer.comparable.map((row) => row.department.id));
	const everything = await allComparables(
		db,
		area.code,
		years.filter((one) => one <= year)
	);
	const history = everything.filter(
		({ department }) => page.kind === null || department.kind === page.kind
	);
	return {
		...page,
		scale: values.scale,
		slips: await listSlips(db, {
			area,
			years: years.filter((one) => one <= year),
			groups: ['three_public'],
			departments: page.kind === null && page.words === '' ? null : shown,
			chosen
		}),
		...(await cachedParts(request, () => {
			const within = namedWithin(area.name, answer.comparable);
			return {
				answer: threePublicSentence(year, within, baseName(year, base)),
				charts: threePublicCharts(
					within,
					page.words ? history.filter((one) => shown.has(one.department.id)) : history,
					{ year, base, chosen, scale: values.scale, pins }
				)
			};
		}))
	};
}
