/** This module chooses the words of a report from the department's texts and fills in the numbers of the year. */
import { roundTo, WAN_STEP } from '../city/figures.ts';
import type { DemoFiling } from '../filing/filings.ts';
import type { DepartmentText } from './department-texts.ts';
import { PROFILES } from './department-texts.ts';
import { randomFor } from '../city/random.ts';
import type { ReportErrors } from '../oddities/oddity.ts';

export interface ReportText {
	profile: DepartmentText;
	goals: { target: string; result: string }[];
	quality: { target: string; result: string }[];
	quantity: { target: string; result: string }[];
	/** The date is printed as in `2021年10月20日`. */
	completed_on: string;
	social: { target: string; result: string };
	economic: { target: string; result: string };
	/** This is a percentage. */
	satisfaction: number;
	problems: string[];
	measures: string[];
	/** The amounts are in 分, and the order is that of the narrative. */
	projects: { name: string; fen: number }[];
}

/** A satisfaction of this percentage earns the score, which is in hundredths of a point. */
const SATISFACTION: Readonly<Record<number, number>> = { 500: 97, 300: 93 };

export function reportText(filing: DemoFiling, errors: ReportErrors): ReportText {
	const { department, year } = filing;
	const profile = PROFILES[department.code];
	if (!profile) throw new Error(`No profile for department ${department.code}`);
	const random = randomFor(`report ${department.code} ${year}`);
	const fill = ([target, result]: readonly [string, string]) => ({
		target,
		result: result.replace('{n}', String(random.whole(12, 68)))
	});
	const spoken = errors.copied_text ? year - 1 : year;
	return {
		profile,
		goals: profile.goals.map(fill),
		quality: profile.quality.map(fill),
		quantity: profile.quantity.map(fill),
		completed_on:
			errors.completed_on ?? `${year}年${random.whole(8, 11)}月${random.whole(5, 28)}日`,
		social: fill(profile.social),
		economic: fill(profile.economic),
		satisfaction: errors.satisfaction ?? SATISFACTION[satisfactionScore(filing)] ?? 80,
		problems: pairOf(profile.problems, spoken),
		measures: pairOf(profile.measures, spoken),
		projects: splitProjects(filing, profile, errors)
	};
}

function satisfactionScore({ sheet }: DemoFiling): number {
	return sheet.lines.find((line) => line.path[2].endsWith('满意度'))?.score ?? 0;
}

function pairOf(texts: readonly string[], year: number): string[] {
	return [year, year + 1].map((turn) => texts[turn % texts.length] ?? '');
}

/** Shares 项目支出 among the named projects: each takes 30% to 50% of what is left, the last takes the rest. */
function splitProjects(
	{ department, year, figures }: DemoFiling,
	{ projects }: DepartmentText,
	errors: ReportErrors
): ReportText['projects'] {
	const random = randomFor(`projects ${department.code} ${year}`);
	const total = roundTo(figures.spending_project ?? 0, WAN_STEP);
	let left = total;
	return projects.map((name, index) => {
		const last = index === projects.length - 1;
		const part = roundTo(left * random.between(0.3, 0.5), WAN_STEP);
		const fen = last ? left + (errors.project_off ?? 0) : part;
		left -= part;
		return { name, fen };
	});
}
