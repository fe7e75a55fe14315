import { error } from '@sveltejs/kit';
import { briefChart, departmentBriefChart } from '#lib/answers/brief/charts.ts';
import { nameWithin } from '#lib/catalogue/departments.ts';
import { exportLinks } from '#lib/links.ts';
import { briefOf } from '../contents/brief.ts';
import { cachedParts, type PageRequest } from '../request/page-request.ts';
import type { PageContext } from '../web/page-load.ts';
import { quoted } from '../refused-error.ts';

/** A reader of the `own` departments alone is told nothing of the others. */
export async function briefPage(request: PageRequest<'brief'>, { sight }: PageContext) {
	const { area, year, years, values, notices } = request;
	const brief = await briefOf(request, sight);
	if (!brief) error(404, `${area.name}${year}年没有编码为${quoted(values.d)}的部门的报告。`);
	const { subject, title, sentence, figures, findings, none } = brief;
	return {
		year,
		years,
		subject: nameWithin(area.name, subject),
		notices,
		exports: sight === 'own' ? [] : exportLinks('brief', request.url.searchParams),
		title,
		sentence,
		figures,
		findings,
		none,
		chart: await cachedParts(request, async () =>
			'overview' in brief
				? briefChart(brief.overview)
				: departmentBriefChart(await brief.soundHistory())
		)
	};
}
