/** The bureau's scores beside the departments' own: a sentence, rows of text, and the gap as a chart. */
import { inWords } from '#lib/catalogue/change-words.ts';
import { formatChange, formatValue } from '#lib/catalogue/format.ts';
import { SAMPLE_METHOD_NAMES } from '#lib/catalogue/sample-methods.ts';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { dayInChina, timeInChina } from '#lib/catalogue/years.ts';
import type { DrawnChart } from '#lib/charts/chart.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { dumbbell } from '#lib/charts/changes/dumbbell.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { equalToFirst } from '#lib/comparison/rank.ts';
import { departmentHref, type Chosen } from '#lib/links.ts';
import type { ReassessedRow, Sample } from '#lib/server/questions/reports/reassessments.ts';

const POINTS = { quantity: 'points' } as const;

export interface ReassessmentLine {
	key: string;
	name: string;
	href: string;
	/** Last level of the path; empty for the total. */
	indicator: string;
	path: string;
	weight: string;
	self_score: string;
	self_note?: string;
	score: string;
	gap: string;
	drawn: string;
	reason: string;
	assessed: string;
}

export function reassessmentLine(row: ReassessedRow, chosen: Chosen): ReassessmentLine {
	const { department, indicator, drawn, assessed_by, assessed_at } = row;
	const path = indicator === '' ? [] : indicator.split(' › ');
	const points = (value: number | null, none: string) =>
		value === null ? none : formatValue(POINTS, present(value), 'table');
	return {
		key: `${department.code} ${indicator}`,
		name: department.name,
		href: departmentHref(department.code, chosen),
		indicator: path.at(-1) ?? '',
		path: path.slice(0, -1).join(' › '),
		weight: points(row.weight, '—'),
		self_score: points(row.self_score, '未填'),
		...(row.is_corrected ? { self_note: '人工更正' } : {}),
		score: points(row.score, '未复评'),
		gap: row.gap === null ? '—' : formatChange('score_form', present(row.gap), 'table'),
		drawn: drawn.map((method) => SAMPLE_METHOD_NAMES[method]).join('、') || '未抽取',
		reason: row.reason,
		assessed: assessed_at === null ? '' : `${assessed_by ?? ''} ${dayInChina(assessed_at)}`
	};
}

export interface SampleLine {
	id: number;
	method: string;
	/** With the way to draw it again. */
	seed: string;
	count: string;
	drawn: string;
	departments: string;
}

export function sampleLine({ id, method, seed, pool, departments, ...by }: Sample): SampleLine {
	return {
		id,
		method: SAMPLE_METHOD_NAMES[method],
		seed: seed === '' ? '—' : seed,
		count: `${pool}家中${departments.length}家`,
		drawn: `${by.drawn_by} ${timeInChina(by.drawn_at)}`,
		departments: departments.join('、')
	};
}

/** Says how many were scored again, and how far the scores lie apart. */
export function reassessmentSentence(year: number, rows: readonly ReassessedRow[]): string {
	const totals = rows.filter(({ indicator }) => indicator === '');
	if (rows.length === 0) return `${year}年还没有抽取复评的部门。`;
	const scored = totals.filter(({ score }) => score !== null);
	const compared = scored.flatMap(({ department, gap }) =>
		gap === null ? [] : [{ name: department.name, gap }]
	);
	const state = `${year}年应复评${totals.length}家，已复评总分${scored.length}家`;
	const [first] = compared;
	if (!first) return `${state}。`;
	const mean = Math.round(compared.reduce((sum, { gap }) => sum + gap, 0) / compared.length);
	const lower = compared.filter(({ gap }) => gap < 0).length;
	const tied = equalToFirst(compared.map(({ gap }) => Math.abs(gap)));
	return `${state}；复评比自评平均${gapWords(mean)}，${lower}家低于自评，相差最大的是${first.name}（${gapWords(first.gap)}）${tied}。`;
}

function gapWords(gap: number): string {
	if (gap === 0) return '持平';
	return `${gap > 0 ? '高' : '低'}${inWords('score_form', Math.abs(gap))}`;
}

/** Rows that can be read at once; the table below holds every one. */
const SHOWN = 40;

/** The gap of each total; none where nobody was scored again. */
export function reassessmentCharts(
	rows: readonly ReassessedRow[],
	{ year, chosen, pins }: { year: number; chosen: Chosen; pins: readonly Pin[] }
): DrawnChart[] {
	const scored = rows.filter(({ indicator, score }) => indicator === '' && score !== null);
	if (scored.length === 0) return [];
	const chart = dumbbell(
		scored.map(({ department, self_score, score }) => ({
			name: department.name,
			href: departmentHref(department.code, chosen),
			previous: valueOf(self_score),
			current: valueOf(score)
		})),
		{
			title: '复评与自评的差距',
			measure: 'score_form',
			year,
			base: year,
			sides: { from: '自评', to: '复评', basis: '部门自评与绩效科复评' },
			limit: SHOWN,
			rest_at: '复评总分表',
			sentence: reassessmentSentence(year, rows)
		}
	);
	return [drawChart(chart, { id: 'gap', span: 'full', pins })];
}

function valueOf(score: number | null): Value {
	return score === null ? absent('blank') : present(score);
}
