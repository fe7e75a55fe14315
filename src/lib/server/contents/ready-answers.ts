/** 常问: the questions that leaders ask again and again, answered for the year. */
import { flagsWithin } from '#lib/comparison/flags/flags.ts';
import { namedWithin } from '#lib/comparison/observation.ts';
import { filingSentence } from '#lib/answers/filings/summary.ts';
import { answerReady } from '#lib/answers/questions/answers.ts';
import type { ReadyInput } from '#lib/answers/questions/sentences.ts';
import { countFilings } from '#lib/comparison/filings.ts';
import { listFilings } from '../questions/reports/filings.ts';
import { countByRule } from '../questions/findings/reviewed.ts';
import { defaultOutliers, listOutliers } from '../questions/figures/outliers.ts';
import { allComparables, comparablesOf } from '../questions/figures/population.ts';
import { listIndicators, listSheetLines } from '../questions/figures/scores.ts';
import type { PageRequest } from '../request/page-request.ts';

export async function readyAnswers(request: PageRequest<'questions'>) {
	const { db, area, year, years, chosen } = request;
	const filings = namedWithin(area.name, await listFilings(db, area.code, year));
	const asked = years.filter((one) => one <= year);
	const flags = await listOutliers(db, defaultOutliers(area.code, year));
	return answerReady({
		year,
		chosen,
		observations: namedWithin(area.name, await comparablesOf(db, area.code, year)),
		history: await allComparables(db, area.code, asked),
		...(await lateYears(request, asked)),
		filed: filingSentence(year, countFilings(filings), filings),
		rules: await countByRule(db, { area: area.code, year }),
		flags: { ...flags, flags: flagsWithin(area.name, flags.flags) },
		indicators: await listIndicators(db, area.code, year),
		lines: await listSheetLines(db, area.code, year)
	});
}

/** The years among those asked for in which departments filed late, and those that tell. */
async function lateYears(
	{ db, area }: PageRequest<'questions'>,
	asked: readonly number[]
): Promise<Pick<ReadyInput, 'late' | 'dated'>> {
	const late = new Map<number, { name: string; years: number[] }>();
	const dated: number[] = [];
	for (const year of asked) {
		const rows = await listFilings(db, area.code, year);
		if (rows.some(({ due_on, filed_on }) => due_on !== null && filed_on !== null)) dated.push(year);
		const delayed = rows.filter(({ status }) => status === 'late');
		for (const { department } of namedWithin(area.name, delayed)) {
			const { years = [] } = late.get(department.id) ?? {};
			late.set(department.id, { name: department.name, years: [...years, year] });
		}
	}
	return { late: [...late.values()], dated };
}
