/** What an oddity is, and the ways to plant one. */
import type { FindingState, RuleId } from '#lib/catalogue/rules.ts';
import type { FigureId, MeasureId } from '#lib/catalogue/measures.ts';
import { FIGURES } from '#lib/catalogue/measures.ts';
import type { YearEvent } from './events.ts';
import type { Facts } from './history.ts';
import type { ReportSlip } from './report.ts';
import type { Sheet } from './score_sheet.ts';
import { totals } from './score_sheet.ts';

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
	facts?: (facts: Facts) => void;
	/** What is wrong in the score sheet. */
	sheet?: (sheet: Sheet) => void;
	/** What is wrong in the filed report beside figures and scores. */
	report?: ReportSlip;
}

export const WAN = 1_000_000;
export const YUAN = 100;

export function fails(year: number, ...rules: RuleId[]): ExpectedFinding[] {
	return rules.map((rule) => ({ year, rule, state: 'fail' }));
}

export function warns(year: number, ...rules: RuleId[]): ExpectedFinding[] {
	return rules.map((rule) => ({ year, rule, state: 'warn' }));
}

export function add(id: FigureId, fen: number): (facts: Facts) => void {
	return (facts) => {
		facts[id] = (facts[id] ?? 0) + fen;
	};
}

/** All amounts of a group, or of the whole report, in a wrong unit. */
export function scale(factor: number, group?: string): (facts: Facts) => void {
	return (facts) => {
		for (const figure of FIGURES) {
			const value = facts[figure.id];
			if (figure.quantity !== 'money' || value === null) continue;
			if (group === undefined || figure.group === group) {
				facts[figure.id] = Math.round(value * factor);
			}
		}
	};
}

/** Changes the lines of an indicator; total, form score and grade follow unless they are set afterwards. */
export function change(sheet: Sheet, indicator: string, score: number, reason: string): void {
	const line = sheet.lines.find((each) => each.path[2] === indicator);
	if (!line) throw new Error(`No indicator "${indicator}"`);
	line.score = score;
	line.reason = reason;
	Object.assign(sheet, totals(sheet.lines));
}
