/** 领导一页纸 in words: what the page, the slides of a meeting, the compendium and the files all say. */
import type { Kysely } from 'kysely';
import { bureauFigures, departmentFigures } from '#lib/answers/brief/figures.ts';
import { bureauFindings, departmentFindings, noFinding } from '#lib/answers/brief/findings.ts';
import { departmentSentence } from '#lib/answers/department/sentence.ts';
import { overviewSentence } from '#lib/answers/overview/sentence.ts';
import { overviewWithin } from '#lib/answers/overview/within.ts';
import { AGAINST_OTHERS, flagsWithin } from '#lib/comparison/flags/flags.ts';
import { namedWithin } from '#lib/comparison/observation.ts';
import type { Reader } from '../accounts/reader.ts';
import type { Database } from '../ledger/schema/schema.ts';
import {
	contentOf,
	findDepartment,
	historyOf,
	type Department
} from '../questions/departments/department.ts';
import { codesNamed } from '../questions/departments/directory.ts';
import { countFilings } from '#lib/comparison/filings.ts';
import { listFilings } from '../questions/reports/filings.ts';
import { listFindings } from '../questions/findings/reviewed.ts';
import { suspectsOf } from '../questions/figures/suspects.ts';
import { countTests, leadingFlags, listFlags } from '../questions/figures/outliers.ts';
import { overviewOf, type Overview } from '../questions/figures/overview.ts';
import { comparablesOf } from '../questions/figures/population.ts';
import type { PageRequest } from '../request/page-request.ts';

/**
 * The brief that the address asks for: of the whole jurisdiction, with the `overview` that it was made from, or of one
 * department, with its `history`. Null where the department named has not filed for the year.
 */
export async function briefOf(request: PageRequest<'brief'>, sight: Reader['sight']) {
	const { db, area, values } = request;
	if (values.d === '') return cityBrief(request);
	const [code = ''] = await codesNamed(db, area.code, [values.d]);
	const department = await findDepartment(db, area.code, code);
	return department && (await departmentBrief(db, department, request, sight));
}

export type BriefPage = NonNullable<Awaited<ReturnType<typeof briefOf>>>;

async function cityBrief(request: PageRequest<'brief'>) {
	const { db, area, year, years, chosen } = request;
	const overview = overviewWithin(
		area.name,
		await overviewOf(db, { area: area.code, year, base: year - 1, years })
	);
	const figures = bureauFigures(overview, chosen);
	return {
		subject: '',
		title: `${area.name}${year}年部门整体支出绩效自评情况`,
		sentence: overviewSentence(overview),
		figures,
		findings: await cityFindings(request, overview),
		none: noFinding(figures, await countTests(db, area.code, year)),
		overview
	};
}

/** Finds the few facts of a year that lead, by rule. */
export async function cityFindings(
	{ db, area, year, chosen }: Pick<PageRequest, 'db' | 'area' | 'year' | 'chosen'>,
	overview: Overview
) {
	const flags = flagsWithin(area.name, await leadingFlags(db, area.code, year));
	const failsOf = (of: number) =>
		listFindings(db, { area: area.code, year: of, states: ['fail'] }, null);
	const filingsOf = async (of: number) =>
		namedWithin(area.name, await listFilings(db, area.code, of));
	const filings = await filingsOf(year);
	return bureauFindings({
		flags,
		fails: namedWithin(area.name, (await failsOf(year)).items),
		fails_before: (await failsOf(year - 1)).items,
		filings,
		filings_before: await filingsOf(year - 1),
		counts: countFilings(filings),
		overview,
		chosen
	});
}

/** One department's page in words; null where it has not filed for the year. */
export async function departmentBrief(
	db: Kysely<Database>,
	department: Department,
	{ year, years }: Pick<PageRequest, 'year' | 'years'>,
	sight: Reader['sight'] = 'all'
) {
	const area = department.jurisdiction_code;
	const history = await historyOf(db, department, years);
	const observation = history.find((one) => one.fiscal_year === year);
	if (!observation) return null;
	const content = await contentOf(db, department, observation.filing_id);
	const sound = await comparablesOf(db, area, year);
	const compared = sound.find((one) => one.filing_id === observation.filing_id) ?? observation;
	const found = await listFlags(db, area, year, department.id, 'kind');
	const isCompared = sight !== 'own';
	const flags = isCompared ? found : found.filter(({ reason }) => !AGAINST_OTHERS.has(reason));
	const { observations } = isCompared
		? await overviewOf(db, { area, year, base: year - 1, years })
		: { observations: [] };
	const figures = departmentFigures({ observation, compared }, content);
	return {
		subject: department.name,
		title: `${department.name}${year}年整体支出绩效自评情况`,
		sentence: departmentSentence({ observation, compared }, content, flags),
		figures,
		findings: departmentFindings(observation, content, flags, observations),
		none: noFinding(figures, await countTests(db, area, year, { filing: observation.filing_id })),
		history,
		/** For a line, which compares years: without figures that are probably errors. */
		soundHistory: async () => historyOf(db, department, years, await suspectsOf(db, area))
	};
}
