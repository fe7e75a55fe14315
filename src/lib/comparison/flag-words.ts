/**
 * Flags in words: one neutral sentence with the numbers, and the component that made the distance.
 */
import {
	chooseMoneyUnit,
	formatChange,
	formatRelativeChange,
	formatValue
} from '#lib/catalogue/format.ts';
import { inputsOf } from '#lib/catalogue/formulas.ts';
import { measureOf, type MeasureId, type StoredId } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import { changeOf } from './change.ts';
import type { Flag, FlagPeers } from './flags.ts';
import { previousValueOf } from './observation.ts';
import { PEER_RULE_NAMES } from './peers.ts';
import { SCALE_NAMES } from './watch.ts';

/** A value of a measure with its unit, the amount unit chosen by the value itself: it stands alone in a sentence. */
export function inWords(measure: MeasureId, value: number): string {
	return formatValue(measure, present(value), 'headline', chooseMoneyUnit([value]));
}

/** Why the department is flagged, in one sentence. */
export function flagSentence(flag: Flag): string {
	const name = measureOf(flag.measure).name;
	const year = flag.observation.fiscal_year;
	const value = inWords(flag.measure, flag.value);
	switch (flag.reason) {
		case 'peers':
			return `${year}年${name}${value}，${peersClause(flag)}。`;
		case 'history':
			return `${year}年${name}${value}，${historyClause(flag)}。`;
		case 'line':
			return `${year}年${name}${value}，${lineClause(flag)}。`;
	}
}

function peersClause({ measure, peers, score, rank }: Flag): string {
	if (!peers) return '';
	const side = score > 0 ? '高于' : '低于';
	const usual = inWords(measure, peers.median);
	return `${side}${groupName(peers)}的中位数${usual}，偏离程度居第${rank}位（修正z值${shortNumber(score)}）`;
}

function historyClause(flag: Flag): string {
	const { measure, previous, value, peers, score } = flag;
	if (!peers || previous === null) return '';
	const change = changeInWords(measure, value, previous);
	return `比${comparedYear(flag)}（${inWords(measure, previous)}）${change}；${groupName(peers)}同期变动的中位数为${usualChange(measure, peers)}（修正z值${shortNumber(score)}）`;
}

/** `上年`; where the year before was not filed, the year that serves instead. */
function comparedYear({ observation, previous_year }: Flag): string {
	const before = observation.fiscal_year - 1;
	return previous_year === null || previous_year === before ? '上年' : `${previous_year}年`;
}

function lineClause({ measure, line }: Flag): string {
	if (!line) return '';
	const side = line.attention === 'above' ? '高于' : '低于';
	return `${side}关注线${inWords(measure, line.value)}（${line.source}）`;
}

function groupName({ rule, count }: FlagPeers): string {
	return `${PEER_RULE_NAMES[rule]}（${count}家）`;
}

function isRelative(measure: MeasureId): boolean {
	const { quantity } = measureOf(measure);
	return quantity !== 'ratio' && quantity !== 'points';
}

function changeInWords(measure: MeasureId, value: number, previous: number): string {
	if (!isRelative(measure))
		return `变动${formatChange(measure, present(value - previous), 'headline')}`;
	return `变动${formatRelativeChange(present((value - previous) / Math.abs(previous)), 'headline')}`;
}

/** The peers' usual change: on the logarithmic scale a factor, else a difference. */
function usualChange(measure: MeasureId, { median, scale }: FlagPeers): string {
	if (scale === 'log') return formatRelativeChange(present(Math.exp(median) - 1), 'headline');
	// Differences of square roots have no unit of their own.
	if (scale === 'sqrt')
		return median === 0 ? '0' : `${shortNumber(median)}（${SCALE_NAMES.sqrt}尺度）`;
	return formatChange(measure, present(median), 'headline');
}

export function shortNumber(value: number): string {
	return value.toFixed(1).replace('-', '−');
}

/** What would clear the flag, in words; empty where nothing would. */
export function clearsAtText({ measure, clears_at, score, reason, line }: Flag): string {
	if (clears_at === null) return '';
	const high = reason === 'line' ? line?.attention === 'above' : score > 0;
	return `${high ? '不高于' : '不低于'}${inWords(measure, clears_at)}时不再标记`;
}

/** A part of the flagged measure with this year's and last year's values. */
export interface FlagComponent {
	measure: StoredId;
	value: number | null;
	previous: number | null;
}

/** Items whose sum is the flagged amount: the one that moved most explains it. */
const PARTS: Partial<Record<MeasureId, readonly StoredId[]>> = {
	three_public_total: [
		'three_public_reception',
		'three_public_vehicle_running',
		'three_public_vehicle_purchase',
		'three_public_abroad'
	],
	three_public_without_purchase: [
		'three_public_reception',
		'three_public_vehicle_running',
		'three_public_abroad'
	],
	spending_total: ['spending_personnel', 'spending_operating', 'spending_project']
};

/** The parts of a flag; of an amount the part that moved most first, of a ratio numerator before denominator. */
export function flagComponents({ measure, observation }: Flag): FlagComponent[] {
	const ids =
		PARTS[measure] ??
		[...new Set(inputsOf(measure).map((input) => input.id))].filter((id) => id !== measure);
	const parts = ids.map((id) => ({
		measure: id,
		value: observation.values[id].value,
		previous: previousValueOf(observation, id).value
	}));
	if (!PARTS[measure]) return parts;
	const moved = (part: FlagComponent) =>
		Math.abs(changeOf(observation, part.measure).difference.value ?? part.value ?? 0);
	return parts.sort((a, b) => moved(b) - moved(a));
}
