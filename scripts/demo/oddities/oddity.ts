/** An oddity is an unusual event or a mistake that is planted into the demo data. This module defines it. */
import type { FindingState, RuleId } from '#lib/catalogue/rules.ts';
import type { FigureId, MeasureId } from '#lib/catalogue/measures.ts';
import { FIGURES } from '#lib/catalogue/measures.ts';
import type { YearEvent } from '../city/events.ts';
import type { DemoFigures } from '../city/figures.ts';
import type { DemoScoreSheet } from '../scores/self-scores.ts';
import { totals } from '../scores/self-scores.ts';

/** A Word report can be wrong in these ways beside its figures and scores. Amounts are in 分. */
export interface ReportErrors {
	/** The narrative states these figures too high by the given amounts. */
	prose?: Partial<Record<FigureId, number>>;
	/** This amount is added to the last of the named projects. */
	project_off?: number;
	/** The report says that a task was finished on this day, for example `2024年2月20日`. */
	completed_on?: string;
	/** Problems and measures are copied from last year's report. */
	copied_text?: true;
	/** These amounts are added to the row of the last unit. */
	unit_off?: Partial<Record<FigureId, number>>;
	/** The report states this percentage of satisfied people. */
	satisfaction?: number;
}

export interface ExpectedFinding {
	year: number;
	rule: RuleId;
	state: Exclude<FindingState, 'not_checkable'>;
}

export interface Oddity {
	code: string;
	year: number;
	/** The README of the data describes the oddity in these Chinese words. */
	what: string;
	/** The review reports these findings; `pass` is a 尾差, which passes with a note. */
	findings: readonly ExpectedFinding[];
	/** The department is an outlier in these measures, among its peers or against its own past. */
	measures?: readonly MeasureId[];
	/** These events really happened, by year. */
	events?: Readonly<Record<number, YearEvent>>;
	/** This function falsifies the figures of {@link Oddity.year} as a typing mistake would. */
	figures?: (figures: DemoFigures) => void;
	/** This function falsifies the score sheet. */
	sheet?: (sheet: DemoScoreSheet) => void;
	/** The filed report is wrong in these ways beside its figures and scores. */
	report?: ReportErrors;
}

export function fails(year: number, ...rules: RuleId[]): ExpectedFinding[] {
	return rules.map((rule) => ({ year, rule, state: 'fail' }));
}

export function warns(year: number, ...rules: RuleId[]): ExpectedFinding[] {
	return rules.map((rule) => ({ year, rule, state: 'warn' }));
}

export function add(id: FigureId, fen: number): (figures: DemoFigures) => void {
	return (figures) => {
		figures[id] = (figures[id] ?? 0) + fen;
	};
}

/** Multiplies all amounts of a group, or of the whole report, as a wrong unit does. */
export function scale(factor: number, group?: string): (figures: DemoFigures) => void {
	return (figures) => {
		for (const figure of FIGURES) {
			const value = figures[figure.id];
			if (figure.quantity !== 'money' || value === null) continue;
			if (group === undefined || figure.group === group) {
				figures[figure.id] = Math.round(value * factor);
			}
		}
	};
}

/** Changes the score of an indicator; total, form score and grade follow unless they are set afterwards. */
export function change(
	sheet: DemoScoreSheet,
	indicator: string,
	score: number,
	reason: string
): void {
	const line = sheet.lines.find((each) => each.path[2] === indicator);
	if (!line) throw new Error(`No indicator "${indicator}"`);
	line.score = score;
	line.reason = reason;
	Object.assign(sheet, totals(sheet.lines));
}
