/** Departments side by side on every measure, each with its position among its peers. */
import { chooseMoneyUnit, formatValue, unitLabel } from '#lib/catalogue/format.ts';
import {
	MEASURE_GROUPS,
	MEASURES,
	type MeasureGroup,
	type MeasureId
} from '#lib/catalogue/measures.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { peersOf, type PeerRule, type Peers } from '#lib/comparison/peers.ts';
import { positionOf } from '#lib/comparison/rank.ts';
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
	groups: { group: MeasureGroup; name: string; rows: CompareRow[] }[];
}

export function compareRows(
	chosenOnes: readonly Observation[],
	population: readonly Observation[],
	rule: PeerRule,
	chosen: Chosen
): CompareTable {
	const peers = chosenOnes.map((one) => peersOf(one, population, rule));
	const row = (measure: MeasureId): Cell[] => {
		const values = chosenOnes.map((one) => valueOf(one, measure));
		const unit = chooseMoneyUnit(values.flatMap(({ value }) => value ?? []));
		return chosenOnes.map((one, index) => {
			const value = values[index] ?? valueOf(one, measure);
			const others = peers[index]?.members ?? [];
			const position = positionOf(
				value,
				[one, ...others].map((other) => valueOf(other, measure))
			);
			return {
				text: formatValue(measure, value, 'table', unit),
				missing: value.value === null,
				exact: value.value === null ? undefined : formatValue(measure, value, 'exact'),
				href: value.value === null ? undefined : measureHref(one.filing_id, measure),
				note: position && others.length > 0 ? `第${position.from}/${position.ranked}` : '不可比'
			};
		});
	};
	const unitOf = (measure: MeasureId) =>
		unitLabel(
			measure,
			chooseMoneyUnit(chosenOnes.flatMap((one) => valueOf(one, measure).value ?? []))
		);
	return {
		heads: chosenOnes.map(({ department }, index) => ({
			name: department.name,
			href: departmentHref(department.code, chosen),
			peers: peersNotice(peers[index])
		})),
		groups: (Object.keys(MEASURE_GROUPS) as MeasureGroup[]).map((group) => ({
			group,
			name: MEASURE_GROUPS[group],
			rows: MEASURES.filter((measure) => measure.group === group).map((measure) => {
				const id = measure.id as MeasureId;
				return {
					measure: id,
					name: measure.name,
					definition: measure.definition,
					unit: unitOf(id),
					cells: row(id)
				};
			})
		}))
	};
}

/** Whom positions count where that is not what was asked for. */
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
	const clause = highest
		? `结转结余率最高的是${highest.name}（${formatValue('carry_over_rate', highest.value, 'headline')}）`
		: '结转结余率均无数据';
	return `${year}年对比${observations.length}家：${names}；${clause}。`;
}
