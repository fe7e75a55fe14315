/** Figures that the narrative states: income and spending and their parts, projects, 三公 and its items, staff, assets. */
import type { Figures, NarrativeFigure } from '#lib/filing/filing.ts';
import type { AmountBasis, BudgetBasis } from '#lib/catalogue/budgets.ts';
import { FIGURE_IDS, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { AMOUNT, halfDigit, unitOf } from '../figures/amounts.ts';
import { readAmount } from '../figures/cells.ts';
import { isRow, textPlace, type Line, type Prose } from '../lines.ts';
import { belowHeadings, isOfBudget, type HeadedParagraph } from './headings.ts';
import { ownAmounts } from './clauses.ts';
import type { ReadAmount, TextOwner } from './reading.ts';
import { isOfMore } from './more-than.ts';
import { leadOf, type PlacedParagraph } from './paragraphs.ts';
import { amountIn, COUNT } from './words.ts';
import { readSections, type NarrativeSection } from './narrative.ts';
import { figuresOfLines, isInOtherField } from './narrative-fields.ts';
import { NAMES_KIND_OF_POSTS, NARRATIVE_LABELS } from './narrative-labels.ts';
import { withoutPartsOfSource } from './parts-of-source.ts';
import { sentencesIn } from './sentences.ts';
import { denseText, type DenseText } from './spread-text.ts';

/** A figure that the text states, with the words that name it. */
export interface Mention extends NarrativeFigure {
	basis: AmountBasis;
	label: string;
	/** `约1.2亿元`, which is compared with a table but is no figure of its own. */
	isAbout: boolean;
	/** Named by `实际支出` alone. */
	isNameless: boolean;
}

const BESIDE_TABLES: ReadonlySet<FigureId> = new Set(
	NARRATIVE_LABELS.map(({ measure }) => measure)
);

/** The first mention of each figure; sections on spending are read before the others. */
export function readNarrativeFigures(
	sections: readonly NarrativeSection[],
	owner: TextOwner
): NarrativeFigure[] {
	const mentions = mentionsIn(sections, owner);
	return firstOfEach(
		mentions.filter(({ measure, isNameless }) => BESIDE_TABLES.has(measure) && !isNameless)
	);
}

function mentionsIn(sections: readonly NarrativeSection[], owner: TextOwner): readonly Mention[] {
	const ordered = [
		...sections.filter((section) => section.kind === 'spending'),
		...sections.filter((section) => section.kind !== 'spending')
	];
	const headed = belowHeadings(ordered, owner.fiscalYear).filter(
		({ section, isOfOthers }) => !isOfOthers && !isOfBudget(section.heading)
	);
	const mentions = headed
		.flatMap((each) => amountsBelow(each, owner))
		.filter(({ basis }) => basis === 'actual');
	const paragraphs = headed.map(({ paragraph }) => paragraph);
	return withoutPartsOfSource(withoutKindsOfPosts(mentions, paragraphs), paragraphs);
}

/** The amounts of a paragraph. One that names nothing is not the whole below the heading of a part, unless its parts are listed. */
export function amountsBelow(
	{ paragraph, before, isTooFar, isOfPart }: HeadedParagraph,
	owner: TextOwner,
	budget: BudgetBasis | null = null
): Mention[] {
	if (isTooFar) return [];
	const mentions = figuresIn(paragraph, { owner, budget, before });
	return mentions.filter(
		({ basis, isNameless }) =>
			!isNameless ||
			!isOfPart ||
			mentions.some((each) => each.measure === 'spending_basic' && each.basis === basis)
	);
}

const COUNTED_POSTS = /(?<!在)编(?:制|内)?[^，,。；;\d\n]{0,8}\d+\s*[人名个]/g;

/** Posts of one kind are the department's where the text counts no others. */
function withoutKindsOfPosts(
	mentions: readonly Mention[],
	paragraphs: readonly Prose[]
): readonly Mention[] {
	const isOfKind = ({ measure, label }: Mention) =>
		measure === 'staff_quota' && NAMES_KIND_OF_POSTS.test(label);
	if (!mentions.some(isOfKind)) return mentions;
	const counted = paragraphs.flatMap(({ plain }) => plain.match(COUNTED_POSTS) ?? []);
	return counted.length === 1 ? mentions : mentions.filter((mention) => !isOfKind(mention));
}

/** A sum of what is named right before it, as `合同合计` and `收入合计`, is another one. */
const SUM = new RegExp(
	`(?<![一-龥])(?:以上|上述|[两三各]项|总共|全年|本年)*(?:合计|共计|总计)(?:支出)?(?:金额|资金)?[为是达]?${AMOUNT}`,
	'dg'
);

/** `合计911万元`: what is said to be a sum and is made up by 基本支出, or its parts, and 项目支出 is all that was spent. */
function sumOfSpending(mentions: readonly Mention[], paragraphs: readonly Prose[]): Mention[] {
	const valueOf = (id: FigureId) => mentions.find(({ measure }) => measure === id)?.figure.value;
	const project = valueOf('spending_project');
	const staff = (valueOf('spending_personnel') ?? 0) + (valueOf('spending_operating') ?? 0);
	const basic = valueOf('spending_basic') ?? staff;
	if (valueOf('spending_total') !== undefined || !basic || !project) return [];
	for (const paragraph of paragraphs)
		for (const { 0: said, index: labelStart, indices } of paragraph.plain.matchAll(SUM)) {
			const [start = labelStart] = indices?.[1] ?? [];
			const end = labelStart + said.length;
			const whole = {
				measure: 'spending_total',
				start,
				end,
				labelStart,
				basis: 'actual',
				isRough: false
			} as const;
			const mention = figureOf(paragraph, whole);
			if (mention?.figure.value === basic + project) return [mention];
		}
	return [];
}

export function firstOfEach(mentions: readonly Mention[]): NarrativeFigure[] {
	return FIGURE_IDS.flatMap((id) => {
		const first = mentions.find(({ measure }) => measure === id);
		if (!first) return [];
		const { measure, figure, half_digit } = first;
		return [{ measure, figure, half_digit }];
	});
}

/** The figures that the text states, for a report without tables: the first mention of each. */
export function figuresOfText(lines: readonly Line[], owner: TextOwner): Figures {
	const texts = lines.flatMap((line) => (isRow(line) ? sentencesIn(line) : [line]));
	const isInOther = isInOtherField(lines, owner.fiscalYear);
	const mentions = mentionsIn(readSections(texts), owner).filter(
		({ figure, isAbout }) => !isAbout && !isInOther(figure)
	);
	const prose = texts.filter((line) => !isRow(line));
	const found = firstOfEach([
		...withoutIncomeOfYear(withoutBalancedTotals(mentions), prose),
		...sumOfSpending(mentions, prose)
	]);
	return {
		...Object.fromEntries(found.map(({ measure, figure }) => [measure, figure])),
		...figuresOfLines(lines, owner.fiscalYear)
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
		measure === 'spending_total' && label.includes('支出总计') && figure.value === income;
	const isSpent = ({ measure, figure }: Mention) =>
		measure === 'spending_total' && figure.value !== income;
	return valueOf('balance_cumulative') || mentions.some(isSpent)
		? mentions.filter((mention) => !isBalanced(mention))
		: mentions;
}

const TOTAL_INCOME = new RegExp(`收入总计(?:金额|数)?[为是达]?${AMOUNT}`, 'g');

/** Leaves out 收入合计 where its paragraph states a greater 收入总计, which what was carried in is among. */
function withoutIncomeOfYear(
	mentions: readonly Mention[],
	paragraphs: readonly Prose[]
): readonly Mention[] {
	const isOfIncome = ({ measure, label }: Mention) =>
		measure === 'income_total' && label.startsWith('收入合计');
	if (!mentions.some(isOfIncome)) return mentions;
	const totals = new Map(
		paragraphs.map(({ paragraph, plain }) => [
			paragraph,
			[...plain.matchAll(TOTAL_INCOME)].map(
				([, number = '', unit = '']) => readAmount('money', number, unitOf(unit)).value ?? 0
			)
		])
	);
	return mentions.filter((mention) => {
		const { value, place } = mention.figure;
		if (!isOfIncome(mention) || value === null || place?.kind !== 'text') return true;
		return !totals.get(place.paragraph)?.some((total) => total > value);
	});
}

/** Finds where a paragraph states what was spent on projects as a whole: the end of each mention. */
export function projectTotalsIn(
	{ paragraph, before, isTooFar }: PlacedParagraph,
	owner: TextOwner
): number[] {
	if (isTooFar) return [];
	return figuresIn(paragraph, { owner, before, budget: null })
		.filter(({ measure, basis }) => measure === 'spending_project' && basis === 'actual')
		.flatMap(({ figure }) => (figure.place?.kind === 'text' ? [figure.place.end] : []));
}

/** A paragraph is read by these besides its own words. */
interface ParagraphContext {
	owner: TextOwner;
	/** That the heading above tells. */
	budget: BudgetBasis | null;
	/** The paragraph that it goes on with. */
	before: Prose | null;
}

/** The last finding in a paragraph: projects are asked for apart from the other figures. */
const known = new WeakMap<Prose, { context: ParagraphContext; figures: Mention[] }>();

function figuresIn(paragraph: Prose, context: ParagraphContext): Mention[] {
	const { owner, budget, before } = context;
	const last = known.get(paragraph);
	const isSame =
		last?.context.owner === owner &&
		last.context.budget === budget &&
		last.context.before === before;
	if (isSame) return last.figures;
	const figures = findFigures(paragraph, context);
	known.set(paragraph, { context, figures });
	return figures;
}

/** Every figure is a number with one of these behind it, or nothing; most paragraphs have none. */
const COUNTED =
	/\d\s*[百千万亿元人名个]|[一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟][元圆]|[为是：:]\s*[0零]/;

function findFigures(paragraph: Prose, context: ParagraphContext): Mention[] {
	if (!COUNTED.test(paragraph.plain)) return [];
	const dense = denseText(paragraph);
	if (dense) return figuresInSpread(dense, context);
	return ownAmounts(paragraph.plain, context.owner, context.budget, leadOf(context.before))
		.filter((amount) => !isOfMore(paragraph.plain, amount))
		.flatMap((amount) => figureOf(paragraph, amount) ?? []);
}

/** The figures of a text without its blanks, at their places in the text as it stands. */
function figuresInSpread({ prose, placeIn }: DenseText, context: ParagraphContext): Mention[] {
	return findFigures(prose, context).map((found) => ({
		...found,
		figure: { ...found.figure, place: placeIn(found.figure.place) }
	}));
}

const PRINTED = new RegExp(`^(?:${AMOUNT}|(${COUNT}))`);

function figureOf(paragraph: Prose, amount: ReadAmount): Mention | null {
	const { measure, basis, start, end, labelStart, isRough } = amount;
	const { quantity } = measureOf(measure);
	const [, money, printedUnit = '', people] =
		PRINTED.exec(amountIn(paragraph.plain.slice(start, end)) + paragraph.plain.charAt(end)) ?? [];
	const number = money ?? people ?? '';
	const unit = unitOf(printedUnit);
	const read = readAmount(quantity, number, unit);
	if (read.value === null) return null;
	const printed = paragraph.text.slice(start, end);
	return {
		measure,
		basis,
		isAbout: isRough,
		isNameless: labelStart === null,
		label: paragraph.plain.slice(labelStart ?? start, start),
		figure: { ...read, printed, place: textPlace(paragraph, start, end) },
		half_digit: quantity === 'people' ? 0 : halfDigit(number, unit)
	};
}
