import { baseName } from '#lib/catalogue/change-words.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import { namedWithin } from '#lib/comparison/observation.ts';
import { cachedParts, type PageRequest } from '../request/page-request.ts';
import { answerPage } from './view.ts';
import { listSentence } from '#lib/answers/departments/sentence.ts';

export async function departmentsPage(request: PageRequest<'departments'>) {
	const { answer, page } = await answerPage('departments', request);
	const { area, year, base } = request;
	return {
		...page,
		...(await cachedParts(request, () => ({
			answer: listSentence(
				{ year, base_name: baseName(year, base) },
				namedWithin(area.name, answer.comparable),
				answer.population.length,
				aggregate(answer.comparable, 'spending_total').value
			)
		})))
	};
}
