import { error } from '@sveltejs/kit';
import { PEER_RULE_NAMES, PEER_RULE_TEXT, PEER_RULES, peersOf } from '#lib/comparison/peers.ts';
import { departmentHref, exportLinks } from '#lib/links.ts';
import { keepCharts, readPage } from '#lib/server/pages.ts';
import { contentOf, findDepartment, historyOf } from '#lib/server/questions/department.ts';
import { describeProblem, oneOf } from '#lib/server/questions/parameters.ts';
import { observationsOf } from '#lib/server/questions/population.ts';
import { listFlags } from '#lib/server/questions/outliers.ts';
import { MADE_CODE_PREFIX } from '#lib/server/store/registry.ts';
import { departmentCharts, positionChart } from './charts.ts';
import { figureGroups } from './figures.ts';
import { headlineRows } from './headlines.ts';
import { listFindingsOf, listTexts, listUnits } from './parts.ts';
import { checkableSentence, scoreRows } from './score-sheet.ts';
import { departmentSentence } from './sentence.ts';
import { peersNotice } from '../../compare/rows.ts';
import { flagRow } from '../../outliers/flags.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, params }) => {
	const { db, area, years, year, values, problems, chosen } = await readPage(url, {
		peers: oneOf(PEER_RULES, 'kind')
	});
	const department = await findDepartment(db, area.code, params.code);
	if (!department) error(404, `${area.name}没有编码为“${params.code.slice(0, 40)}”的部门。`);
	const history = await historyOf(db, department, years);
	const observation = history.find((one) => one.fiscal_year === year) ?? null;
	const common = {
		department: {
			// A code that was made for want of one tells a reader nothing.
			code: department.code.startsWith(MADE_CODE_PREFIX) ? null : department.code,
			name: department.name,
			kind: department.kind,
			division: department.division
		},
		year,
		years,
		filed: history.map((one) => one.fiscal_year),
		notices: problems.map(describeProblem),
		peers: values.peers,
		rules: PEER_RULES.map((id) => ({ id, name: PEER_RULE_NAMES[id] })),
		exports: exportLinks(`department/${encodeURIComponent(department.code)}`, url.searchParams)
	};
	if (!observation) return { ...common, filing: null };
	const content = await contentOf(db, department, observation.filing_id);
	const flags = await listFlags(db, area.code, year, department.id, values.peers);
	const peers = peersOf(observation, await observationsOf(db, area.code, year), values.peers);
	const drawn = await keepCharts(db, url, () => ({
		charts: departmentCharts(observation, history, chosen),
		positions: positionChart(observation, peers)
	}));
	return {
		...common,
		filing: {
			id: observation.filing_id,
			sentence: departmentSentence(observation, content, flags.length),
			headlines: headlineRows(observation, history),
			comparable: peers.members.length > 0 || observation.previous !== null,
			flags: flags.map((flag) => flagRow(flag, chosen)),
			charts: drawn.charts,
			groups: figureGroups(observation, history, peers),
			peers: {
				rule: values.peers,
				used: peers.used,
				count: peers.members.length,
				widened: peersNotice(peers),
				text: PEER_RULE_TEXT[peers.used],
				members: peers.members.map(({ department: { code, name } }) => ({
					code,
					name,
					href: departmentHref(code, chosen)
				}))
			},
			positions: drawn.positions,
			score_rows: scoreRows(observation.filing_id, content.score_items),
			points: checkableSentence(content.score_items),
			grade: observation.grade,
			findings: listFindingsOf(content, history),
			units: listUnits(observation.filing_id, content),
			...listTexts(observation.filing_id, content),
			versions: content.versions
		}
	};
};
