/**
 * The true figures of each department, year by year. All sums hold exactly, and each year opens with the balance that
 * the year before closed with, unless an event says otherwise.
 */
import type { FigureId } from '#lib/catalogue/measures.ts';
import type { Department } from './departments.ts';
import { DEPARTMENTS, FIRST_YEAR, LAST_YEAR } from './departments.ts';
import { CAR_LIFE, CAR_PRICE, CAR_RUNNING, COURSE, HEALTH_COURSE, PROFILES } from './drivers.ts';
import type { Events, YearEvent } from './events.ts';
import { eventKey } from './events.ts';
import type { Random } from './random.ts';
import { randomFor } from './random.ts';

/** Money in 分, people as counts; null where the department leaves the cell blank. */
export type Facts = Record<FigureId, number | null>;
/** As they are in truth: only {@link Facts} that were typed wrong or left out can be null. */
export type YearFacts = { [id in FigureId]: id extends 'assets_other' ? number | null : number };

const FEN_IN_WAN = 1_000_000;
/** 0.01 万元: the least amount in a report in 万元 with two decimals. */
const WAN_GRAIN = 10_000;

/** What a department takes from one year into the next. */
interface State {
	random: Random;
	grain: number;
	quota: number;
	staff: number;
	personnel: number;
	operating: number;
	project: number;
	reception: number;
	running: number;
	cars: number;
	assets: number;
	unused: number;
	/** Never holds money over the year's end. */
	clears: boolean;
	/** Its balance rose last year, so that it falls this year: otherwise it would seem idle. */
	rose: boolean;
	balance: number;
	/** Share of the year's fresh income from other sources. */
	other: number;
}

/** All true figures by department code and year. */
export function simulate(events: Events): Map<string, Map<number, YearFacts>> {
	const histories = new Map<string, Map<number, YearFacts>>();
	for (const department of DEPARTMENTS) {
		histories.set(
			department.code,
			liveThrough(department, events, inheritance(department, histories))
		);
	}
	return histories;
}

/** What the offices that a department was made of left behind, in 分; null for a department without forerunners. */
function inheritance(
	department: Department,
	histories: ReadonlyMap<string, ReadonlyMap<number, YearFacts>>
): number | null {
	const forerunners = DEPARTMENTS.filter((each) => each.successor === department.code);
	if (forerunners.length === 0) return null;
	const year = (department.from ?? FIRST_YEAR) - 1;
	return forerunners.reduce(
		(sum, each) => sum + (histories.get(each.code)?.get(year)?.balance_cumulative ?? 0),
		0
	);
}

function liveThrough(
	department: Department,
	events: Events,
	inherited: number | null
): Map<number, YearFacts> {
	const state = startingState(department);
	const first = department.from ?? FIRST_YEAR;
	if (department.from) state.balance = inherited ?? 0;
	const years = new Map<number, YearFacts>();
	for (let year = FIRST_YEAR; year <= (department.until ?? LAST_YEAR); year++) {
		advance(state, department, year);
		if (year < first) continue;
		years.set(
			year,
			liveYear(state, department, year, events.get(eventKey(department.code, year)) ?? {})
		);
	}
	return years;
}

function startingState(department: Department): State {
	const random = randomFor(`history ${department.code}`);
	const profile = PROFILES[department.kind];
	const own = (spread: number) => 1 + spread * random.normal();
	const staff = Math.round(department.quota * random.between(0.87, 1));
	const grain = department.yuan ? 1 : WAN_GRAIN;
	const clears = random.chance(0.12);
	const spending = staff * (profile.personnel + profile.operating) + department.project;
	return {
		random,
		grain,
		quota: department.quota,
		staff,
		personnel: profile.personnel * own(0.05),
		operating: profile.operating * own(0.13),
		project: department.project,
		reception: profile.reception * own(0.2),
		running: CAR_RUNNING * own(0.08),
		cars: Math.max(Math.round(department.quota * profile.cars), random.whole(0, 1)),
		assets: roundTo(staff * profile.assets * own(0.2) * FEN_IN_WAN, grain),
		unused: department.unused ?? 0,
		clears,
		rose: random.chance(0.4),
		balance: clears ? 0 : roundTo(spending * random.between(0.04, 0.11) * FEN_IN_WAN, grain),
		other: department.other ?? (random.chance(0.45) ? random.between(0.002, 0.012) : 0)
	};
}

/** Takes the averages one year on. */
function advance(state: State, department: Department, year: number): void {
	const course = COURSE[year];
	if (!course) throw new Error(`No course for ${year}`);
	const { random } = state;
	state.personnel *= course.personnel * (1 + 0.008 * random.normal());
	state.operating *= course.operating * (1 + 0.02 * random.normal());
	state.project *= course.project * (1 + 0.07 * random.normal());
	if (department.health) state.project *= HEALTH_COURSE[year] ?? 1;
	state.reception *= course.reception * (1 + 0.03 * random.normal());
	state.running *= course.running * (1 + 0.015 * random.normal());
	const moved = Math.round(state.staff * 0.015 * random.normal() + 0.6 * random.normal());
	state.staff = Math.min(state.quota, Math.max(Math.ceil(state.quota * 0.82), state.staff + moved));
}

