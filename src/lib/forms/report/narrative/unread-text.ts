/** Amounts that the text states in words from which nothing was read: each is listed with its place. */
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Figure, Figures } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { AMOUNT, unitOf } from '../figures/amounts.ts';
import { readAmount } from '../figures/cells.ts';
import { isRow, textPlace, type Line, type Prose } from '../lines.ts';
import { unreadFields } from './narrative-fields.ts';
import { TEXT_LABELS } from './narrative-labels.ts';

/** Words for spending that do not say of what. */
const SPENT = '(?:实际|全年|本年|当年|累计)?(?:支出|执行|决算)数?';

/** Words that may name a figure where its own name does not stand; those of a budget or of another year too. */
const OTHER_WORDS: readonly { measure: FigureId; label: string }[] = [
	{ measure: 'spending_total', label: SPENT },
	{ measure: 'income_total', label: '收入(?:总额|合计|总计)?' },
	{
		measure: 'income_fiscal',
		label: '财政拨款(?:收入)?|公共预算(?:拨款)?收入|公共预算拨款|一般公共预算(?!(?:财政拨款)?支出)'
	},
	{ measure: 'income_gov_fund', label: '政府性?基金' },
	{ measure: 'income_other', label: '(?:其[他它]|捐赠|利息|租金)[^，,。；;\\d]{0,4}收入' },
	{ measure: 'income_carried_in', label: '(?:上年|年初)结[转余]' },
	{ measure: 'balance_cumulative', label: '结余|年末结转|结转(?:至|到)?(?:下|次)一?年度?' },
	// `工资福利支出780万元，资本性支出170万元，总计950万元`.
	{ measure: 'spending_total', label: '(?<=支出[^。；;\\n]{0,120}[，,])(?:总计|合计|共计|总额)' },
	{ measure: 'assets_total', label: '固定资产' },
	{ measure: 'assets_leased', label: '出租[、和]?(?:出借)?(?:固定)?资产' },
	{ measure: 'assets_other', label: '其[他它](?:固定)?资产' }
];

/** Between a name and its amount; `占61.2%，为` too. */
const BETWEEN =
	'[^。；;，,\\d\\n]{0,16}(?:(?<!\\d)20\\d\\d年度?[^。；;，,\\d\\n]{0,8})?(?:\\d{1,3}(?:\\.\\d{1,4})?[%％][，,](?:为|计|即|共计?|金额为?)?)?';

/** Between amounts of one list, of `由9万元增至10万元`, or of `全县9万元，其中我局1万元`. */
const AND =
	'(?:[、和及与，,]|[，,]其中[我本][^，,。；;\\d\\n]{0,6}|(?:[，,](?=[上下]?[降升增减达]))?[^，,。；;\\d\\n]{0,8}[到至为](?:20\\d\\d年度?的?)?)';

const AMOUNT_NEAR_LABEL: readonly { measure: FigureId; pattern: RegExp }[] = [
	...TEXT_LABELS.filter(({ among }) => !among),
	...OTHER_WORDS
]
	.filter(({ measure }) => measureOf(measure).quantity === 'money')
	.map(({ measure, label }) => ({
		measure,
		pattern: new RegExp(`(?:${label})${BETWEEN}${AMOUNT}(?:${AND}${AMOUNT})*`, 'dg')
	}));

const PEOPLE_NEAR_LABEL: readonly { measure: FigureId; pattern: RegExp }[] = [
	{
		measure: 'staff_quota',
		pattern: /编制[^。；;\n]{0,60}?(?:合计|共计|总计)(\d+)\s*[人名个]/dg
	},
	{ measure: 'staff_quota', pattern: /编制[^。；;，,\d\n]{0,8}(\d+)\s*[人名个]/dg },
	{
		measure: 'staff_actual',
		pattern:
			/(?:在职|实有|在编|在岗|现有(?:正式|干部|教)?(?:职工|人员|工作人员|干警|教师))[^。；;，,\d\n]{0,8}(\d+)\s*[人名个]/dg
	}
];

