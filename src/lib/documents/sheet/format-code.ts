/**
 * Number format codes (ECMA-376 part 1, 18.8.31): what they do to a number besides rounding it. `0!.0,"万元"` shows
 * 12065432 as 1206.5万元: the comma divides by 1,000, the escaped point is before the last digit.
 */

/** One section of a code; a code has up to four, parted by semicolons. */
export interface FormatSection {
	/** Condition of a section such as `[>=10000]…`; null where the sign chooses. */
	condition: ((value: number) => boolean) | null;
	/** Places by which the decimal point of the stored number moves to the right. */
	shift: number;
	/** Percent signs, each of which moves the point by two places. */
	percents: number;
	/** Decimals that show; null for as many as there are. */
	decimals: number | null;
	/** Unit that shows behind the number: `%`, or the format's own words such as `万元`; empty where there is none. */
	unit: string;
	/** Words that show in place of the number; null where the format has codes beside them, such as those of a time. */
	words: string | null;
	/** Words show beside the number that are no unit, such as `约`. */
	isWorded: boolean;
	/** At least one digit of the number shows. */
	hasDigits: boolean;
	/** Nothing shows at all. */
	isBlank: boolean;
}

/** Words behind a number that name what is counted; others are ornaments. */
const UNIT = /^(?:[十百千万亿]*元|[十百千万亿]+|人|名|个|分|年|年度|月|[%％])$/;
const CONDITION = /^\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]$/;
/** Drawn as a word, these are a decimal point, and these part groups of digits. */
const POINT = /^[.．·]$/;
const GROUP = /^(?:[-+/:\s,，'’]|万|亿)*$/;
const CHINESE = /[\u4e00-\u9fff]/;
const TOKEN = /general|G\/通用格式|"([^"]*)"|\\(.)|!(.)|_.|\*.|\[[^\]]*\]|[\s\S]/gi;

export function splitSections(code: string): FormatSection[] {
	const sections: Token[][] = [[]];
	for (const token of tokensOf(code))
		if (token.kind === 'end') sections.push([]);
		else sections.at(-1)?.push(token);
	return sections.slice(0, 4).map(toSection);
}

interface Token {
	/** `general` stands for all digits of the number, `code` for a part of a date or time. */
	kind: 'digit' | 'general' | 'point' | 'comma' | 'percent' | 'word' | 'code' | 'condition' | 'end';
	text: string;
}

function* tokensOf(code: string): Generator<Token> {
	for (const match of code.matchAll(TOKEN)) {
		const [text, quoted] = match;
		const word = quoted ?? match[2] ?? match[3];
		if (word !== undefined) yield { kind: 'word', text: word };
		else if (/^[_*]./.test(text)) continue;
		else if ((text.length > 2 && /^g/i.test(text)) || text === '@') yield { kind: 'general', text };
		else if (text.startsWith('[')) yield { kind: 'condition', text };
		else if (/[0#?]/.test(text)) yield { kind: 'digit', text };
		else if (text === '.') yield { kind: 'point', text };
		else if (text === ',') yield { kind: 'comma', text };
		else if (text === '%') yield { kind: 'percent', text };
		else if (text === ';') yield { kind: 'end', text };
		else yield { kind: /[a-z]/i.test(text) ? 'code' : 'word', text };
	}
}

function toSection(tokens: Token[]): FormatSection {
	const kinds = tokens.map(({ kind }) => kind);
	const isNumber = (kind: Token['kind'] | undefined): boolean =>
		kind === 'digit' || kind === 'general';
	const lastDigit = kinds.findLastIndex(isNumber);
	const point = kinds.indexOf('point');
	const percents = kinds.filter((kind) => kind === 'percent').length;
	// A point as a word among the digits is where the person reads a decimal point.
	const drawn = tokens.findIndex(
		({ kind, text }, at) => kind === 'word' && POINT.test(text) && at < lastDigit
	);
	const end = point === -1 ? tokens.length : point;
	const digitsIn = (from: number, to: number) =>
		kinds.slice(from, to).filter((kind) => kind === 'digit').length;
	const drawnDecimals = drawn === -1 || drawn > end ? 0 : digitsIn(drawn, end);
	const before = wordsOf(tokens.slice(0, kinds.findIndex(isNumber)));
	const behind = wordsOf(tokens.slice(lastDigit + 1));
	const inner = wordsAmong(tokens.slice(kinds.findIndex(isNumber), lastDigit));
	const unit = inner + (percents === 1 ? '%' : unitOf(behind));
	return {
		condition: conditionOf(tokens),
		shift: percents * 2 - 3 * thousands(kinds) - drawnDecimals,
		percents,
		decimals: kinds.includes('general')
			? null
			: drawnDecimals + (point === -1 ? 0 : digitsIn(point, tokens.length)),
		unit,
		words: lastDigit === -1 && !kinds.includes('code') ? behind : null,
		isWorded:
			lastDigit !== -1 && (inner !== '' || CHINESE.test(before + (unit === '' ? behind : ''))),
		hasDigits: lastDigit !== -1,
		isBlank: !tokens.some(({ kind, text }) => kind !== 'condition' && text.trim() !== '')
	};
}

/** Words among the digits that neither draw their point nor group them: who sees `12!06` cannot say which number it is. */
function wordsAmong(tokens: readonly Token[]): string {
	return tokens
		.flatMap(({ kind, text }) =>
			kind === 'word' && !POINT.test(text) && !GROUP.test(text) ? [text] : []
		)
		.join('');
}

function wordsOf(tokens: readonly Token[]): string {
	return tokens
		.flatMap(({ kind, text }) => (kind === 'word' ? [text] : []))
		.join('')
		.trim();
}

/** The unit that the words behind a number name; empty where they name none. */
export function unitOf(words: string): string {
	return UNIT.test(words) ? words.replace('％', '%') : '';
}

/** Commas right behind the last digit before or after the point, each of which divides by 1,000. */
function thousands(kinds: readonly Token['kind'][]): number {
	const last = kinds.lastIndexOf('digit');
	const point = kinds.indexOf('point');
	const beforePoint = point === -1 ? -1 : kinds.slice(0, point).lastIndexOf('digit');
	return commasAfter(kinds, last) + (beforePoint === -1 ? 0 : commasAfter(kinds, beforePoint));
}

function commasAfter(kinds: readonly Token['kind'][], at: number): number {
	if (at === -1) return 0;
	let count = 0;
	while (kinds[at + 1 + count] === 'comma') count++;
	const next = kinds[at + 1 + count];
	return next === 'digit' ? 0 : count;
}

function conditionOf(tokens: readonly Token[]): FormatSection['condition'] {
	for (const { kind, text } of tokens) {
		const match = kind === 'condition' ? CONDITION.exec(text) : null;
		if (!match) continue;
		const limit = Number(match[2]);
		switch (match[1]) {
			case '<':
				return (value) => value < limit;
			case '<=':
				return (value) => value <= limit;
			case '>':
				return (value) => value > limit;
			case '>=':
				return (value) => value >= limit;
			case '=':
				return (value) => value === limit;
			case '<>':
				return (value) => value !== limit;
		}
	}
	return null;
}
