import { answersSentence } from '#lib/answers/questions/answers.ts';
import { exportLinks } from '#lib/links.ts';
import { readyAnswers } from '../contents/ready-answers.ts';
import type { PageRequest } from '../request/page-request.ts';

export async function questionsPage(request: PageRequest<'questions'>) {
	const answers = await readyAnswers(request);
	return {
		answer: answersSentence(request.year, answers),
		year: request.year,
		years: request.years,
		notices: request.notices,
		exports: exportLinks('questions', request.url.searchParams),
		answers
	};
}
