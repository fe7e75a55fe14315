/** Amounts in a form that is not read: in two steps, in words that are no number, over two lines, or without a unit. */
import type { Leftover } from '#lib/filing/recognition.ts';
import { AMOUNT, GROUPED } from '../figures/amounts.ts';
import { textPlace, type Prose } from '../lines.ts';
import type { KnownAmounts } from './known-amounts.ts';

/** `年末结转和结余` at the end of a line and `22.46万元` in the next one, or the unit alone: a page broke its lines there. */
export function amountsOverLines(lines: readonly Prose[]): Leftover[] {
	return lines.flatMap((line, index): Leftover[] => {
		const before = lines[index - 1];
		if (!before || /[。；;！!？?：:]\s*$/.test(before.plain)) return [];
		const amount = AT_START.exec(line.plain)?.[0];
		if (amount !== undefined) return [leftoverAt(line, 0, amount.length)];
		const from = Math.max(0, before.plain.length - LONGEST_AMOUNT);
		const end = UNIT_AT_START.test(line.plain) ? AT_END.exec(before.plain.slice(from)) : null;
		if (!end) return [];
		const start = from + end.index;
		return [leftoverAt(before, start, start + end[0].length)];
	});
}

const AT_START = new RegExp(`^${AMOUNT}`);
const UNIT_AT_START = /^\s*(?:百万|千|万|亿)?元/;
/** Signs of a line's end in which an amount is looked for. */
const LONGEST_AMOUNT = 40;
const AT_END = /-?\d[\d,]*(?:\.\d+)?(?=\s*$)/;

function leftoverAt(line: Prose, start: number, end: number): Leftover {
	return {
		place: textPlace(line, start, end),
		text: line.text.slice(start, end),
		why: '金额与它的名称或单位被分在两行，没有读取，未存入。'
	};
}

/** `1320万5千元`, `三百二十万元`, `捌佰元整`, `一百二十余万元`, `上千万元`: amounts in two steps or in words. */
const UNUSUAL =
	/(?<!\d[,.]?)\d[\d,.]*\s*[万亿]\s*\d[\d,.]*\s*[十百千]?万?元|(?<![〇零一二两三四五六七八九十百千万亿点几数])(?:[〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟几数][〇零一二两三四五六七八九十百千万亿点几余多来壹贰叁肆伍陆柒捌玖拾佰仟]{1,20})元整?|(?<!\d[,.]?)(?:[十百千]|[上近数几][十百千])[余多]?万元/g;
const OF_MONEY = /支出|收入|经费|[^，,。]费|结余|结转|资产|拨款/;

export function unusualAmounts(line: Prose, { places }: KnownAmounts): Leftover[] {
	if (!OF_MONEY.test(line.plain)) return [];
	const read = places.get(line.paragraph) ?? [];
	return [...line.plain.matchAll(UNUSUAL)].flatMap(({ 0: printed, index }): Leftover[] => {
		if (read.some(({ start, end }) => start <= index && index < end)) return [];
		const end = index + printed.length;
		const text = line.text.slice(index, end);
		return [{ place: textPlace(line, index, end), text, why: WHY_UNUSUAL }];
	});
}

const WHY_UNUSUAL = '金额用汉字书写或分两段书写，没有读取，未存入。';

/** `收入合计3,215.60` in a sentence; rates and points are no amounts. */
const WITHOUT_UNIT = new RegExp(
	`(?:收入|支出|经费|费|结余|结转|拨款|固定资产)(?:(?![率占比分倍])[^。；;，,\\d\\n]){0,8}(-?(?:${GROUPED}(?:\\.\\d+)?|\\d[\\d,]*\\.\\d{1,6}|\\d{1,3}(?:,\\d{3})+))(?![\\d.%％‰]|,\\d|\\s*[(（]?\\s*(?:个百分|百分|[百千万亿]|元|[人名个分倍次辆台份家项件]))`,
	'dg'
);

/** `收入合计3215，` below `单位：万元`, and `因公出国费均为0；` anywhere: whole numbers with nothing behind them. */
const WHOLE_NUMBER =
	/(?:收入|支出|经费|费|结余|结转|拨款|预算|决算|固定资产)(?:(?![率占比分倍])[^。；;，,\d\n]){0,8}(?<![第表附])(-?\d+|(?<=[为是：:])零)(?!,\d)(?=\s*(?:[。；;，,、（()）\n]|$))/dg;

export function amountsWithoutUnit(
	line: Prose,
	{ places }: KnownAmounts,
	isBelowNote: boolean
): Leftover[] {
	const used = places.get(line.paragraph) ?? [];
	const whole = [...line.plain.matchAll(WHOLE_NUMBER)].filter(
		([, number = '']) => isBelowNote || isZero(number)
	);
	return [...line.plain.matchAll(WITHOUT_UNIT), ...whole].flatMap((match) => {
		const [start] = match.indices?.[1] ?? [match.index];
		const end = match.index + match[0].length;
		if (used.some((place) => place.start === start || place.end === end)) return [];
		const text = line.text.slice(start, end);
		return {
			place: textPlace(line, start, end),
			text,
			why: isZero(text) ? WHY_ZERO : WHY_NO_UNIT
		};
	});
}

function isZero(printed: string): boolean {
	return printed === '零' || Number(printed) === 0;
}

const WHY_ZERO = '没有认出这是哪一项的数，未存入。';
const WHY_NO_UNIT = '金额没有写明单位，未存入。';
