/** Settles by the columns beside it what a column states whose own head leaves that open: a total, an amount alone, `预算数`. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { normaliseLabel } from '#lib/catalogue/labels.ts';
import { FIGURES, measureOf, type MeasureGroup, type ReportedId } from '#lib/catalogue/measures.ts';
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import { actual, SUM, type ColumnPath, type Statement } from './column-path.ts';
import { MONTHS_TO_COME } from './column-words.ts';
import { columnMeaning, ITEM_HEAD } from './columns.ts';

/** Totals settled by the columns beside them, and bare amounts of a list that holds nothing but them. */
export function settlePaths(paths: readonly ColumnPath[], about: string): ColumnPath[] {
	return ratedBudgets(ofTheirWholes(settleMeasures(paths, about)));
}

/** `调整后预算 | 其中：项目支出 | 支出决算 | 其中：项目支出`: parts of spending are of the basis and year of the column in front. */
function ofTheirWholes(paths: readonly ColumnPath[]): ColumnPath[] {
	let whole: Statement | null = null;
	let isParted = false;
	return paths.map((path) => {
		const { meaning, parts } = path;
		if (meaning.is !== 'statement' || measureOf(meaning.measure).group !== 'spending') return path;
		if (meaning.says_basis || meaning.year !== null || meaning.measure === 'spending_total') {
			whole = meaning;
			isParted = false;
			return path;
		}
		isParted ||= whole !== null && parts.some((part) => part.trim().startsWith('其中'));
		if (!whole || !isParted) return path;
		const { basis, says_basis, year } = whole;
		return { ...path, meaning: { ...meaning, basis, says_basis, year } };
	});
}

function settleMeasures(paths: readonly ColumnPath[], about: string): ColumnPath[] {
	const isForecast = paths.some(({ parts }) => MONTHS_TO_COME.test(parts.join('')));
	return paths.map((path) => {
		const { meaning } = path;
		if (isForecast && isWholeYear(path)) return { ...path, meaning: { is: 'forecast' } };
		if (sumsUpSource(path, paths))
			return { ...path, label: path.parts.join(''), meaning: { is: 'unknown' } };
		const whole = sumOfParts(path, paths);
		if (whole !== null && meaning.is === 'statement' && meaning.measure === 'spending_total')
			return { ...path, meaning: { ...meaning, measure: whole } };
		if (isBesideCumulative(path, paths))
			return { ...path, label: '当年结余', meaning: actual('balance_current') };
		if (meaning.is !== 'total' && meaning.is !== 'bare') return path;
		const measure =
			meaning.is === 'total'
				? (whole ?? totalBeside(paths))
				: amountAlone(paths, about, meaning.basis);
		// No score is budgeted.
		if (measure === null || (measure === 'score_form' && meaning.says_basis))
			return { ...path, label: path.parts.join(''), meaning: { is: 'unknown' } };
		return {
			...path,
			meaning: { ...meaning, is: 'statement', measure, is_amount_alone: meaning.is === 'bare' }
		};
	});
}

/** `预算数` beside its 执行率, or beside 年初预算数 of the same, is the budget as adjusted: the rate is reckoned on it. */
function ratedBudgets(paths: ColumnPath[]): ColumnPath[] {
	const statements = paths.map(({ meaning }) => (meaning.is === 'statement' ? meaning : null));
	const rated = paths.flatMap(({ parts }, at) => {
		const before = statements.slice(0, at).findLast((each) => each !== null);
		return before && /(?:执行|完成)率/.test(parts.join(''))
			? [measureOf(before.measure).group]
			: [];
	});
	const isInitial = ({ parts }: ColumnPath) => INITIAL.test(parts.join(''));
	return paths.map((path, at) => {
		const statement = statements[at];
		if (statement?.basis !== 'budget_initial' || isInitial(path)) return path;
		const alike = paths.filter((_, other) => statements[other]?.measure === statement.measure);
		const isStated = alike.some(isInitial) || rated.includes(measureOf(statement.measure).group);
		const isAdjusted = statements.some(
			(each) => each?.measure === statement.measure && each.basis === 'budget_adjusted'
		);
		if (!isStated || isAdjusted) return path;
		return { ...path, meaning: { ...statement, basis: 'budget_adjusted' } };
	});
}

/** Words of the budget of the year's start, in the words of forms and in the ids of the catalogue. */
const INITIAL = /年初|期初|批复|下达|_budget_initial/;

/** `当年` beside `累计`, both below `结余`: it is the balance of the year then, not another year's. */
function isBesideCumulative({ parts, meaning }: ColumnPath, paths: readonly ColumnPath[]): boolean {
	if (meaning.is !== 'unknown' || !/^[当本]年$/.test(removeBlanks(parts.at(-1) ?? '')))
		return false;
	const group = parts.slice(0, -1).join(' ');
	return paths.some(
		(other) =>
			other.parts.slice(0, -1).join(' ') === group &&
			other.meaning.is === 'statement' &&
			other.meaning.measure === 'balance_cumulative'
	);
}

function isWholeYear({ parts, meaning }: ColumnPath): boolean {
	const isActual = 'basis' in meaning && meaning.basis === 'actual';
	return isActual && parts.some((part) => part.includes('全年'));
}

