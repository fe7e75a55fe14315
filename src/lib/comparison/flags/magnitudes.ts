/**
 * The years of one figure of a department, parted where its amount jumps to another order of magnitude, and which of
 * these stretches are in the wrong unit. The review compares a year with the one before and cannot tell which of the two
 * is off: all years together can.
 */
import { measureOf, type StoredId } from '#lib/catalogue/measures.ts';
import { fenIn } from '#lib/catalogue/units.ts';
import type { ReportedValues } from '../observation.ts';

/** A department's year as filed, with the figures that its review doubts. */
export interface DoubtedYear {
	fiscal_year: number;
	figures: readonly StoredId[];
	values: ReportedValues;
}

/** From here on a doubted amount has jumped from the year before: ten times, with room for a year's own change. */
const JUMP_TIMES = 4;
/** From here on an amount that the review does not doubt has jumped along with others; nearer ones are of one magnitude. */
const APART_TIMES = 8;
/** Nothing moves so far by itself, while ten times may have been real. */
const UNIT_TIMES = 1_000;

/** A department lives on more than the least and less than the most a year, whatever it is for. */
export const WHOLE = { least: fenIn('万元') * 30, most: fenIn('亿元') * 100 };
/** The least that a table of its own adds up to where it holds anything. */
export const LEAST_TABLE = fenIn('万元') / 10;

/** A year of one figure that is stated and not zero. */
interface StatedYear {
	year: DoubtedYear;
	amount: number;
	/** The review doubts it. */
	isDoubted: boolean;
	/** It is of another magnitude than the year stated before. */
	jumps: boolean;
}

/** Years of the same magnitude, ascending; a level is left and may be come back to. */
type MagnitudeLevel = StatedYear[];

/** The years in which a figure is doubted. Every filed year of the department is given, ascending. */
export function doubtedYearsOf(id: StoredId, years: readonly DoubtedYear[]): DoubtedYear[] {
	const stated = statedYears(id, years);
	const levels = levelsOf(stated);
	const wrong = wrongLevels(levels, id);
	const isWrong = (one: StatedYear) => wrong.some((level) => level.includes(one));
	// What has come back from a wrong level is sound, though the review doubts it for the jump.
	const isExplained = ({ jumps }: StatedYear, before: StatedYear | undefined) =>
		jumps && before !== undefined && isWrong(before);
	return stated
		.filter((one, at) => isWrong(one) || (one.isDoubted && !isExplained(one, stated[at - 1])))
		.map(({ year }) => year);
}

function statedYears(id: StoredId, years: readonly DoubtedYear[]): StatedYear[] {
	const isEverDoubted = years.some(({ figures }) => figures.includes(id));
	const stated: StatedYear[] = [];
	for (const [at, year] of years.entries()) {
		const amount = year.values[id].value ?? 0;
		if (amount === 0) continue;
		const times = timesBetween(amount, stated.at(-1)?.amount ?? 0);
		const isDoubted = year.figures.includes(id);
		const jumps = isDoubted
			? times >= JUMP_TIMES
			: (isEverDoubted && times >= apartTimes(id)) || jumpsAlong(id, year, years[at - 1]);
		stated.push({ year, amount, isDoubted, jumps });
	}
	return stated;
}

/** Balances fall to nothing and rise again lawfully, so of them more is asked. */
function apartTimes(id: StoredId): number {
	const isBalance = measureOf(id).group === 'balance' || id === 'income_carried_in';
	return isBalance ? UNIT_TIMES : APART_TIMES;
}

/** Tells whether a figure that the review does not doubt jumps as far, and the same way, as one that it doubts. */
function jumpsAlong(id: StoredId, year: DoubtedYear, before: DoubtedYear | undefined): boolean {
	const changeOf = (one: StoredId) => {
		const [now, then] = [year.values[one].value ?? 0, before?.values[one].value ?? 0];
		return { times: timesBetween(now, then), isUp: Math.abs(now) > Math.abs(then) };
	};
	const { times, isUp } = changeOf(id);
	if (times < apartTimes(id)) return false;
	return year.figures.map(changeOf).some((other) => {
		const isAsFar = times >= UNIT_TIMES === other.times >= UNIT_TIMES;
		return other.isUp === isUp && other.times >= JUMP_TIMES && isAsFar;
	});
}

