/** Draws how an amount divides: kind, department, component; areas are proportional to amounts. */
import { chooseMoneyUnit, formatValue } from '#lib/catalogue/format.ts';
import { BASIS_NAMES, basisOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { drawn, scaleFor, type Scale } from './amounts.ts';
import type { Chart, ChartCell, ChartTable } from './chart.ts';
import type { Option } from './echarts.ts';
import { datum, FRAME, TEXT, withNarrow } from './frame.ts';
import { fitText } from './text-width.ts';
import { COLOURS, fill, FONT_SIZE, INK, type PatternName } from './theme.ts';
import { largest, leftOut, plainLabel } from './wording.ts';

/** A node with children is the sum of those that have an amount; one with an empty list of them is not divided, and has its own. */
export interface TreemapNode {
	name: string;
	href?: string | undefined;
	/** 分; of leaves and undivided nodes. Absent and negative amounts have no area: they are only in the table. */
	value?: Value | undefined;
	/** The leaf is of this part, where that has a colour. */
	colour?: keyof typeof COLOURS | undefined;
	pattern?: PatternName | undefined;
	children?: readonly TreemapNode[] | undefined;
}

export interface TreemapSettings {
	title: string;
	measure: MeasureId;
	year: number;
	/** Names of the levels above the leaves from the outermost, for the table: `['类别', '部门']`. */
	levels: readonly string[];
	/** Says why the areas together are not the total that the page states; empty where they are. */
	difference?: string;
}

/** A row of the table: a node with children. Its leaves are cells of the row. */
interface TreemapRow {
	/** Names from the outermost level down. */
	path: string[];
	node: TreemapNode;
}

export function treemap(nodes: readonly TreemapNode[], settings: TreemapSettings): Chart {
	const lines: TreemapRow[] = [];
	for (const node of nodes) collect(node, [], lines);
	const leaves = lines.flatMap(({ node }) => leavesOf(node));
	const undivided = lines.flatMap(({ node }) => (node.children?.length === 0 ? [node] : []));
	const scale = scaleFor(settings.measure, [
		...lines.map(({ node }) => present(areaOf(node))),
		...leaves.map(({ value }) => value ?? present(0))
	]);
	const total = nodes.reduce((sum, node) => sum + areaOf(node), 0);
	const context = {
		total,
		scale,
		rows: new Map(lines.map(({ node }, row) => [node, row])),
		parts: [...new Set(leaves.map(({ name }) => name))]
	};
	return {
		title: settings.title,
		description: describe(nodes, [...leaves, ...undivided], total, settings),
		unit: scale.unit,
		basis: BASIS_NAMES[basisOf(settings.measure)],
		period: `${settings.year}年`,
		option: draw(nodes.filter((node) => areaOf(node) > 0).map((node) => box(node, 0, context))),
		height: heightOf(leaves.length + undivided.length),
		table: tabulate(lines, context, settings)
	};
}

/** CSS pixels; one area alone says no more when it is large. */
function heightOf(areas: number): Chart['height'] {
	const height = areas > 1 ? 460 : 120;
	return { wide: height, narrow: height };
}

function collect(node: TreemapNode, above: readonly string[], lines: TreemapRow[]) {
	if (!node.children) return;
	const path = [...above, node.name];
	lines.push({ path, node });
	for (const child of node.children) collect(child, path, lines);
}

function leavesOf({ children = [] }: TreemapNode): TreemapNode[] {
	return children.filter((child) => !child.children);
}

function areaOf(node: TreemapNode): number {
	if (!node.children?.length) return Math.max(0, node.value?.value ?? 0);
	return node.children.reduce((sum, child) => sum + areaOf(child), 0);
}

/** Share of the whole below which a node is drawn undivided: its parts would be specks without a name. */
const LEAST_DIVIDED = 0.01;

/** Share of the whole from which on an undivided area has room for its amount. */
const LEAST_WORDED = 0.02;

interface Context {
	/** Of all nodes, 分. */
	total: number;
	scale: Scale;
	/** The row of each node with children. */
	rows: ReadonlyMap<TreemapNode, number>;
	/** Names of the leaves, each a column of the table. */
	parts: readonly string[];
}

type TreemapBox = {
	row: number;
	column?: number;
	name: string;
	value: number;
	itemStyle?: ReturnType<typeof fill>;
	label?: { color: string } | { formatter: string };
	children?: TreemapBox[];
};

/** `above` is the row of the parent, where a leaf has its cell. */
function box(node: TreemapNode, above: number, context: Context): TreemapBox {
	const { total, scale, rows, parts } = context;
	const row = rows.get(node) ?? above;
	const value = drawn(scale.number(present(areaOf(node))) ?? 0);
	const children = (node.children ?? []).map((child) => box(child, row, context));
	const cell = node.children ? {} : { column: FIRST_PART + parts.indexOf(node.name) };
	const look = node.colour
		? {
				itemStyle: fill(COLOURS[node.colour], node.pattern),
				label: { color: DARK.has(node.colour) ? INK.paper : INK.text }
			}
		: {};
	const isDivided = node.children?.length && areaOf(node) >= LEAST_DIVIDED * total;
	const words =
		node.children?.length === 0 && areaOf(node) >= LEAST_WORDED * total
			? {
					label: {
						formatter: `${plainLabel(node.name)}\n${plainLabel(scale.words(present(areaOf(node))))}`
					}
				}
			: {};
	const below = isDivided ? { children: children.filter((child) => child.value > 0) } : {};
	return datum(row, { ...cell, name: plainLabel(node.name), value, ...look, ...words, ...below });
}

const DARK: ReadonlySet<keyof typeof COLOURS> = new Set([
	'personnel',
	'highlighted',
	'carried',
	'reception'
]);

function draw(data: readonly TreemapBox[]) {
	const option = {
		...FRAME,
		series: [
			{
				type: 'treemap' as const,
				left: 0,
				right: 0,
				top: 0,
				bottom: 0,
				roam: false as const,
				nodeClick: false as const,
				breadcrumb: { show: false },
				sort: 'desc' as const,
				visibleMin: 12,
				label: { ...TEXT, fontSize: FONT_SIZE.note, overflow: 'truncate' as const, ellipsis: '…' },
				levels: [
					{ itemStyle: { borderWidth: 0, gapWidth: 5 } },
					{
						itemStyle: {
							color: COLOURS.peersSoft,
							borderColor: INK.paper,
							borderWidth: 0,
							gapWidth: 2
						},
						upperLabel: upper(true)
					},
					{
						itemStyle: {
							color: COLOURS.peersSoft,
							borderColor: INK.paper,
							borderWidth: 0,
							gapWidth: 1
						},
						upperLabel: upper(false)
					},
					{ itemStyle: { borderWidth: 0, gapWidth: 1 } }
				],
				data: [...data]
			}
		]
	} satisfies Option;
	return withNarrow(option, {});
}

function upper(outer: boolean) {
	return {
		show: true,
		...TEXT,
		height: outer ? 20 : 16,
		fontSize: outer ? FONT_SIZE.label : FONT_SIZE.note,
		fontWeight: outer ? ('bold' as const) : ('normal' as const),
		overflow: 'truncate' as const,
		ellipsis: '…'
	};
}

/** Columns before those of the leaves: name, sum, share. */
const FIRST_PART = 3;

function tabulate(
	lines: readonly TreemapRow[],
	{ total, scale, parts }: Context,
	{ title, levels }: TreemapSettings
): ChartTable {
	return {
		caption: `${title}（${scale.unit}）`,
		columns: [
			{ name: levels.join(' › ') },
			{ name: '合计', unit: scale.columnUnit, numeric: true },
			{ name: '占比', numeric: true },
			...parts.map((name) => ({ name, unit: scale.columnUnit, numeric: true }))
		],
		rows: lines.map(({ path, node }): ChartCell[] => [
			{ text: path.join(' › '), href: node.href },
			scale.cell(present(areaOf(node))),
			{ text: shareText(present(areaOf(node)), total) },
			...parts.map((name): ChartCell => {
				const leaf = leavesOf(node).find((one) => one.name === name);
				return leaf ? scale.cell(leaf.value ?? present(0)) : { text: '' };
			})
		])
	};
}

function shareText({ value }: Value, total: number): string {
	if (value === null || total === 0) return '';
	return formatValue('personnel_share', present(value / total), 'table');
}

function describe(
	nodes: readonly TreemapNode[],
	leaves: readonly TreemapNode[],
	total: number,
	{ title, year, levels, measure, difference = '' }: TreemapSettings
): string {
	if (total === 0) return `${title}：${year}年没有数据。`;
	// The areas share one unit, small ones among them; a sum alone is said in its own.
	const words = (amount: number) =>
		formatValue(measure, present(amount), 'tooltip', chooseMoneyUnit([amount]));
	const { compared, level } = dividedAt(nodes, levels);
	const most = largest(compared, areaOf);
	const missing = leaves.filter(({ value }) => value?.value === null).length;
	const negative = leaves.filter(({ value }) => (value?.value ?? 0) < 0).length;
	return [
		`${year}年合计${words(total)}`,
		most
			? `，${level}中最多的是${fitText(most.name, 20)}，${words(areaOf(most))}，占${shareText(present(areaOf(most)), total)}`
			: '',
		leftOut(missing, '项'),
		negative > 0 ? `；${negative}项为负数，只在数据表中列出` : '',
		difference,
		'。',
		leaves.some((one) => areaOf(one) > 0 && areaOf(one) < LEAST_DIVIDED * total)
			? '面积太小、写不下名称的，见数据表。'
			: ''
	].join('');
}

/** The outermost level that has several nodes: a single one is all there is, and is compared with nothing. */
function dividedAt(nodes: readonly TreemapNode[], levels: readonly string[]) {
	let compared = nodes;
	let depth = 0;
	while (compared.length === 1 && compared[0]?.children?.length) {
		compared = compared[0].children;
		depth += 1;
	}
	return { compared, level: levels[depth] ?? '分项' };
}
