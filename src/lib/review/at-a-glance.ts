/**
 * Rules that look at figures alone, with what shows at a glance that they hold: the amounts of the year and of the year
 * before. Most rows of a table pass most rules, and nothing is said of what passes. What does not show at a glance is
 * checked as always.
 */
import { isLargeBalance, untouchedIn } from '#lib/catalogue/carry-over.ts';
import { IDENTITIES } from '#lib/catalogue/identities.ts';
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { RuleId } from '#lib/catalogue/rules.ts';
import type { Amounts } from './amounts.ts';
import { isJump } from './continuity.ts';
import { hasNoSlip } from './scale/scale.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { isOverspent, NEVER_NEGATIVE } from './signs.ts';
import { isExact } from './sums.ts';

/** The amounts of a filing and of the year before it. */
export interface ShownAmounts {
	now: Amounts;
	/** Null where that year is not filed. */
	before: Amounts | null;
	/** Tells whether the filing has a place for a figure and leaves it blank. */
	isBlank: (id: FigureId) => boolean;
}

type Glance = (shown: ShownAmounts) => boolean;

const { idle_share, quota_jump, asset_jump } = DEFAULT_SETTINGS;

/** In the settings that reviews are stored with. */
export const GLANCES: ReadonlyMap<RuleId, Glance> = new Map<RuleId, Glance>([
	...IDENTITIES.map((identity): [RuleId, Glance] => [
		identity.rule,
		({ now, isBlank }) => isExact(identity, now, isBlank)
	]),
	['staff_over_quota', ({ now }) => (now('staff_actual') ?? NaN) <= (now('staff_quota') ?? NaN)],
	[
		'carry_over_continuity',
		({ now, before }) =>
			before !== null &&
			now('income_carried_in') !== null &&
			now('income_carried_in') === before('balance_cumulative')
	],
	['idle_carry_over', ({ now, before }) => before !== null && isDrawnDown(now, before)],
	[
		'staff_quota_jump',
		({ now, before }) =>
			isSteady(now('staff_quota'), before?.('staff_quota'), quota_jump.share, quota_jump.people)
	],
	[
		'asset_continuity',
		({ now, before }) =>
			isSteady(now('assets_total'), before?.('assets_total'), asset_jump.share, asset_jump.fen)
	],
	['scale_jump', ({ now, before }) => before !== null && hasNoSlip(now, before)],
	['signs', ({ now }) => hasLawfulSigns(now)]
]);

function isSteady(
	now: number | null,
	before: number | null | undefined,
	share: number,
	amount: number
): boolean {
	return now !== null && typeof before === 'number' && !isJump(now, before, share, amount);
}

function isDrawnDown(now: Amounts, before: Amounts): boolean {
	const spending = now('spending_total');
	const years = {
		opening_before: before('income_carried_in') ?? NaN,
		closing_before: before('balance_cumulative') ?? NaN,
		opening: now('income_carried_in') ?? NaN,
		closing: now('balance_cumulative') ?? NaN,
		spending,
		spending_before: before('spending_total')
	};
	const { opening_before, closing_before, opening, closing } = years;
	if (spending === null || Number.isNaN(opening_before + closing_before + opening + closing))
		return false;
	const untouched = untouchedIn(years);
	return !untouched || !isLargeBalance(untouched, spending, idle_share);
}

function hasLawfulSigns(now: Amounts): boolean {
	let isStated = false;
	for (const id of NEVER_NEGATIVE) {
		const amount = now(id);
		if (amount !== null && amount < 0) return false;
		isStated ||= amount !== null;
	}
	return isStated && !isOverspent(now, 0);
}