const NEAR_LABEL = [...AMOUNT_NEAR_LABEL, ...PEOPLE_NEAR_LABEL];

/**
 * The amounts beside the names of figures of which a report without tables was read, none of them stored. Beside a
 * figure that is stored its own amount again and those of other years tell nothing new.
 */
export function unreadAmounts(
	lines: readonly Line[],
	stated: Figures,
	fiscalYear: number
): Leftover[] {
	const texts = lines.filter((line): line is Prose => !isRow(line));
	const found = [
		...texts.flatMap(unusualAmounts),
		...texts.flatMap((line) => amountsBesideNames(line, stated, fiscalYear)),
		...unreadFields(lines, stated, fiscalYear),
		...amountsOverLines(texts),
		...texts.flatMap(budgetsIn),
		...texts.flatMap((line) => correctionsIn(line, stated)),
		...texts.flatMap((line) => amountsWithoutUnit(line, stated))
	];
	const seen = new Set<string>();
	return found.filter(({ place }) => {
		const key = place.kind === 'text' ? `${place.paragraph} ${place.start}` : null;
		return key === null || (!seen.has(key) && seen.add(key));
	});
}

function amountsBesideNames(line: Prose, stated: Figures, fiscalYear: number): Leftover[] {
	const used = Object.values(stated).flatMap(({ place }) =>
		place?.kind === 'text' && place.paragraph === line.paragraph ? [place] : []
	);
	/** Where amounts begin that a longer name has claimed: `项目支出` before `支出`. */
	const claimed = new Set<number>();
	return NEAR_LABEL.flatMap(({ measure, pattern }) =>
		[...line.plain.matchAll(pattern)].flatMap((match): Leftover[] => {
			const [start] = match.indices?.[1] ?? [match.index];
			const end = match.index + match[0].length;
			if (claimed.has(start)) return [];
			claimed.add(start);
			if (used.some((place) => (place.start <= start && start < place.end) || place.end === end))
				return [];
			const known = stated[measure];
			if (known?.place && isKnown(line, start, match, known, fiscalYear)) return [];
			const why = IS_BUDGET.test(match[0])
				? WHY_BUDGET
				: `没有认出这是不是部门本年度的“${measureOf(measure).name}”，未存入。`;
			return [{ place: textPlace(line, start, end), text: line.text.slice(start, end), why }];
		})
	);
}

