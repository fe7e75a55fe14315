/** Signs round an amount or a sentence that decide whether it is read. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { Lead } from './lead.ts';
import type { SeenAmount } from './reading.ts';
import { AMOUNT, AMOUNT_IN_TEXT, unitOf } from '../figures/amounts.ts';
import { readAmount } from '../figures/cells.ts';
import { isPartOf } from './parts.ts';
import { valueOf, wordAt, wordsOf, type Word } from './words.ts';

/** `全年实际支出980万元，执行率98%。其中基本支出600万元`: what has these parts is the whole. */
const WHOLE_BY_PARTS =
	/^(?:[(（][^()（）]{0,40}[)）])?(?:[，,][^，,。；;元]{0,16})?[。，,（(]?(?:其中|包括|包含)?[:：，,]?(?:[①1一(（][.、）)]?)?基本支出/;

const PARTS_BEHIND = new RegExp(
	`^[，,（(]?(?:其中|包括|包含)?[:：，,]?(?:用于)?人员(?:经费|支出|经费支出)${AMOUNT}[^。；;\\d]{0,16}公用(?:经费|支出|经费支出)${AMOUNT}[^。；;\\d]{0,16}项目(?:经费|支出|经费支出)${AMOUNT}`
);

/** `全年经费支出900万元，其中人员经费500万元、公用经费100万元、项目经费300万元`: what these make up is the whole. */
export function isMadeUpBehind(text: string, { end }: Pick<Word, 'end'>, value: number): boolean {
	const behind = text.slice(end, end + LONGEST_LIST);
	if (WHOLE_BY_PARTS.test(behind)) return true;
	const [, ...parts] = PARTS_BEHIND.exec(behind) ?? [];
	const amounts = [0, 2, 4].map(
		(at) => readAmount('money', parts[at] ?? '', unitOf(parts[at + 1] ?? '')).value ?? 0
	);
	return value > 0 && amounts.reduce((sum, amount) => sum + amount, 0) === value;
}

const ITEM_BEHIND =
	/^[，,。（(]?(?:其中|包括|包含|含)?[:：，,]?[^，,。；;\d]{0,8}(?:公务|公车|车辆|接待|出国)/;

/** `年初预算9万元，其中公务接待费2万元、公务用车运行维护费7万元`: what items of 三公经费 make up is all of it. */
export function isMadeUpOfItems(text: string, { end }: Pick<Word, 'end'>, value: number): boolean {
	const behind = text.slice(end, end + LONGEST_LIST * 2);
	if (!ITEM_BEHIND.test(behind)) return false;
	let [sum, items] = [0, 0];
	let item: FigureId | null = null;
	// Word by word, since most lists end at once.
	for (let at = 0; at < behind.length && sum < value;) {
		const word = wordAt(behind, at, []);
		at = word.end;
		if (word.kind === 'figure') item = word.measure;
		if (word.kind !== 'amount') continue;
		if (!isPartOf({ measure: item }, { measure: 'three_public_total' })) return false;
		sum += valueOf(behind, word);
		items++;
		item = null;
	}
	return items > 1 && sum === value;
}

const SOURCES_BEHIND =
	/^(?:[，,][^，,。；;元\d]{0,8}\d[\d.]*%)?[，,。（(]?(?:其中|包括|包含|含)?[:：，,]?(?=[^。；;\d]{0,16}(?:拨[款入]|预算|基金|结转|结余|收入))([^。；;\n]*(?:；[^。\n]*)?)/;
const AMOUNTS = new RegExp(AMOUNT_IN_TEXT, 'g');

/** `2022年收入90万元，其中财政拨款80万元、上年结转10万元`: what its sources make up is all income. */
export function isMadeUpOfSources(
	text: string,
	{ end }: Pick<Word, 'end'>,
	value: number
): boolean {
	const [, behind = ''] = SOURCES_BEHIND.exec(text.slice(end, end + LONGEST_LIST * 2)) ?? [];
	let sum = 0;
	for (const [, number = '', unit = ''] of behind.matchAll(AMOUNTS)) {
		sum += readAmount('money', number, unitOf(unit)).value ?? 0;
		if (sum === value) return value > 0;
	}
	return false;
}

const ALL_OF =
	/^(?:[，,][较比与][^，,。；;]{1,30}){0,2}[，,；;]?(?:全部|均|都)[为系是]([^，,。；;、（）()\d]{2,24})(?=[，,。；;\n]|$)/;

/** `支出90万元，全部为基本支出`: the part of an amount that is all of it. */
export function partThatIsAll(
	text: string,
	{ end }: Word,
	whole: FigureId | null
): FigureId | null {
	const [, said = ''] = ALL_OF.exec(text.slice(end, end + LONGEST_LIST)) ?? [];
	const [word, ...others] = wordsOf(said, []);
	if (!whole || word?.kind !== 'figure' || others.length > 0) return null;
	const { measure, among } = word;
	return (among?.includes(whole) ?? isPartOf({ measure }, { measure: whole })) ? measure : null;
}

/** `三公经费9万元，全部为公务接待费，年初预算10万元`: the name of a part that is all of an amount names none behind it. */
export function isSaidOfAll(text: string, start: number, end: number): boolean {
	const isEnded = /^[，,。；;]/.test(text.slice(end, end + 1));
	return (
		isEnded && /元[，,；;](?:全部|均|都)[为系是]$/.test(text.slice(Math.max(0, start - 5), start))
	);
}

const LONGEST_LIST = 120;
const LONGEST_ASIDE = 24;
const TAKES_BACK: ReadonlySet<Word['kind']> = new Set([
	'unknown',
	'others',
	'rough',
	'budget',
	'amount',
	'source'
]);
const LONGEST_PARTS = 160;
const PART_INSIDE = new RegExp(
	`[一-龥”)]:?${AMOUNT}|[一-龥”]:?(\\d(?:[\\d,]*\\d)?(?:\\.\\d+)?)`,
	'g'
);

/** `135人（行政48，事业87）`: parts that make the amount up, whatever they are called. */
function isMadeUpInside(text: string, start: number, whole: Word): boolean {
	const [inside = ''] = text.slice(start, start + LONGEST_PARTS).split(/[）)]/);
	const [, , ownUnit = '元'] = AMOUNT_OF.exec(text.slice(whole.start, whole.end)) ?? [];
	const quantity = whole.kind === 'people' ? 'people' : 'money';
	const values = [...inside.matchAll(PART_INSIDE)].map(
		([, amount, unit, number = '']) =>
			readAmount(quantity, amount ?? number, unitOf(unit ?? ownUnit)).value ?? 0
	);
	const sum = values.reduce((total, value) => total + value, 0);
	return values.length > 1 && !CORRECTS.test(inside) && sum === valueOf(text, whole);
}

export const CORRECTS = /[应正改整减定]为|原/;
const AMOUNT_OF = new RegExp(`^${AMOUNT}`);

/** Tells whether brackets right behind an amount take it back: `（不含下属单位）`, `（更正：应为650万元）`. */
export function takesBack(
	text: string,
	start: number,
	{ word, measure }: SeenAmount,
	names: readonly string[]
): boolean {
	if (isMadeUpInside(text, start, word)) return false;
	const [first, second] = wordsOf(text.slice(start, start + LONGEST_ASIDE), names);
	// `壹佰万元（1,000,000.00元）` says it once more.
	if (first?.kind === 'amount' && valueOf(text.slice(start), first) === valueOf(text, word))
		return false;
	// `（年初预算80万元）` says more of the amount.
	if (first?.kind === 'budget' && second?.kind === 'amount') return false;
	const isOfPart = first?.among && !(measure && first.among.includes(measure));
	if (first && !isOfPart && !TAKES_BACK.has(first.kind)) return false;
	// `3.00万元（原报4.00万元，应为3.00万元）` says so once more.
	const [aside = ''] = text.slice(start, start + LONGEST_ASIDE * 2).split(/[）)]/);
	const isConfirmed = aside.endsWith(`为${text.slice(word.start, word.end)}`);
	return !(isConfirmed && /(?:应|更正|改正)为/.test(aside));
}

/** `我中心90万元、下属单位9万元`: in a list with somebody else's the amount before is of a part as well. */
export function takeFromList(text: string, last: SeenAmount | undefined, { start }: Word): void {
	if (last && /^\s*(?:、|和|与|及|以及)\s*$/.test(text.slice(last.word.end, start)))
		last.isUnderstood = false;
}

const NEXT_IN_LIST =
	/^(?:[（(][^()（）]*[）)])?(?:[，,]?占[^，,。；;、]*?[%％])?\s*(?:[、，,；;和与及]|以及)\s*(?:[和与及]|以及)?\s*$/;

/** `30万元和20万元`: the next of a list, which has no name of its own. */
export function isNextInList(text: string, last: SeenAmount | undefined, next: Word): boolean {
	return last !== undefined && NEXT_IN_LIST.test(text.slice(last.word.end, next.start));
}

/** `由2021年的9万元增至2022年的10万元`: the amount behind is this year's where no other year is named for it. */
export function changeIn(
	text: string,
	{ start, end, years }: Word,
	fiscalYear: number
): Partial<Lead> {
	const from = years.length > 1 ? years[0] : null;
	const to = years.at(-1);
	const isFromLater = typeof from === 'number' && from >= fiscalYear;
	const isToOther = typeof to === 'number' && to !== fiscalYear;
	return {
		isChanged: true,
		isOfOther: isFromLater || isToOther,
		isFromYearStart: text.slice(start, end).includes('年初')
	};
}
