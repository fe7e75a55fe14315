/** Columns of a list that mean something else, or nothing, because of the columns beside them. */
import { removeBlanks } from '#lib/catalogue/characters.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import type { TableRows } from '#lib/documents/table/rows.ts';
import { WITHOUT_CARRIED_IN } from '../report/labels.ts';
import type { PathMeaning, Statement } from './column-path.ts';
import type { HeadCell } from './head-rows.ts';

/** Meaning of a column in the light of the others, of the title and of the table's notes. */
export function amongOthers(
	cell: HeadCell,
	cells: readonly HeadCell[],
	about: string,
	rows: TableRows
): HeadCell {
	if (
		isSumOfFunds(cell, cells) ||
		isGivenByOthers(cell, about) ||
		isOfReviewers(cell, cells) ||
		isGradeOfOther(cell, cells) ||
		isPartOfOther(cell, cells)
	)
		return { ...cell, meaning: { is: 'unknown' } };
	return isOfYearAlone(cell) &&
		(cells.some((other) => holdsCarriedIn(other, cell)) || leavesOutCarriedIn(rows))
		? { ...cell, label: cell.printed, meaning: { is: 'income_of_year' } }
		: cell;
}

/** Other than what it is alone: `其中：财政拨款` behind a column that is no income, `支出总计` beside 本年支出合计. */
function isPartOfOther(cell: HeadCell, cells: readonly HeadCell[]): boolean {
	const { meaning, printed } = cell;
	if (meaning.is !== 'statement') return false;
	if (meaning.measure === 'spending_total')
		return (
			removeBlanks(printed).endsWith('支出总计') &&
			cells.some((other) => other !== cell && isSpentInYear(other, meaning))
		);
	if (measureOf(meaning.measure).group !== 'income' || !isWhereof(cell)) return false;
	const whole = cells.slice(0, cells.indexOf(cell)).findLast((other) => !isWhereof(other));
	return whole?.meaning.is === 'statement' && measureOf(whole.meaning.measure).group !== 'income';
}

function isWhereof({ printed }: HeadCell): boolean {
	return removeBlanks(printed).startsWith('其中');
}

/** Without what is left at the year's end, which 总计 of the accounts holds too. */
function isSpentInYear({ meaning, printed }: HeadCell, { basis, year }: Statement): boolean {
	return (
		meaning.is === 'statement' &&
		meaning.measure === 'spending_total' &&
		meaning.basis === basis &&
		meaning.year === year &&
		!removeBlanks(printed).endsWith('总计')
	);
}

function isOfYearAlone({ meaning, printed }: HeadCell): boolean {
	return statesIncome(meaning) && printed.includes('本年收入') && !printed.endsWith('总计');
}

/** A remark or a note of the table says so of 本年收入. */
function leavesOutCarriedIn(rows: TableRows): boolean {
	for (const { cells } of rows)
		if (cells.some((text) => WITHOUT_CARRIED_IN.test(text))) return true;
	return false;
}

/** `收入总计` or `年初结转` beside `本年收入`, not among its parts. */
function holdsCarriedIn(other: HeadCell, cell: HeadCell): boolean {
	const { meaning, printed } = other;
	if (meaning.is !== 'statement' || cell.meaning.is !== 'statement') return false;
	if (meaning.year !== cell.meaning.year || meaning.basis !== cell.meaning.basis) return false;
	if (meaning.measure === 'income_carried_in') return !/收入|其中/.test(printed);
	return statesIncome(meaning) && !isOfYearAlone(other);
}

function statesIncome(meaning: PathMeaning): meaning is Statement {
	return meaning.is === 'statement' && meaning.measure === 'income_total';
}

/** Beside 自评得分 and 自评等级 another score or grade is not the department's own. */
function isOfReviewers(cell: HeadCell, cells: readonly HeadCell[]): boolean {
	const judged = judgedBy(cell);
	return (
		judged !== null &&
		!SELF.test(cell.printed) &&
		cells.some((other) => SELF.test(other.printed) && judgedBy(other) === judged)
	);
}

/** `财政拨款收入` over `小计 | 一般公共预算 | 政府性基金`: the sum holds the fund, which has a column of its own. */
function isSumOfFunds({ meaning, printed }: HeadCell, cells: readonly HeadCell[]): boolean {
	return (
		meaning.is === 'statement' &&
		meaning.measure === 'income_fiscal' &&
		/(?:小计|合计)$/.test(removeBlanks(printed)) &&
		cells.some(
			(other) =>
				other.meaning.is === 'statement' &&
				other.meaning.measure === 'income_fiscal' &&
				other.meaning.basis === meaning.basis &&
				other.meaning.year === meaning.year &&
				other.printed.includes('一般公共')
		)
	);
}

/** `第三方评价结果`, `复核结果`: a score or grade that does not say 自评 is theirs. */
function isGivenByOthers(cell: HeadCell, about: string): boolean {
	if (judgedBy(cell) === null || SELF.test(cell.printed)) return false;
	const title = removeBlanks(about);
	return REVIEW.test(title) || (APPRAISAL.test(title) && !OWN_WORK.test(title));
}

const REVIEW = /第三方|复核|复评|再评价|重点评价|财政(?:部门|局)?(?:绩效)?评价|抽查|抽评/;
/** Done by a department itself, or by others. */
const APPRAISAL = /考核|考评/;
const OWN_WORK = /自评|自我/;
/** The self-score of the spending as a whole goes before one that is made of it and of the projects'. */
const SELF = /自评|自我|整体(?:支出)?(?:绩效)?得分/;
/** Scores of the whole that others give, or that are made of several. */
const OF_OTHERS =
	/(?:复评|复核|评价|综合|最终|最后|核定|认定|考核|专家|财政|主管|第三方|再评|重评|抽查|抽评|审核|加权|绩效科)[^率]{0,30}分/;

const OF_PROJECTS = /项目[^率]{0,12}分/;

/** `自评得分 | 复评得分 | 综合得分 | 等级`: the grade goes with the score before it. */
function isGradeOfOther(cell: HeadCell, cells: readonly HeadCell[]): boolean {
	if (judgedBy(cell) !== 'grade' || SELF.test(cell.printed)) return false;
	const before = cells.slice(0, cells.indexOf(cell));
	const own = before.findLastIndex(
		(other) => SELF.test(other.printed) && judgedBy(other) === 'score'
	);
	const others = before.findLastIndex(
		({ printed }) => OF_PROJECTS.test(printed) || (!SELF.test(printed) && OF_OTHERS.test(printed))
	);
	return own !== -1 && others > own;
}

function judgedBy({ meaning }: HeadCell): 'score' | 'grade' | null {
	if (meaning.is === 'statement') return meaning.measure === 'score_form' ? 'score' : null;
	if (meaning.is !== 'role') return null;
	return meaning.role === 'score' || meaning.role === 'grade' ? meaning.role : null;
}
