import { error } from '@sveltejs/kit';
import { nameWithin } from '#lib/catalogue/departments.ts';
import { AGAINST_OTHERS } from '#lib/comparison/flags/flags.ts';
import { namedWithin, type Observation } from '#lib/comparison/observation.ts';
import { PEER_RULE_NAMES, PEER_RULES, peersOf } from '#lib/comparison/peers.ts';
import { departmentHref, exportLinks, href, roundHref } from '#lib/links.ts';
import type { Reader } from '../accounts/reader.ts';
import type { PageContext } from '../web/page-load.ts';
import { cachedParts, type PageRequest } from '../request/page-request.ts';
import {
	contentOf,
	findDepartment,
	historyOf,
	joinedHistoryOf,
	type Department,
	type FilingContent
} from '../questions/departments/department.ts';
import { listFilings } from '../questions/reports/filings.ts';
import { listReorganisations } from '../questions/departments/reorganisations.ts';
import { comparablesOf, observationsOf } from '../questions/figures/population.ts';
import { changeBy } from '../questions/figures/changes.ts';
import { listInquiries } from '../questions/reports/inquiries.ts';
import { followUpsOf } from '#lib/answers/round/follow-ups.ts';
import { suspectsOf } from '../questions/figures/suspects.ts';
import { countTests, listFlags } from '../questions/figures/outliers.ts';
import { PROVISIONAL_PREFIX } from '../ledger/identity/registry.ts';
import { slideHref } from '#lib/answers/meeting/slides.ts';
import {
	departmentCharts,
	joinedNote,
	positionChart,
	yearLines
} from '#lib/answers/department/charts.ts';
import { OWN_CHANGES, ownChangeCharts, recordSentence } from '#lib/answers/department/change.ts';
import { filingDetail } from '#lib/answers/department/filing.ts';
import { quoted } from '../refused-error.ts';

interface Reported {
	department: Department;
	/** Its report of the year asked for. */
	observation: Observation;
}

/** A reader of the `own` departments alone is told nothing of the others. */
export async function departmentPage(
	request: PageRequest<'department'>,
	{ params: { code = '' }, sight }: PageContext
) {
	const { db, area, year, base, chosen } = request;
	const department = await findDepartment(db, area.code, code);
	if (!department) error(404, `${area.name}没有编码为${quoted(code)}的部门。`);
	const filed = await observationsOf(db, area.code, year, base);
	const observation = filed.find((one) => one.department.id === department.id) ?? null;
	return {
		...(await commonOf(request, department, sight)),
		brief: observation && href('/brief', { ...chosen, year, d: department.code }),
		filing:
			observation &&
			(await cachedParts(
				request,
				() => filingOf(request, { department, observation }, sight),
				sight
			)),
		unfiled: observation
			? null
			: await cachedParts(request, () => unfiledOf(request, department, sight), sight)
	};
}

/**
 * Leads on from a year without a report: to the years that were filed, and with lines over them. Of a department that
 * another has taken over these are the successor's, into which its years are joined.
 */
async function unfiledOf(
	request: PageRequest<'department'>,
	department: Department,
	sight: Reader['sight']
) {
	const { db, area, years, year, chosen } = request;
	const history = await historyOf(db, department, years);
	const all = await listReorganisations(db, area.code);
	const into = all.find(({ former }) => former.id === department.id);
	const isTold = into !== undefined && sight !== 'own' && (into.from ?? year) <= year;
	const successor = isTold ? await findDepartment(db, area.code, into.successor.code) : null;
	const shown = successor ?? department;
	const until = years.filter((one) => one <= year);
	const sound = await historyOf(db, shown, until, await suspectsOf(db, area.code));
	const lines = await joinedHistoryOf(db, shown, sound);
	const within = (name: string) => nameWithin(area.name, name);
	return {
		answer: successor
			? `${year}年由${within(successor.name)}报送，本部门的数据已并入。`
			: `${year}年没有收到这个部门的报告。`,
		lines_of: within(shown.name),
		years: history.map(({ fiscal_year }) => ({
			name: `${fiscal_year}年`,
			href: departmentHref(department.code, { ...chosen, year: fiscal_year })
		})),
		charts:
			sound.length === 0
				? []
				: yearLines({ joined: lines.history, note: joinedNote(lines.joined, within) })
	};
}

