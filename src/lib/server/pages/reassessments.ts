import { exportLinks } from '#lib/links.ts';
import { namedWithin } from '#lib/comparison/observation.ts';
import {
	reassessmentCharts,
	reassessmentLine,
	reassessmentSentence,
	sampleLine
} from '#lib/answers/reassessments/rows.ts';
import { listReassessed, listSamples } from '../questions/reports/reassessments.ts';
import { cachedParts, type PageRequest } from '../request/page-request.ts';

/** 复评: the bureau's own scores beside the departments', and how the departments were drawn. */
export async function reassessmentsPage(request: PageRequest<'reassessments'>) {
	const { db, area, year, values, pins, chosen, url, notices } = request;
	const all = await listReassessed(db, area.code, year);
	const rows = namedWithin(area.name, all).filter(
		({ department }) => values.kind === null || department.kind === values.kind
	);
	const isTotal = ({ indicator }: { indicator: string }) => indicator === '';
	const lines = rows.map((row) => reassessmentLine(row, { ...chosen, year }));
	return {
		year,
		notices,
		answer: reassessmentSentence(year, rows),
		charts: await cachedParts(request, () => reassessmentCharts(rows, { year, chosen, pins })),
		totals: lines.filter(isTotal),
		indicators: lines.filter((line) => !isTotal(line)),
		samples: (await listSamples(db, area.code, year)).map(sampleLine),
		exports: exportLinks('reassessments', url.searchParams)
	};
}
