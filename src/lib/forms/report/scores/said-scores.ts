/**
 * Reads the sentences of a text from left to right and proves, score by score and grade by grade, whose it is: it is
 * the department's own of the year only where every word from the beginning of its sentence is understood. A word
 * that is not known, another scorer, a body, a project, another year or one kind of indicators takes what stands
 * behind it, until the sentence says otherwise.
 */
import { FULL_SCORE } from '#lib/catalogue/grades.ts';
import { digitsOfWords } from '#lib/catalogue/number-words.ts';
import { parsePoints } from '#lib/catalogue/units.ts';
import type { TextOwner } from '../narrative/reading.ts';
import { isAbout } from '../narrative/rough.ts';
import { scoreWordsOf, type ScoreWord } from './score-words.ts';

/** A score of the whole, or a grade, that a text states of the department or of somebody else. */
export interface SaidScore {
	kind: 'score' | 'grade';
	/** `96分`, or `96` as printed; a grade. */
	printed: string;
	/** Offsets in the text. */
	start: number;
	end: number;
	/** Proven to be the department's own of the year. */
	isOwn: boolean;
	isOfOtherYear: boolean;
	/** Given by somebody else, or to somebody else. */
	isOfOthers: boolean;
	/** True where the points are counted of 100 and the printed ones of another scale. */
	isConverted: boolean;
}

/** By the heading above, a text is about a project or a body, or about the department's own score. */
export type ScoreSubject = 'part' | 'score' | 'unnamed';

/** No whole report is scored lower; a number of points below this is of some part. */
export const LEAST_SCORE = 4_000;

/** The kinds of indicators are three at least; fewer points may be the sum of some of them. */
const FEWEST_PARTS = 3;
const LEAST_SUM = 6_000;

/** The one a sentence speaks of, until it ends or says otherwise. */
const FRESH = {
	isLost: false,
	isOtherYear: false,
	isProject: false,
	isBody: false,
	isScorer: false,
	/** The parts of a score follow. */
	isAmong: false,
	/** The department, its spending or its own evaluation has been named. */
	isTopic: false
};

/** Collects the words since the last comma or points. */
const newClause = () => ({
	isLabelled: false,
	isSum: false,
	/** `总得分`. */
	isTotalSaid: false,
	isSelf: false,
	isWhole: false,
	isOwn: false,
	isTotal: false,
	isEvaluated: false,
	isPart: false,
	isScorer: false,
	isUnknown: false,
	isRough: false,
	isConverted: false,
	isThisYear: false,
	hasPoints: false
});

/**
 * The scores of the whole and the grades of a paragraph, in their order.
 * @param about what the heading above says that the text is about
 */
export function saidScores(
	text: string,
	owner: TextOwner,
	about: ScoreSubject = 'unnamed'
): SaidScore[] {
	return [...text.matchAll(SENTENCE)].flatMap(({ 0: sentence, index }) => {
		if (sentence.length > LONGEST_SENTENCE || !MAY_SAY.test(sentence)) return [];
		const reader = new ScoreReader(sentence, about);
		for (const word of scoreWordsOf(sentence, owner.names, owner.fiscalYear)) reader.read(word);
		return reader.found.map((said) => ({
			...said,
			start: said.start + index,
			end: said.end + index
		}));
	});
}

/** Fields in one line stand apart: `自评得分：92 等级：优`. */
const SENTENCE = /(?:(?!\s[^\s\d:：]{2,12}[:：])[^。！？!?\n])+/g;
/** Nobody writes a longer one; what it says of scores is named as unread. */
const LONGEST_SENTENCE = 2_000;
const MAY_SAY =
	/[\d〇零一二三四五六七八九十]\s*分|(?:得分|总分|评分|分数)|等级|等次|档次|级别|结论|结果|评价|评定|评为/;

class ScoreReader {
	readonly found: SaidScore[] = [];
	readonly #text: string;
	#scope = FRESH;
	#clause = newClause();
	#outer: (typeof FRESH)[] = [];
	/** Points of the sentence, in hundredths: of its parts, and what was lost. */
	#parts: number[] = [];
	#lost = 0;
	/** The score before, of whomever. */
	#last: SaidScore | undefined;
	/** A clause of words that are not known, which tell what points were lost for. */
	#isVague = false;

	constructor(text: string, about: ScoreSubject) {
		this.#text = text;
		this.#scope = { ...FRESH, isProject: about === 'part', isTopic: about === 'score' };
	}

