/**
 * The score sheet as rows of text, with what was lost and why.
 */
import { inWords } from '#lib/catalogue/change-words.ts';
import { formatValue } from '#lib/catalogue/format.ts';
import { type Checkable, verifiability, verifiablePoints } from '#lib/catalogue/indicators.ts';
import { absent, present } from '#lib/catalogue/values.ts';
import type { ScoreLine } from '#lib/server/questions/departments/department.ts';
import { placeHref } from '#lib/links.ts';
import { handNote } from './parts.ts';

const POINTS = { quantity: 'points' } as const;

export interface ScoreRow {
	name: string;
	/** Levels above the indicator, e.g. `过程 › 预算管理`; undefined for none. */
	path: string | undefined;
	criterion: string;
	weight: string;
	score: string;
	score_href: string | null;
	/** Says that a person corrected the figure; undefined for one as it was read. */
	score_note: string | undefined;
	/** The same of the weight, and that several indicators share it. */
	weight_note: string | undefined;
	/** Points lost, empty where none; in words where a shared weight leaves it open. */
	lost: string;
	reason: string;
	/** Says in a word what the score can be recomputed from, and why. */
	checkable: string;
	check: string;
}

export function scoreRows(filing: number, lines: readonly ScoreLine[]): ScoreRow[] {
	return lines.map((line) => {
		const { checkable, reason } = verifiability(asItem(line));
		const levels = levelsOf(line);
		return {
			name: levels.at(-1) ?? '',
			path: levels.slice(0, -1).join(' › ') || undefined,
			criterion: line.criterion,
			weight: weightText(line),
			score: points(line.score, line.score_missing),
			score_href: line.score_place ? placeHref(filing, line.score_place) : null,
			score_note: handNote(line.score_place),
			weight_note: weightNote(line),
			lost: line.lost === null || line.lost <= 0 ? '' : points(line.lost, null),
			reason: line.reason,
			checkable: CHECKABLE_NAMES[checkable],
			check: reason
		};
	});
}

const CHECKABLE_NAMES: Record<Checkable, string> = {
	this_report: '可复算',
	with_previous: '需上年报告',
	with_budget: '需预算数',
	evidence: '需佐证',
	no: '无法核验'
};

const levelsOf = ({ level1, level2, level3 }: ScoreLine) =>
	[level1, level2, level3].filter(Boolean);

function asItem(line: ScoreLine): Parameters<typeof verifiability>[0] {
	return {
		path: levelsOf(line),
		criterion: line.criterion,
		weight_group: line.weight_group,
		weight: { value: line.weight }
	};
}

/** Says in one sentence how much of the sheet can be checked at all; null without a sheet. */
export function checkableSentence(lines: readonly ScoreLine[]): string | null {
	if (lines.length === 0) return null;
	const { this_report, with_previous, with_budget, total } = verifiablePoints(lines.map(asItem));
	const unread = lines.filter(({ weight_missing }) => weight_missing === 'unreadable').length;
	const rest = unread > 0 ? `（另有${unread}项的分值没有读出）` : '';
	const inPoints = (hundredths: number) => inWords('score_form', hundredths);
	// Where no indicator needs a budget, budgets add nothing.
	const budget = with_budget > with_previous ? `，再有预算数可复算${inPoints(with_budget)}` : '';
	return `评分表共${inPoints(total)}${rest}，凭本报告可复算${inPoints(this_report)}，连同上年报告可复算${inPoints(with_previous)}${budget}；其余得分须另行核查，本系统不作判断。`;
}

function points(value: number | null, missing: ScoreLine['score_missing']): string {
	return formatValue(POINTS, value === null ? absent(missing ?? 'blank') : present(value), 'table');
}

function weightText(line: ScoreLine): string {
	if (line.weight !== null) return points(line.weight, null);
	return line.weight_group === null ? points(null, line.weight_missing) : '共用上项';
}

function weightNote({ weight, weight_group, weight_place }: ScoreLine): string | undefined {
	const shared = weight !== null && weight_group !== null ? '共用' : '';
	return [shared, handNote(weight_place)].filter(Boolean).join('，') || undefined;
}
