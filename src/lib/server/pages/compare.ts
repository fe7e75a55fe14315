import { PEER_RULE_NAMES, PEER_RULES } from '#lib/comparison/peers.ts';
import { exportLinks } from '#lib/links.ts';
import { cachedCharts, type PageRequest } from '../web/page-request.ts';
import { historiesOf, comparablesOf } from '../questions/population.ts';
import { compareCharts } from '#lib/answers/compare/charts.ts';
import { chooseDepartments, MOST_COMPARED } from '#lib/answers/compare/choice.ts';
import { compareRows, compareSentence } from '#lib/answers/compare/rows.ts';

export async function comparePage(request: PageRequest<'compare'>) {
	const { db, url, area, year, years, values, notices, chosen } = request;
	const population = await comparablesOf(db, area.code, year);
	const choice = chooseDepartments(population, values.d);
	const histories = await historiesOf(
		db,
		area.code,
		choice.observations.map(({ department }) => department.id)
	);
	return {
		year,
		years,
		peers: values.peers,
		rules: PEER_RULES.map((id) => ({ id, name: PEER_RULE_NAMES[id] })),
		notices: [...notices, ...choice.notices],
		answer: compareSentence(year, choice.observations),
		departments: population.map(({ department }) => ({
			id: department.code,
			name: department.name
		})),
		codes: Array.from(
			{ length: MOST_COMPARED },
			(_, index) => choice.observations[index]?.department.code ?? null
		),
		heads: choice.observations.map(({ department }) => department.name),
		table: compareRows(choice.observations, population, values.peers, chosen),
		charts: await cachedCharts(request, () => compareCharts(choice.observations, histories, years)),
		exports: exportLinks('compare', url.searchParams)
	};
}