/** Everything that the page shows of the report of the year. */
async function filingOf(
	request: PageRequest<'department'>,
	{ department, observation }: Reported,
	sight: Reader['sight']
) {
	const { db, area, years, year, base, values, chosen } = request;
	const history = await historyOf(db, department, years);
	const content = await contentOf(db, department, observation.filing_id);
	const isCompared = sight !== 'own';
	const found = await listFlags(db, area.code, year, department.id, values.peers);
	const flags = isCompared ? found : found.filter(({ reason }) => !AGAINST_OTHERS.has(reason));
	const comparable = isCompared
		? namedWithin(area.name, await comparablesOf(db, area.code, year))
		: [];
	const peers = peersOf(observation, comparable, values.peers);
	const compared = comparable.find((one) => one.filing_id === observation.filing_id) ?? observation;
	const sinceBase = namedWithin(area.name, await comparablesOf(db, area.code, year, base));
	const own = sinceBase.find((one) => one.filing_id === observation.filing_id);
	const changes = await ownChanges(request, department.id);
	// Lines and runs compare years: figures that are probably errors are left out of them.
	// A page of a former year knows nothing of the years after.
	const until = years.filter((one) => one <= year);
	const sound = await historyOf(db, department, until, await suspectsOf(db, area.code));
	const lines = await joinedHistoryOf(db, department, sound);
	const joined = joinedNote(lines.joined, (name) => nameWithin(area.name, name));
	return filingDetail({
		observation,
		base,
		history,
		content,
		flags,
		tests: await countTests(db, area.code, year, {
			peers: values.peers,
			filing: observation.filing_id
		}),
		followUps: followUpsOf(await listInquiries(db, area.code)),
		peers,
		compared,
		since: own ?? observation,
		drawn: {
			changes: own ? ownChangeCharts(changes, { observation: own, base, chosen }) : [],
			charts: departmentCharts(
				observation,
				{ own: history, joined: lines.history, note: joined },
				chosen
			),
			positions: positionChart(compared, peers)
		},
		record: recordSentence({
			observation,
			history: sound,
			everyone: comparable,
			late: await lateYears(db, area.code, until, department.id)
		}),
		first: await firstContent(db, department, content),
		rule: values.peers,
		isCompared,
		chosen
	});
}

/** The changes of the department's head figures since the base year, by component. */
function ownChanges({ db, area, year, base }: PageRequest<'department'>, department: number) {
	return Promise.all(
		OWN_CHANGES.map(async (measure) => ({
			measure,
			change: await changeBy(db, { area: area.code, year, base, measure, department }, 'component')
		}))
	);
}

/** Data that the page shows in a year with a report and in one without. */
async function commonOf(
	request: PageRequest<'department'>,
	department: Department,
	sight: Reader['sight']
) {
	const { url, area, years, year, values, notices, chosen } = request;
	return {
		department: {
			// A code that was made for want of one tells a reader nothing.
			code: department.code.startsWith(PROVISIONAL_PREFIX) ? null : department.code,
			name: department.name,
			kind: department.kind,
			division: department.division
		},
		year,
		years,
		reorganised: await reorganisedLinks(request, department.id),
		notices,
		peers: values.peers,
		rules: (sight === 'own' ? [] : PEER_RULES).map((id) => ({ id, name: PEER_RULE_NAMES[id] })),
		round: roundHref(department.code, { ...chosen, area: area.code, year }),
		meeting: sight === 'own' ? null : slideHref('figures', department.code, chosen),
		exports: exportLinks(`department/${encodeURIComponent(department.code)}`, url.searchParams)
	};
}

/** Years in which the department filed late, ascending. */
async function lateYears(
	db: PageRequest['db'],
	area: string,
	years: readonly number[],
	department: number
): Promise<number[]> {
	const late: number[] = [];
	for (const year of years) {
		const rows = await listFilings(db, area, year);
		if (rows.some((row) => row.department.id === department && row.status === 'late'))
			late.push(year);
	}
	return late;
}

/** The content of the first version filed; null where that is the one in use. */
async function firstContent(
	db: PageRequest['db'],
	department: Department,
	{ versions }: FilingContent
): Promise<FilingContent | null> {
	const first = versions.at(-1);
	return first && !first.is_current ? contentOf(db, department, first.id) : null;
}

/** The departments that this one took over, and the one that took it over. */
async function reorganisedLinks({ db, area, chosen }: PageRequest, department: number) {
	const all = await listReorganisations(db, area.code);
	const link = ({ code, name }: { code: string; name: string }) => ({
		name: nameWithin(area.name, name),
		href: departmentHref(code, chosen)
	});
	const into = all.find(({ former }) => former.id === department);
	return {
		into: into ? { ...link(into.successor), from: into.from } : null,
		took_over: all
			.filter(({ successor }) => successor.id === department)
			.map(({ former, from, filed }) => ({ ...link(former), from, filed }))
	};
}