/** `年末结转和结余` at the end of a line and `22.46万元` in the next one, or the unit alone: a page broke its lines there. */
function amountsOverLines(lines: readonly Prose[]): Leftover[] {
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

/** `2021年支出90万元`, and the stored amount once more. */
function isKnown(
	{ plain }: Prose,
	start: number,
	[, number = '', printedUnit = '']: RegExpExecArray,
	{ value }: Figure,
	fiscalYear: number
): boolean {
	if (isOfAnotherYear(plain, start, fiscalYear)) return true;
	const isMoney = printedUnit !== '';
	const read = readAmount(isMoney ? 'money' : 'people', number, unitOf(printedUnit));
	return read.value === value;
}

const IS_BUDGET = /(?<!公共|基金|经营)预算(?!执行|收入|[数和与及、]*(?:决算|执行|实际))/;
const WHY_BUDGET = '正文写的是预算数，预算数只从表中存入，未存入。';

const BUDGETED = new RegExp(
	`(?<!公共|基金|经营)预算(?!执行|收入)[^。；;，,\\d\\n]{0,12}${AMOUNT}`,
	'dg'
);

/** Budgets that the text of a report without tables states: none is stored from a text. */
function budgetsIn(line: Prose): Leftover[] {
	return [...line.plain.matchAll(BUDGETED)].map((match) => {
		const [start] = match.indices?.[1] ?? [match.index];
		const end = match.index + match[0].length;
		return {
			place: textPlace(line, start, end),
			text: line.text.slice(start, end),
			why: WHY_BUDGET
		};
	});
}

const CORRECTED = new RegExp(
	`(?:应|更正|改正|调整|修正|核定|审定|核实|[减增]后|元后)为${AMOUNT}`,
	'dg'
);

/** `原上报821.3万元，应为812.3万元`: the amount that takes the place of another. */
function correctionsIn(line: Prose, stated: Figures): Leftover[] {
	const known = Object.values(stated).map(({ value }) => value);
	return [...line.plain.matchAll(CORRECTED)].flatMap((match) => {
		const [, number = '', unit = ''] = match;
		const [start] = match.indices?.[1] ?? [match.index];
		const end = match.index + match[0].length;
		if (known.includes(readAmount('money', number, unitOf(unit)).value)) return [];
		const why = '正文对金额作了更正或调整，没有认出应当采用哪一个，未存入。';
		return [{ place: textPlace(line, start, end), text: line.text.slice(start, end), why }];
	});
}

/** `1320万5千元`, `三百二十万元`, `捌佰元整`: amounts in two steps or in words. */
const UNUSUAL =
	/\d[\d,.]*\s*[万亿]\s*\d[\d,.]*\s*[十百千]?万?元|(?<![〇零一二两三四五六七八九十百千万亿点几数])(?:[〇零一二两三四五六七八九壹贰叁肆伍陆柒捌玖][〇零一二两三四五六七八九十百千万亿点壹贰叁肆伍陆柒捌玖拾佰仟]{1,20})元整?/g;
const OF_MONEY = /支出|收入|经费|[^，,。]费|结余|结转|资产|拨款/;

function unusualAmounts(line: Prose): Leftover[] {
	if (!OF_MONEY.test(line.plain)) return [];
	return [...line.plain.matchAll(UNUSUAL)].map(({ 0: printed, index }) => ({
		place: textPlace(line, index, index + printed.length),
		text: line.text.slice(index, index + printed.length),
		why: '金额用汉字书写或分两段书写，没有读取，未存入。'
	}));
}

/** `收入合计3,215.60` in a sentence; rates and points are no amounts. */
const WITHOUT_UNIT =
	/(?:收入|支出|经费|费|结余|结转|拨款|固定资产)(?:(?![率占比分倍])[^。；;，,\d\n]){0,8}(-?\d[\d,]*\.\d{1,6}|\d{1,3}(?:,\d{3})+)(?![\d.%％‰]|,\d|\s*[(（]?\s*(?:个百分|百分|[百千万亿]|元|[人名个分倍次辆台份家项件]))/dg;

function amountsWithoutUnit(line: Prose, stated: Figures): Leftover[] {
	const used = Object.values(stated).flatMap(({ place }) =>
		place?.kind === 'text' && place.paragraph === line.paragraph ? [place.end] : []
	);
	return [...line.plain.matchAll(WITHOUT_UNIT)].flatMap((match) => {
		const [start] = match.indices?.[1] ?? [match.index];
		const end = match.index + match[0].length;
		if (used.includes(end)) return [];
		return {
			place: textPlace(line, start, end),
			text: line.text.slice(start, end),
			why: '金额没有写明单位，未存入。'
		};
	});
}

/** A sentence is looked for so far back. */
const FARTHEST_BEFORE = 300;
/** `较2022年减少0.5万元` compares with that year, and goes on with the report's own. */
const YEAR_MEANT = /(?<![较比与同和于由从])(20\d\d)年/g;

/** Tells an amount of which its clause or sentence says that it is of another year. */
function isOfAnotherYear(text: string, start: number, fiscalYear: number): boolean {
	const before = text.slice(Math.max(0, start - FARTHEST_BEFORE), start);
	const sentence = /[^。；;\n]*$/.exec(before)?.[0] ?? '';
	if (/(?:上年|去年|上一年|往年)(?!结[转余])[^，,。；;]*$/.test(sentence)) return true;
	const year = [...sentence.matchAll(YEAR_MEANT)].at(-1)?.[1];
	return year !== undefined && Number(year) !== fiscalYear;
}
