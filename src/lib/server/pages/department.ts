import { error } from '@sveltejs/kit';
import type { FlagReason } from '#lib/comparison/flags.ts';
import { PEER_RULE_NAMES, PEER_RULES, peersOf } from '#lib/comparison/peers.ts';
import { contactsHref, exportLinks } from '#lib/links.ts';
import type { Reader } from '../web/access.ts';
import { cachedCharts, type PageRequest } from '../web/page-request.ts';
import { contentOf, findDepartment, historyOf } from '../questions/department.ts';
import { comparablesOf } from '../questions/population.ts';
import { listFlags } from '../questions/outliers.ts';
import { PROVISIONAL_PREFIX } from '../ledger/identity/registry.ts';
import { departmentCharts, positionChart } from '#lib/answers/department/charts.ts';
import { filingDetail } from '#lib/answers/department/filing.ts';

/** What is told against the figures of others, from which theirs could be worked out. */
const AGAINST_OTHERS = new Set<FlagReason>(['peers', 'history']);

/** A reader of the `own` departments alone is told nothing of the others. */
export async function departmentPage(
	request: PageRequest<'department'>,
	{ code = '' }: { code?: string },
	sight: Reader['sight']
) {
	const { db, url, area, years, year, values, notices, chosen } = request;
	const department = await findDepartment(db, area.code, code);
	if (!department) error(404, `${area.name}没有编码为“${code.slice(0, 40)}”的部门。`);
	const history = await historyOf(db, department, years);
	const observation = history.find((one) => one.fiscal_year === year) ?? null;
	const common = {
		department: {
			// A code that was made for want of one tells a reader nothing.
			code: department.code.startsWith(PROVISIONAL_PREFIX) ? null : department.code,
			name: department.name,
			kind: department.kind,
			division: department.division
		},
		year,
		years,
		filed: history.map((one) => one.fiscal_year),
		notices,
		peers: values.peers,
		rules: (sight === 'own' ? [] : PEER_RULES).map((id) => ({ id, name: PEER_RULE_NAMES[id] })),
		contacts: contactsHref(department.code, chosen),
		exports: exportLinks(`department/${encodeURIComponent(department.code)}`, url.searchParams)
	};
	if (!observation) return { ...common, filing: null };
	const content = await contentOf(db, department, observation.filing_id);
	const isCompared = sight !== 'own';
	const found = await listFlags(db, area.code, year, department.id, values.peers);
	const flags = isCompared ? found : found.filter(({ reason }) => !AGAINST_OTHERS.has(reason));
	const comparable = isCompared ? await comparablesOf(db, area.code, year) : [];
	const peers = peersOf(observation, comparable, values.peers);
	const drawn = await cachedCharts(
		request,
		() => ({
			charts: departmentCharts(observation, history, chosen),
			positions: positionChart(observation, peers)
		}),
		sight
	);
	return {
		...common,
		filing: filingDetail({
			observation,
			history,
			content,
			flags,
			peers,
			drawn,
			rule: values.peers,
			isCompared,
			chosen
		})
	};
}
