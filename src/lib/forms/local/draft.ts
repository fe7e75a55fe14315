/**
 * A definition drafted from a sample of a form: every label that may stand for numbers, what it probably means, and
 * where a person has to decide. What the ledger reads anyway is in it too, so that the whole form can be checked.
 */
import { nearestNames } from '#lib/catalogue/departments.ts';
import { BASIS_NAMES, FIGURES, measureOf } from '#lib/catalogue/measures.ts';
import type { SourceDocument } from '#lib/documents/model.ts';
import { amountWords } from '../report/figures/basis.ts';
import { figureOfKeyword, figureOfLabel } from '../report/figures/columns.ts';
import {
	BUDGET_CODE_ROW,
	CONTACT_ROW,
	DEPARTMENT_ROW,
	GRADE_ROW,
	GROUP_WORDS,
	NAME_COLUMNS,
	PHONE_ROW,
	REST_WORDS,
	SCORE_CRITERION,
	SCORE_LEVELS,
	SCORE_PLAIN,
	SCORE_REASON,
	SCORE_SELF,
	SCORE_TOTAL,
	SCORE_WEIGHT,
	SIGNATURE_LINE,
	SUM_WORDS
} from '../report/labels.ts';
import { filledCells, isRow, type FormRow, type RowCell } from '../report/lines.ts';
import { noteOfLine } from '../report/figures/money-notes.ts';
import { linesOf } from '../report/sequence.ts';
import { NOT_READ, UNDECIDED } from './definition.ts';

export interface DraftedLabel {
	label: string;
	/** A meaning that definitions know, or {@link UNDECIDED}. */
	means: string;
	/** The place of the label, and why it is taken to mean that. */
	note: string;
}

export interface DraftedForm {
	name: string;
	note: string;
	tells: string[][];
	unit: string;
	labels: DraftedLabel[];
}

/** Longer texts are contents. */
const LONGEST_LABEL = 30;
const TELLING_WORDS = 3;
const KNOWN = '本系统已认识';

/** @param name what to call a form without a title @returns null where the sample has no table with a number */
export function draftForm(document: SourceDocument, name: string): DraftedForm | null {
	const lines = linesOf(document);
	const rows = lines.filter(isRow);
	const filled = new Set(
		rows.filter(({ cells }) => cells.some(({ isNumber }) => isNumber)).map(({ table }) => table)
	);
	const labels = labelsIn(rows.filter(({ table }) => filled.has(table)));
	const title = lines.find((line) => !isRow(line) && /[表书单告]$/.test(line.label));
	if (labels.length === 0) return null;
	const unit = lines.map(noteOfLine).find((note) => note !== null) ?? UNDECIDED;
	return {
		name: title && !isRow(title) ? title.label : name,
		note: `请核对每一项：means 写指标名称（见“口径”页）、${Object.values(BASIS_NAMES).slice(0, 3).join('、')}、上年数或单位名称等；不需要的写“${NOT_READ}”或删去，“${UNDECIDED}”都要改掉；tells 是认出这种表的词，一组里的词要都在表中。`,
		tells: [tellingWords(labels)],
		unit,
		labels
	};
}

/** Words that other forms do not have; of a form whose labels are all known, the first ones. */
function tellingWords(labels: readonly DraftedLabel[]): string[] {
	const strange = labels.filter(({ note }) => !note.endsWith(KNOWN));
	const from = strange.length > 0 ? strange : labels;
	return from.slice(0, TELLING_WORDS).map(({ label }) => label);
}

