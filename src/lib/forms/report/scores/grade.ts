/** 评价等次 of a report: from its row, where one of several may be ticked, from beside the score, or from a sentence. */
import { recogniseGrade } from '#lib/catalogue/grades.ts';
import type { Figure, Score } from '#lib/filing/filing.ts';
import type { Leftover } from '#lib/filing/recognition.ts';
import { GRADE_WORDS, gradeOptions, isTick, withoutBand } from '../../grade-options.ts';
import { labelledCells, linesBelow } from '../form-fields.ts';
import { FORM_SCORE_ROW, GRADE_ROW } from '../labels.ts';
import {
	cellPlace,
	isRow,
	joinText,
	plainText,
	textPlace,
	type FormRow,
	type Line,
	type RowCell
} from '../lines.ts';
import { SCORE_AND_GRADE } from './form-score.ts';
import { isOfOtherScoreInRows, isReviewLabel } from './grade-owner.ts';
import type { PlacedScore, StatedScores } from './text-scores.ts';

type Grade = Score['grade'];

/**
 * The printed grade with blanks removed.
 * @param own the scores that were read of the report
 */
export function readGrade(
	rows: readonly FormRow[],
	lines: readonly Line[],
	said: StatedScores,
	own: readonly Figure[]
): Grade {
	return (
		gradeOfRow(rows, own) ??
		gradeBesideScore(rows) ??
		gradeOfColumns(rows, own) ??
		gradeBelow(lines) ??
		gradeInWords(said)
	);
}

/** The grades that stand with another score than the report's. */
export function gradesOfOthers(
	rows: readonly FormRow[],
	said: StatedScores,
	own: readonly Figure[]
): Leftover[] {
	const inRows = [
		...labelledCells(rows, GRADE_ROW).filter(({ row, label }) =>
			isOfOtherScoreInRows(rows, row, label, own)
		),
		...labelledCells(rows, /./).filter(({ label }) => isReviewLabel(label.label))
	].flatMap(({ row, label, value }) =>
		value && !value.isNumber && NAMES_GRADE.test(value.text)
			? [{ place: cellPlace(row, value, label.label, null), text: value.text, why: WHY_OTHER }]
			: []
	);
	const inText = gradesIn(said)
		.filter(({ isOfOthers }) => isOfOthers)
		.map(({ place, printed }) => ({ place, text: printed, why: WHY_OTHER }));
	return [...inRows, ...inText];
}

const NAMES_GRADE = new RegExp(GRADE_WORDS);
const WHY_OTHER =
	'这个等次属于另一个得分（如复核、核定或上年的得分），不是本次自评的等次，未存入。';

/** The first grade that the report names, where none was read: the grades ticked or said are several. */
export function unreadGrade(
	rows: readonly FormRow[],
	lines: readonly Line[],
	stated: StatedScores
): Leftover[] {
	for (const { row, value } of labelledCells(rows, GRADE_ROW)) {
		const isGiven = value && (recogniseGrade(joinText(value.text)) !== null || isMarked(row));
		if (isGiven && NAMES_GRADE.test(value.text))
			return [{ place: cellPlace(row, value, null, null), text: value.text, why: WHY_UNREAD }];
	}
	const said = gradesIn(stated);
	return said.length === 0
		? lines.flatMap(gradeInClause).slice(0, 1)
		: said
				.filter(({ isOfOtherYear, isOfOthers }) => !isOfOtherYear && !isOfOthers)
				.map(({ place, printed }) => ({ place, text: printed, why: WHY_UNREAD }));
}

/** `自评等级由良提升为优`: a grade in a clause of other words than those by which one is given. */
const GRADE_IN_CLAUSE = new RegExp(
	`(?:等级|等次|档次|级别)[^，,。；;：:、\\d（(]{0,12}(?:为|成|到|至)[“"]?(${GRADE_WORDS})(?=[”"，,。；;]|$)`
);

function gradeInClause(line: Line): Leftover[] {
	const match = isRow(line) ? null : GRADE_IN_CLAUSE.exec(line.plain);
	const [, printed = ''] = match ?? [];
	if (isRow(line) || !match) return [];
	const end = match.index + match[0].length;
	return [{ place: textPlace(line, end - printed.length, end), text: printed, why: WHY_UNREAD }];
}

const WHY_UNREAD = '写有评价等次，没有认出是不是部门整体的自评等次，未存入。';

function isMarked({ cells }: FormRow): boolean {
	return cells.some(({ text }) => [...text].some(isTick));
}

