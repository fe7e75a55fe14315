/** Figures that the narrative repeats: basic spending and its parts, projects, 三公 and its items, staff. */
import type { Figures, NarrativeFigure } from '#lib/filing/filing.ts';
import { FIGURE_IDS, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { AMOUNT, halfDigit, unitOf } from '../figures/amounts.ts';
import { readAmount } from '../figures/cells.ts';
import { isRow, textPlace, type Line, type Prose } from '../lines.ts';
import { readSections, type NarrativeSection } from './narrative.ts';
import { figuresOfLines, isInOtherField } from './narrative-fields.ts';
import { withoutPartsOfSource } from './parts-of-source.ts';
import { denseText, type DenseText } from './spread-text.ts';
import { respectiveAmounts } from './respectively.ts';
import { sentencesIn } from './sentences.ts';
import { isAbout, isQualified } from './qualified.ts';
import { isBelowOtherAmounts, isThisYears } from './whose-amount.ts';
import { NARRATIVE_LABELS, TEXT_LABELS } from './narrative-labels.ts';

/** A comma within a number parts no clauses. */
const SEPARATOR = '(?<=\\d),(?=\\d{3})';

/** Words that may be between a label and its amount. None of them makes it a budget or a comparison. */
const BETWEEN = `(?:[由从](?:[^，,。；;]|${SEPARATOR}){0,30}?(?:增加?|减少?|增长|下?降|上?升|降低|提高|压减|压缩)[到至为](?:20\\d\\d年度?的?)?)?(?:(?:支出)?(?:年初|全年)?(?:支出)?预算(?:数|为|安排)?(?:[^，,。；;]|${SEPARATOR}){0,20}[，,、](?=实际|(?:支出)?决算|全年|当年|执行))?(?:情况|总额|总计|合计|共计|共|支出|费用|经费|决算数?|执行数?|实际|发生|完成|列支|开支|使用|数|额|金额|人民币|总数|全年|本年|当年|为|是|约|了|有|[:：\\s])*`;
const HEADS = '(?:总数|人数|数|共计|共|为|有|是|[:：\\s])*(\\d+)\\s*[人名个]';

interface FigurePattern {
	measure: FigureId;
	/** The label anywhere in a text. */
	label: RegExp;
	/** The label with its amount. */
	pattern: RegExp;
	/** The label at the end of a text. */
	ending: RegExp;
}

function patternsOf(labels: typeof NARRATIVE_LABELS): FigurePattern[] {
	return labels.map(({ measure, label }) => ({
		measure,
		label: new RegExp(label),
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
	/** `约1.2亿元`, which is compared with a table but is no figure of its own. */
	isAbout: boolean;
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
): readonly Mention[] {
	const ordered = [
		...sections.filter((section) => section.kind === 'spending'),
		...sections.filter((section) => section.kind !== 'spending')
	];
	const paragraphs = ordered.flatMap((section) =>
		section.paragraphs.filter(({ plain }) => !isBelowOtherAmounts(section.heading, plain))
	);
	const mentions = paragraphs.flatMap((paragraph) => figuresIn(paragraph, fiscalYear, patterns));
	return withoutPartsOfSource(mentions, paragraphs);
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
	const isInOther = isInOtherField(lines, fiscalYear);
	const mentions = mentionsIn(readSections(texts), fiscalYear, TEXT_PATTERNS).filter(
		({ figure, isAbout: isRough }) => !isRough && !isInOther(figure)
	);
	const found = firstOfEach(withoutBalancedTotals(mentions));
	return {
		...Object.fromEntries(found.map(({ measure, figure }) => [measure, figure])),
		...figuresOfLines(lines, fiscalYear)
	};
}

/**
 * Leaves out 支出总计 that equals 收入总计, where something is left at the end of the year or another amount was spent in
 * all: what is left is among that total.
 */
function withoutBalancedTotals(mentions: readonly Mention[]): readonly Mention[] {
	const valueOf = (id: FigureId) => mentions.find(({ measure }) => measure === id)?.figure.value;
	const income = valueOf('income_total');
	const isBalanced = ({ measure, label, figure }: Mention) =>
		measure === 'spending_total' && label.startsWith('支出总计') && figure.value === income;
	const isSpent = ({ measure, figure }: Mention) =>
		measure === 'spending_total' && figure.value !== income;
	return valueOf('balance_cumulative') || mentions.some(isSpent)
		? mentions.filter((mention) => !isBalanced(mention))
		: mentions;
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
	const dense = denseText(paragraph);
	if (dense) return figuresInSpread(dense, fiscalYear, patterns);
	const text = paragraph.plain;
	const each = patterns.flatMap(({ measure, label, pattern }) =>
		// Few of the labels are in a text, and to begin on all matches costs more than to look for one.
		(label.test(text) ? [...text.matchAll(pattern)] : [])
			.filter((match) => isThisYears(text, match.index, measure, fiscalYear))
			.filter((match) => !isOfOtherChange(match[0], fiscalYear))
			.filter((match) => !IS_LIMIT.test(text.slice(match.index + match[0].length)))
			.filter((match) => !isQualified(text, match))
			.filter((match) => measure !== 'spending_total' || !isOfMoreThanSpent(text, match))
			.filter((match) => measure !== 'staff_actual' || !isWithRetired(text, match))
			.filter((match) => measure !== 'staff_actual' || !isOfMoreThanPosts(text, match))
			.flatMap((match) => figureOf(paragraph, measure, match) ?? [])
	);
	const together = respectiveAmounts(text, fiscalYear, patterns).flatMap(
		({ measure, amount }) => figureOf(paragraph, measure, amount) ?? []
	);
	return [...each, ...together];
}

/** `8万元以内`: no amount but a bound. */
const IS_LIMIT = /^以[内下上]/;
/** A change before an amount; that of a budget, `预算由…，实际支出…`, is no change of what was spent. */
const CHANGE = /^[^预]*?[由从](?:(20\d\d)年)?(.*?)[到至为](?:(20\d\d)年)?/;
/** `去年的9万元增`, `于政策调整增加`: what an amount was, and why. */
const FORMER_AMOUNT = new RegExp(
	`^(?:于|(?:上年|去年|上一年)?度?(?:同期)?的?(?:决算|实际|支出|执行|发生|开支)*[数额]?的?${AMOUNT}[^\\d]{0,10}$)`
);

/**
 * `由2021年的9万元增至2022年的10万元` ends with another year's amount, `由年初预算9万元增至10万元` with what was spent or an
 * adjusted budget, `由每车3万元降至2万元` with a rate.
 */
function isOfOtherChange(stated: string, fiscalYear: number): boolean {
	const [change, from, former = '', to] = CHANGE.exec(stated) ?? [];
	if (change === undefined) return false;
	return (
		!FORMER_AMOUNT.test(former) ||
		/年初|预算|批复|计划|控制|标准|目标|人均|户均/.test(former) ||
		(to !== undefined && Number(to) !== fiscalYear) ||
		(from !== undefined && Number(from) >= fiscalYear)
	);
}

/** `支出总计900万元，其中年末结转100万元`, `（含年末结转结余）`: what was left over is among the amount. */
const YEAR_END_AMONG =
	/^(?:[，,]?(?:其中|包括|包含)([^。；;\n]{0,60}?)|[(（](?:含|包括|包含|其中)([^。；;\n()（）]{0,60}?)|含([^。；;\n]{0,60}?))(?:年末|期末|结转下年|结转至?下一?年)/;
const AMOUNTS = new RegExp(AMOUNT, 'g');

/** Unless the parts before what was left over make up the amount: that is said besides. */
function isOfMoreThanSpent(text: string, match: RegExpExecArray): boolean {
	const end = match.index + match[0].length;
	const among = YEAR_END_AMONG.exec(text.slice(end, end + 80));
	if (!among) return false;
	const parts = among.slice(1).find(Boolean) ?? '';
	const value = ([, number = '', unit = '']: RegExpExecArray) =>
		readAmount('money', number, unitOf(unit)).value ?? 0;
	const sum = [...parts.matchAll(AMOUNTS)].reduce((total, part) => total + value(part), 0);
	return sum !== value(match);
}

/** `在职职工498人，其中在编287人、编外211人`: people without a post are among the number. */
const OTHERS_AMONG =
	/^[，,（(]?(?:其中|包括|包含|含)[^。；;\n]{0,40}?(?:编外|聘用|合同制|临聘|临时|外聘|返聘|劳务派遣)/;

function isOfMoreThanPosts(text: string, { 0: match, index }: RegExpExecArray): boolean {
	const end = index + match.length;
	return OTHERS_AMONG.test(text.slice(end, end + 60));
}

/** `实有人数76人，其中：在职51人，退休25人`: those who have retired are among the number. */
const RETIRED_AMONG = /^[，,]?[(（]?(?:其中|包括|含)[^。；;\n]{0,60}?离?退?休/;

function isWithRetired(text: string, { 0: match, index }: RegExpExecArray): boolean {
	const end = index + match.length;
	return !/在[职编岗]/.test(match) && RETIRED_AMONG.test(text.slice(end, end + 80));
}

/** The figures of a text without its blanks, at their places in the text as it stands. */
function figuresInSpread(
	{ prose, placeIn }: DenseText,
	fiscalYear: number,
	patterns: readonly FigurePattern[]
): Mention[] {
	return findFigures(prose, fiscalYear, patterns).map((found) => ({
		...found,
		figure: { ...found.figure, place: placeIn(found.figure.place) }
	}));
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
		isAbout: isAbout(paragraph.plain, start, end),
		label: paragraph.plain.slice(match.index, start),
		figure: { ...read, printed, place: textPlace(paragraph, start, end) },
		half_digit: quantity === 'people' ? 0 : halfDigit(number, unit)
	};
}
