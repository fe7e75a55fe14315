/** Takes a sentence apart into the words of the lexicon; what stands in none of its classes is unknown. */
import type { FigureId } from '#lib/catalogue/measures.ts';
import { AMOUNT, unitOf } from '../figures/amounts.ts';
import { fenOfWords, WORDS_OF_AMOUNT } from '#lib/catalogue/number-words.ts';
import { fenIn, moneyUnitOf, PRINTED_MONEY_UNIT } from '#lib/catalogue/units.ts';
import { readAmount } from '../figures/cells.ts';
import {
	ITEMS,
	MODIFIER,
	POINTS,
	REMARKS,
	SOURCE,
	WHOLE_DEPARTMENT,
	WORDS,
	type WordClass
} from './lexicon.ts';
import { TEXT_LABELS } from './narrative-labels.ts';

export type WordKind =
	| WordClass
	| 'figure'
	/** 收入、支出均为: the amount behind is both totals. */
	| 'bothTotals'
	| 'item'
	| 'source'
	| 'remark'
	| 'year'
	| 'changed'
	| 'amount'
	| 'people'
	| 'comma'
	| 'colon'
	| 'modifier'
	| 'list'
	| 'stop'
	| 'end'
	| 'open'
	| 'close'
	| 'unknown';

export interface Word {
	kind: WordKind;
	start: number;
	end: number;
	/** The figure that the word names. */
	measure: FigureId | null;
	/** A figure only among the parts of one of these. */
	among: readonly FigureId[] | null;
	/** Years that are named: one, or those of a change from one to another. */
	years: readonly (number | null)[];
}

interface WordPattern {
	kind: WordKind;
	pattern: RegExp;
	measure: FigureId | null;
	among: readonly FigureId[] | null;
}

const pattern = (kind: WordKind, source: string): WordPattern => ({
	kind,
	pattern: new RegExp(source, 'y'),
	measure: null,
	among: null
});

const CHANGED = '(?:同比|环比)?(?:增加?|减少?|增长|下?降|上?升|降低|提高|压减|压缩)(?:了)?[到至为]';
const TO = '(?:(20\\d\\d)年度?的?|(?:年末|年底|本年|今年|当年)度?的?)?';
const FORMER =
	'(?:(20\\d\\d)年度?|(?:上年|去年|上一年)度?|年初)?(?:同期)?的?(?:决算|实际|支出|执行|发生|开支){0,4}[数额]?的?';
const WHOLE_DATE = '(?:截?[至止]到?)?(?:20\\d\\d年)?(?:12月(?:31日|底|末|份)?|年[末底])(?:为?止)?';
const MONTHS =
	'(?:截[至止]到?)?(?:20\\d\\d年)?(?:\\d{1,2}(?:月份?)?[-—–~至到])?\\d{1,2}月(?:份|底|末|\\d{1,2}日)?';

const BOTH_TOTALS =
	'(?:(?:总收入|(?:本年|当年)?收入(?:合计|总额)?)[、和与及]?(?:总支出|(?:本年|当年)?支出(?:合计|总额)?)|收支)(?:决算)?(?:均|都)[为是]';
/** `我局为县政府组成部门，`: the department says what it is. */
const SELF_DESCRIPTION =
	/(?:[为是系属]|作为)[^，,。；;：:\d]{1,40}?(?:单位|机构|部门|机关|团体|组织|政府|学校|医院)(?=[，,。；;])/y;

/** `水务局及下属单位`: with the bodies below it, the department is whole. */
const WITH_BODIES =
	/[及和与、]其?(?:下属|所属|直属|二级)[^，,。；;、\d]{0,6}(?:单位|机构)(?!分别)/y;

/** Points are no part of a sentence on money. */
const POINTS_SAID = pattern('remark', POINTS);
const NAMES_POINTS = /[得评总]分/;

/** `3120`, `3,120`. */
export const COUNT = '(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)';

/** `因公出国（境）费零支出，公务用车购置费为零`. */
const NOTHING = '(?:零(?:支出|元|万元)?|(?<=[为是：:])0)(?=[，,。；;、（(]|$)';
/** `1300.50（含上年结转100.00）万元`. */
const ASIDE = '[(（](?:含|包括|其中)[^()（）]{1,24}[)）]';

/** `一千一百四十六万元`. */
const IN_WORDS = pattern('amount', WORDS_OF_AMOUNT);
const NUMERAL = new Set('一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾');

/** Tried in this order; what is longer within the second group is taken first. */
const FIRST: readonly WordPattern[] = [
	pattern('changed', `[由从]${FORMER}${AMOUNT}[，,]?(?:${CHANGED}|[到至])${TO}`),
	pattern('changed', `${CHANGED}(?!0(?![.\\d]))${TO}(?=[\\d约近])`),
	pattern('own', WHOLE_DEPARTMENT),
	pattern('modifier', MODIFIER),
	pattern('remark', REMARKS.join('|')),
	pattern('amount', AMOUNT),
	pattern('amount', NOTHING),
	pattern('amount', `\\d[\\d,]*(?:\\.\\d+)?${ASIDE}${PRINTED_MONEY_UNIT}`),
	pattern('people', `${COUNT}\\s*[人名个](?![次均月])`),
	pattern('year', '(20\\d\\d)(?:年度?(?![末底初])|(?=年[末底初]))'),
	pattern('bothTotals', BOTH_TOTALS),
	pattern('remark', '\\d[\\d.]*\\s*[%％]'),
	pattern('end', '[。！？!?\\n]'),
	pattern('stop', '[；;]'),
	pattern('comma', '[，,]'),
	pattern('colon', '[：:]'),
	pattern('list', '[、]|以及|[和及与]'),
	pattern('open', '[（(]'),
	pattern('close', '[）)]'),
	pattern('link', '[\\s“”"‘’\'\\u3000]+')
];
const LONGEST: readonly WordPattern[] = [
	...TEXT_LABELS.map(({ measure, label, among }) => ({
		...pattern('figure', label),
		measure,
		among: among ?? null
	})),
	...ITEMS.map((source) => pattern('item', source)),
	pattern('source', SOURCE),
	pattern('wholeYear', WHOLE_DATE),
	pattern('wholeYear', '0?1(?:月份?)?[-—–~至到]12月份?'),
	pattern('partOfYear', MONTHS)
];