function gradeOfRow(rows: readonly FormRow[], own: readonly Figure[]): Grade {
	for (const { row, label, value } of labelledCells(rows, GRADE_ROW)) {
		if (!value || isOfOtherScoreInRows(rows, row, label, own)) continue;
		const place = cellPlace(row, value, null, label.label);
		const offered = cellsBehind(row, label);
		const options = gradeOptions(offered.map(({ text }) => text).join(' '));
		const printed =
			options && options.count > 1
				? (options.ticked ?? tickedBelow(rows, row, offered))
				: gradeIn(value.text);
		if (printed !== null) return { printed, place };
	}
	return null;
}

function cellsBehind({ cells }: FormRow, label: RowCell): RowCell[] {
	return cells.slice(cells.indexOf(label) + 1).filter(({ text }) => text !== '');
}

/** `优 | 良 | 中` over a row with a tick in one of its cells. */
function tickedBelow(
	rows: readonly FormRow[],
	{ table, number }: FormRow,
	offered: readonly RowCell[]
): string | null {
	const below = rows.find((row) => row.table === table && row.number === number + 1);
	const [tick, ...others] = below?.cells.filter(({ text }) => isTick(text)) ?? [];
	if (!tick || others.length > 0) return null;
	const grade = offered.find((cell) =>
		cell.grid && tick.grid ? cell.grid.start === tick.grid.start : cell.column === tick.column
	);
	const printed = withoutBand(joinText(grade?.text ?? ''));
	return recogniseGrade(printed) ? printed : null;
}

/** `评价得分 | 优（90-100分） | 良（80-89分）` over `87.5 | | √`, where no other row of the table has a tick. */
function gradeOfColumns(rows: readonly FormRow[], own: readonly Figure[]): Grade {
	for (const row of rows) {
		const offered = row.cells.filter(({ text }) => recogniseGrade(withoutBand(joinText(text))));
		const [first] = offered;
		if (!first || offered.length < 2 || row.cells.some(({ label }) => label.includes('指标')))
			continue;
		const ticked = rows.filter(
			(each) => each.table === row.table && each !== row && isMarked(each)
		);
		if (ticked.length !== 1 || isOfOtherScoreInRows(rows, row, first, own)) continue;
		const printed = tickedBelow(rows, row, offered);
		if (printed !== null) return { printed, place: cellPlace(row, first, null, null) };
	}
	return null;
}

/** A cell beside 自评结论 may tell the score too: `自评得分：98.5分 自评等级：优`; null where it holds no grade. */
function gradeIn(text: string): string | null {
	const joined = joinText(text);
	if (recogniseGrade(joined)) return joined;
	const alone = withoutBand(joined);
	if (recogniseGrade(alone)) return alone;
	const options = gradeOptions(text);
	if (options) return options.ticked;
	if (joined.length <= LONGEST_GRADE) return joined === '' || IS_HEAD.test(joined) ? null : joined;
	return null;
}

/** `自评等级 | 复核得分`: the heads of two columns. */
const IS_HEAD = /(?:得分|评分|总分|分数|等级|等次|档次|评级)$/;

/** A longer text is a sentence, whatever grade is in it. */
const LONGEST_GRADE = 8;

const GRADE_AT_END = new RegExp(`分?[（(，,/]?(${GRADE_WORDS})[)）]?$`);

/** `94分（优）`, where there is no row of its own for the grade. */
function gradeBesideScore(rows: readonly FormRow[]): Grade {
	for (const { row, label, value } of labelledCells(rows, FORM_SCORE_ROW)) {
		const printed = GRADE_AT_END.exec(
			SCORE_AND_GRADE.test(plainText(value?.text ?? '')) ? joinText(value?.text ?? '') : ''
		)?.[1];
		if (value && printed) return { printed, place: cellPlace(row, value, null, label.label) };
	}
	return null;
}

/** `评价等次` and, in the line below it, `优`. */
function gradeBelow(lines: readonly Line[]): Grade {
	const [below, another] = linesBelow(lines, GRADE_ROW, GRADE_ALONE);
	return below && !another ? { printed: joinText(below.text), place: textPlace(below) } : null;
}

const GRADE_ALONE = new RegExp(`^(?:${GRADE_WORDS})$`);

/** `自评得分96分，评价等级为优`; null where the text names several. */
function gradeInWords(said: StatedScores): Grade {
	const own = gradesIn(said).filter(({ isOwn }) => isOwn);
	const [first] = own;
	if (!first || own.some(({ printed }) => printed !== first.printed)) return null;
	return { printed: first.printed, place: first.place };
}

/** Grades in paragraphs, then in cells. */
function gradesIn({ paragraphs, cells }: StatedScores): PlacedScore[] {
	return [...paragraphs, ...cells].filter(({ kind }) => kind === 'grade');
}