/** `财政拨款` over `小计` and `项目支出`: the sum of what was spent of a source, which is no income. */
function sumsUpSource({ parts, meaning }: ColumnPath, paths: readonly ColumnPath[]): boolean {
	if (meaning.is !== 'statement' || measureOf(meaning.measure).group !== 'income') return false;
	if (parts.length < 2 || !SUM.test(removeBlanks(parts.at(-1) ?? ''))) return false;
	const group = parts.slice(0, -1).join(' ');
	return paths.some((other) => {
		const known = columnMeaning(other.parts.at(-1) ?? '');
		return (
			other.parts.slice(0, -1).join(' ') === group &&
			known.is === 'measure' &&
			measureOf(known.measure).group === 'spending'
		);
	});
}

/** `支出` over `合计`, `公务接待费` and `公务用车购置费`: the total of what stands beside it, where that is of one group; else null. */
function sumOfParts({ parts }: ColumnPath, paths: readonly ColumnPath[]): ReportedId | null {
	if (parts.length < 2 || !SUM.test(removeBlanks(parts.at(-1) ?? ''))) return null;
	const groups = parts.slice(0, -1);
	const beside = paths.filter(
		(other) => other.parts !== parts && groups.every((part, level) => other.parts[level] === part)
	);
	const [group, ...others] = new Set(
		beside.map(({ meaning }) =>
			meaning.is === 'statement' ? measureOf(meaning.measure).group : null
		)
	);
	return group && others.length === 0 ? totalOfGroup(group) : null;
}

/** The total of the one group of measures that the table is about; null where it is about several. */
function totalBeside(paths: readonly ColumnPath[]): ReportedId | null {
	// 会议费 and 培训费 are in such a total too, and in none of ours.
	if (paths.some(({ meaning, label }) => meaning.is === 'unknown' && /会议|培训/.test(label)))
		return null;
	const groups = new Set(
		paths.flatMap(({ meaning, parts }) =>
			meaning.is === 'statement' && !isPartOfSpending(meaning.measure, parts)
				? [measureOf(meaning.measure).group]
				: []
		)
	);
	const [group] = groups;
	return group && groups.size === 1 ? totalOfGroup(group) : null;
}

function totalOfGroup(group: MeasureGroup): ReportedId | null {
	return (
		FIGURES.find((figure) => figure.group === group && figure.id.endsWith('_total'))?.id ?? null
	);
}

/** `公用经费` over `其中：“三公”经费`. */
function isPartOfSpending(measure: ReportedId, parts: readonly string[]): boolean {
	return (
		measureOf(measure).group === 'three_public' &&
		parts.slice(0, -1).some((part) => {
			const above = columnMeaning(part);
			return above.is === 'measure' && measureOf(above.measure).group === 'spending';
		})
	);
}

/**
 * The budget system's 年初预算数 and 全年执行数 without another word are spending; so are they beside what was carried in and
 * what was left.
 */
function amountAlone(
	paths: readonly ColumnPath[],
	about: string,
	basis: AmountBasis
): ReportedId | null {
	// Beside names of figures, an amount is whatever its row says.
	const namesItems = ({ parts, meaning }: ColumnPath) =>
		meaning.is === 'unknown' && ITEM_HEAD.test(normaliseLabel(parts.join('')));
	if (paths.some(namesItems)) return null;
	const isOfSpending = removeBlanks(about).includes('整体支出');
	const isList = paths.some(({ parts }) => {
		const head = removeBlanks(parts.join(''));
		return SPENT.test(head) || (isOfSpending && head.includes('决算数'));
	});
	const stated = paths.flatMap(({ meaning }) =>
		meaning.is === 'statement' ? [meaning.measure] : []
	);
	const isAlone = stated.every((measure) => measureOf(measure).group === 'score');
	const isBesideBalances = stated.every((measure) => BESIDE_SPENDING.has(measure));
	if (isList && isBesideBalances && !isAlone) return 'spending_total';
	// The budget beside what was spent of it.
	if (basis !== 'actual' && isBudgetOfSpending(stated)) return 'spending_total';
	if (!isAlone) return null;
	return isList && !/收入|三公|资产/.test(about) ? 'spending_total' : measureInTitle(about);
}

const SPENT = /执行数|支出数|支出决算|实际支出|全年支出/;

function isBudgetOfSpending(stated: readonly ReportedId[]): boolean {
	return (
		stated.includes('spending_total') &&
		stated.every(
			(measure) => measureOf(measure).group === 'spending' || BESIDE_SPENDING.has(measure)
		)
	);
}

const BESIDE_SPENDING: ReadonlySet<ReportedId> = new Set<ReportedId>([
	'staff_quota',
	'staff_actual',
	'income_carried_in',
	'balance_current',
	'balance_cumulative',
	'score_form'
]);

/** `部门支出合计三年对比表`: the one figure that a title names, where the columns name years alone. */
function measureInTitle(about: string): ReportedId | null {
	const title = removeBlanks(about).replace(QUOTES, '');
	const named = FIGURES.flatMap(({ id, labels }) =>
		labels.filter((label) => label.length >= LEAST_LABEL && title.includes(label)).map(() => id)
	);
	const [only, ...others] = new Set(named);
	if (named.length === 0 && /得分|评分/.test(title)) return 'score_form';
	if (named.length === 0 && SPENDING_TITLE.test(title)) return 'spending_total';
	return others.length === 0 ? (only ?? null) : null;
}

const QUOTES = /["“”'‘’]/g;

/** `部门支出对比表`; 项目支出 and 财政拨款支出 are parts. */
const SPENDING_TITLE =
	/^(?!.*(?:收入|收支|三公|资产|人员|项目|专项|财政拨款|公共预算)).*(?:部门|单位|年度?)支出/;

/** A shorter label is a part of other words. */
const LEAST_LABEL = 4;
