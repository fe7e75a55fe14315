/** The change of a total in words: how much on one basis, who made most of it, and who is not in both years. */
import {
	againstLastYear,
	baseName,
	differenceInWords,
	inWords,
	unitBeside
} from '#lib/catalogue/change-words.ts';
import { chooseMoneyUnit, formatShare, type DisplayUnit } from '#lib/catalogue/format.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import { yearsInWords } from '#lib/catalogue/years.ts';
import type {
	ChangeOnOneBasis,
	ChangeParts,
	Contribution,
	ContributionGrouping,
	StatedAmounts
} from '#lib/comparison/change/contribution.ts';
import { correctionNote } from '#lib/comparison/correction-marks.ts';
import { amendmentsOf } from '#lib/comparison/amendment.ts';
import { oneSided, totalIn } from './steps.ts';

export interface ChangeAsked {
	measure: MeasureId;
	year: number;
	/** The year compared with. */
	base: number;
	nameOf: (part: Contribution) => string;
	/** The unit of all amounts told, that of the drawing below; an amount chooses its own without it. */
	unit?: DisplayUnit | undefined;
}

/** `2023年支出合计比上年下降6.3%（减少7.02亿元），其中市水利局占52.0%`; says so where nobody is in both years. */
export function changeTitle(change: ChangeOnOneBasis, asked: ChangeAsked): string {
	const { words, isComparable } = netOf(change, asked);
	const cause = isComparable ? causeOf(change, asked) : null;
	return cause === null ? words : `${words}，${cause}`;
}

/** `2023年支出合计比上年下降6.3%（减少7.02亿元）；31家增加0.70亿元，38家减少7.72亿元`. */
export function changeAnswer(change: ChangeOnOneBasis, asked: ChangeAsked): string {
	const { words, isComparable } = netOf(change, asked);
	const sides = sidesOf(change);
	if (!isComparable || change.compared.length < 2 || sides.length === 0) return words;
	const told = sides.map(({ count, sum }) => {
		const unit = unitBeside(unitOf(change, asked), sum);
		return `${count}${COUNTED[change.by]}${differenceInWords(asked.measure, sum, unit)}`;
	});
	return `${words}；${told.join('，')}`;
}

function sidesOf({ compared }: ChangeOnOneBasis): { count: number; sum: number }[] {
	return [
		compared.filter(({ contribution }) => contribution > 0),
		compared.filter(({ contribution }) => contribution < 0)
	]
		.filter((side) => side.length > 0)
		.map((side) => ({
			count: side.length,
			sum: side.reduce((all, { contribution }) => all + contribution, 0)
		}));
}

/**
 * The amounts beside the totals that title, basis and answer tell: the change of the whole, of either side, of whom most is
 * due to and of what was filed anew, and a negative total that it starts from.
 */
export function changesTold(change: ChangeOnOneBasis): number[] {
	const { after, before } = change.whole.like;
	const most = mostOf(change.compared, after - before)?.[0].contribution ?? 0;
	const sides = sidesOf(change).map(({ sum }) => sum);
	const amended = amendmentsOf(change.whole).map(({ added }) => added);
	return [after - before, most, ...sides, ...amended, Math.min(before, 0)];
}

function unitOf({ whole }: ChangeOnOneBasis, { unit }: Pick<ChangeAsked, 'unit'>): DisplayUnit {
	return unit ?? chooseMoneyUnit([whole.like.after]);
}

/** The change of the whole, and whether there is one. */
function netOf({ whole }: ChangeOnOneBasis, { measure, year, base, unit }: ChangeAsked) {
	const { like } = whole;
	const { name } = measureOf(measure);
	const stated = { current: present(like.after), previous: present(like.before) };
	const words = againstLastYear(measure, stated, baseName(year, base), unit);
	if (like.counted === 0 || words === null)
		return { words: notComparable(whole, { measure, year, base }), isComparable: false };
	return { words: `${year}年${name}${words}`, isComparable: true };
}

/** Says in which year nothing is stated, or that nobody states the figure in both. */
function notComparable(
	{ items }: ChangeParts,
	{ measure, year, base }: Omit<ChangeAsked, 'nameOf'>
): string {
	const { name } = measureOf(measure);
	const stating = (when: keyof StatedAmounts) => items.filter((part) => part[when] !== null).length;
	const [before, after] = [stating('before'), stating('after')];
	if (before + after === 0) return `${base}年、${year}年都没有可用的${name}，无法比较`;
	if (before === 0) return `${base}年没有可用的${name}，${year}年无法与之比较`;
	if (after === 0) return `${year}年没有可用的${name}，无法与${base}年比较`;
	return `没有两年都填报${name}的部门（${base}年${before}家，${year}年${after}家），无法计算增减`;
}

/** Says that nothing is filed for the base year, and which of the earlier years can be chosen in its place. */
export function baseMissing(base: number, earlier: readonly number[]): string {
	return earlier.length === 0
		? `${base}年没有报告，尚无可以比较的年度。`
		: `${base}年没有报告；可在“基准年”中选${yearsInWords(earlier)}。`;
}

