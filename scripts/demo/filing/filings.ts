/** This module makes the filings from the true history: some contain mistakes, are missing or come late. */
import type { DemoDepartment } from '../city/departments.ts';
import { DEPARTMENTS, FIRST_YEAR, LAST_YEAR } from '../city/departments.ts';
import type { Events, YearEvent } from '../city/events.ts';
import { eventKey } from '../city/events.ts';
import type { DemoFigures } from '../city/figures.ts';
import { simulate } from '../city/history.ts';
import { ODDITIES } from '../oddities/all-oddities.ts';
import type { Oddity } from '../oddities/oddity.ts';
import { COPIED_SCORES } from '../oddities/wrong-scores.ts';
import { randomFor } from '../city/random.ts';
import type { DemoScoreSheet } from '../scores/self-scores.ts';
import { scoreYear } from '../scores/self-scores.ts';

export interface DemoFiling {
	department: DemoDepartment;
	year: number;
	/** The figures are as stated, with mistakes. */
	figures: DemoFigures;
	sheet: DemoScoreSheet;
	/** This is an ISO date. */
	filed_on: string;
	/** The filing is a Word document and is not in the CSV tables. */
	as_report: boolean;
	oddities: Oddity[];
}

export interface ExpectedFiling {
	department: DemoDepartment;
	year: number;
	due_on: string;
}

/** These departments filed a Word document in these years. */
const WORD_REPORTS: Readonly<Record<string, readonly number[]>> = {
	'302': [2022, 2023],
	'312': [2022, 2023],
	'314': [2021, 2022, 2023],
	'601': [2023],
	'707': [2023],
	'801': [2021, 2022, 2023]
};

/** These reports were due and never filed. */
export const MISSING: Readonly<Record<string, readonly number[]>> = {
	'207': [2018],
	'403': [2023],
	'405': [2022, 2023],
	'508': [2017, 2018, 2019, 2020, 2021, 2022, 2023],
	'605': [2019],
	'606': [2021],
	'706': [2018],
	'804': [2020]
};

/** These departments hardly ever file in time. */
const LATE: ReadonlySet<string> = new Set(['302', '503', '708']);

export function allFilings(): DemoFiling[] {
	const histories = simulate(allEvents());
	return DEPARTMENTS.flatMap((department) =>
		filingsOf(department, histories.get(department.code) ?? new Map<number, DemoFigures>())
	);
}

function allEvents(): Events {
	const events = new Map<string, YearEvent>();
	for (const { code, events: own } of ODDITIES) {
		for (const [year, event] of Object.entries(own ?? {})) {
			const key = eventKey(code, Number(year));
			events.set(key, { ...events.get(key), ...event });
		}
	}
	return events;
}

function filingsOf(
	department: DemoDepartment,
	history: ReadonlyMap<number, DemoFigures>
): DemoFiling[] {
	const { code } = department;
	const filings: DemoFiling[] = [];
	let scored: DemoScoreSheet | null = null;
	for (const [year, truth] of history) {
		const sheet = scoreOf(code, year, truth, history.get(year - 1) ?? null, scored);
		scored = sheet;
		if (MISSING[code]?.includes(year)) continue;
		filings.push(fileReport(department, year, truth, sheet));
	}
	return filings;
}

function scoreOf(
	code: string,
	year: number,
	truth: DemoFigures,
	previous: DemoFigures | null,
	last: DemoScoreSheet | null
): DemoScoreSheet {
	const [from, to] = COPIED_SCORES[code] ?? [0, 0];
	if (last && year >= from && year <= to) return structuredClone(last);
	return scoreYear(code, year, truth, previous);
}

function fileReport(
	department: DemoDepartment,
	year: number,
	truth: DemoFigures,
	scored: DemoScoreSheet
): DemoFiling {
	const oddities = ODDITIES.filter((each) => each.code === department.code && each.year === year);
	const figures: DemoFigures = { ...truth };
	const sheet = structuredClone(scored);
	for (const oddity of oddities) {
		oddity.figures?.(figures);
		oddity.sheet?.(sheet);
	}
	const as_report = WORD_REPORTS[department.code]?.includes(year) ?? false;
	return {
		department,
		year,
		figures,
		sheet,
		filed_on: filedOn(department.code, year),
		as_report,
		oddities
	};
}

/** Returns a day in March of the next year, or a day up to three months later. */
function filedOn(code: string, year: number): string {
	const random = randomFor(`filed ${code} ${year}`);
	const late = random.chance(LATE.has(code) ? 0.85 : 0.05);
	const day = late ? random.whole(91, 175) : random.whole(62, 90);
	return new Date(Date.UTC(year + 1, 0, day)).toISOString().slice(0, 10);
}

/** Returns 应交清单, which lists every department in every year of its existence. */
export function allExpected(): ExpectedFiling[] {
	return DEPARTMENTS.flatMap((department) => {
		const filings: ExpectedFiling[] = [];
		const last = department.until ?? LAST_YEAR;
		for (let year = department.from ?? FIRST_YEAR; year <= last; year++) {
			filings.push({ department, year, due_on: `${year + 1}-03-31` });
		}
		return filings;
	});
}
