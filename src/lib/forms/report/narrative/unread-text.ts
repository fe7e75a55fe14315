/** Amounts that the text states in words from which nothing was read: each is listed with its place. */
import type { BudgetBasis } from '#lib/catalogue/budgets.ts';
import { measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';
import type { Budget, Figures } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { AMOUNT, AMOUNT_IN_TEXT, GROUPED, unitOf } from '../figures/amounts.ts';
import { readAmount } from '../figures/cells.ts';
import { noteOfLine } from '../figures/money-notes.ts';
import { isRow, textPlace, type Line, type Prose } from '../lines.ts';
import { numbersOnLines } from './cells-as-lines.ts';
import { unreadFields } from './narrative-fields.ts';
import { TEXT_LABELS } from './narrative-labels.ts';
import { sentencesIn } from './sentences.ts';

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

/** In the order in which a name is looked for: `项目支出` before `支出`. */
const NAMES: readonly { measure: FigureId; pattern: RegExp; isOwn: boolean }[] = [
	...TEXT_LABELS.filter(({ among }) => !among).map((each) => ({ ...each, isOwn: true })),
	...OTHER_WORDS.map((each) => ({ ...each, isOwn: false }))
]
	.filter(({ measure }) => measureOf(measure).quantity === 'money')
	.map(({ measure, label, isOwn }) => ({ measure, pattern: new RegExp(label), isOwn }));

const PEOPLE_NEAR_LABEL: readonly { measure: FigureId; pattern: RegExp }[] = [
	{
		measure: 'staff_quota',
		pattern: /编制[^。；;\n]{0,60}?(?:合计|共计|总计)(\d{1,3}(?:,\d{3})+|\d+)\s*[人名个]/dg
	},
	{
		measure: 'staff_quota',
		pattern: /编制[^。；;，,\d\n]{0,8}(\d{1,3}(?:,\d{3})+|\d+)\s*[人名个]/dg
	},
	{
		measure: 'staff_actual',
		pattern:
			/(?:在职|实有|在编|在岗|现有(?:正式|干部|教)?(?:职工|人员|工作人员|干警|教师))[^。；;，,\d\n]{0,8}(\d{1,3}(?:,\d{3})+|\d+)\s*[人名个]/dg
	}
];

/**
 * Every amount that a report without tables of figures states and of which nothing was read; those first that stand
 * beside the name of a figure. What is stored tells nothing new where it is said again.
 * @param used where amounts stand that became something else than a figure
 */
export function unreadAmounts(
	lines: readonly Line[],
	stated: Figures,
	budgets: readonly Budget[],
	used: readonly (Place | null)[],
	fiscalYear: number
): Leftover[] {
	const texts = lines.flatMap((line) => (isRow(line) ? sentencesIn(line) : [line]));
	const paragraphs = texts.filter(({ cell }) => cell === null);
	const known = knownOf(stated, budgets, used);
	const other = texts.flatMap((line) => otherAmounts(line, known, fiscalYear));
	const note = texts.findIndex((line) => noteOfLine(line) !== null);
	const firstNote = note < 0 ? Infinity : note;
	return leftoversAmong([
		...texts.flatMap(unusualAmounts),
		...other.filter(({ measure }) => measure !== null),
		...texts.flatMap((line) => peopleBesideNames(line, known, fiscalYear)),
		...unreadFields(lines, stated, fiscalYear),
		...numbersOnLines(lines),
		...amountsOverLines(paragraphs),
		...texts.flatMap((line, index) => amountsWithoutUnit(line, known, index > firstNote)),
		...other.filter(({ measure }) => measure === null)
	]);
}

/** The amounts of a text beside tables that stand by the names of figures and budgets which are stated nowhere. */
export function unreadBesideTables(
	lines: readonly Line[],
	stated: Figures,
	budgets: readonly Budget[],
	fiscalYear: number
): Leftover[] {
	const texts = lines.filter((line) => !isRow(line));
	const known = knownOf(stated, budgets, []);
	const amounts = texts.flatMap((line) => otherAmounts(line, known, fiscalYear));
	const isMissing = ({ measure, isBudget }: OtherAmount) =>
		measure !== null &&
		(isBudget ? budgets.every((each) => each.measure !== measure) : !stated[measure]?.place);
	const isBudgetOfAll = ({ whole }: OtherAmount) =>
		whole !== null && !budgets.some((each) => each.measure === whole[0] && each.basis === whole[1]);
	return leftoversAmong([
		...amounts.filter((each) => isMissing(each) || isBudgetOfAll(each)),
		...texts.flatMap((line) =>
			peopleBesideNames(line, known, fiscalYear).filter(({ measure }) => !stated[measure]?.place)
		)
	]);
}

function leftoversAmong(found: readonly Leftover[]): Leftover[] {
	return withoutRepeats(found.map(({ place, text, why }): Leftover => ({ place, text, why })));
}

type TextPlace = Extract<Place, { kind: 'text' }>;

/** The amounts of a text that are known. */
interface KnownAmounts {
	figures: Figures;
	budgets: readonly Budget[];
	/** Those of its figures and budgets, by paragraph. */
	places: ReadonlyMap<number, readonly TextPlace[]>;
	/** Amounts that became something else. */
	used: ReadonlyMap<number, readonly TextPlace[]>;
	values: ReadonlySet<number>;
}

function knownOf(
	figures: Figures,
	budgets: readonly Budget[],
	used: readonly (Place | null)[]
): KnownAmounts {
	const stated = Object.entries(figures);
	return {
		figures,
		budgets,
		places: placesByParagraph([
			...stated.map(([, { place }]) => place),
			...budgets.map(({ figure }) => figure.place)
		]),
		used: placesByParagraph(used),
		values: new Set(
			stated.flatMap(([id, { value }]) =>
				value !== null && measureOf(id as FigureId).quantity === 'money' ? [value] : []
			)
		)
	};
}

function placesByParagraph(
	places: readonly (Place | null)[]
): ReadonlyMap<number, readonly TextPlace[]> {
	return Map.groupBy(
		places.filter((place): place is TextPlace => place?.kind === 'text'),
		({ paragraph }) => paragraph
	);
}

/** The first of those that stand at one place, or within a longer one. */
function withoutRepeats(found: readonly Leftover[]): Leftover[] {
	const taken = new Set<string>();
	return found.filter(({ place }) => {
		if (place.kind !== 'text') return true;
		const { paragraph, start, end } = place;
		if (taken.has(`${paragraph} ${start}`)) return false;
		for (let at = start; at < end; at++) taken.add(`${paragraph} ${at}`);
		return true;
	});
}

const AMOUNTS = new RegExp(AMOUNT_IN_TEXT, 'g');

/** An amount of which nothing was read, with the figure that is named beside it. */
interface OtherAmount extends Leftover {
	measure: FigureId | null;
	/** It stands by a name that nothing but the figure has. */
	isNamed: boolean;
	isBudget: boolean;
	/** The budget of all income or spending, as the words right before it may say. */
	whole: readonly [measure: FigureId, basis: BudgetBasis] | null;
}

function otherAmounts(line: Prose, known: KnownAmounts, fiscalYear: number): OtherAmount[] {
	const isWithin = (places: KnownAmounts['places'], start: number) =>
		(places.get(line.paragraph) ?? []).some((each) => each.start <= start && start < each.end);
	return [...line.plain.matchAll(AMOUNTS)].flatMap((match): OtherAmount[] => {
		const [printed, number = '', unit = ''] = match;
		const start = match.index;
		const end = start + printed.length;
		if (isWithin(known.places, start)) return [];
		const { measure, isNamed, whole, why } = whyUnread(line, start, fiscalYear);
		const { value } = readAmount('money', number, unitOf(unit));
		const isBudget = why === WHY_BUDGET && value !== 0;
		if (isBudget ? isBudgetAgain(known, measure, value) : isSaidAgain(known, measure, value))
			return [];
		if (!isBudget && !isNamed && isWithin(known.used, start)) return [];
		const text = line.text.slice(start, end);
		return [{ place: textPlace(line, start, end), text, measure, isNamed, isBudget, whole, why }];
	});
}

function isSaidAgain(known: KnownAmounts, id: FigureId | null, value: number | null): boolean {
	if (id === null) return value !== null && known.values.has(value);
	return known.figures[id]?.value === value;
}

function isBudgetAgain({ budgets }: KnownAmounts, id: FigureId | null, value: number | null) {
	return budgets.some(({ measure, figure }) => measure === id && figure.value === value);
}

/** The words before an amount, up to the last stop; a comma within a number is none. */
const CLAUSE = /(?:[^。；;，,：:\n]|(?<=\d),(?=\d))*$/;
const LONGEST_CLAUSE = 60;
const AMOUNT_BEFORE = /^.*\d\s*(?:[%％人名]|[百千万亿]*元)/;
/** A name stands so near before its amount. */
const NEAREST = 24;
const CORRECTED = /(?:应|更正|改正|调整|修正|核定|审定|核实|[减增]后|元后)为$/;
const CHANGED_BY =
	/(?:增加?|减少?|增长|下降|上升|降低|提高|节[约省]|压[减缩]|净增|超支|追加|追减|[调核][增减])[^\d，,。；;]{0,4}$/;

/** Tells by the words before an amount why it is no figure. */
function whyUnread(
	{ plain }: Prose,
	start: number,
	fiscalYear: number
): Pick<OtherAmount, 'measure' | 'isNamed' | 'whole' | 'why'> {
	const before = plain.slice(Math.max(0, start - LONGEST_CLAUSE), start);
	const clause = CLAUSE.exec(before)?.[0] ?? '';
	const none = { measure: null, isNamed: false, whole: null };
	if (CORRECTED.test(clause)) return { ...none, why: WHY_CORRECTED };
	if (CHANGED_BY.test(clause)) return { ...none, why: WHY_CHANGE };
	if (isOfAnotherYear(plain, start, fiscalYear)) return { ...none, why: WHY_OTHER_YEAR };
	const near = clause.slice(-NEAREST).replace(AMOUNT_BEFORE, '');
	const name = NAMES.find(({ pattern }) => pattern.test(near));
	const measure = name?.measure ?? null;
	const isNamed = name?.isOwn ?? false;
	if (IS_BUDGET.test(clause))
		return { measure, isNamed, whole: wholeBudget(clause), why: WHY_BUDGET };
	return { measure, isNamed, whole: null, why: measure ? whyUncertain(measure) : WHY_NAMELESS };
}

/** `调整后预算90万元`, `我局年初预算收入90万元`. */
const WHOLE_BUDGET =
	/^(?:.*(?:我[局委办厅院校]|[本我](?:部门|单位|中心)|年|[，,]))?(?:部门|单位)?(年初|全年|调整后?|年中调整后?)的?(?:部门|单位)?预算(?:数|安排|总额)?(收入|支出)?[为是达]?$/;

function wholeBudget(clause: string): OtherAmount['whole'] {
	const [, basis, kind] = WHOLE_BUDGET.exec(clause) ?? [];
	if (!basis) return null;
	const measure = kind === '收入' ? 'income_total' : 'spending_total';
	return [measure, basis === '年初' ? 'budget_initial' : 'budget_adjusted'];
}

const WHY_CORRECTED = '正文对金额作了更正或调整，没有认出应当采用哪一个，未存入。';
const WHY_CHANGE = '正文写的是增减的数，未存入。';
const WHY_OTHER_YEAR = '正文写的是其他年度的数，未存入。';
const WHY_NAMELESS = '没有认出这个金额是部门整体的哪一项，未存入。';

function whyUncertain(measure: FigureId): string {
	return `没有认出这是不是部门本年度的“${measureOf(measure).name}”，未存入。`;
}

function peopleBesideNames(
	line: Prose,
	known: KnownAmounts,
	fiscalYear: number
): (Leftover & { measure: FigureId })[] {
	const places = known.places.get(line.paragraph) ?? [];
	return PEOPLE_NEAR_LABEL.flatMap(({ measure, pattern }) =>
		[...line.plain.matchAll(pattern)].flatMap((match) => {
			const [start, last] = match.indices?.[1] ?? [match.index, match.index];
			const end = match.index + match[0].length;
			const figure = known.figures[measure];
			if (places.some((place) => place.start <= start && start < place.end)) return [];
			if (
				figure?.place &&
				figure.value === Number(line.plain.slice(start, last).replaceAll(',', ''))
			)
				return [];
			const why = isOfAnotherYear(line.plain, start, fiscalYear)
				? WHY_OTHER_YEAR
				: whyUncertain(measure);
			const text = line.text.slice(start, end);
			return [{ place: textPlace(line, start, end), text, measure, why }];
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

const IS_BUDGET = /(?<!公共|基金|经营)预算(?!执行|收入|[数和与及、]*(?:决算|执行|实际))/;
const WHY_BUDGET = '正文写的是预算数，没有认出是部门本年度哪一项的年初预算数或全年预算数，未存入。';

/** `1320万5千元`, `三百二十万元`, `捌佰元整`, `一百二十余万元`, `上千万元`: amounts in two steps or in words. */
const UNUSUAL =
	/(?<!\d[,.]?)\d[\d,.]*\s*[万亿]\s*\d[\d,.]*\s*[十百千]?万?元|(?<![〇零一二两三四五六七八九十百千万亿点几数])(?:[〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟几数][〇零一二两三四五六七八九十百千万亿点几余多来壹贰叁肆伍陆柒捌玖拾佰仟]{1,20})元整?|(?<!\d[,.]?)(?:[十百千]|[上近数几][十百千])[余多]?万元/g;
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
const WITHOUT_UNIT = new RegExp(
	`(?:收入|支出|经费|费|结余|结转|拨款|固定资产)(?:(?![率占比分倍])[^。；;，,\\d\\n]){0,8}(-?(?:${GROUPED}(?:\\.\\d+)?|\\d[\\d,]*\\.\\d{1,6}|\\d{1,3}(?:,\\d{3})+))(?![\\d.%％‰]|,\\d|\\s*[(（]?\\s*(?:个百分|百分|[百千万亿]|元|[人名个分倍次辆台份家项件]))`,
	'dg'
);

/** `收入合计3215，` below `单位：万元`, and `因公出国费均为0；` anywhere: whole numbers with nothing behind them. */
const WHOLE_NUMBER =
	/(?:收入|支出|经费|费|结余|结转|拨款|预算|决算|固定资产)(?:(?![率占比分倍])[^。；;，,\d\n]){0,8}(?<![第表附])(-?\d+)(?!,\d)(?=\s*(?:[。；;，,、（()）\n]|$))/dg;

function amountsWithoutUnit(
	line: Prose,
	{ places }: KnownAmounts,
	isBelowNote: boolean
): Leftover[] {
	const used = places.get(line.paragraph) ?? [];
	const whole = [...line.plain.matchAll(WHOLE_NUMBER)].filter(
		([, number = '']) => isBelowNote || Number(number) === 0
	);
	return [...line.plain.matchAll(WITHOUT_UNIT), ...whole].flatMap((match) => {
		const [start] = match.indices?.[1] ?? [match.index];
		const end = match.index + match[0].length;
		if (used.some((place) => place.start === start || place.end === end)) return [];
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
