/** Everything that the page of a department shows of one filing. */
import { baseName } from '#lib/catalogue/change-words.ts';
import { ruleOf } from '#lib/catalogue/rules.ts';
import { PEER_RULE_TEXT, type Peers, type PeerRule } from '#lib/comparison/peers.ts';
import { NOTHING_COMPARED } from '#lib/comparison/flags/flag-words.ts';
import { comparableBefore, type Observation } from '#lib/comparison/observation.ts';
import type { Flag } from '#lib/comparison/flags/flags.ts';
import type { DrawnChart } from '#lib/charts/chart.ts';
import { departmentHref, type Chosen } from '#lib/links.ts';
import type { FilingContent } from '#lib/server/questions/departments/department.ts';
import { followUpLinks, type FollowUps } from '../round/follow-ups.ts';
import { peersNotice } from '../compare/rows.ts';
import type { ListedFinding } from '../finding-list.ts';
import { flagRows, type FlagRow } from '../outliers/flags.ts';
import { correctionLine } from '../corrections.ts';
import { OWN_CHANGES } from './change.ts';
import { figureGroups } from './figures.ts';
import { restatedRows } from './restated.ts';
import { headlineRows } from './headlines.ts';
import { listFindingsOf, listTexts, listUnits } from './parts.ts';
import { checkableSentence, scoreRows } from './score-sheet.ts';
import { departmentSentence } from './sentence.ts';
import {
	figureTables,
	restatedTable,
	scoreTable,
	unitTable,
	versionRows,
	versionTable
} from './tables.ts';

interface Filed {
	/** With the year compared with. */
	observation: Observation;
	base: number;
	/** The department's filings of all years, ascending. */
	history: readonly Observation[];
	content: FilingContent;
	flags: readonly Flag[];
	/** Comparisons of the filing's figures with peers or history that the year allowed. */
	tests: number;
	followUps: FollowUps;
	peers: Peers;
	/** The department as its peers are compared with it: without figures that are probably errors. */
	compared: Observation;
	/** Likewise, beside the base year. */
	since: Observation;
	drawn: { charts: DrawnChart[]; changes: DrawnChart[]; positions: DrawnChart | null };
	/** Facts beside the figures: share, runs, late filings. */
	record: string;
	/** The first version's content, where the filing was corrected. */
	first: FilingContent | null;
	/** The rule of comparison that the reader chose; `peers` says which one was used. */
	rule: PeerRule;
	/** False for a reader who is told nothing of other departments; `peers` is empty then. */
	isCompared: boolean;
	chosen: Chosen;
}

export type FilingDetail = ReturnType<typeof filingDetail>;

export function filingDetail({
	observation,
	base,
	history,
	content,
	flags,
	tests,
	followUps,
	peers,
	compared,
	since,
	drawn,
	record,
	first,
	rule,
	isCompared,
	chosen
}: Filed) {
	const compared_with = baseName(observation.fiscal_year, base);
	const findings = listFindingsOf(content, history, (rule) =>
		followUpLinks(observation, `rule-${rule}`, { followUps, chosen })
	);
	const year = observation.fiscal_year;
	const groups = figureGroups({ observation, compared, since, peers }, history);
	const scores = scoreRows(observation.filing_id, content.score_items);
	const units = listUnits(observation.filing_id, content);
	const restated = first ? restatedRows(first, content) : [];
	return {
		id: observation.filing_id,
		sentence: departmentSentence({ observation, compared: since }, content, flags, compared_with),
		compared_with,
		base,
		headlines: headlineRows({ observation, compared: since }, history),
		no_flag: noFlag(observation, peers, tests),
		flags: flagRows(flags, chosen, followUps).map((row) => ({
			...withoutRepeat(row, findings.open),
			...(isCompared ? {} : { compare_href: null })
		})),
		charts: drawn.charts,
		changes: drawn.changes,
		no_change: noChange(since),
		record,
		restated: restated.length > 0 ? restatedTable(restated) : null,
		figures: figureTables(groups, { year, base, peers, isCompared }),
		peers: {
			rule,
			used: peers.used,
			count: peers.members.length,
			widened: isCompared ? peersNotice(peers) : '',
			isCompared,
			text: PEER_RULE_TEXT[peers.used],
			members: peers.members.map(({ department: { code, name } }) => ({
				code,
				name,
				href: departmentHref(code, chosen)
			}))
		},
		positions: drawn.positions,
		scores: scores.length > 0 ? scoreTable(scores) : null,
		points: checkableSentence(content.score_items),
		grade: observation.grade,
		findings,
		units: units && unitTable(units),
		...listTexts(observation.filing_id, content),
		versions: versionTable(versionRows(content)),
		corrections: content.corrections.map((row) => correctionLine(row, chosen))
	};
}

/** The explanation of a slip stands with the findings of the review, further down on the page. */
function withoutRepeat(row: FlagRow, findings: readonly ListedFinding[]) {
	const told = findings.find(({ message }) => message === row.sentence);
	if (!told) return row;
	return { ...row, sentence: `依据见下方核对结果“${ruleOf(told.rule).failing}”。` };
}

/** Said in place of the drawings of a change: that there is no year before, or what of the figures cannot be compared. */
export function noChange({ values, previous }: Observation): string {
	if (previous === null || previous.incomplete) return '没有可比较的以前年度数据，不作拆分。';
	const isDoubted = OWN_CHANGES.some((id) =>
		[values[id], previous.values[id]].some(({ missing }) => missing === 'suspect')
	);
	return isDoubted
		? '填报的数据疑似有误，核实前不作拆分。'
		: '没有两年都填报的数据及其分项，不作拆分。';
}

/** Said in place of flags: that there is none only where one could have been raised. */
export function noFlag(
	observation: Observation,
	{ members }: Pick<Peers, 'members'>,
	tests: number
): string {
	if (members.length === 0 && comparableBefore(observation) === null)
		return '没有可比较的部门和上年数据，不可比。';
	return tests === 0 ? NOTHING_COMPARED : '没有符合条件的提示。';
}
