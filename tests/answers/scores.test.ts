import { expect, test } from 'vitest';
import { checkableSentence } from '#lib/answers/department/score-sheet.ts';
import { indicatorRows, listedIndicators } from '#lib/answers/scores/indicators.ts';
import { lostPoints } from '#lib/answers/scores/lost-points.ts';
import { listedClause, scoreSentence } from '#lib/answers/scores/sentence.ts';
import { summariseIndicators, type SheetLine } from '#lib/comparison/score-items.ts';
import type { ScoreLine } from '#lib/server/questions/departments/department.ts';
import { town } from '../comparison/samples.ts';

test.each([
	[0, 0, ''],
	[60, 60, '，共60项'],
	[60, 61, '，共61项，列出前60项']
])('a list that shows %i of %i says “%s”', (listed, total, clause) => {
	expect(listedClause(listed, total)).toBe(clause);
});

test.each([
	['one', [9600, 8200, 9000], '最低82分（部门002）'],
	['several', [9600, 8200, 8200], '最低82分（部门002等2家）']
])('the lowest score that %s filed is said with a name', (_, scores, said) => {
	expect(scoreSentence(2023, town(scores.map((score_form) => ({ score_form }))))).toContain(said);
});

/** The sheets of three departments: `shared` indicators of all, and `own` ones of each; every line loses a tenth of 10 points. */
function sheets(shared: number, own: number): SheetLine[] {
	const line = (department: number, name: string): SheetLine => ({
		department,
		path: ['产出', name],
		criterion: '',
		weight: 1000,
		weight_group: null,
		score: 900,
		reason: ''
	});
	const names = (count: number, prefix: string) =>
		Array.from({ length: count }, (_, at) => `${prefix}${at}`);
	return [1, 2, 3].flatMap((id) =>
		[...names(shared, '共用'), ...names(own, `自设${id}-`)].map((name) => line(id, name))
	);
}

test.each<[shared: number, own: number, columns: number, last: string, merged: number]>([
	[20, 0, 20, '共用19', 0],
	[5, 6, 23, '自设3-5', 0],
	[5, 8, 6, '其余指标', 24],
	[30, 0, 25, '其余指标', 6],
	[0, 20, 1, '各项指标', 60]
])(
	'%i shared and %i own indicators of three departments are %i columns',
	(shared, own, columns, last, merged) => {
		const rows = town([{}, {}, {}]);
		const lost = lostPoints(rows, sheets(shared, own), () => '/d');
		expect(lost.columns).toHaveLength(columns);
		expect(lost.columns.at(-1)).toBe(last);
		expect(lost).toMatchObject({ merged, of: 3 });
		expect(lost.rows[0]?.cells).toHaveLength(columns);
		expect(lost.rows[0]?.cells.at(-1)?.value).toBe(merged > 0 || own === 0 ? 0.1 : null);
	}
);

test('a page lists the indicators on which most is lost, and says how many there are', () => {
	const indicators = summariseIndicators(sheets(2, 40), []);
	expect(indicatorRows(indicators)).toHaveLength(60);
	expect(indicatorRows(indicators).map(({ name }) => name)).toContain('共用1');
	expect(listedIndicators(indicators)).toBe('共122项，列出失分合计最多的60项；全部见导出的Excel。');
	expect(listedIndicators(indicators.slice(0, 60))).toBe('');
});

test.each([
	['no indicator that needs a budget', '预算调整率', '连同上年报告可复算0分；其余'],
	['one that does', '“三公经费”控制率', '连同上年报告可复算0分，再有预算数可复算10分；其余']
])('a sheet with %s says so', (_, level3, said) => {
	const line = {
		level1: '过程',
		level2: '预算执行',
		level3,
		criterion: '控制率≤100%，计10分；每超过1个百分点扣1分，扣完为止。',
		weight: 1000,
		weight_missing: null,
		weight_group: null
	} as unknown as ScoreLine;
	expect(checkableSentence([line])).toContain(said);
});
