/**
 * The figures of one department as rows of text: value, last year's, change, and position among peers.
 */
import {
	formatChange,
	formatRelativeChange,
	formatValue,
	statedUnit
} from '#lib/catalogue/format.ts';
import { chooseMoneyUnit, type DisplayUnit } from '#lib/catalogue/format.ts';
import { formulaInWords } from '#lib/catalogue/formulas.ts';
import {
	basisOfRows,
	isBudget,
	isDerived,
	MEASURE_GROUPS,
	MEASURES,
	measureOf,
	type Measure,
	type MeasureGroup,
	type MeasureId
} from '#lib/catalogue/measures.ts';
import { PRINTED_STEP } from '#lib/catalogue/units.ts';
import type { Value } from '#lib/catalogue/values.ts';
import { changeBetween, changeOf, type Change } from '#lib/comparison/change/change.ts';
import {
	standInBudgetInWords,
	comparableBefore,
	valueOf,
	type Observation
} from '#lib/comparison/observation.ts';
import type { Peers } from '#lib/comparison/peers.ts';
import { positionOf, shortPosition } from '#lib/comparison/rank.ts';
import { correctedCell } from '../corrections.ts';
import type { Cell } from '../table.ts';
import { measureHref } from '#lib/links.ts';

export interface ShownFigure {
	measure: MeasureId;
	name: string;
	/** Says what the measure means, with its formula. */
	definition: string;
	/** Unit of its figures; empty where each has its percent sign. */
	unit: string;
	derived: boolean;
	value: Cell;
	previous: Cell;
	change: Cell;
	/** Position among the peers, e.g. `3/12`; in words where it cannot be compared. */
	position: Cell;
}

export interface FigureGroup {
	group: MeasureGroup;
	name: string;
	/** 口径 of the rows; empty where all count people. */
	basis: string;
	rows: ShownFigure[];
}

/**
 * Every measure of the catalogue by group, the reported ones before those computed from them. The amounts of a group
 * share a unit, and so do its amounts per head. `history` is the department's years.
 */
export function figureGroups(
	{ observation, compared, since, peers }: AmongPeers,
	history: readonly Observation[]
): FigureGroup[] {
	const year = comparableBefore(observation)?.fiscal_year;
	const before = history.find((one) => one.fiscal_year === year) ?? null;
	const groups = Object.keys(MEASURE_GROUPS) as MeasureGroup[];
	return groups.map((group) => {
		const ids = MEASURES.filter(
			(measure) => measure.group === group && isShown(measure, observation)
		).map(({ id }) => id as MeasureId);
		return {
			group,
			name: MEASURE_GROUPS[group],
			basis: basisOfRows(ids),
			rows: groupRows(ids, { observation, before, compared, since, peers })
		};
	});
}

function groupRows(ids: readonly MeasureId[], material: YearsAmongPeers): ShownFigure[] {
	const { observation, before } = material;
	const changes = new Map(ids.map((id) => [id, changeSince(before, observation, id)]));
	const unitOf = ({ quantity, group }: Measure) =>
		quantity === 'money_per_head'
			? perHeadUnit(group, { observation: material.compared, peers: material.peers })
			: unitOfBlock(
					[...changes]
						.filter(([id]) => measureOf(id).quantity === quantity)
						.flatMap(([, { current, previous }]) => [current.value ?? 0, previous.value ?? 0])
				);
	return [...changes].map(([id, change]) => figureRow(id, change, unitOf(measureOf(id)), material));
}

/** A department's report, and where it is among others. */
interface AmongPeers {
	observation: Observation;
	/** The same as peers are compared with it: without figures that are probably errors. */
	compared: Observation;
	/** Likewise, beside the base year. */
	since: Observation;
	peers: Peers;
}

interface YearsAmongPeers extends AmongPeers {
	before: Observation | null;
}

/** The unit of a group's amounts per head, the department's and its peers', which the page tells in a table and in a drawing. */
export function perHeadUnit(
	group: MeasureGroup,
	{ observation, peers }: Pick<AmongPeers, 'observation' | 'peers'>
): DisplayUnit {
	const ids = MEASURES.filter((one) => one.group === group && one.quantity === 'money_per_head');
	return unitOfBlock(
		[observation, ...peers.members].flatMap((one) =>
			ids.map(({ id }) => valueOf(one, id as MeasureId).value ?? 0)
		)
	);
}

/** 万元, or 元 where none of the amounts reaches 1万元, or one of them would be shown as nothing. */
function unitOfBlock(values: readonly number[]): DisplayUnit {
	const sizes = values.map(Math.abs).filter((size) => size > 0);
	const isSeen = sizes.every((size) => size >= PRINTED_STEP / 2);
	return isSeen && chooseMoneyUnit(values) !== '元' ? '万元' : '元';
}

/** A budget is shown where the department filed one. */
function isShown(measure: Measure, observation: Observation): boolean {
	return !isBudget(measure) || observation.values[measure.id].value !== null;
}

function figureRow(
	id: MeasureId,
	change: Change,
	unit: DisplayUnit,
	{ observation, before, compared, since, peers }: YearsAmongPeers
): ShownFigure {
	const sound = changeOf(since, id);
	const isDoubted = [sound.current, sound.previous].some(({ missing }) => missing === 'suspect');
	const told = isDoubted ? sound : change;
	const measure = measureOf(id);
	const derived = isDerived(measure);
	const budget = standInBudgetInWords(observation, id);
	return {
		measure: id,
		name: budget ? `${measure.name}（${budget}）` : measure.name,
		definition: derived ? `${measure.definition}（${formulaInWords(id)}）` : measure.definition,
		unit: statedUnit(id, unit),
		derived,
		value: {
			...valueCell(id, change.current, unit, observation.filing_id),
			...correctedCell(observation, id)
		},
		previous: {
			...valueCell(id, change.previous, unit, observation.previous?.filing_id ?? null),
			...(before ? correctedCell(before, id) : {})
		},
		change: { text: changeText(id, told, unit), missing: told.difference.value === null },
		position: positionCell(compared, id, peers)
	};
}

/** The earlier year's own report, which knows the year before it; changes are computed from it. */
function changeSince(before: Observation | null, observation: Observation, id: MeasureId): Change {
	const isOwn = before !== null && observation.previous?.filing_id === before.filing_id;
	if (!isOwn) return changeOf(observation, id);
	return changeBetween(id, valueOf(observation, id), valueOf(before, id));
}

function valueCell(id: MeasureId, value: Value, unit: DisplayUnit, filing: number | null): Cell {
	const known = value.value !== null;
	return {
		text: formatValue(id, value, 'table', unit),
		missing: !known,
		exact: known ? formatValue(id, value, 'exact') : undefined,
		href: known && filing !== null ? measureHref(filing, id) : undefined
	};
}

/** Amounts change by a rate, shares by percentage points, scores by points. */
export function changeText(id: MeasureId, change: Change, unit: DisplayUnit): string {
	if (change.rate.value !== null) return formatRelativeChange(change.rate, 'tooltip');
	return formatChange(id, change.difference, 'tooltip', unit);
}

function positionCell(observation: Observation, id: MeasureId, peers: Peers): Cell {
	const values = [observation, ...peers.members].map((member) => valueOf(member, id));
	const position = positionOf(valueOf(observation, id), values);
	return { text: shortPosition(position), missing: (position?.ranked ?? 0) < 2 };
}
