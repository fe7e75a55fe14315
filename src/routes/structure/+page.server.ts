import { loadView } from '../view.ts';
import { structureCharts } from './charts.ts';
import { structureSentence } from './sentence.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { request, answer, page } = await loadView(url, 'structure');
	return {
		...page,
		answer: structureSentence(page.year, answer.rows),
		charts: structureCharts(answer.rows, request)
	};
};