function levelsOf(stated: readonly StatedYear[]): MagnitudeLevel[] {
	const levels: MagnitudeLevel[] = [];
	let current: MagnitudeLevel | undefined;
	for (const one of stated) {
		if (!current || one.jumps) {
			const left: MagnitudeLevel | undefined = current;
			current = levels.findLast((level) => level !== left && isOfMagnitude(level, one));
			if (!current) levels.push((current = []));
		}
		current.push(one);
	}
	return levels;
}

function isOfMagnitude(level: MagnitudeLevel, { amount }: StatedYear): boolean {
	return timesBetween(level.at(-1)?.amount ?? 0, amount) < APART_TIMES;
}

function wrongLevels(levels: readonly MagnitudeLevel[], id: StoredId): MagnitudeLevel[] {
	const byThemselves = levels.filter(isWrongByItself);
	const others = levels.filter((level) => !byThemselves.includes(level));
	const beaten = others.filter((level) =>
		others.some((other) => other !== level && isBeaten(level, other, id))
	);
	return [...byThemselves, ...beaten];
}

/** Most years of the level are doubted for what stands in them, and not for a jump. */
function isWrongByItself(level: MagnitudeLevel): boolean {
	const by_content = level.filter(({ isDoubted, jumps }) => isDoubted && !jumps).length;
	return by_content > level.filter(({ isDoubted }) => !isDoubted).length;
}

/** Tells which of two levels is in the wrong unit; of two that are ten times apart both may be real. */
function isBeaten(level: MagnitudeLevel, other: MagnitudeLevel, id: StoredId): boolean {
	const [a, b] = [level[0]?.amount ?? 0, other[0]?.amount ?? 0];
	if (timesBetween(a, b) < UNIT_TIMES) return isInterlude(level, other);
	const [isLikely, isOtherLikely] = [isPlausible(level, id), isPlausible(other, id)];
	if (isLikely !== isOtherLikely) return isOtherLikely;
	if (level.length !== other.length) return level.length < other.length;
	return Math.abs(a) > Math.abs(b);
}

/**
 * Tells whether the level is left for one that was there before, or is a first year that no later one agrees with. The
 * review has to doubt where it begins or ends: projects and purchases do rise tenfold for a year.
 */
function isInterlude(level: MagnitudeLevel, other: MagnitudeLevel): boolean {
	const yearOf = (one: StatedYear | undefined) => one?.year.fiscal_year ?? NaN;
	const [first, last] = [level[0], level.at(-1)];
	const after = other.find((one) => yearOf(one) > yearOf(last));
	const isAround = after !== undefined && yearOf(other[0]) < yearOf(first);
	const isFirst = level.length === 1 && other.length > 1 && yearOf(other[0]) > yearOf(last);
	return (isAround || isFirst) && (first?.isDoubted === true || after?.isDoubted === true);
}

/** Tells whether most of its years are such as a department has: by all that was spent, or by the table's own total. */
function isPlausible(level: MagnitudeLevel, id: StoredId): boolean {
	const plausible = level.filter((one) => isPlausibleYear(one, id));
	return plausible.length * 2 > level.length;
}

function isPlausibleYear({ year: { values }, amount }: StatedYear, id: StoredId): boolean {
	const { group } = measureOf(id);
	const whole = values.spending_total.value ?? values.income_total.value;
	if (group === 'three_public') {
		const total = values.three_public_total.value ?? amount;
		return total >= LEAST_TABLE && total <= (whole ?? WHOLE.most);
	}
	if (group === 'assets') {
		const total = values.assets_total.value ?? amount;
		return total >= LEAST_TABLE && total <= WHOLE.most;
	}
	const spent = whole ?? amount;
	return spent >= WHOLE.least && spent <= WHOLE.most;
}

/** The factor between two amounts, from 1 up; 1 where either is nothing. */
function timesBetween(now: number, then: number): number {
	return now * then > 0 ? Math.max(now / then, then / now) : 1;
}
