/** A bureau may set these things about the review. Each default carries its reason. */
import { FULL_SCORE, GRADE_SCHEMES, type GradeScheme } from '#lib/catalogue/grades.ts';
import { CARRY_OVER_RATE_LINE } from '#lib/catalogue/policy-lines.ts';
import { fenIn } from '#lib/catalogue/units.ts';

/** A change from last year is large that reaches both. */
export interface JumpLimits {
	/** Share of last year's value. */
	share: number;
	/** The change itself, in the storage unit of the measure: 分, or people. */
	amount: number;
}

export interface ReviewSettings {
	/** 分. Differences up to this are 尾差: rounding in the department's own books, kept apart from errors. */
	rounding_limit: number;
	/** Hundredths of a point that all weights of a sheet add up to. */
	full_score: number;
	/** Grade schemes in use; a printed grade is judged by the scheme that knows the word. */
	grade_schemes: readonly GradeScheme[];
	/** Share of the year's spending from which a balance that is not drawn down is worth a hint. */
	idle_share: number;
	/** A quota changes by decision of the staffing office, seldom and by few posts. */
	quota_jump: JumpLimits;
	/** Assets grow by purchases and shrink by disposals; more than this in one year wants a word. */
	asset_jump: JumpLimits;
	/** Text shorter than this may be the same by chance; characters without blanks. */
	repeated_text_length: number;
	/** Years running with equal scores, where every indicator's score is known. */
	same_score_years: number;
	/** The same where only totals are known: scores crowd at the top, so that equal totals come by chance. */
	same_total_years: number;
}

export const DEFAULT_SETTINGS: ReviewSettings = {
	rounding_limit: fenIn('万元') * 0.05,
	full_score: FULL_SCORE,
	grade_schemes: GRADE_SCHEMES,
	idle_share: CARRY_OVER_RATE_LINE,
	quota_jump: { share: 0.2, amount: 5 },
	asset_jump: { share: 0.5, amount: fenIn('万元') * 50 },
	repeated_text_length: 50,
	same_score_years: 3,
	same_total_years: 4
};
