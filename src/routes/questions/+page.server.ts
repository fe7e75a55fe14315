import { questionsPage } from '#lib/server/pages/questions.ts';
import { questionLoad } from '#lib/server/web/page-load.ts';

export const load = questionLoad('questions', questionsPage);