	read(word: ScoreWord): void {
		const clause = this.#clause;
		switch (word.kind) {
			case 'unknown':
				clause.isUnknown = true;
				return;
			case 'known':
				return;
			case 'scored':
				this.#turn({ isTopic: true });
				return;
			case 'self':
				clause.isSelf = true;
				if (!clause.isScorer) this.#turn({ isScorer: false });
				this.#turn({ isTopic: true });
				return;
			case 'whole':
			case 'own':
				return this.#nameOwner(word.kind);
			case 'scorer':
				clause.isScorer = true;
				this.#turn({ isScorer: true });
				return;
			case 'body':
				this.#turn({ isBody: true });
				return;
			case 'project':
				this.#turn({ isProject: true });
				return;
			case 'thisYear':
			case 'otherYear':
				clause.isThisYear = word.kind === 'thisYear';
				this.#turn({ isOtherYear: word.kind === 'otherYear' });
				return;
			case 'label':
				clause.isLabelled = true;
				clause.isTotalSaid ||= this.#text.charAt(word.start) === '总';
				clause.isSelf ||= this.#text.startsWith('自评', word.start);
				return;
			case 'sum':
				clause.isLabelled = true;
				clause.isSum = true;
				return;
			case 'total':
				clause.isTotal = true;
				return;
			case 'evaluated':
				clause.isEvaluated = true;
				return;
			case 'part':
				clause.isPart = true;
				return;
			case 'rough':
				clause.isRough = true;
				return;
			case 'converted':
				clause.isConverted = true;
				clause.isLabelled = true;
				clause.isEvaluated = true;
				return;
			case 'weight':
				clause.hasPoints = true;
				return;
			case 'lost':
				return this.#lose(word);
			case 'points':
				return this.#score(word);
			case 'grade':
				return this.#grade(word);
			case 'among':
				this.#turn({ isAmong: true });
				return this.#endClause();
			case 'comma':
				return this.#endClause();
			case 'open':
				this.#outer.push(this.#scope);
				return;
			case 'close':
				return this.#close();
			case 'stop':
				return this.#endPart();
		}
	}

