import { baseName } from '#lib/catalogue/change-words.ts';
import { namedWithin } from '#lib/comparison/observation.ts';
import { cachedParts, type PageRequest } from '../request/page-request.ts';
import { listSlips } from '../questions/figures/slips.ts';
import { answerPage } from './view.ts';
import { structureCharts } from '#lib/answers/structure/charts.ts';
import { structureSentence } from '#lib/answers/structure/sentence.ts';

export async function structurePage(request: PageRequest<'structure'>) {
	const { answer, page } = await answerPage('structure', request);
	const { db, area, year, base, chosen } = request;
	return {
		...page,
		slips: await listSlips(db, {
			area,
			years: [base, year],
			groups: ['spending'],
			departments: new Set(answer.comparable.map((row) => row.department.id)),
			chosen
		}),
		...(await cachedParts(request, () => ({
			answer: structureSentence(year, answer.comparable, baseName(year, base)),
			charts: structureCharts(namedWithin(area.name, answer.comparable), {
				...request,
				department: request.values.d,
				withoutLargest: request.values.without_largest
			})
		})))
	};
}
