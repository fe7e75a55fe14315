import { aggregate } from '#lib/comparison/aggregate.ts';
import type { PageRequest } from '../request/page-request.ts';
import { answerPage } from './view.ts';
import { listSentence } from '#lib/answers/departments/sentence.ts';

export async function departmentsPage(request: PageRequest<'departments'>) {
	const { answer, page } = await answerPage('departments', request);
	const spending = aggregate(answer.comparable, 'spending_total').value;
	return {
		...page,
		answer: listSentence(page, answer.comparable, answer.population.length, spending)
	};
}