	#turn(change: Partial<typeof FRESH>): void {
		this.#scope = { ...this.#scope, ...change };
	}

	#nameOwner(kind: 'whole' | 'own'): void {
		if (kind === 'whole') this.#clause.isWhole = true;
		else this.#clause.isOwn = true;
		const isBody = kind === 'whole' && this.#scope.isBody;
		this.#turn({ isProject: false, isBody, isTopic: true });
	}

	#close(): void {
		this.#scope = this.#outer.pop() ?? this.#scope;
	}

	/** Words before what was lost tell why: they say nothing of whose the score behind it is. */
	#lose({ printed }: ScoreWord): void {
		this.#lost += pointsOf(printed);
		this.#discharge();
	}

	#discharge(): void {
		this.#isVague ||= this.#clause.isUnknown;
		this.#clause = { ...newClause(), isPart: this.#clause.isPart, hasPoints: true };
	}

	#endClause(): void {
		const { isUnknown, isPart, hasPoints, isLabelled, isSelf } = this.#clause;
		if (isUnknown) this.#turn({ isLost: true });
		this.#clause = {
			...newClause(),
			isPart: isPart && hasPoints,
			hasPoints: isPart && hasPoints,
			isLabelled: isLabelled && !hasPoints,
			isSelf: isSelf && !hasPoints
		};
	}

	#endPart(): void {
		this.#endClause();
		this.#clause = newClause();
	}

	#score(word: ScoreWord): void {
		const points = pointsOf(word.printed);
		if (points >= LEAST_SCORE && this.#isOfWhole(word, points)) {
			this.#add(word, points);
			this.#parts = [];
		} else {
			this.#parts.push(points);
			this.#isVague ||= this.#clause.isUnknown;
		}
		this.#clause = newClause();
	}

	#isOfWhole(word: ScoreWord, points: number): boolean {
		const { isPart, isLabelled, isSelf, isSum, isThisYear } = this.#clause;
		if (this.#isSumOfWhole(points)) return true;
		const makesFull = this.#lost > 0 && this.#lost + points === FULL_SCORE;
		if (isPart) return makesFull;
		if (isSum && sumOf(this.#parts) === points) return true;
		const before = this.#last;
		if (!isLabelled && !isSelf && before)
			return before.isOfOtherYear ? isThisYear : !this.#scope.isAmong && !this.#isRough(word);
		return (isLabelled || isSelf) && (this.#isNamed() || this.#scope.isTopic || makesFull);
	}

	#isNamed(): boolean {
		const { isSelf, isWhole, isOwn, isTotal, isEvaluated } = this.#clause;
		return isSelf || isWhole || isOwn || isTotal || isEvaluated;
	}

	#add(word: ScoreWord, points: number): void {
		const { end, printed } = word;
		const { isLabelled, isSelf, isSum, isConverted, isUnknown } = this.#clause;
		const before = this.#last;
		const former = before?.isOwn ? before : undefined;
		const formerPoints = former && pointsOf(former.printed);
		if (former && (points === FULL_SCORE || former.isConverted)) return;
		if (former && isConverted) this.found.splice(this.found.indexOf(former), 1);
		const isOfMost = formerPoints === FULL_SCORE;
		const isNameless = before !== undefined && !(isLabelled || isSelf);
		// `得分为93分（2020年为92分）` corrects nothing.
		const isOfYear = !this.#scope.isOtherYear;
		const isCorrected = former !== undefined && isOfYear && (isUnknown || isNameless);
		const isOther = formerPoints !== points && !isOfMost && !isConverted;
		const isAnother = former !== undefined && isOfYear && isOther;
		const isSumOfParts = isSum && this.#parts.length > 0;
		const isProven =
			this.#isNamed() ||
			this.#isSumOfWhole(points) ||
			(!this.#isVague && !isSumOfParts && (!isNameless || before.isOfOtherYear));
		const isOwn = this.#isOwn() && !this.#isRough(word) && isProven && !isAnother;
		if (former && (isCorrected || (isOfMost && isOwn))) former.isOwn = false;
		if (isAnother) this.#turn({ isScorer: true });
		this.#last = {
			kind: 'score',
			printed,
			start: end - printed.length,
			end,
			isOwn,
			isOfOtherYear: this.#scope.isOtherYear,
			isOfOthers: this.#isOfOthers(),
			isConverted
		};
		this.found.push(this.#last);
	}

	/** `决策19分、过程27.5分、产出29分、效益20分，合计95.5分` of its own evaluation. */
	#isSumOfWhole(points: number): boolean {
		const { isSum, isTotalSaid } = this.#clause;
		const isSaid = isTotalSaid || (isSum && this.#scope.isTopic);
		const isClear = !this.#isVague && !this.#clause.isUnknown;
		const isEnough = this.#parts.length >= FEWEST_PARTS && points >= LEAST_SUM;
		return isSaid && isClear && isEnough && sumOf(this.#parts) === points;
	}

	#grade({ start, end, printed }: ScoreWord): void {
		const isSelf = this.#text.slice(start, end).includes('自评') && !this.#clause.isScorer;
		if (isSelf) this.#turn({ isScorer: false });
		const at = this.#text.indexOf(printed, Math.max(start, end - printed.length - 6));
		this.found.push({
			kind: 'grade',
			printed,
			start: at,
			end: at + printed.length,
			isOwn: this.#isOwn() && !this.#clause.isRough,
			isOfOtherYear: this.#scope.isOtherYear,
			isOfOthers: this.#isOfOthers(),
			isConverted: false
		});
		this.#turn({ isTopic: true });
	}

	#isOwn(): boolean {
		const { isLost, isOtherYear } = this.#scope;
		return !isLost && !isOtherYear && !this.#clause.isUnknown && !this.#isOfOthers();
	}

	#isOfOthers(): boolean {
		const { isProject, isBody, isScorer } = this.#scope;
		return isProject || isBody || isScorer;
	}

	/** `约95分`, `95分以上`, `90-95分`. */
	#isRough({ start, end }: ScoreWord): boolean {
		const before = this.#text.slice(Math.max(0, start - 2), start);
		return (
			this.#clause.isRough ||
			isAbout(this.#text, start, end) ||
			/\d分?[-—–~～至到]$/.test(this.#text.slice(Math.max(0, start - 3), start)) ||
			/[-—–~～]$/.test(before) ||
			/^\s*[-—–~～至到]/.test(this.#text.slice(end, end + 2))
		);
	}
}

/** In hundredths; 0 where it cannot be read. */
export function pointsOf(printed: string): number {
	const words = digitsOfWords(printed.replace(/\s*分$/, ''));
	return parsePoints(words ?? printed).value ?? 0;
}

function sumOf(points: readonly number[]): number {
	return points.reduce((sum, each) => sum + each, 0);
}
