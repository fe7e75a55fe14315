import { exportLinks } from '#lib/links.ts';
import { readyAnswers } from '../contents/ready-answers.ts';
import type { PageRequest } from '../request/page-request.ts';

export async function questionsPage(request: PageRequest<'questions'>) {
	return {
		year: request.year,
		years: request.years,
		notices: request.notices,
		exports: exportLinks('questions', request.url.searchParams),
		answers: await readyAnswers(request)
	};
}
