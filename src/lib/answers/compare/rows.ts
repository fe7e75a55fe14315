/** Departments side by side on every measure, each with its position among its peers. */
import {
	chooseBlockUnits,
	formatValue,
	statedUnit,
	type DisplayUnit
} from '#lib/catalogue/format.ts';
import {
	basisOfRows,
	MEASURE_GROUPS,
	measureOf,
	MEASURE_IDS,
	type MeasureGroup,
	type MeasureId
} from '#lib/catalogue/measures.ts';
import { standInBudgetInWords, valueOf, type Observation } from '#lib/comparison/observation.ts';
import { peersOf, type PeerRule, type Peers } from '#lib/comparison/peers.ts';
import { equalToFirst, positionOf, shortPosition } from '#lib/comparison/rank.ts';
import type { Cell } from '../table.ts';
import { departmentHref, measureHref, type Chosen } from '#lib/links.ts';

export interface CompareRow {
	measure: MeasureId;
	name: string;
	definition: string;
	unit: string;
	cells: Cell[];
}

export interface CompareTable {
	heads: { name: string; href: string; peers: string }[];
	/** `basis` is the 口径 of the rows that any of the departments states; empty where those count people. */
	groups: { group: MeasureGroup; name: string; basis: string; rows: CompareRow[] }[];
}

export function compareRows(
	chosenOnes: readonly Observation[],
	population: readonly Observation[],
	rule: PeerRule,
	chosen: Chosen
): CompareTable {
	const peers = chosenOnes.map((one) => peersOf(one, population, rule));
	const ofAll = unitsOf(MEASURE_IDS, chosenOnes);
	return {
		heads: chosenOnes.map(({ department }, index) => ({
			name: department.name,
			href: departmentHref(department.code, chosen),
			peers: peersNotice(peers[index])
		})),
		groups: (Object.keys(MEASURE_GROUPS) as MeasureGroup[]).map((group) => {
			const ids = MEASURE_IDS.filter((id) => measureOf(id).group === group);
			const ofGroup = unitsOf(ids, chosenOnes);
			const rows = ids.map((id) => {
				// Income stands beside spending: amounts of all groups are in one unit, those per head in their group's own.
				const unit = measureOf(id).quantity === 'money' ? ofAll(id) : ofGroup(id);
				return rowOf(id, chosenOnes, peers, unit);
			});
			const stated = rows.filter(({ cells }) => cells.some(({ missing }) => !missing));
			const basis = basisOfRows(stated.map(({ measure }) => measure));
			return { group, name: MEASURE_GROUPS[group], basis, rows };
		})
	};
}

function unitsOf(ids: readonly MeasureId[], observations: readonly Observation[]) {
	return chooseBlockUnits(
		ids.flatMap((id) => observations.map((one) => ({ measure: id, ...valueOf(one, id) })))
	);
}

function rowOf(
	measure: MeasureId,
	observations: readonly Observation[],
	peers: readonly Peers[],
	unit: DisplayUnit
): CompareRow {
	const { name, definition } = measureOf(measure);
	return {
		measure,
		name,
		definition,
		unit: statedUnit(measure, unit),
		cells: observations.map((one, index) => cellOf(measure, one, peers[index]?.members ?? [], unit))
	};
}

function cellOf(
	measure: MeasureId,
	observation: Observation,
	others: readonly Observation[],
	unit: DisplayUnit
): Cell {
	const value = valueOf(observation, measure);
	const position = positionOf(
		value,
		[observation, ...others].map((one) => valueOf(one, measure))
	);
	const isMissing = value.value === null;
	return {
		text: formatValue(measure, value, 'table', unit),
		missing: isMissing,
		exact: isMissing ? undefined : formatValue(measure, value, 'exact'),
		href: isMissing ? undefined : measureHref(observation.filing_id, measure),
		note: [shortPosition(position), standInBudgetInWords(observation, measure)]
			.filter(Boolean)
			.join('，')
	};
}

/** Says which peers are counted where they are not those that were asked for. */
export function peersNotice(peers: Peers | undefined): string {
	if (peers?.members.length === 0) return '本年没有其他部门报送，位次不可比。';
	return peers?.widened ?? '';
}

/** Says in one sentence who is compared, and who spent most per head. */
export function compareSentence(year: number, observations: readonly Observation[]): string {
	if (observations.length === 0) return `${year}年没有可以对比的部门。`;
	const [only, another] = observations;
	if (only && !another) return `${year}年只有${only.department.name}报送，没有可与之对比的部门。`;
	const names = observations.map(({ department }) => department.name).join('、');
	const rates = observations.flatMap((one) => {
		const value = valueOf(one, 'carry_over_rate');
		return value.value === null ? [] : [{ name: one.department.name, value }];
	});
	const highest = rates.sort((a, b) => b.value.value - a.value.value)[0];
	const tied = equalToFirst(rates.map(({ value }) => value.value));
	const lead = rates.length > 1 ? '结转结余率最高的是' : '有结转结余率的只有';
	const clause = highest
		? `${lead}${highest.name}（${formatValue('carry_over_rate', highest.value, 'headline')}）${tied}`
		: '结转结余率均无数据';
	return `${year}年对比${observations.length}家：${names}；${clause}。`;
}
