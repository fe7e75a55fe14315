import { error } from '@sveltejs/kit';
import { PEER_RULE_NAMES, PEER_RULES, peersOf } from '#lib/comparison/peers.ts';
import { exportLinks } from '#lib/links.ts';
import { cachedCharts, type PageRequest } from '../web/page-request.ts';
import { contentOf, findDepartment, historyOf } from '../questions/department.ts';
import { comparablesOf } from '../questions/population.ts';
import { listFlags } from '../questions/outliers.ts';
import { PROVISIONAL_PREFIX } from '../ledger/identity/registry.ts';
import { departmentCharts, positionChart } from '#lib/answers/department/charts.ts';
import { filingDetail } from '#lib/answers/department/filing.ts';

export async function departmentPage(
	request: PageRequest<'department'>,
	{ code = '' }: { code?: string }
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
		rules: PEER_RULES.map((id) => ({ id, name: PEER_RULE_NAMES[id] })),
		exports: exportLinks(`department/${encodeURIComponent(department.code)}`, url.searchParams)
	};
	if (!observation) return { ...common, filing: null };
	const content = await contentOf(db, department, observation.filing_id);
	const flags = await listFlags(db, area.code, year, department.id, values.peers);
	const peers = peersOf(observation, await comparablesOf(db, area.code, year), values.peers);
	const drawn = await cachedCharts(request, () => ({
		charts: departmentCharts(observation, history, chosen),
		positions: positionChart(observation, peers)
	}));
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
			chosen
		})
	};
}
