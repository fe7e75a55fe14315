import { PEER_RULE_NAMES, PEER_RULES } from '#lib/comparison/peers.ts';
import { exportLinks } from '#lib/links.ts';
import { cachedCharts, readPage } from '#lib/server/web/page-request.ts';
import { describeProblem, oneOf } from '#lib/server/questions/parameters.ts';
import { historiesOf, observationsOf } from '#lib/server/questions/population.ts';
import { compareCharts } from '#lib/answers/compare/charts.ts';
import { chooseDepartments, MOST_COMPARED } from '#lib/answers/compare/choice.ts';
import { compareRows, compareSentence } from '#lib/answers/compare/rows.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { db, area, year, years, values, problems, chosen } = await readPage(url, {
		peers: oneOf(PEER_RULES, 'kind')
	});
	const population = await observationsOf(db, area.code, year);
	const choice = chooseDepartments(population, url.searchParams.getAll('d'));
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
		notices: [...problems.map(describeProblem), ...choice.notices],
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
		charts: await cachedCharts(db, url, () => compareCharts(choice.observations, histories, years)),
		exports: exportLinks('compare', url.searchParams)
	};
};
