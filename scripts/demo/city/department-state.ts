/** A department's state moves on from year to year; this module starts and advances it. */
import type { DemoDepartment } from './departments.ts';
import { roundTo, WAN, WAN_STEP } from './figures.ts';
import type { Random } from './random.ts';
import { randomFor } from './random.ts';
import { CAR_RUNNING, courseOf, HEALTH_COURSE, KIND_AVERAGES } from './spending-course.ts';

/** A department takes this from one year into the next. Averages are in 万元, amounts in 分. */
export interface DepartmentState {
	random: Random;
	/** Amounts are multiples of this, because the report prints two decimals. */
	step: number;
	quota: number;
	staff: number;
	/** Spending per head. */
	personnel: number;
	operating: number;
	/** Project spending of the whole department. */
	project: number;
	/** Reception per head, and running cost per car. */
	reception: number;
	running: number;
	cars: number;
	assets: number;
	/** This share of the fixed assets is neither used nor let. */
	unused: number;
	/** The department spends everything by the end of each year. */
	leaves_no_balance: boolean;
	/** The balance rose last year and must fall this year: otherwise it would seem idle. */
	balance_rose: boolean;
	balance: number;
	/** This share of the income without carry-over comes from other sources. */
	other: number;
}

export function startingState(department: DemoDepartment): DepartmentState {
	const random = randomFor(`history ${department.code}`);
	const averages = KIND_AVERAGES[department.kind];
	const around = (deviation: number) => 1 + deviation * random.normal();
	const staff = Math.round(department.quota * random.between(0.87, 1));
	const step = department.yuan ? 1 : WAN_STEP;
	const leaves_no_balance = random.chance(0.12);
	const spending = staff * (averages.personnel + averages.operating) + department.project;
	return {
		random,
		step,
		quota: department.quota,
		staff,
		personnel: averages.personnel * around(0.05),
		operating: averages.operating * around(0.13),
		project: department.project,
		reception: averages.reception * around(0.2),
		running: CAR_RUNNING * around(0.08),
		cars: Math.max(Math.round(department.quota * averages.cars), random.whole(0, 1)),
		assets: roundTo(staff * averages.assets * around(0.2) * WAN, step),
		unused: department.unused ?? 0,
		leaves_no_balance,
		balance_rose: random.chance(0.4),
		balance: leaves_no_balance ? 0 : roundTo(spending * random.between(0.04, 0.11) * WAN, step),
		other: department.other ?? (random.chance(0.45) ? random.between(0.002, 0.012) : 0)
	};
}

/** Moves the averages and the head count on by one year. */
export function advance(state: DepartmentState, department: DemoDepartment, year: number): void {
	const course = courseOf(year);
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
