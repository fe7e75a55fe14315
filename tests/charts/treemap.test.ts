import { expect, test } from 'vitest';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { withPins } from '#lib/charts/parts/pins.ts';
import { treemap } from '#lib/charts/shares/treemap.ts';
import type { TreemapNode } from '#lib/charts/shares/treemap-nodes.ts';

interface Box {
	name: string;
	value: number;
	row?: number;
	itemStyle?: { color?: string };
	children?: Box[];
}

/** 分 of a hundred thousand 万元 in all: a share of 1 % is 1000 万元. */
const WHOLE = 1e11;

function department(name: string, share: number): TreemapNode {
	return { name, value: present(share * WHOLE), children: [] };
}

function mapOf(children: TreemapNode[], apart: string[] = []) {
	const rest = 1 - children.reduce((sum, { value }) => sum + (value?.value ?? 0) / WHOLE, 0);
	return treemap(
		[
			{ name: '甲类', children, list: '/list' },
			{ name: '乙类', children: [department('大局', rest)] }
		],
		{
			title: '全貌',
			measure: 'spending_total',
			year: 2023,
			levels: ['类别', '部门'],
			apart: new Set(apart)
		}
	);
}

/** The areas below the first kind, of the wide or of the narrow drawing. */
function areas({ option }: ReturnType<typeof mapOf>, variant: 'wide' | 'narrow' = 'wide'): Box[] {
	const { media, series } = option as unknown as {
		media: { option: { series: { data: Box[] }[] } }[];
		series: { data: Box[] }[];
	};
	const drawn = variant === 'wide' ? series : media[0]?.option.series;
	return drawn?.[0]?.data[0]?.children ?? [];
}

const names = (boxes: readonly Box[]) => boxes.map(({ name }) => name);
const SMALL = [department('一局', 0.2), department('二局', 0.001), department('三局', 0.003)];

test('areas too small for a name become one, which has their sum and no row of its own', () => {
	const chart = mapOf([...SMALL, department('四局', 0.012)]);
	const boxes = areas(chart);
	expect(names(boxes)).toEqual(['一局', '其余3家']);
	expect(boxes[1]).toMatchObject({
		value: 0.16,
		said: { title: '其余3家', lines: [{ name: '合计', text: '0.16亿元' }], href: '/list' }
	});
	expect(boxes[1]).not.toHaveProperty('row');
	expect(chart.table.rows.map(([first]) => first?.text)).toContain('甲类 › 二局');
});

test('those that have room stay apart', () => {
	const children = [...SMALL, department('四局', 0.02), department('五局', 0.004)];
	expect(names(areas(mapOf(children)))).toEqual(['一局', '四局', '其余3家']);
});

test('a narrow drawing has room for fewer', () => {
	const chart = mapOf([...SMALL, department('四局', 0.012), department('五局', 0.01)]);
	expect(names(areas(chart))).toEqual(['一局', '四局', '其余3家']);
	expect(names(areas(chart, 'narrow'))).toEqual(['一局', '其余4家']);
});

test('a department that stands for several counts as many', () => {
	const chart = mapOf([...SMALL, { ...department('其余40家', 0.0001), count: 40 }]);
	expect(names(areas(chart))).toEqual(['一局', '其余42家']);
});

test('one that stands for many goes along however large it is, and is not named the largest', () => {
	const many = { ...department('其余900家', 0.3), count: 900 };
	const chart = mapOf([...SMALL, many]);
	expect(names(areas(chart))).toEqual(['一局', '其余902家']);
	const alone = treemap([{ name: '甲类', children: [department('一局', 0.2), many] }], {
		title: '全貌',
		measure: 'spending_total',
		year: 2023,
		levels: ['类别', '部门']
	});
	expect(alone.description).toContain('最多的是一局');
});

test('a department that stands for several is not in the data table one by one', () => {
	const several = { ...department('其余40家', 0.0001), count: 40 };
	expect(mapOf(SMALL).description).toContain('逐家见数据表。');
	expect(mapOf([...SMALL, several]).description).toContain('逐家见“部门”页。');
});

test('a pinned department keeps its area and is marked in both drawings', () => {
	const pin = { code: '2', name: '二局', short: '二局' };
	const chart = withPins(mapOf([...SMALL, department('四局', 0.005)], ['二局']), [pin]);
	for (const variant of ['wide', 'narrow'] as const) {
		const boxes = areas(chart, variant);
		expect(boxes.find(({ name }) => name === '二局')?.itemStyle?.color).toBe('#124e5e');
	}
});

test('a kind of small ones alone is not divided', () => {
	const tiny = Array.from({ length: 9 }, (_, at) => department(`${at}局`, 0.0015));
	expect(areas(mapOf(tiny))).toEqual([]);
});

test('of one department alone the parts without room for a name are said to be drawn without', () => {
	const part = (name: string, share: number): TreemapNode => ({
		name,
		value: present(share * WHOLE)
	});
	const parts = [part('项目支出', 0.974), part('人员支出', 0.0235), part('公用支出', 0.0025)];
	const { description } = treemap(
		[{ name: '甲类', children: [{ name: '大局', children: parts }] }],
		{
			title: '一个部门的支出',
			measure: 'spending_total',
			year: 2023,
			levels: ['类别', '部门']
		}
	);
	expect(description).toContain('公用支出250.00万元面积太小，写不下名称。');
	expect(description).not.toContain('看不出');
});

test('the table states amounts that have no area as they are, and a sum of them', () => {
	const of = (name: string, value: Value): TreemapNode => ({ name, value, children: [] });
	const texts = (children: TreemapNode[]) =>
		mapOf(children)
			.table.rows.slice(0, 1 + children.length)
			.map((row) => row.slice(1, 3).map(({ text }) => text));
	expect(
		texts([of('一局', present(3e10)), of('二局', present(-1e10)), of('三局', absent('blank'))])
	).toEqual([
		['2.00', ''],
		['3.00', '27.3%'],
		['−1.00', ''],
		['未填', '']
	]);
});

test('a whole without positive amounts is not one without data', () => {
	const settings = {
		title: '全貌',
		measure: 'spending_total',
		year: 2023,
		levels: ['部门']
	} as const;
	const map = treemap([{ name: '一局', value: present(-5), children: [] }], settings);
	expect(map.description).toBe('2023年支出合计没有大于0的，没有占比；1项为负数，见数据表。');
	expect(map.option).toMatchObject({ title: { text: '没有大于0的数额，无面积可画' } });
	expect(mapOf([department('一局', 0.4)]).option).not.toHaveProperty('title');
});

test('one area too small for a name takes the next with it, if another is left', () => {
	const [large, middle, tiny] = [0.4, 0.2, 0.003].map((share) => department(`${share}`, share));
	if (!large || !middle || !tiny) throw new Error('three departments');
	expect(names(areas(mapOf([large, middle, tiny])))).toEqual(['0.4', '其余2家']);
	expect(names(areas(mapOf([large, tiny])))).toEqual(['0.4', '0.003']);
});
