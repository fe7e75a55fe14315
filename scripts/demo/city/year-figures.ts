/** This module computes the true figures of one department in one year. */
import type { DemoDepartment } from './departments.ts';
import type { DepartmentState } from './department-state.ts';
import type { YearEvent } from './events.ts';
import type { DemoFigures } from './figures.ts';
import { addUp, roundTo, WAN } from './figures.ts';
import { CAR_LIFE, CAR_PRICE, courseOf } from './spending-course.ts';

/** Simulates a year and leaves its closing balance and its assets in the state. */
export function simulateYear(
	state: DepartmentState,
	department: DemoDepartment,
	year: number,
	event: YearEvent
): DemoFigures {
	if (event.quota !== undefined) state.quota = event.quota;
	if (event.staff !== undefined) state.staff = event.staff;
	const spending = spendingOf(state, event);
	const spent = Object.values(spending).reduce((sum, part) => sum + part, 0);
	const threePublic = threePublicOf(state, department, year, event);
	const carried = state.balance + (event.carried_in_off ?? 0);
	state.balance = closingBalance(state, year, spent, event);
	return addUp({
		staff_quota: state.quota,
		staff_actual: state.staff,
		...incomeOf(state, department, carried, spent + state.balance),
		...spending,
		...threePublic,
		...assetsOf(state, department, threePublic.three_public_vehicle_purchase, event)
	});
}

function spendingOf(state: DepartmentState, event: YearEvent) {
	const { staff, step } = state;
	const amount = (wan: number) => roundTo(wan * WAN, step);
	return {
		spending_personnel: amount(state.personnel * staff),
		spending_operating: amount(state.operating * staff * (event.operating ?? 1)),
		spending_project: amount(state.project * (event.project ?? 1))
	};
}

function threePublicOf(
	state: DepartmentState,
	department: DemoDepartment,
	year: number,
	event: YearEvent
) {
	const { random, step, cars } = state;
	const amount = (wan: number) => roundTo(wan * WAN, step);
	// A department with one or two cars replaces them half as often.
	const replaced = cars <= 2 ? cars / CAR_LIFE / 2 : Math.min(0.3, cars / CAR_LIFE);
	const worn = random.chance(replaced) ? Math.ceil(cars / CAR_LIFE / 2) : 0;
	const bought = event.cars_bought ?? worn;
	const price = random.between(CAR_PRICE.low, CAR_PRICE.high);
	const journeys = (department.abroad ?? 0) * courseOf(year).abroad * random.between(0.8, 1.2);
	return {
		three_public_reception: amount(state.reception * state.staff * (event.reception ?? 1)),
		three_public_vehicle_running: amount(state.running * cars * (event.running ?? 1)),
		three_public_vehicle_purchase: amount(price * bought),
		three_public_abroad: amount(journeys * (event.abroad ?? 1))
	};
}

/** Returns the year-end balance: it rises at most every other year, and falls once it is above what is tolerated. */
function closingBalance(
	state: DepartmentState,
	year: number,
	spending: number,
	event: YearEvent
): number {
	const { random, step, balance } = state;
	const tolerated = courseOf(year).balance * spending;
	const fall = random.between(0.3, 0.82);
	const rise = random.between(0.5, 1.5) * tolerated;
	const rises = !state.balance_rose && rise > balance * 1.05 && random.chance(0.8);
	if (event.balance_unspent) return balance;
	if (event.balance_rate !== undefined) {
		state.balance_rose = true;
		return roundTo(event.balance_rate * spending, step);
	}
	if (state.leaves_no_balance) return 0;
	state.balance_rose = rises;
	return roundTo(rises ? rise : balance * fall, step);
}

/** Returns the income by source; the treasury pays what the other sources do not. */
function incomeOf(
	state: DepartmentState,
	department: DemoDepartment,
	carried: number,
	needed: number
) {
	const { random, step } = state;
	const fresh = needed - carried;
	const share = (part: number) => roundTo(fresh * part * random.between(0.85, 1.15), step);
	const income_gov_fund = share(department.fund ?? 0);
	const income_nontax = share(department.nontax ?? 0);
	const income_other = share(state.other);
	return {
		income_carried_in: carried,
		income_fiscal: fresh - income_gov_fund - income_nontax - income_other,
		income_gov_fund,
		income_nontax,
		income_other
	};
}

function assetsOf(
	state: DepartmentState,
	department: DemoDepartment,
	bought: number,
	event: YearEvent
) {
	const { random, step } = state;
	if (event.unused !== undefined) state.unused = event.unused;
	const grown = state.assets * random.between(0.99, 1.035) * (event.assets ?? 1);
	state.assets = roundTo(grown, step) + bought;
	const assets_leased = roundTo(state.assets * (department.leased ?? 0), step);
	const assets_other = roundTo(state.assets * state.unused, step);
	return {
		assets_in_use: state.assets - assets_leased - assets_other,
		assets_leased,
		// Most offices leave the column blank where they have nothing to state.
		assets_other: assets_other === 0 && random.chance(0.5) ? null : assets_other
	};
}
