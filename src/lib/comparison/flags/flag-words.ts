/**
 * Flags in words: one neutral sentence with the numbers, and the component that made the distance.
 */
import {
	changeInWords,
	differenceInWords,
	inWords,
	rateInWords,
	statedInWords,
	LAST_YEAR
} from '#lib/catalogue/change-words.ts';
import {
	chooseSharedUnit,
	formatDecimal,
	formatValue,
	type DisplayUnit
} from '#lib/catalogue/format.ts';
import { inputsOf } from '#lib/catalogue/formulas.ts';
import {
	measureOf,
	type MeasureId,
	type Quantity,
	type StoredId
} from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import { changeOf } from '../change/change.ts';
import {
	FLAG_REASON_NAMES,
	lastingSince,
	type Flag,
	type FlagPeers,
	type FlagReason
} from './flags.ts';
import type { LumpId } from './lumps.ts';
import { budgetInWords, previousValueOf } from '../observation.ts';
import { PEER_RULE_NAMES } from '../peers.ts';

const CLAUSES: Record<FlagReason, (flag: Flag) => string> = {
	peers: peersClause,
	history: historyClause,
	past: pastClause,
	line: lineClause,
	scale: () => ''
};

/** Said of a year in which nothing could be compared with peers or history: that nothing stands out would be untrue. */
export const NOTHING_COMPARED = '没有足够的部门或历年数据可供比较，无法判断。';

/** Says in one sentence why the department is flagged. */
export function flagSentence(flag: Flag): string {
	const { measure, observation, value, reason, message } = flag;
	if (message !== null) return message;
	const stated = `${observation.fiscal_year}年${statedInWords(measure, value, flagUnit(flag))}`;
	const budget = budgetInWords(observation, measure);
	return `${stated}${budget === '' ? '' : `（${budget}）`}，${CLAUSES[reason](flag)}${lumpClause(flag)}。`;
}

/** `自2022年起连续如此。`; empty for a flag that is new this year. */
export function lastingClause(flag: Pick<Flag, 'since' | 'observation'>): string {
	const since = lastingSince(flag);
	return since === null ? '' : `自${since}年起连续如此。`;
}

/** One unit for all amounts that the flag sets beside each other; the one it clears at has more digits than 亿元 shows. */
export function flagUnit({ reason, value, previous, peers, clears_at }: Flag): DisplayUnit {
	const usual = reason === 'peers' ? (peers?.median ?? 0) : (previous ?? 0);
	const unit = chooseSharedUnit([value, usual]);
	return unit === '亿元' && clears_at !== null ? '万元' : unit;
}

function peersClause(flag: Flag): string {
	const { measure, peers, score, rank } = flag;
	if (!peers) return '';
	const side = score > 0 ? '高于' : '低于';
	return `${side}${groupName(peers)}中位数${inWords(measure, peers.median, flagUnit(flag))}，偏离程度${rankText(rank)}`;
}

function historyClause(flag: Flag): string {
	const { measure, previous, value, peers, rank } = flag;
	if (!peers || previous === null) return '';
	const unit = flagUnit(flag);
	const change = changeInWords(measure, { current: value, previous }, unit);
	const usual = usualChange(measure, peers);
	return `比${comparedYear(flag)}（${inWords(measure, previous, unit)}）${change}；${groupName(peers)}同期变动的中位数为${usual}，偏离程度${rankText(rank)}`;
}

function pastClause(flag: Flag): string {
	const { measure, previous, value, rank, peers } = flag;
	if (!peers || previous === null) return '';
	const usual = measureOf(measure).quantity === 'ratio' ? previous : Math.round(previous);
	const unit = flagUnit(flag);
	const change = changeInWords(measure, { current: value, previous: usual }, unit);
	return `比本部门其他年度的中位数（${inWords(measure, usual, unit)}）${change}；与${groupName(peers)}各自的历年情况相比，偏离程度${rankText(rank)}`;
}

function rankText(rank: number | null): string {
	return rank === 1 ? '居首位' : `居第${rank ?? '—'}位`;
}