const BY_FIRST_SIGN = new Map<string, { kind: WordClass; word: string }[]>();
for (const [kind, words] of Object.entries(WORDS))
	for (const word of words) {
		const sign = word.charAt(0);
		BY_FIRST_SIGN.set(sign, [
			...(BY_FIRST_SIGN.get(sign) ?? []),
			{ kind: kind as WordClass, word }
		]);
	}

/** @param names by which the department calls itself */
export function wordsOf(text: string, names: readonly string[]): Word[] {
	const found: Word[] = [];
	const isScored = NAMES_POINTS.test(text);
	for (let at = 0; at < text.length;) {
		const points = isScored ? matchAt(POINTS_SAID, text, at) : null;
		const word = points ?? wordAt(text, at, names);
		const last = found.at(-1);
		if (word.kind === 'unknown' && last?.kind === 'unknown') last.end = word.end;
		else found.push(word);
		at = word.end;
	}
	return found;
}

/** No amount has so many digits: they are passed over at once, not tried from each of them. */
const LONG_NUMBER = /\d[\d,.]{40,}/y;

/** The word of a text at a place, points apart. */
export function wordAt(text: string, at: number, names: readonly string[]): Word {
	LONG_NUMBER.lastIndex = at;
	const [number] = LONG_NUMBER.exec(text) ?? [];
	if (number) return { ...NO_WORD, kind: 'unknown', start: at, end: at + number.length };
	for (const each of FIRST) {
		const word = matchAt(each, text, at);
		if (word) return word;
	}
	const amount = NUMERAL.has(text.charAt(at)) ? matchAt(IN_WORDS, text, at) : null;
	if (amount && fenOfWords(text.slice(at, amount.end)) !== null) return amount;
	const found = [
		...(BY_FIRST_SIGN.get(text.charAt(at)) ?? [])
			.filter(({ word }) => text.startsWith(word, at))
			.map(({ kind, word }): Word => ({ ...NO_WORD, kind, start: at, end: at + word.length })),
		...names
			.filter((name) => text.startsWith(name, at))
			.map((name): Word => ({ ...NO_WORD, kind: 'own', start: at, end: at + name.length })),
		...LONGEST.flatMap((each) => matchAt(each, text, at) ?? [])
	];
	const unknown: Word = { ...NO_WORD, kind: 'unknown', start: at, end: at + 1 };
	const longest = found.reduce(
		(before, next) => (before.kind === 'unknown' || next.end > before.end ? next : before),
		unknown
	);
	if (longest.kind !== 'own') return longest;
	SELF_DESCRIPTION.lastIndex = longest.end;
	WITH_BODIES.lastIndex = longest.end;
	const [more] = WITH_BODIES.exec(text) ?? SELF_DESCRIPTION.exec(text) ?? [''];
	return { ...longest, end: longest.end + more.length };
}

const NO_WORD = { measure: null, among: null, years: [] };

function matchAt(
	{ kind, pattern: sticky, measure, among }: WordPattern,
	text: string,
	at: number
): Word | null {
	sticky.lastIndex = at;
	const match = sticky.exec(text);
	if (!match || match[0] === '') return null;
	const years = kind === 'year' || kind === 'changed' ? match.slice(1).map(yearIn) : [];
	return { kind, start: at, end: at + match[0].length, measure, among, years };
}

function yearIn(group: string | undefined): number | null {
	return group !== undefined && /^20\d\d$/.test(group) ? Number(group) : null;
}

const PRINTED = new RegExp(`^${AMOUNT}`);
const ASIDE_IN_IT = new RegExp(ASIDE);

/** A printed amount in digits, without what is said between its number and its unit. */
export function amountIn(printed: string): string {
	const fen = /^\d/.test(printed) ? null : fenOfWords(printed);
	if (fen !== null) return digitsOf(fen, printed);
	return printed === '0' || printed.startsWith('零') ? '0元' : printed.replace(ASIDE_IN_IT, '');
}

/** In the unit that the words end with, since what they leave out may have been rounded away. */
function digitsOf(fen: number, words: string): string {
	const unit =
		moneyUnitOf(
			/[万亿]?元/.exec(words.replace('萬', '万').replace('億', '亿').replace('圆', '元'))?.[0] ??
				'元'
		) ?? '元';
	return `${fen / fenIn(unit)}${unit}`;
}

/** In 分, or people. */
export function valueOf(
	text: string,
	{ kind, start, end }: Pick<Word, 'kind' | 'start' | 'end'>
): number {
	const printed = amountIn(text.slice(start, end));
	if (kind === 'people') return Number.parseInt(printed.replaceAll(',', ''), 10);
	const [, number = '', unit = ''] = PRINTED.exec(printed) ?? [];
	return readAmount('money', number, unitOf(unit)).value ?? 0;
}
