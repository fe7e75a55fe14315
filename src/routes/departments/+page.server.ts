import { aggregate } from '#lib/comparison/aggregate.ts';
import { loadView } from '#lib/server/web/view.ts';
import { listSentence } from '#lib/answers/departments/sentence.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { answer, page } = await loadView(url, 'departments');
	const spending = aggregate(answer.rows, 'spending_total').value;
	return { ...page, answer: listSentence(page, answer.rows, answer.population.length, spending) };
};