/** `上年`; where the year before was not filed, the year that serves instead. */
export function comparedYear({
	observation,
	previous_year
}: Pick<Flag, 'observation' | 'previous_year'>): string {
	const before = observation.fiscal_year - 1;
	return previous_year === null || previous_year === before ? LAST_YEAR : `${previous_year}年`;
}

/** The name of a flag's comparison; a first filing is compared with the year after it, which is not 上年. */
export function reasonName(flag: Pick<Flag, 'reason' | 'observation' | 'previous_year'>): string {
	const name = FLAG_REASON_NAMES[flag.reason];
	return flag.reason === 'history' ? name.replace(LAST_YEAR, comparedYear(flag)) : name;
}

function lineClause(flag: Flag): string {
	const { measure, line, at_stake } = flag;
	if (!line) return '';
	const side = line.attention === 'above' ? '高于关注线' : '低于关注线';
	const against = measureOf(measure).change_of === undefined ? side : '关注线为';
	const money =
		at_stake === null
			? ''
			: `，相差部分折合${inWords('spending_total', at_stake, componentsUnit(flag))}`;
	return `${against}${inWords(measure, line.value)}（${line.source}）${money}`;
}

function lumpClause({ lump, reason }: Flag): string {
	if (lump === null || reason === 'line') return '';
	return `；其中${LUMP_NAMES[lump.measure]}${inWords(lump.measure, lump.amount)}`;
}

const LUMP_NAMES: Record<LumpId, string> = {
	three_public_vehicle_purchase: '购置公务用车',
	three_public_abroad: '因公出国费'
};

/** `全部部门（34家）`, `全部部门（34家中可比的27家）`: who has nothing of an amount, or does not state it, is no part of the median. */
function groupName({ rule, count, of }: FlagPeers): string {
	const compared = count < of ? `${of}家中可比的${count}家` : `${count}家`;
	return `${PEER_RULE_NAMES[rule]}（${compared}）`;
}

/** The peers' usual change: on the logarithmic scale a factor, else a difference. */
function usualChange(measure: MeasureId, { median, scale }: FlagPeers): string {
	return scale === 'log' ? rateInWords(Math.exp(median) - 1) : differenceInWords(measure, median);
}

/** A score for a place where the statistics are shown. */
export function shortNumber(value: number): string {
	return formatDecimal(value, 1);
}

/** Says in words what would clear the flag; empty where nothing would. */
export function clearsAtText(flag: Flag): string {
	const { measure, clears_at, score, reason, line } = flag;
	if (clears_at === null) return '';
	const high = reason === 'line' ? line?.attention === 'above' : score > 0;
	const { quantity, change_of } = measureOf(measure);
	const size = toTheStep(quantity, Math.abs(clears_at), flagUnit(flag));
	if (change_of !== undefined) return `${changeUpTo(clears_at, size, high)}时不再提示`;
	return `${high ? '不高于' : '不低于'}${clears_at < 0 ? '−' : ''}${size}时不再提示`;
}

/** `增长不超过5.5%`, `降幅不小于5.5%`, `不增长`: a change without a sign, up to a limit from above or from below. */
function changeUpTo(limit: number, size: string, isMost: boolean): string {
	if (!/[1-9]/.test(size)) return isMost ? '不增长' : '不下降';
	const isMore = limit > 0 === isMost;
	return `${limit > 0 ? '增幅' : '降幅'}${isMore ? '不超过' : '不小于'}${size}`;
}

/** A size without a sign, to the step at which the flag clears: a rounded value could still be flagged. */
function toTheStep(quantity: Quantity, value: number, unit: DisplayUnit): string {
	const context = quantity === 'ratio' ? 'exact' : 'headline';
	return formatValue({ quantity }, present(value), context, unit).replace(/\.?0+%$/, '%');
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

/**
 * The unit of all amounts that a flag is made of, and of what lies beyond a line: a share is checked by eye only where all are
 * in the same.
 */
export function componentsUnit(flag: Flag): DisplayUnit {
	const amounts = flagComponents(flag)
		.filter(({ measure }) => measureOf(measure).quantity === 'money')
		.flatMap(({ value, previous }) => [value ?? 0, previous ?? 0]);
	return chooseSharedUnit(flag.reason === 'line' ? [...amounts, flag.at_stake ?? 0] : amounts);
}
