import { expect, test } from 'vitest';
import { structureCharts } from '#lib/answers/structure/charts.ts';
import { structureSentence } from '#lib/answers/structure/sentence.ts';
import { observation, type Stated } from '../comparison/samples.ts';

const CHOSEN = { area: null, year: null, kind: '学校' };

/** Reads from the treemap of these departments its sentence and the amount of its areas. */
function areas(figures: readonly Stated[]): { said: string; sum: string } {
	const rows = figures.map((now, index) =>
		observation({ id: index + 1, name: `部门${index + 1}`, kind: '学校', now })
	);
	const charts = structureCharts(rows, { year: 2021, base: 2020, chosen: CHOSEN, pins: [] });
	const treemap = charts.find(({ id }) => id === 'areas');
	return {
		said: treemap?.description ?? '',
		sum: /<td class="num"[^>]*>(?:<a[^>]*>)?([^<]*)/.exec(treemap?.rows.text ?? '')?.[1] ?? ''
	};
}

const parts = (personnel: number, operating: number, project: number) => ({
	spending_personnel: personnel * 1_000_000,
	spending_operating: operating * 1_000_000,
	spending_project: project * 1_000_000
});

test.each([
	['parts that add up', [{ spending_total: 6_000_000, ...parts(1, 2, 3) }], '6.00', null],
	[
		'parts that leave some open, which is an area of its own',
		[{ spending_total: 9_000_000, ...parts(1, 2, 3) }],
		'9.00',
		null
	],
	['a total without parts', [{ spending_total: 9_000_000 }], '9.00', null],
	[
		'parts that exceed the total',
		[
			{ spending_total: 5_000_000, ...parts(1, 2, 3) },
			{ spending_total: 6_000_000, ...parts(1, 2, 3) }
		],
		'12.00',
		'比支出合计多1.00万元，因部门1的分项之和大于所报合计或合计未报'
	]
])('the areas of %s are the total, or say why not', (_, figures, sum, why) => {
	const told = areas(figures);
	expect(told.sum).toBe(sum);
	expect(told.said).toContain(`2021年合计${sum}万元`);
	if (why === null) expect(told.said).not.toContain('比支出合计');
	else expect(told.said).toContain(why);
});

test('kinds and the page’s sentence cover the departments that state every part', () => {
	const rows = [
		observation({ id: 1, kind: '学校', now: { spending_total: 6_000_000, ...parts(1, 2, 3) } }),
		observation({
			id: 2,
			kind: '政法单位',
			now: { spending_total: 10_000_000, ...parts(5, 0, 5) }
		}),
		observation({ id: 3, kind: '学校', now: { spending_total: 90_000_000 } })
	];
	const charts = structureCharts(rows, { year: 2021, base: 2020, chosen: CHOSEN, pins: [] });
	expect(charts.find(({ id }) => id === 'kinds')?.description).toContain(
		'2类部门支出合计16.00万元，人员支出占37.5%、公用支出占12.5%、项目支出占50.0%；按各项都填报的2家计算'
	);
	expect(structureSentence(2021, rows)).toContain(
		'按各项都填报的2家计算，人员占37.5%，公用占12.5%，项目占50.0%。'
	);
});

test.each([
	[9, '，三项之和比支出合计少33.3%'],
	[5, '，三项之和比支出合计多20.0%'],
	[6, '']
])('parts of 6 in a total of %i: %s', (total, said) => {
	const row = observation({ id: 1, now: { spending_total: total * 1_000_000, ...parts(1, 2, 3) } });
	expect(
		structureSentence(2021, [row]).endsWith(`项目占${(300 / total).toFixed(1)}%${said}。`)
	).toBe(true);
});

/** The areas of a department of 1000 万元 and of others of 1 to `others` 万元, without so many of the largest. */
function besideGiant(others: number, withoutLargest: number) {
	const amounts = [1000, ...Array.from({ length: others }, (_, at) => at + 1)];
	const rows = amounts.map((amount, at) =>
		observation({
			id: at + 1,
			name: at === 0 ? '大局' : `小局${at}`,
			kind: null,
			now: { spending_total: amount * 1_000_000 }
		})
	);
	const chosen = { area: null, year: null };
	const settings = { year: 2021, base: 2020, chosen, pins: [], withoutLargest };
	const {
		title,
		description,
		rows: table,
		ways = []
	} = structureCharts(rows, settings).find(({ id }) => id === 'areas') ?? ({} as never);
	const around = ways.filter(({ name }) => /^不?含/.test(name));
	return { title, description, table: table.text, around };
}

test('a department that hides the others can be left out, and that is said', () => {
	const all = besideGiant(3, 0);
	expect(all.description).toContain('其余合计6.00万元，面积太小、图中看不出，逐家见数据表。');
	expect(all.around).toEqual([
		{ name: '不含大局', href: '/structure?without_largest=1#areas', isDown: true }
	]);
	const others = besideGiant(3, 1);
	expect(others.title).toBe('支出全貌：类别、部门（不含最大的1家）');
	expect(others.description).toContain('2021年合计6.00万元');
	expect(others.table).not.toContain('大局');
	expect(others.around).toEqual([{ name: '含最大的1家', href: '/structure#areas' }]);
});

test('two departments always stay, whatever the address asks', () => {
	expect(besideGiant(3, 99).title).toContain('（不含最大的2家）');
	expect(besideGiant(1, 99).title).toBe('支出全貌：类别、部门');
	expect(besideGiant(1, 0).around).toEqual([]);
});

test.each([
	['of several kinds', ['学校', '医院'], true],
	['of one kind, whose bar would say nothing', ['学校', '学校'], false]
])('departments %s', (_, kinds, isDrawn) => {
	const rows = kinds.map((kind, at) =>
		observation({ id: at + 1, name: `部门${at + 1}`, kind, now: { spending_total: 6_000_000 } })
	);
	const charts = structureCharts(rows, { year: 2021, base: 2020, chosen: CHOSEN, pins: [] });
	expect(charts.some(({ id }) => id === 'kinds')).toBe(isDrawn);
});