function liveYear(state: State, department: Department, year: number, event: YearEvent): YearFacts {
	if (event.quota !== undefined) state.quota = event.quota;
	if (event.staff !== undefined) state.staff = event.staff;
	const staff = { staff_quota: state.quota, staff_actual: state.staff };
	const spending = spend(state, event);
	const threePublic = entertain(state, department, year, event);
	const carried = state.balance + (event.carried_in_off ?? 0);
	const balance = closeYear(state, year, spending.spending_total, event);
	const income = receive(state, department, carried, spending.spending_total + balance);
	state.balance = balance;
	return {
		...staff,
		...income,
		...spending,
		balance_current: income.income_total - carried - spending.spending_total,
		balance_cumulative: balance,
		...threePublic,
		...own(state, department, threePublic.three_public_vehicle_purchase, event)
	};
}

function spend(state: State, event: YearEvent) {
	const { staff, grain } = state;
	const amount = (wan: number) => roundTo(wan * FEN_IN_WAN, grain);
	const spending_personnel = amount(state.personnel * staff);
	const spending_operating = amount(state.operating * staff * (event.operating ?? 1));
	const spending_project = amount(state.project * (event.project ?? 1));
	const spending_basic = spending_personnel + spending_operating;
	return {
		spending_total: spending_basic + spending_project,
		spending_basic,
		spending_personnel,
		spending_operating,
		spending_project
	};
}

function entertain(state: State, department: Department, year: number, event: YearEvent) {
	const { random, grain, cars } = state;
	const amount = (wan: number) => roundTo(wan * FEN_IN_WAN, grain);
	const course = COURSE[year];
	// An office with one or two cars hands them on before it buys.
	const replaced = cars <= 2 ? cars / CAR_LIFE / 2 : Math.min(0.3, cars / CAR_LIFE);
	const worn = random.chance(replaced) ? Math.ceil(cars / CAR_LIFE / 2) : 0;
	const bought = event.cars_bought ?? worn;
	const price = random.between(CAR_PRICE.low, CAR_PRICE.high);
	const journeys = (department.abroad ?? 0) * (course?.abroad ?? 0) * random.between(0.8, 1.2);
	const three_public_reception = amount(state.reception * state.staff * (event.reception ?? 1));
	const three_public_vehicle_running = amount(state.running * cars * (event.running ?? 1));
	const three_public_vehicle_purchase = amount(price * bought);
	const three_public_abroad = amount(journeys * (event.abroad ?? 1));
	return {
		three_public_total:
			three_public_reception +
			three_public_vehicle_running +
			three_public_vehicle_purchase +
			three_public_abroad,
		three_public_reception,
		three_public_vehicle_running,
		three_public_vehicle_purchase,
		three_public_abroad
	};
}

/** The year-end balance: it rises at most every other year, and falls once it is above what is tolerated. */
function closeYear(state: State, year: number, spending: number, event: YearEvent): number {
	const { random, grain, balance } = state;
	const tolerated = (COURSE[year]?.balance ?? 0) * spending;
	const fall = random.between(0.3, 0.82);
	const rise = random.between(0.5, 1.5) * tolerated;
	const rises = !state.rose && rise > balance * 1.05 && random.chance(0.8);
	if (event.balance_kept) return balance;
	if (event.balance_rate !== undefined) {
		state.rose = true;
		return roundTo(event.balance_rate * spending, grain);
	}
	if (state.clears) return 0;
	state.rose = rises;
	return roundTo(rises ? rise : balance * fall, grain);
}

/** Income by source; the treasury pays what the others leave open. */
function receive(state: State, department: Department, carried: number, needed: number) {
	const { random, grain } = state;
	const fresh = needed - carried;
	const share = (part: number) => roundTo(fresh * part * random.between(0.85, 1.15), grain);
	const income_gov_fund = share(department.fund ?? 0);
	const income_nontax = share(department.nontax ?? 0);
	const income_other = share(state.other);
	return {
		income_total: needed,
		income_carried_in: carried,
		income_fiscal: fresh - income_gov_fund - income_nontax - income_other,
		income_gov_fund,
		income_nontax,
		income_other
	};
}

function own(state: State, department: Department, bought: number, event: YearEvent) {
	const { random, grain } = state;
	if (event.unused !== undefined) state.unused = event.unused;
	const grown = state.assets * random.between(0.99, 1.035) * (event.assets ?? 1);
	state.assets = roundTo(grown, grain) + bought;
	const assets_leased = roundTo(state.assets * (department.leased ?? 0), grain);
	const assets_other = roundTo(state.assets * state.unused, grain);
	return {
		assets_total: state.assets,
		assets_in_use: state.assets - assets_leased - assets_other,
		assets_leased,
		// Most offices leave the column blank where they have nothing to state.
		assets_other: assets_other === 0 && random.chance(0.5) ? null : assets_other
	};
}

function roundTo(fen: number, grain: number): number {
	return Math.round(fen / grain) * grain;
}
