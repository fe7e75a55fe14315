/** Nodes of a treemap with their areas, and the least areas that have room for words. */
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import type { COLOURS, PatternName } from '../theme.ts';

/** A node with children is the sum of those that have an amount; one with an empty list of them is not divided, and has its own. */
export interface TreemapNode {
	name: string;
	href?: string | undefined;
	/** 分; of leaves and undivided nodes. Absent and negative amounts have no area: they are only in the table. */
	value?: Value | undefined;
	/** The leaf is of this part, where that has a colour. */
	colour?: keyof typeof COLOURS | undefined;
	pattern?: PatternName | undefined;
	/** Departments that the node stands for, where it stands for several. */
	count?: number | undefined;
	children?: readonly TreemapNode[] | undefined;
	/** Where those of its children are listed that share one area, since each is too small for its name. */
	list?: string | undefined;
}

export interface TreemapSettings {
	title: string;
	measure: MeasureId;
	year: number;
	/** Names of the levels above the leaves from the outermost, for the table: `['类别', '部门']`. */
	levels: readonly string[];
	/** Says why the areas together are not the total that the page states; empty where they are. */
	difference?: string;
	/** Names of nodes that keep an area of their own, however small. */
	apart?: ReadonlySet<string>;
}

export function leavesOf({ children = [] }: TreemapNode): TreemapNode[] {
	return children.filter((child) => !child.children);
}

export function areaOf(node: TreemapNode): number {
	if (!node.children?.length) return Math.max(0, node.value?.value ?? 0);
	return node.children.reduce((sum, child) => sum + areaOf(child), 0);
}

/** A node's amount as the table states it: negative parts count, and without any stated part there is none. */
export function amountOf({ children = [], value = present(0) }: TreemapNode): Value {
	if (children.length === 0) return value;
	const amounts = children.map(amountOf);
	const stated = amounts.flatMap((amount) => amount.value ?? []);
	const [first = value] = amounts;
	return stated.length === 0 ? first : present(stated.reduce((sum, amount) => sum + amount, 0));
}

/** Shares of the whole from which on an area has room for what it holds. */
export interface LeastShares {
	/** A name; smaller areas beside each other become one, `其余9家`, since an area without a name says nothing. */
	named: number;
	/** A head, and areas below it. */
	divided: number;
	/** A name and an amount. */
	worded: number;
}

export const WIDE: LeastShares = { named: 0.0065, divided: 0.013, worded: 0.02 };
export const NARROW: LeastShares = { named: 0.021, divided: 0.046, worded: 0.069 };
