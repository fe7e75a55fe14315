import { namedWithin } from '#lib/charts/rows.ts';
import { cachedCharts } from '#lib/server/web/page-request.ts';
import { listSlips } from '#lib/server/questions/slips.ts';
import { loadView } from '#lib/server/web/view.ts';
import { structureCharts } from '#lib/answers/structure/charts.ts';
import { structureSentence } from '#lib/answers/structure/sentence.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { request, answer, page } = await loadView(url, 'structure');
	const { db, area, year, chosen } = request;
	return {
		...page,
		slips: await listSlips(db, {
			area: area.code,
			years: [year - 1, year],
			groups: ['spending'],
			departments: new Set(answer.rows.map((row) => row.department.id)),
			chosen
		}),
		answer: structureSentence(page.year, answer.rows),
		charts: await cachedCharts(db, url, () =>
			structureCharts(namedWithin(area.name, answer.rows), request)
		)
	};
};
