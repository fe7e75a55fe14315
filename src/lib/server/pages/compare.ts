import { PEER_RULE_NAMES, PEER_RULES } from '#lib/comparison/peers.ts';
import { namedWithin } from '#lib/comparison/observation.ts';
import { exportLinks } from '#lib/links.ts';
import { comparedCodes } from '../contents/compare.ts';
import { cachedParts, type PageRequest } from '../request/page-request.ts';
import { directoryOf, notShown } from '../questions/departments/directory.ts';
import { historiesOf, comparablesOf } from '../questions/figures/population.ts';
import { suspectsOf } from '../questions/figures/suspects.ts';
import { compareCharts } from '#lib/answers/compare/charts.ts';
import { chooseDepartments, MOST_COMPARED } from '#lib/answers/compare/choice.ts';
import { compareRows, compareSentence } from '#lib/answers/compare/rows.ts';

export async function comparePage(request: PageRequest<'compare'>) {
	const { db, url, area, year, years, values, notices, chosen, pins } = request;
	const population = namedWithin(area.name, await comparablesOf(db, area.code, year));
	const choice = chooseDepartments(population, await comparedCodes(request));
	const entries = choice.unknown.length > 0 ? await directoryOf(db, area.code) : [];
	const unknown = choice.unknown.map((words) => notShown(entries, words, year));
	const histories = await historiesOf(
		db,
		area.code,
		choice.observations.map(({ department }) => department.id),
		await suspectsOf(db, area.code)
	);
	return {
		year,
		years,
		peers: values.peers,
		rules: PEER_RULES.map((id) => ({ id, name: PEER_RULE_NAMES[id] })),
		notices: [...notices, ...unknown, ...choice.notices],
		compared: Array.from(
			{ length: MOST_COMPARED },
			(_, index) => choice.observations[index]?.department.name ?? ''
		),
		heads: choice.observations.map(({ department }) => department.name),
		...(await cachedParts(request, () => ({
			answer: compareSentence(year, choice.observations),
			table: compareRows(choice.observations, population, values.peers, chosen),
			charts: compareCharts(
				choice.observations,
				histories,
				years.filter((one) => one <= year),
				pins
			)
		}))),
		exports: exportLinks('compare', url.searchParams)
	};
}