/**
 * Says who made most of the change on one basis: as a share of the net change, or by its amount where rises and falls cancel
 * so far that the share would exceed the whole. Null where nothing changed.
 */
function causeOf(change: ChangeOnOneBasis, asked: ChangeAsked): string | null {
	const { whole, compared, by } = change;
	const { measure, nameOf } = asked;
	const net = whole.like.after - whole.like.before;
	const most = mostOf(compared, net);
	if (!most || compared.length === 1) return null;
	const { names, each } = namesOf(most, by, nameOf);
	const [{ contribution, taken_away }] = most;
	const share = contribution / net;
	if (share <= 1) return `其中${names}${each}占${formatShare(present(share), 'headline')}`;
	const unit = unitBeside(unitOf(change, asked), contribution);
	const amount = `${each}${differenceInWords(measure, contribution, unit)}`;
	if (taken_away) return `主要是${names}，使其${amount}`;
	return `${net > 0 ? '增加' : '减少'}最多的是${names}（${amount}）`;
}

type Tied = readonly [Contribution, ...Contribution[]];

/** The parts that made most of a net change, all of the same contribution; null where nothing changed. */
export function mostOf(compared: readonly Contribution[], net: number): Tied | null {
	const first = compared.find((part) => part.contribution * net > 0);
	if (!first) return null;
	const { contribution } = first;
	return [
		first,
		...compared.filter((part) => part !== first && part.contribution === contribution)
	];
}

const COUNTED: Record<ContributionGrouping, string> = {
	department: '家',
	kind: '类',
	component: '项'
};

/** `甲局`, or of several that tie `甲局、乙局` and `甲局等12家`, with the word that each of them does it. */
export function namesOf(
	tied: Tied,
	by: ContributionGrouping,
	nameOf: (part: Contribution) => string
): { names: string; each: string } {
	const names =
		tied.length > 3
			? `${nameOf(tied[0])}等${tied.length}${COUNTED[by]}`
			: tied.map(nameOf).join('、');
	return { names, each: tied.length > 1 ? '各' : '' };
}

/** Says which departments are counted: those in both years, and those in one only, with the totals. */
export function changeBasis(parts: ChangeParts, asked: Omit<ChangeAsked, 'nameOf'>): string {
	const { year, base } = asked;
	const { like } = parts;
	const said = (when: keyof StatedAmounts) => `合计${totalInWords(when, parts, asked)}`;
	const totals = `${base}年${said('before')}，${year}年${said('after')}`;
	const amended = amendedWords(parts, asked);
	const others = oneSided(parts).map(({ words, parts: of }) => `${words}${of.length}家`);
	if (like.counted === 0) return `${totals}；没有两年都有数据的部门。${amended}`;
	const same = `增减按两年都有数据的${like.counted}家计算`;
	const counted =
		others.length === 0
			? `${totals}；${same}。`
			: `${totals}；${same}，另有${others.join('、')}，只计入合计。`;
	return `${counted}${amended}`;
}

/** `2022年1.20亿元，2023年1.50亿元。` of one department, with what was corrected since it filed first. */
export function ownBasis(parts: ChangeParts, asked: Omit<ChangeAsked, 'nameOf'>): string {
	const { year, base } = asked;
	const said = (when: keyof StatedAmounts) => totalInWords(when, parts, asked);
	return `${base}年${said('before')}，${year}年${said('after')}。${amendedWords(parts, asked)}`;
}

/** `1.20亿元`, and where a figure in it is corrected by hand `1.20亿元（含人工更正）`. */
function totalInWords(
	when: keyof StatedAmounts,
	parts: ChangeParts,
	{ measure, unit }: Pick<ChangeAsked, 'measure' | 'unit'>
): string {
	const total = totalIn(when, parts);
	const note = correctionNote(total);
	return `${inWords(measure, total.value, unit)}${note ? `（${note}）` : ''}`;
}

/** `2023年首次报送合计120亿元，此后人工更正1家（增加2亿元）；更正、重报在图中单列。`; empty where nothing was changed since. */
function amendedWords(
	parts: ChangeParts,
	{ measure, year, base, unit }: Omit<ChangeAsked, 'nameOf'>
): string {
	const isOne = parts.items.length === 1;
	const amendments = amendmentsOf(parts);
	const years = (['before', 'after'] as const).flatMap((when) => {
		const amended = amendments.filter((one) => one.when === when);
		if (amended.length === 0) return [];
		const all = amended.reduce((sum, { added }) => sum + added, 0);
		const groups = amended.map(({ words, parts: of, added }) => {
			const changed =
				added === 0
					? '合计不变'
					: differenceInWords(measure, added, unit && unitBeside(unit, added));
			return `${words}${isOne ? '' : `${of.length}家`}（${changed}）`;
		});
		const first = inWords(measure, parts[when] - all, unit);
		return `${when === 'after' ? year : base}年首次报送${isOne ? '' : '合计'}${first}，此后${groups.join('、')}`;
	});
	return years.length === 0 ? '' : `${years.join('；')}；更正、重报在图中单列。`;
}
