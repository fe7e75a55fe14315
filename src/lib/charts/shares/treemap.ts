/** Draws how an amount divides: kind, department, component; areas are proportional to amounts. */
import { BASIS_NAMES, basisOf } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import { drawn, scaleFor, type Scale } from '../parts/amounts.ts';
import type { Chart, ChartCell, ChartTable } from '../chart.ts';
import type { Option } from '../echarts.ts';
import { datum, FRAME, SOFT_TEXT, TEXT, withNarrow } from '../parts/frame.ts';
import { COLOURS, fill, FONT_SIZE, INK } from '../theme.ts';
import {
	amountOf,
	areaOf,
	leavesOf,
	NARROW,
	WIDE,
	type LeastShares,
	type TreemapNode,
	type TreemapSettings
} from './treemap-nodes.ts';
import { describeTreemap, shareText } from './treemap-words.ts';
import { plainLabel } from '../parts/wording.ts';
import type { Tooltip } from '../parts/tooltips.ts';

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
		...lines.map(({ node }) => amountOf(node)),
		...leaves.map(({ value }) => value ?? present(0))
	]);
	const total = nodes.reduce((sum, node) => sum + areaOf(node), 0);
	const context = {
		total,
		scale,
		rows: new Map(lines.map(({ node }, row) => [node, row])),
		parts: [...new Set(leaves.map(({ name }) => name))],
		apart: settings.apart ?? new Set<string>()
	};
	const boxes = (size: LeastShares) =>
		nodes.filter((node) => areaOf(node) > 0).map((node) => box(node, 0, { ...context, size }));
	return {
		title: settings.title,
		description: describeTreemap(nodes, [...leaves, ...undivided], total, {
			...settings,
			scale
		}),
		unit: scale.unit,
		basis: BASIS_NAMES[basisOf(settings.measure)],
		period: `${settings.year}年`,
		option: draw(boxes(WIDE), boxes(NARROW)),
		height: heightOf(total === 0 ? 0 : leaves.length + undivided.length),
		table: tabulate(lines, context, settings)
	};
}

/** CSS pixels; one area alone says no more when it is large. */
function heightOf(areas: number): Chart['height'] {
	// A narrow one fits below a page's head on half a sheet of A4 on its side.
	return areas > 1 ? { wide: 460, narrow: 400 } : { wide: 120, narrow: 120 };
}

function collect(node: TreemapNode, above: readonly string[], lines: TreemapRow[]) {
	if (!node.children) return;
	const path = [...above, node.name];
	lines.push({ path, node });
	for (const child of node.children) collect(child, path, lines);
}

interface Context {
	/** Sum of all nodes, 分. */
	total: number;
	scale: Scale;
	/** The row of each node with children. */
	rows: ReadonlyMap<TreemapNode, number>;
	/** Names of the leaves, each a column of the table. */
	parts: readonly string[];
	apart: ReadonlySet<string>;
}

type TreemapBox = {
	/** Areas that became one have none, since the table lists each of them, and their own words in its place. */
	row?: number;
	said?: Tooltip;
	column?: number;
	name: string;
	value: number;
	itemStyle?: ReturnType<typeof fill>;
	label?:
		{ color: string; textBorderColor?: string; textBorderWidth?: number } | { formatter: string };
	children?: TreemapBox[];
};

/** `above` is the row of the parent, where a leaf has its cell. */
function box(
	node: TreemapNode,
	above: number,
	context: Context & { size: LeastShares }
): TreemapBox {
	const { total, scale, rows, parts, size } = context;
	const row = rows.get(node) ?? above;
	const value = drawn(scale.number(present(areaOf(node))) ?? 0);
	const cell = node.children ? {} : { column: FIRST_PART + parts.indexOf(node.name) };
	const look = node.colour
		? {
				itemStyle: fill(COLOURS[node.colour], node.pattern),
				label: {
					color: DARK.has(node.colour) ? INK.paper : INK.text,
					...(node.pattern ? { textBorderColor: COLOURS[node.colour], textBorderWidth: 6 } : {})
				}
			}
		: {};
	const children =
		areaOf(node) >= size.divided * total
			? boxesBelow(node, (child) => box(child, row, context), context)
			: [];
	const words =
		children.length === 0 && node.children && areaOf(node) >= size.worded * total
			? wordsOf(node.name, areaOf(node), scale)
			: {};
	const below = children.length > 0 ? { children } : {};
	return datum(row, { ...cell, name: plainLabel(node.name), value, ...look, ...words, ...below });
}

