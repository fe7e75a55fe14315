import { namedWithin } from '#lib/charts/rows.ts';
import { keepCharts } from '#lib/server/pages.ts';
import { listSlips } from '../slips.ts';
import { loadView } from '../view.ts';
import { structureCharts } from './charts.ts';
import { structureSentence } from './sentence.ts';
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
		charts: await keepCharts(db, url, () =>
			structureCharts(namedWithin(area.name, answer.rows), request)
		)
	};
};
