/** Figures that the narrative repeats: basic spending and its parts, projects, 三公 and its items, staff. */
import type { Figures, NarrativeFigure } from '#lib/filing/filing.ts';
import { FIGURE_IDS, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { AMOUNT, halfDigit, unitOf } from '../figures/amounts.ts';
import { ONE_SOURCE } from '../figures/basis.ts';
import { readAmount } from '../figures/cells.ts';
import { isRow, textPlace, type Line, type Prose } from '../lines.ts';
import { readSections, type NarrativeSection } from './narrative.ts';
import { figuresOfLines } from './narrative-fields.ts';
import { sentencesIn } from './sentences.ts';
import { NARRATIVE_LABELS, TEXT_LABELS } from './narrative-labels.ts';

/** Words that may be between a label and its amount. None of them makes it a budget or a comparison. */
const BETWEEN =
	'(?:由(?:上年|去年|20\\d\\d年)度?的?[^，,。；;]{0,16}(?:增加|减少|增长|下降|上升|降低|提高|压减)[到至为])?(?:(?:年初|全年)?预算(?:数|为|安排)?[^，,。；;]{0,16}[，,](?=实际|(?:支出)?决算|全年|当年|执行))?(?:情况|总额|总计|合计|共计|共|支出|费用|经费|决算数?|执行数|实际|发生|完成|列支|开支|使用|数|额|金额|人民币|总数|为|是|约|了|有|[:：\\s])*';
const HEADS = '(?:总数|人数|数|共计|共|为|有|是|[:：\\s])*(\\d+)\\s*[人名个]';

/** `“三公”经费支出预算为30万元，支出决算为28万元`: the accounts of what the sentence is about, not of the whole. */
const ACCOUNTS_OF_ITEM =
	/(?:^|[。；;\n、.．])[^，,。；;]{0,30}(?:三公|接待|公务用车|公车|出国|会议费|培训费|(?:基本|项目|人员|公用|财政拨款|公共预算|基金)[^，,。；;]{0,8}支出|(?:人员|公用|项目|机关运行)经费)[^。；;]*[，,]$/;

/** These may come right before a label; after another word the label is a part of a longer name. */
const BEFORE_LABEL =
	/(?:^|[^一-龥]|其中|本年度?|全年度?|全部|年|月|度|完成|发生|安排|实际|用于|末|底|止|合计|总计|决算|现有|共有|共|[全本]?系统|包括|[我全本][局办委院校所站厅县市会]|单位|部门|列支|开支|(?:[年度局委办]|单位|部门)的|[和及与即中在是含])$/;
/** Before the label in its clause: another year's amount, a budget, a comparison, or a part of the staff. */
const OTHER_BASIS = /上年|去年|上一年|往年|预算(?!执行|支出)|年初|同比|较|比|控制/;
/** `局机关：编制12名`: what the sentence up to the label is about, where that is one unit among several. */
const UNIT_TOPIC =
	/(?:机关|本级|中心|[大支中]队|二级机构\d*|学校|[站所馆院])[：:][^：:]*$|(?:机关|本级|二级机构\d*)[，,]$|(?:机关|本级|中心|[大支中]队|学校|[站所馆院室股科处])(?:核定|共有|现有|有)?编制[^，,]{0,6}\d[人名个][^；;。]*$/;
/** `局机关支出合计7万元，下属单位支出合计3万元`: what a part of the department spent. */
const PART_OF_DEPARTMENT =
	/(?<![和及与、])(?:机关|本级|(?:下属|所属|二级|直属)[^，,和及与、]{0,6}(?:单位|机构|中心))的?$/;
/** `上年项目支出300万元，三公经费50万元`: what goes on from last year's amount is last year's as well. */
const LAST_YEARS_SENTENCE =
	/(?:^|[，,])\s*(?:上年|去年|上一年|往年)度?(?!结转|结余)[^，,]{0,12}(?:支出|经费|费)(?!.*(?:本年|今年|当年|全年|20\d\d年))/;
/** `年初预算安排基本支出350万元、项目支出800万元`: what goes on from a budget is budgeted as well. */
const BUDGET_LIST = /上年|去年|上一年|往年|预算(?!执行|支出)|年初(?!结转|结余)/;
const BUDGET_SENTENCE =
	/(?:预算安排|年初预算|批复预算|预算批复|部门预算)(?:安排|为|数)?[^，,]{0,12}?(?:支出|经费)[^，,]{0,60}[，,](?!.*(?:实际|决算|执行|全年|完成|发生|本年))/;
/** `全市78个部门…涉及资金…，其中基本支出…`: what many departments spent is no report of one. */
const OF_MANY =
	/(?:全[省市县区州盟旗]|各)[^。；;]{0,8}(?:部门|单位|预算|财政)|\d+[个家](?:市直|区直|县直|省直|一级)?(?:预算|主管)?(?:部门|单位)/;
/** `财政拨款支出合计800万元，其中基本支出…`: what one source paid for. */
const OF_SOURCE = new RegExp(`${ONE_SOURCE}(?!收入)[^，,。；;、]{0,8}支出`);
/** `截至6月底`, `1至3月`, `上半年`, and the words for the whole year. */
const PERIODS =
	/(?:截[至止](?:20\d\d年)?|\d{1,2}(?:月份?)?[-—–~至到])(\d{1,2})月|[上下]半年|[一二三四1-4]季度|全年|[本当]年|年[末底]/g;
const OTHER_STAFF = /机关|二级|下属|所属|中心|大队|支队|行政|事业|工勤|参公|全额|差额|离|退|聘/;

interface FigurePattern {
	measure: FigureId;
	pattern: RegExp;
	/** The label at the end of a text. */
	ending: RegExp;
}

function patternsOf(labels: typeof NARRATIVE_LABELS): FigurePattern[] {
	return labels.map(({ measure, label }) => ({
		measure,
		pattern: new RegExp(
			`(?:${label})${measureOf(measure).quantity === 'people' ? HEADS : BETWEEN + AMOUNT}`,
			'g'
		),
		ending: new RegExp(`(?:${label})$`)
	}));
}

const PATTERNS = patternsOf(NARRATIVE_LABELS);
const TEXT_PATTERNS = patternsOf(TEXT_LABELS);

/** A figure that the text states, with the words right before its amount. */
interface Mention extends NarrativeFigure {
	label: string;
}

/** The first mention of each figure; sections on spending are read before the others. */
export function readNarrativeFigures(
	sections: readonly NarrativeSection[],
	fiscalYear: number
): NarrativeFigure[] {
	return firstOfEach(mentionsIn(sections, fiscalYear, PATTERNS));
}

function mentionsIn(
	sections: readonly NarrativeSection[],
	fiscalYear: number,
	patterns: readonly FigurePattern[]
): Mention[] {
	const ordered = [
		...sections.filter((section) => section.kind === 'spending'),
		...sections.filter((section) => section.kind !== 'spending')
	];
	return ordered
		.flatMap((section) => section.paragraphs)
		.flatMap((paragraph) => figuresIn(paragraph, fiscalYear, patterns));
}

function firstOfEach(mentions: readonly Mention[]): NarrativeFigure[] {
	return FIGURE_IDS.flatMap((id) => {
		const first = mentions.find(({ measure }) => measure === id);
		if (!first) return [];
		const { measure, figure, half_digit } = first;
		return [{ measure, figure, half_digit }];
	});
}

/** The figures that the text states, for a report without tables: the first mention of each. */
export function figuresOfText(lines: readonly Line[], fiscalYear: number): Figures {
	const texts = lines.flatMap((line) => (isRow(line) ? sentencesIn(line) : [line]));
	const mentions = mentionsIn(readSections(texts), fiscalYear, TEXT_PATTERNS);
	const found = firstOfEach(withoutBalancedTotals(mentions));
	return {
		...Object.fromEntries(found.map(({ measure, figure }) => [measure, figure])),
		...figuresOfLines(lines, fiscalYear)
	};
}

/** Leaves out 支出总计 that equals 收入总计, where something is left at the end of the year: it is among that total. */
function withoutBalancedTotals(mentions: readonly Mention[]): readonly Mention[] {
	const valueOf = (id: FigureId) => mentions.find(({ measure }) => measure === id)?.figure.value;
	if (!valueOf('balance_cumulative')) return mentions;
	const income = valueOf('income_total');
	return mentions.filter(
		({ measure, label, figure }) =>
			measure !== 'spending_total' || !label.startsWith('支出总计') || figure.value !== income
	);
}

/** Finds where a paragraph states what was spent on projects as a whole: the end of each mention. */
export function projectTotalsIn(paragraph: Prose, fiscalYear: number): number[] {
	return figuresIn(paragraph, fiscalYear)
		.filter(({ measure }) => measure === 'spending_project')
		.flatMap(({ figure }) => (figure.place?.kind === 'text' ? [figure.place.end] : []));
}

/** The last finding in a paragraph: projects are asked for apart from the other figures. */
const known = new WeakMap<
	Prose,
	{ year: number; patterns: readonly FigurePattern[]; figures: Mention[] }
>();

function figuresIn(
	paragraph: Prose,
	fiscalYear: number,
	patterns: readonly FigurePattern[] = PATTERNS
): Mention[] {
	const before = known.get(paragraph);
	if (before?.year === fiscalYear && before.patterns === patterns) return before.figures;
	const figures = findFigures(paragraph, fiscalYear, patterns);
	known.set(paragraph, { year: fiscalYear, patterns, figures });
	return figures;
}

/** Every pattern asks for one of these behind a number; most paragraphs have none. */
const COUNTED = /\d\s*[百千万亿元人名个]/;

function findFigures(
	paragraph: Prose,
	fiscalYear: number,
	patterns: readonly FigurePattern[]
): Mention[] {
	if (!COUNTED.test(paragraph.plain)) return [];
	if (SPREAD.test(paragraph.plain)) return figuresInSpread(paragraph, fiscalYear, patterns);
	const text = paragraph.plain;
	const each = patterns.flatMap(({ measure, pattern }) =>
		[...text.matchAll(pattern)]
			.filter((match) => isThisYears(text, match.index, measure, fiscalYear))
			.filter((match) => measure !== 'spending_total' || !isOfMoreThanSpent(text, match))
			.flatMap((match) => figureOf(paragraph, measure, match) ?? [])
	);
	return [...each, ...respectiveFigures(paragraph, fiscalYear, patterns)];
}

/** `支出总计900万元，其中年末结转100万元`, `（含年末结转结余）`: what was left over is among the amount. */
const YEAR_END_AMONG =
	/^(?:[，,]?(?:其中|包括|包含)|[(（]?(?:含|包括|包含|其中))[^。；;\n]{0,60}?(?:年末|期末|结转下年|结转至?下一?年)/;

function isOfMoreThanSpent(text: string, { 0: match, index }: RegExpExecArray): boolean {
	const end = index + match.length;
	return YEAR_END_AMONG.test(text.slice(end, end + 80));
}

/** `支 出 合 计 12.00 万 元`: scanned text has blanks between its signs. */
const SPREAD = /[一-龥][ \u3000]+[一-龥][ \u3000]+[一-龥]/;
/** A blank between two digits may part two numbers. */
const BLANKS = /(?<![\d.,])[ \u3000]+|[ \u3000]+(?![\d.,])/g;

/** The figures of a text without its blanks, at their places in the text as it stands. */
function figuresInSpread(
	paragraph: Prose,
	fiscalYear: number,
	patterns: readonly FigurePattern[]
): Mention[] {
	const offsets: number[] = [];
	let from = 0;
	const takeTo = (end: number) => {
		for (; from < end; from++) offsets.push(from);
	};
	for (const blank of paragraph.plain.matchAll(BLANKS)) {
		takeTo(blank.index);
		from = blank.index + blank[0].length;
	}
	takeTo(paragraph.plain.length);
	const without = (text: string) => offsets.map((index) => text[index]).join('');
	const dense = { ...paragraph, text: without(paragraph.text), plain: without(paragraph.plain) };
	return findFigures(dense, fiscalYear, patterns).map((found) => {
		const { place } = found.figure;
		if (place?.kind !== 'text') return found;
		const [start = 0, last = 0] = [offsets[place.start], offsets[place.end - 1]];
		return { ...found, figure: { ...found.figure, place: { ...place, start, end: last + 1 } } };
	});
}

/** `基本支出和项目支出分别为300万元和500万元`. */
const RESPECTIVELY = new RegExp(
	`([^，,。；;：:]{4,60})分别(?:为|是|支出|完成)?((?:${AMOUNT}[、和及与，,]?){2,6})`,
	'g'
);
const AND = /[、和及与，,]/;

function respectiveFigures(
	paragraph: Prose,
	fiscalYear: number,
	patterns: readonly FigurePattern[]
): Mention[] {
	return [...paragraph.plain.matchAll(RESPECTIVELY)].flatMap((match) => {
		const [whole, subjects = '', amounts = ''] = match;
		const labels = subjects.split(AND);
		const stated = [...amounts.matchAll(new RegExp(AMOUNT, 'g'))];
		if (labels.length !== stated.length) return [];
		if (!isThisYears(paragraph.plain, match.index, 'spending_total', fiscalYear, subjects))
			return [];
		const base = match.index + whole.length - amounts.length;
		return labels.flatMap((label, index): Mention[] => {
			const measure = patterns.find(({ ending }) => ending.test(label))?.measure;
			const amount = stated[index];
			if (!measure || !amount) return [];
			const at = Object.assign(amount, { index: base + amount.index });
			return [figureOf(paragraph, measure, at)].filter((figure) => figure !== null);
		});
	});
}

function figureOf(paragraph: Prose, measure: FigureId, match: RegExpExecArray): Mention | null {
	const { quantity } = measureOf(measure);
	const end = match.index + match[0].length;
	const [number = '', printedUnit = ''] = match.slice(1);
	const unit = unitOf(printedUnit);
	const start = match.index + match[0].lastIndexOf(number);
	const read = readAmount(quantity, number, unit);
	if (read.value === null) return null;
	const printed = paragraph.text.slice(start, end);
	return {
		measure,
		label: paragraph.plain.slice(match.index, start),
		figure: { ...read, printed, place: textPlace(paragraph, start, end) },
		half_digit: quantity === 'people' ? 0 : halfDigit(number, unit)
	};
}

/** `中心核定编制89名`: who files the report calls itself by its kind of body alone. */
const OWN_BODY =
	/(^|[。；;\n])(?:[本我全]?(?:中心|大队|支队|学校|[站所馆院]))(?=核定|共有|现有|实有|编制|年末|有|$)/g;

/** The clause and the sentence of a label are looked for so far back. */
const FARTHEST_BEFORE = 300;

/** @param subjects that are named before the label in one list; null for a label alone */
function isThisYears(
	text: string,
	start: number,
	measure: FigureId,
	fiscalYear: number,
	subjects: string | null = null
): boolean {
	const from = Math.max(0, start - FARTHEST_BEFORE);
	const before = `${text.slice(from, start)}${subjects ?? ''}`.replace(OWN_BODY, '$1');
	if (subjects === null && !BEFORE_LABEL.test(before)) return false;
	const clause = /[^，,。；;：:、()（）\n]*$/.exec(before)?.[0] ?? '';
	const isStaff = measureOf(measure).quantity === 'people';
	if ((isStaff ? OTHER_STAFF : OTHER_BASIS).test(clause)) return false;
	if (!isStaff && PART_OF_DEPARTMENT.test(clause)) return false;
	const sentence = /[^。；;\n]*$/.exec(before)?.[0] ?? '';
	if (OF_MANY.test(sentence)) return false;
	if (measureOf(measure).group === 'spending' && OF_SOURCE.test(sentence)) return false;
	if (measure === 'spending_total' && ACCOUNTS_OF_ITEM.test(sentence)) return false;
	if (isStaff ? UNIT_TOPIC.test(sentence) : isOtherAmount(sentence)) return false;
	const year = [...sentence.matchAll(/(20\d\d)年/g)].at(-1)?.[1];
	return year === undefined || Number(year) === fiscalYear;
}

/** Tells whether the last period that a sentence names, up to a label, ends before the year does. */
function isPartOfYear(sentence: string): boolean {
	const [period = '', lastMonth] = [...sentence.matchAll(PERIODS)].at(-1) ?? [];
	return lastMonth ? Number(lastMonth) < 12 : /半年|季度/.test(period);
}

/** Tells whether a sentence, up to a label, lists last year's amounts, a budget's or those of some months. */
function isOtherAmount(sentence: string): boolean {
	const list = /[^，,：:()（）]*$/.exec(sentence)?.[0] ?? '';
	return (
		isPartOfYear(sentence) ||
		(list.includes('、') && BUDGET_LIST.test(list)) ||
		LAST_YEARS_SENTENCE.test(sentence) ||
		BUDGET_SENTENCE.test(sentence)
	);
}
