/**
 * Scoring rules read from the printed 评分标准. What cannot be derived from the words is null: a rule is never
 * assumed. Shares are integer hundredths of a percent (100% is 10,000), marks integer hundredths of a point.
 */
import { removeBlanks } from './characters.ts';
import { parsePoints } from './units.ts';

/** `每超过一个百分点扣0.5分，扣完为止`: full marks up to a limit, then so much off for each step beyond it. */
export interface Deduction {
	/** Marks are lost on this side of the limit. */
	beyond: 'above' | 'below';
	/** Limit that the text names; null where it names none. */
	limit: number | null;
	/** One step beyond the limit. */
	step: number;
	/** Marks off for each step. */
	marks: number;
	/** Full marks that the text names (`计5分`); null where it names none. */
	full_marks: number | null;
}

/** `无结余，3分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分`. */
export interface BalanceMarks {
	none: number;
	within_carried_in: number;
	beyond_carried_in: number;
}

/** `95%（含）以上计5分`: marks from a share upwards, inclusive. */
export interface ShareBand {
	from: number;
	marks: number;
}

const CHINESE_NUMBERS: Record<string, number> = {
	一: 1,
	二: 2,
	两: 2,
	三: 3,
	四: 4,
	五: 5,
	六: 6,
	七: 7,
	八: 8,
	九: 9,
	十: 10
};

const ABOVE = '超过|超出|超|高于|高出|高|增加|增长|上升|提高';
const BELOW = '低于|低|减少|降低|下降|少';
const STEP = new RegExp(
	`每(?:(${ABOVE})|(${BELOW}))(?:(\\d+(?:\\.\\d+)?)%)?的?` +
		`([一二两三四五六七八九十]|\\d+(?:\\.\\d+)?)(?:个?百分点|%)的?,?(?:扣减?|减)(\\d+(?:\\.\\d+)?)分`,
	'g'
);
const LIMIT =
	/(?:以|[≤≥<>=]|不超过|不高于|不低于|高于|低于|超过|大于|小于|等于|达到?)(\d+(?:\.\d+)?)(%?)(?![\d.个分])/g;
const MARKS = /(?:计|得|记|给)(\d+(?:\.\d+)?)分/g;

/** The deduction rule of a criterion; null where the text holds none, several, or several limits or full marks. */
export function parseDeduction(criterion: string): Deduction | null {
	const text = plainCriterion(criterion);
	const [clause, ...others] = [...text.matchAll(STEP)];
	if (!clause || others.length > 0) return null;
	const step = percentOf(clause[4] ?? '');
	const marks = marksOf(clause[5] ?? '');
	const rest = text.replace(clause[0], ' ');
	const limits = distinct([...limitsIn(rest), ...(clause[3] ? [percentOf(clause[3])] : [])]);
	const fullMarks = distinct([...rest.matchAll(MARKS)].map((match) => marksOf(match[1] ?? '')));
	if (!step || marks === null || limits.length > 1 || limits.includes(null)) return null;
	if (fullMarks.length > 1 || CAPPED.test(text) || hasUnreadShare(rest)) return null;
	return {
		beyond: clause[1] ? 'above' : 'below',
		limit: limits[0] ?? null,
		step,
		marks,
		full_marks: fullMarks[0] ?? null
	};
}

/** Marks are not lost without end, e.g. `最多扣3分`; how many are left is not read. */
const CAPPED = /(?:最多|最高|至多|累计)(?:扣|减)|封顶|扣(?:分|减)?[^。;]*不超过\d/;

/** Tells whether the text names a share that is neither a limit nor part of the ratio's own formula. */
function hasUnreadShare(text: string): boolean {
	const unread = text
		.replace(LIMIT, ' ')
		.replace(MARKS, ' ')
		.replace(/[×*xX]100%/g, ' ');
	return /\d%/.test(unread);
}

/** The three marks for a year-end balance; null where the text does not name all three. */
export function parseBalanceMarks(criterion: string): BalanceMarks | null {
	const text = plainCriterion(criterion);
	const clauses = text.split(/[;。\n]/).filter(Boolean);
	const none = marksOfClause(
		clauses.find((clause) => /^(?:①|1[、.])?无(?:资金)?结余/.test(clause))
	);
	const within = marksOfClause(
		clauses.find((clause) => /有结余.*(?:不超过|≤|小于等于|不高于)上年/.test(clause))
	);
	const beyond = marksOfClause(
		clauses.find((clause) => /(?<!不)(?:超过|>|大于|(?<!不)高于)上年/.test(clause))
	);
	if (none === null || within === null || beyond === null) return null;
	return { none, within_carried_in: within, beyond_carried_in: beyond };
}

/** Bands of a share, highest first, the last from 0; null where the text does not name them all in falling order. */
export function parseShareBands(criterion: string): ShareBand[] | null {
	const clauses = plainCriterion(criterion)
		.split(/[;。\n]/)
		.filter(Boolean);
	const bands: ShareBand[] = [];
	for (const clause of clauses) {
		const marks = marksOfClause(clause);
		const bound = /(\d+(?:\.\d+)?)%/.exec(clause);
		if (marks === null || !bound) continue;
		const open = /(?:低于|不足|小于|<)\d+(?:\.\d+)?%/.test(clause) || clause.includes('%以下');
		bands.push({ from: open ? 0 : (percentOf(bound[1] ?? '') ?? 0), marks });
	}
	const falling = bands.every((band, index) => {
		const above = bands[index - 1];
		return !above || (above.from > band.from && above.marks > band.marks);
	});
	return bands.length >= 2 && falling && bands.at(-1)?.from === 0 ? bands : null;
}

/** The text without blanks, signs in one form; a line break ends a clause as a semicolon does. */
function plainCriterion(criterion: string): string {
	return removeBlanks(criterion.trim().replace(/\n+/g, ';'))
		.replace(/[≦⩽]/g, '≤')
		.replace(/[≧⩾]/g, '≥')
		.replace(/,;|;+/g, (marks) => (marks.startsWith(',') ? ',' : ';'));
}

function limitsIn(text: string): (number | null)[] {
	return [...text.matchAll(LIMIT)].map(([, digits = '', percent]) => {
		// A bare 0 is 0%; any other bare number may be a share or a percentage.
		if (!percent && Number(digits) !== 0) return null;
		return percentOf(digits);
	});
}

function marksOfClause(clause: string | undefined): number | null {
	if (clause === undefined) return null;
	if (/不(?:得|计|给)分/.test(clause)) return 0;
	const match = /(\d+(?:\.\d+)?)分/.exec(clause);
	return match ? marksOf(match[1] ?? '') : null;
}

function percentOf(digits: string): number | null {
	const chinese = CHINESE_NUMBERS[digits];
	return chinese === undefined ? parsePoints(digits).value : chinese * 100;
}

function marksOf(digits: string): number | null {
	return parsePoints(digits).value;
}

function distinct<T>(values: readonly T[]): T[] {
	return [...new Set(values)];
}
