/**
 * Rules that look at figures alone, with what shows at a glance that they hold: the amounts of the year and of the year
 * before. Most rows of a table pass most rules, and nothing is said of what passes. What does not show at a glance is
 * checked as always.
 */
import { isLargeBalance, untouchedIn } from '#lib/catalogue/carry-over.ts';
import { IDENTITIES } from '#lib/catalogue/identities.ts';
import type { RuleId } from '#lib/catalogue/rules.ts';
import { AT, type Amounts } from './amounts.ts';
import { isJump } from './continuity.ts';
import { hasNoSlip } from './scale/scale.ts';
import { DEFAULT_SETTINGS, type JumpLimits } from './settings.ts';
import { isOverspent, NEVER_NEGATIVE } from './signs.ts';
import { isExact, sumOf } from './exact-sums.ts';

/** The amounts of a filing and of the year before it. */
export interface ShownAmounts {
	now: Amounts;
	/** Null where that year is not filed. */
	before: Amounts | null;
	/** Tells, in the order of the amounts, whether the filing leaves blank what it does not state. */
	blank: readonly boolean[];
}

type Glance = (now: Amounts, before: Amounts | null, blank: readonly boolean[]) => boolean;

const { idle_share, quota_jump, asset_jump } = DEFAULT_SETTINGS;

/** In the settings that reviews are stored with. */
export const GLANCES: ReadonlyMap<RuleId, Glance> = new Map<RuleId, Glance>([
	...IDENTITIES.map(({ rule }): [RuleId, Glance] => {
		const sum = sumOf(rule);
		return [rule, (now, _, blank) => isExact(sum, now, blank)];
	}),
	['staff_over_quota', (now) => at(now, AT.staff_actual) <= at(now, AT.staff_quota)],
	[
		'carry_over_continuity',
		(now, before) =>
			before !== null && at(now, AT.income_carried_in) === at(before, AT.balance_cumulative)
	],
	['idle_carry_over', (now, before) => before !== null && isDrawnDown(now, before)],
	[
		'staff_quota_jump',
		(now, before) => before !== null && isSteady(now, before, AT.staff_quota, quota_jump)
	],
	[
		'asset_continuity',
		(now, before) => before !== null && isSteady(now, before, AT.assets_total, asset_jump)
	],
	['scale_jump', (now, before) => before !== null && hasNoSlip(now, before)],
	['signs', hasLawfulSigns]
]);

/** NaN, which equals nothing and is no smaller than anything, where none was read. */
function at(amounts: Amounts, order: number): number {
	return amounts[order] ?? NaN;
}

function isSteady(now: Amounts, before: Amounts, order: number, limits: JumpLimits): boolean {
	const [after, from] = [at(now, order), at(before, order)];
	return !Number.isNaN(after - from) && !isJump(after, from, limits);
}

function isDrawnDown(now: Amounts, before: Amounts): boolean {
	const opening_before = at(before, AT.income_carried_in);
	const closing_before = at(before, AT.balance_cumulative);
	const opening = at(now, AT.income_carried_in);
	const closing = at(now, AT.balance_cumulative);
	const spending = at(now, AT.spending_total);
	if (Number.isNaN(opening_before + closing_before + opening + closing + spending)) return false;
	if (closing < opening || closing_before < opening_before) return true;
	const spent = at(before, AT.spending_total);
	const spending_before = Number.isNaN(spent) ? null : spent;
	const years = { opening_before, closing_before, opening, closing, spending, spending_before };
	const untouched = untouchedIn(years);
	return !untouched || !isLargeBalance(untouched, spending, idle_share);
}

const NEVER_NEGATIVE_PLACES = NEVER_NEGATIVE.map((id) => AT[id]);

function hasLawfulSigns(now: Amounts): boolean {
	let isStated = false;
	for (const order of NEVER_NEGATIVE_PLACES) {
		const amount = at(now, order);
		if (amount < 0) return false;
		isStated ||= !Number.isNaN(amount);
	}
	return isStated && !isOverspent(now, 0);
}
