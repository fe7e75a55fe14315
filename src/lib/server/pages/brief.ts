import { error } from '@sveltejs/kit';
import { flagsWithin } from '#lib/comparison/flags.ts';
import { namedWithin } from '#lib/comparison/observation.ts';
import { overviewWithin } from '#lib/answers/overview/within.ts';
import { exportLinks } from '#lib/links.ts';
import type { PageContext } from '../web/page-load.ts';
import { cachedParts, type PageRequest } from '../web/page-request.ts';
import type { Kysely } from 'kysely';
import { contentOf, findDepartment, historyOf, type Department } from '../questions/department.ts';
import { codesNamed } from '../questions/directory.ts';
import { countFilings, listFilings } from '../questions/filings.ts';
import { listFindings } from '../questions/findings.ts';
import { listFlags, leadingFlags } from '../questions/outliers.ts';
import type { Database } from '../ledger/schema/schema.ts';
import type { Reader } from '../web/access.ts';
import { AGAINST_OTHERS } from './department.ts';
import { overviewOf, type Overview } from '../questions/overview.ts';
import { overviewSentence } from '#lib/answers/overview/sentence.ts';
import { departmentSentence } from '#lib/answers/department/sentence.ts';
import { briefChart, departmentBriefChart } from '#lib/answers/brief/charts.ts';
import { bureauFigures, departmentFigures } from '#lib/answers/brief/figures.ts';
import { bureauFindings, departmentFindings } from '#lib/answers/brief/findings.ts';

const MOST_FINDINGS = 500;

/** A reader of the `own` departments alone is told nothing of the others. */
export async function briefPage(
	request: PageRequest<'brief'>,
	{ sight }: Pick<PageContext, 'sight'>
) {
	const { db, area, year, years, values, notices, chosen } = request;
	const overview = overviewWithin(
		area.name,
		await overviewOf(db, { area: area.code, year, base: year - 1, years })
	);
	const common = {
		year,
		years,
		subject: values.d,
		notices,
		exports: sight === 'own' ? [] : exportLinks('brief', request.url.searchParams)
	};
	if (values.d === '') {
		return {
			...common,
			title: `${area.name}${year}年部门整体支出绩效自评情况`,
			sentence: overviewSentence(overview),
			figures: bureauFigures(overview, chosen),
			findings: await cityFindings(request, overview),
			chart: await cachedParts(request, () => briefChart(overview))
		};
	}
	const [code = ''] = await codesNamed(db, area.code, [values.d]);
	const department = await findDepartment(db, area.code, code);
	const brief = department && (await departmentBrief(db, department, request, sight));
	if (!brief) error(404, `${area.name}${year}年没有编码为“${values.d.slice(0, 40)}”的部门的报告。`);
	const { history, ...words } = brief;
	return {
		...common,
		...words,
		chart: await cachedParts(request, () => departmentBriefChart(history))
	};
}

/** Finds the few facts of a year that lead, by rule. */
export async function cityFindings(
	{ db, area, year, chosen }: Pick<PageRequest, 'db' | 'area' | 'year' | 'chosen'>,
	overview: Overview
) {
	const flags = flagsWithin(area.name, await leadingFlags(db, area.code, year));
	const fails = await listFindings(
		db,
		{ area: area.code, year, states: ['fail'] },
		{ limit: MOST_FINDINGS, offset: 0 }
	);
	const filings = namedWithin(area.name, await listFilings(db, area.code, year));
	return bureauFindings({
		flags,
		fails: namedWithin(area.name, fails.items),
		filings,
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
	const found = await listFlags(db, area, year, department.id, 'kind');
	const isCompared = sight !== 'own';
	const flags = isCompared ? found : found.filter(({ reason }) => !AGAINST_OTHERS.has(reason));
	const { observations } = isCompared
		? await overviewOf(db, { area, year, base: year - 1, years })
		: { observations: [] };
	return {
		title: `${department.name}${year}年整体支出绩效自评情况`,
		sentence: departmentSentence(observation, content, flags),
		figures: departmentFigures(observation, content),
		findings: departmentFindings(observation, content, flags, observations),
		history
	};
}
