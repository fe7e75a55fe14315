/** What an oddity is, and the ways to plant one. */
import type { FindingState, RuleId } from '#lib/catalogue/rules.ts';
import type { FigureId, MeasureId } from '#lib/catalogue/measures.ts';
import { FIGURES } from '#lib/catalogue/measures.ts';
import type { YearEvent } from '../city/events.ts';
import type { DemoFigures } from '../city/figures.ts';
import type { DemoScoreSheet } from '../scores/self-scores.ts';
import { totals } from '../scores/self-scores.ts';

/** What is wrong in a report beside its figures and scores. Amounts in 分, to be added to the true one. */
export interface ReportErrors {
	/** Figures that the narrative states wrongly. */
	prose?: Partial<Record<FigureId, number>>;
	/** Added to the last of the named projects. */
	project_off?: number;
	/** Day on which a task is said to be finished, e.g. `2024年2月20日`. */
	completed_on?: string;
	/** Problems and measures are last year's. */
	copied_text?: true;
	/** Added to the last unit's row. */
	unit_off?: Partial<Record<FigureId, number>>;
	/** Percent of satisfied people. */
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
	/** In Chinese, for the README of the data. */
	what: string;
	/** Findings of the review that show it; `pass` stands for a 尾差, which passes and says so. */
	findings: readonly ExpectedFinding[];
	/** Measures in which it stands out among its peers or against its own past. */
	measures?: readonly MeasureId[];
	/** What really happened, by year. */
	events?: Readonly<Record<number, YearEvent>>;
	/** What was typed wrong in the figures of {@link Oddity.year}. */
	figures?: (figures: DemoFigures) => void;
	/** What is wrong in the score sheet. */
	sheet?: (sheet: DemoScoreSheet) => void;
	/** What is wrong in the filed report beside figures and scores. */
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

/** All amounts of a group, or of the whole report, in a wrong unit. */
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

/** Changes the lines of an indicator; total, form score and grade follow unless they are set afterwards. */
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
