/**
 * Does a filing hold together, in itself and with the years before it? Every rule of the catalogue gives one
 * finding; what cannot be checked says why. Pure: no clock, no files, no database.
 */
import { RULES, type RuleId } from '#lib/catalogue/rules.ts';
import { GLANCES, type ShownAmounts } from './at-a-glance.ts';
import {
	checkAssetContinuity,
	checkCarryOver,
	checkIdleBalance,
	checkQuotaJump
} from './continuity.ts';
import { checkCompletionDates, checkSatisfaction } from './evidence.ts';
import { checkFiles } from './files.ts';
import type { Finding, Judgement } from './findings.ts';
import { checkNarrative, checkProjects } from './narrative.ts';
import { checkRescored, checkStaffOverQuota } from './recompute.ts';
import { checkRepeatedText, checkSameScore } from './repetition.ts';
import { checkScale } from './scale/scale.ts';
import {
	checkDeductionReasons,
	checkFormAgainstSheet,
	checkGrade,
	checkReasonsWithoutLoss,
	checkScoresWithinWeights,
	checkSheetSum,
	checkWeights
} from './sheet.ts';
import {
	makeSubject,
	type ReviewedFiling,
	type ReviewedYear,
	type ReviewOptions,
	type Subject
} from './subject.ts';
import { checkSigns } from './signs.ts';
import { withSharedCause } from './shared-cause.ts';
import { checkIdentity } from './sums.ts';
import { inWords, isPlainPass, judge } from './verdict.ts';
import { checkUnits } from './unit-rows.ts';

/** One check a rule; a rule without a check does not compile. */
const CHECKS: Record<RuleId, (subject: Subject) => Judgement> = {
	income_parts: (subject) => checkIdentity('income_parts', subject),
	basic_parts: (subject) => checkIdentity('basic_parts', subject),
	spending_parts: (subject) => checkIdentity('spending_parts', subject),
	balance_cumulative_identity: (subject) => checkIdentity('balance_cumulative_identity', subject),
	balance_current_identity: (subject) => checkIdentity('balance_current_identity', subject),
	three_public_parts: (subject) => checkIdentity('three_public_parts', subject),
	assets_parts: (subject) => checkIdentity('assets_parts', subject),
	units_sum: checkUnits,
	score_weights: checkWeights,
	score_within_weight: checkScoresWithinWeights,
	score_sheet_sum: checkSheetSum,
	score_form_vs_sheet: checkFormAgainstSheet,
	grade_band: checkGrade,
	deduction_reason: checkDeductionReasons,
	staff_over_quota: checkStaffOverQuota,
	recompute_staffing: (subject) => checkRescored('recompute_staffing', subject),
	recompute_balance: (subject) => checkRescored('recompute_balance', subject),
	recompute_assets: (subject) => checkRescored('recompute_assets', subject),
	recompute_three_public: (subject) => checkRescored('recompute_three_public', subject),
	narrative_basic: (subject) =>
		checkNarrative(
			'narrative_basic',
			['spending_basic', 'spending_personnel', 'spending_operating'],
			subject
		),
	narrative_three_public: (subject) =>
		checkNarrative(
			'narrative_three_public',
			[
				'three_public_total',
				'three_public_reception',
				'three_public_vehicle_running',
				'three_public_vehicle_purchase',
				'three_public_abroad'
			],
			subject
		),
	narrative_project: (subject) =>
		checkNarrative('narrative_project', ['spending_project'], subject),
	narrative_staff: (subject) =>
		checkNarrative('narrative_staff', ['staff_quota', 'staff_actual'], subject),
	narrative_project_items: checkProjects,
	completed_in_year: checkCompletionDates,
	satisfaction_evidence: checkSatisfaction,
	carry_over_continuity: checkCarryOver,
	idle_carry_over: checkIdleBalance,
	scale_jump: checkScale,
	staff_quota_jump: checkQuotaJump,
	asset_continuity: checkAssetContinuity,
	repeated_text: checkRepeatedText,
	score_always_same: checkSameScore,
	signs: checkSigns,
	reason_without_loss: checkReasonsWithoutLoss,
	recompute_three_public_control: (subject) =>
		checkRescored('recompute_three_public_control', subject),
	files_agree: checkFiles
};

/**
 * Returns the findings on one filing, one per rule, in the catalogue's order.
 * @param earlier current filings of the same department's earlier years, in any order; may be empty
 */
export function reviewFiling(
	filing: ReviewedFiling,
	earlier: readonly ReviewedYear[],
	options?: ReviewOptions
): Finding[] {
	const subject = makeSubject(filing, earlier, options);
	return withSharedCause(judgeAll(subject).map(inWords), subject);
}

/** As {@link reviewFiling}; what simply passed has neither words, places nor a difference. */
export function reviewToStore(
	filing: ReviewedFiling,
	earlier: readonly ReviewedYear[],
	options?: ReviewOptions
): Finding[] {
	const subject = makeSubject(filing, earlier, options);
	return withSharedCause(judgeAll(subject).map(toStore), subject);
}

/**
 * The rules of {@link GLANCES} as {@link reviewToStore} finds them, in its order.
 * @param read gives the filing and the earlier years where amounts alone do not settle a rule
 */
export function reviewFigures(
	read: () => Parameters<typeof makeSubject>,
	shown: ShownAmounts
): Finding[] {
	const { now, before, blank } = shown;
	let findings: Finding[] | null = null;
	let subject: Subject | null = null;
	for (const { index, rule, shows } of FIGURE_RULES) {
		if (shows(now, before, blank)) continue;
		findings ??= [...FIGURES_PASSED];
		subject ??= makeSubject(...read());
		findings[index] = toStore(CHECKS[rule](subject));
	}
	return findings && subject ? withSharedCause(findings, subject) : FIGURES_PASSED;
}

const FIGURE_RULES = RULES.flatMap(({ id: rule }) => {
	const shows = GLANCES.get(rule);
	return shows ? [{ rule, shows }] : [];
}).map((each, index) => ({ ...each, index }));

function toStore(judgement: Judgement): Finding {
	return isPlainPass(judgement) ? PASSED[judgement.rule] : inWords(judgement);
}

const PASSED = Object.fromEntries(
	RULES.map(({ id }) => [id, inWords(judge(id, 'pass', ''))])
) as Record<RuleId, Finding>;
const FIGURES_PASSED = FIGURE_RULES.map(({ rule }) => PASSED[rule]);

function judgeAll(subject: Subject): Judgement[] {
	return RULES.map(({ id }) => CHECKS[id](subject));
}

export type { ReviewedYear } from './subject.ts';
export type { ReviewSettings } from './settings.ts';
