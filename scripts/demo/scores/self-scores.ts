/** This module makes the self-scores of a department and year: from the figures where they decide, otherwise at random. */
import type { GradeScheme } from '#lib/catalogue/grades.ts';
import { bandOf, GRADE_SCHEMES } from '#lib/catalogue/grades.ts';
import type { DemoFigures } from '../city/figures.ts';
import type { IndicatorLine } from './indicator-lines.ts';
import { INDICATOR_LINES } from './indicator-lines.ts';
import { randomFor } from '../city/random.ts';

export interface DemoScoreLine {
	path: readonly [string, string, string];
	/** The weight is in hundredths of a point, and null where the line shares the weight above it. */
	weight: number | null;
	score: number;
	criterion: string;
	reason: string;
}

export interface DemoScoreSheet {
	lines: DemoScoreLine[];
	/** 总分 and 综合得分 are as stated, in hundredths of a point. */
	total: number;
	form: number;
	grade: string;
}

const FOUR_GRADES: GradeScheme = GRADE_SCHEMES[0];

/** Returns the self-scores of a year. Some departments are stricter with themselves than others. */
export function scoreYear(
	code: string,
	year: number,
	figures: DemoFigures,
	previous: DemoFigures | null
): DemoScoreSheet {
	const character = randomFor(`strictness ${code}`);
	const strictness = character.between(0.5, 1.7) * (character.chance(0.08) ? 3.2 : 1);
	const random = randomFor(`score ${code} ${year}`);
	const lines = INDICATOR_LINES.map((line): DemoScoreLine => {
		const { path, weight, full, criterion } = line;
		const given = line.computed ? compute(line, figures, previous) : null;
		const lost =
			given ?? (random.chance(line.often * strictness) ? random.pick(line.losses) : null);
		return { path, weight, criterion, score: full - (lost?.[0] ?? 0), reason: lost?.[1] ?? '' };
	});
	return { lines, ...totals(lines) };
}

export function totals(
	lines: readonly DemoScoreLine[]
): Pick<DemoScoreSheet, 'total' | 'form' | 'grade'> {
	const total = lines.reduce((sum, line) => sum + line.score, 0);
	return { total, form: total, grade: bandOf(total, FOUR_GRADES).name };
}

type LostPoints = readonly [number, string] | null;

function compute(
	line: IndicatorLine,
	figures: DemoFigures,
	previous: DemoFigures | null
): LostPoints {
	switch (line.computed) {
		case 'staffing':
			return staffing(figures, line.full);
		case 'three_public':
			return threePublic(figures, previous, line.full);
		case 'balance':
			return balance(figures);
		default:
			return assets(figures, line.full);
	}
}

function staffing(figures: DemoFigures, full: number): LostPoints {
	const over = points(figures.staff_actual, figures.staff_quota) - 100;
	return over <= 0 ? null : [Math.min(full, Math.floor(over) * 50), '超编人员待消化'];
}

function threePublic(figures: DemoFigures, previous: DemoFigures | null, full: number): LostPoints {
	if (!previous?.three_public_total) return null;
	const over = points(figures.three_public_total, previous.three_public_total) - 100;
	const lost = Math.min(full, Math.floor(over) * 50);
	if (lost <= 0) return null;
	return [lost, figures.three_public_vehicle_purchase ? '本年更新公务用车' : '公务活动较上年增加'];
}

function balance(figures: DemoFigures): LostPoints {
	const left = figures.balance_cumulative ?? 0;
	if (left <= 0) return null;
	return left > (figures.income_carried_in ?? 0) ? [300, '结余超过上年结转'] : [100, '年末有结余'];
}

function assets(figures: DemoFigures, full: number): LostPoints {
	const below = 100 - points(figures.assets_in_use, figures.assets_total);
	const lost = Math.min(full, Math.floor(below) * 10);
	return lost <= 0 ? null : [lost, '部分资产出租或闲置'];
}

/** Returns a share in percent, or 100 where a number is missing or the whole is 0. */
function points(part: number | null, whole: number | null): number {
	return part === null || !whole ? 100 : (part / whole) * 100;
}