/** The areas below a node, with the small ones as one; none where there would be no other. */
function boxesBelow(
	{ children = [], list }: TreemapNode,
	boxOf: (child: TreemapNode) => TreemapBox,
	{ total, scale, apart, size }: Context & { size: LeastShares }
): TreemapBox[] {
	const shown = children.filter((child) => areaOf(child) > 0);
	// From the least up; one that just has room goes along where the others together have none.
	const small: TreemapNode[] = [];
	let rest = 0;
	for (const child of shown.toSorted((a, b) => areaOf(a) - areaOf(b))) {
		if (!child.children || apart.has(child.name)) continue;
		const isFull = small.length === 0 || rest >= size.named * total;
		// One alone would have no name: the next goes with it, if another is left.
		const isAlone = small.length === 1 && shown.length > 2;
		if (!isAlone && areaOf(child) >= (isFull ? 1 : 2) * size.named * total) break;
		small.push(child);
		rest += areaOf(child);
	}
	// What stands for several already goes along.
	for (const child of small.length > 0 ? shown : [])
		if (child.count !== undefined && !small.includes(child)) {
			small.push(child);
			rest += areaOf(child);
		}
	if (small.length < 2) return shown.map(boxOf);
	const others = shown.filter((child) => !small.includes(child)).map(boxOf);
	if (others.length === 0) return [];
	const name = `其余${small.reduce((sum, { count = 1 }) => sum + count, 0)}家`;
	const words = rest >= size.worded * total ? wordsOf(name, rest, scale) : {};
	const value = drawn(scale.number(present(rest)) ?? 0);
	const lines = [{ name: '合计', text: scale.words(present(rest)) }];
	const said = { title: name, lines, href: list ?? null };
	return [...others, { name, value, said, itemStyle: fill(COLOURS.missing), ...words }];
}

function wordsOf(name: string, area: number, scale: Scale) {
	return {
		label: { formatter: `${plainLabel(name)}\n${plainLabel(scale.words(present(area)))}` }
	};
}

/** Stands in a drawing without any area. */
const NOTHING_DRAWN = {
	text: '没有大于0的数额，无面积可画',
	left: 'center' as const,
	top: 'middle' as const,
	textStyle: { ...SOFT_TEXT, fontWeight: 'normal' as const }
};

const DARK: ReadonlySet<keyof typeof COLOURS> = new Set([
	'personnel',
	'highlighted',
	'carried',
	'reception'
]);

function draw(data: readonly TreemapBox[], narrow: readonly TreemapBox[]) {
	const option = {
		...FRAME,
		...(data.length === 0 ? { title: NOTHING_DRAWN } : {}),
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
				label: {
					...TEXT,
					fontSize: FONT_SIZE.note,
					padding: 2,
					overflow: 'truncate' as const,
					ellipsis: '…'
				},
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
	return withNarrow(option, { series: [{ type: 'treemap', data: [...narrow] }] });
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
			scale.cell(amountOf(node)),
			{ text: isWholeArea(node) ? shareText(present(areaOf(node)), total) : '' },
			...parts.map((name): ChartCell => {
				const leaf = leavesOf(node).find((one) => one.name === name);
				return leaf ? scale.cell(leaf.value ?? present(0)) : { text: '' };
			})
		])
	};
}

/** False of a node that holds negative amounts or lacks all: the share of its area is not that of its amount. */
function isWholeArea(node: TreemapNode): boolean {
	return amountOf(node).value === areaOf(node);
}