function labelsIn(rows: readonly FormRow[]): DraftedLabel[] {
	const drafted = new Map<string, DraftedLabel>();
	/** The table and column in which a list names its departments. */
	const named = new Set<string>();
	for (const row of rows) {
		const filled = filledCells(row);
		const isHead = filled.length > 2 && !filled.some(({ isNumber }) => isNumber);
		const columnOf = ({ column }: RowCell) => `${row.table} ${column}`;
		if (isHead) filled.filter(headsNames).forEach((cell) => named.add(columnOf(cell)));
		const cells = isHead ? filled : filled.filter((cell) => !named.has(columnOf(cell)));
		const sample = cells.find(({ isNumber }) => isNumber);
		const beside = sample ? `，旁边是“${sample.text}”` : '';
		let isName = cells.length === 2 && DEPARTMENT_ROW.test(cells[0]?.label ?? '');
		if (isName) cells.shift();
		for (const { label, isNumber } of cells) {
			// What stands behind 单位名称 is a name, no label.
			if (isNumber || isName || drafted.has(label) || !isDraftable(label)) {
				isName = false;
				continue;
			}
			const { means, why } = sample ? guess(label) : guessHead(label);
			isName = !sample && cells.length <= 2 && means === NAME;
			drafted.set(label, {
				label,
				means,
				note: `表${row.table} 第${row.number}行${beside}；${why}`
			});
		}
	}
	return [...drafted.values()];
}

function headsNames({ label }: RowCell): boolean {
	return NAME_COLUMNS.has(label) || DEPARTMENT_ROW.test(label) || guessHead(label).means === NAME;
}

const NAME = '单位名称';
const GUESSED = '推测，请核对';

/** Meanings that the words of a head without numbers hint at; the first that fits is taken. */
const HEAD_HINTS: readonly (readonly [RegExp, string])[] = [
	[/率|占|比|增减|差/, NOT_READ],
	[/去年|上年|往年/, '上年数'],
	[/调整|变更/, BASIS_NAMES.budget_adjusted],
	[/年初|计划|预算|核定|批复/, BASIS_NAMES.budget_initial],
	[/实绩|实际|完成|执行|决算|到位|支用/, BASIS_NAMES.actual],
	[/单位|部门|机构|主体/, NAME]
];

function guessHead(label: string): { means: string; why: string } {
	const known = guess(label);
	if (known.why === KNOWN) return known;
	const hint = HEAD_HINTS.find(([pattern]) => pattern.test(label));
	return hint ? { means: hint[1], why: GUESSED } : known;
}

/** Words that mean what the table round them says, and structure that is read as it is. */
const LEFT_ALONE: readonly RegExp[] = [
	DEPARTMENT_ROW,
	BUDGET_CODE_ROW,
	CONTACT_ROW,
	PHONE_ROW,
	GRADE_ROW,
	SIGNATURE_LINE,
	...SCORE_LEVELS,
	SCORE_CRITERION,
	SCORE_WEIGHT,
	SCORE_SELF,
	SCORE_PLAIN,
	SCORE_REASON,
	SCORE_TOTAL
];

function isDraftable(label: string): boolean {
	if (label.length < 2 || label.length > LONGEST_LABEL || !/\p{L}/u.test(label)) return false;
	if (
		/[。；!！?？]/.test(label) ||
		/^(?:序|行|栏)[次号]$|^\d+年?$|^(?:收支|支出|收入|费用)?(?:项目|科目|事项|内容|类别|指标)(?:名称)?$/.test(
			label
		)
	)
		return false;
	const isContext = [SUM_WORDS, REST_WORDS, GROUP_WORDS, NAME_COLUMNS].some((set) =>
		set.has(label)
	);
	return !isContext && !LEFT_ALONE.some((pattern) => pattern.test(label));
}

function guess(label: string): { means: string; why: string } {
	const figure = figureOfLabel(label);
	if (figure) return { means: measureOf(figure).name, why: KNOWN };
	const words = amountWords(label);
	if (words?.compares) return { means: NOT_READ, why: KNOWN };
	if (words?.year === 'last') return { means: '上年数', why: KNOWN };
	if (words?.basis) {
		const basis = words.basis === 'budget' ? 'budget_initial' : words.basis;
		return { means: BASIS_NAMES[basis], why: KNOWN };
	}
	const keyword = figureOfKeyword(label, null);
	if (keyword) return { means: measureOf(keyword).name, why: GUESSED };
	// A likeness of letters is no ground for a figure: it is only named.
	const [near] = nearestNames(label, KNOWN_LABELS, 1);
	const found = near && figureOfLabel(near.name);
	const hint = found ? `，是否“${measureOf(found).name}”` : '';
	return { means: UNDECIDED, why: `没有认出${hint}` };
}

const KNOWN_LABELS = FIGURES.flatMap(({ name, labels }) => [name, ...labels]);
