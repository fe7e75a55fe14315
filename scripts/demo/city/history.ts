/**
 * This module simulates the true figures of each department, year by year. All sums hold exactly, and each year opens
 * with the balance that the year before closed with, unless an event says otherwise.
 */
import type { DemoDepartment } from './departments.ts';
import { DEPARTMENTS, FIRST_YEAR, LAST_YEAR } from './departments.ts';
import { advance, startingState } from './department-state.ts';
import type { Events } from './events.ts';
import { eventKey } from './events.ts';
import type { DemoFigures } from './figures.ts';
import { simulateYear } from './year-figures.ts';

/** Returns all true figures by department code and year. */
export function simulate(events: Events): Map<string, Map<number, DemoFigures>> {
	const histories = new Map<string, Map<number, DemoFigures>>();
	for (const department of DEPARTMENTS) {
		histories.set(
			department.code,
			simulateDepartment(department, events, inheritance(department, histories))
		);
	}
	return histories;
}

/** Returns the balances, in 分, of the departments that this one replaced. */
function inheritance(
	department: DemoDepartment,
	histories: ReadonlyMap<string, ReadonlyMap<number, DemoFigures>>
): number | null {
	const forerunners = DEPARTMENTS.filter((each) => each.successor === department.code);
	if (forerunners.length === 0) return null;
	const year = (department.from ?? FIRST_YEAR) - 1;
	return forerunners.reduce(
		(sum, each) => sum + (histories.get(each.code)?.get(year)?.balance_cumulative ?? 0),
		0
	);
}

function simulateDepartment(
	department: DemoDepartment,
	events: Events,
	inherited: number | null
): Map<number, DemoFigures> {
	const state = startingState(department);
	const first = department.from ?? FIRST_YEAR;
	if (department.from) state.balance = inherited ?? 0;
	const years = new Map<number, DemoFigures>();
	for (let year = FIRST_YEAR; year <= (department.until ?? LAST_YEAR); year++) {
		advance(state, department, year);
		if (year < first) continue;
		years.set(
			year,
			simulateYear(state, department, year, events.get(eventKey(department.code, year)) ?? {})
		);
	}
	return years;
}
