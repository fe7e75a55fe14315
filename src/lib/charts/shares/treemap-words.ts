/** The sentence over a treemap: the sum, who has most of it, and what cannot be seen. */
import { formatShare } from '#lib/catalogue/format.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { wordsOver, type Scale } from '../parts/amounts.ts';
import { fitText } from '../parts/text-width.ts';
import { areaOf, NARROW, WIDE, type TreemapNode, type TreemapSettings } from './treemap-nodes.ts';
import { largest, leftOut, tiedMark } from '../parts/wording.ts';

export function shareText({ value }: Value, total: number): string {
	if (value === null || total === 0) return '';
	return formatShare(present(value / total), 'table');
}

export function describeTreemap(
	nodes: readonly TreemapNode[],
	leaves: readonly TreemapNode[],
	total: number,
	{ title, year, levels, measure, difference = '', scale }: TreemapSettings & { scale: Scale }
): string {
	const negative = leaves.filter(({ value }) => (value?.value ?? 0) < 0).length;
	if (total === 0) {
		if (negative > 0)
			return `${year}年${measureOf(measure).name}没有大于0的，没有占比；${negative}项为负数，见数据表。`;
		return leaves.some(({ value }) => value?.value === 0)
			? `${year}年${measureOf(measure).name}为0，没有占比。`
			: `${title}：${year}年没有数据。`;
	}
	const words = (amount: number) => wordsOver(scale, amount);
	const { compared, level } = dividedAt(nodes, levels);
	const named = compared.filter(({ count }) => count === undefined);
	const most = largest(named, areaOf);
	const missing = leaves.filter(({ value }) => value?.value === null).length;
	const small = compared.every(({ children }) => !children)
		? unnamedInWords(compared, total, words)
		: smallInWords(nodes, leaves, total, words);
	return [
		`${year}年合计${words(total)}`,
		most
			? `，${level}中最多的是${fitText(most.name, 20)}${tiedMark(named, areaOf)}，${words(areaOf(most))}，占${shareText(present(areaOf(most)), total)}`
			: '',
		leftOut(missing, { noun: '项' }),
		negative > 0 ? `；${negative}项为负数，只在数据表中列出` : '',
		difference,
		'。',
		small
	].join('');
}

/** True of an area that has no room for a name at least on a phone. */
const isSmall = (total: number) => (one: TreemapNode) =>
	areaOf(one) > 0 && areaOf(one) < NARROW.named * total;

/** Names the parts of a department that are drawn without a name: a part is never joined with others. */
function unnamedInWords(
	parts: readonly TreemapNode[],
	total: number,
	words: (amount: number) => string
): string {
	const small = parts.filter(isSmall(total));
	if (small.length === 0) return '';
	const named = small.map((part) => `${part.name}${words(areaOf(part))}`);
	return `${named.join('、')}面积太小，写不下名称。`;
}

/** Says of areas too small for a name whether they are one area together, or not to be seen at all. */
function smallInWords(
	nodes: readonly TreemapNode[],
	leaves: readonly TreemapNode[],
	total: number,
	words: (amount: number) => string
): string {
	const small = leaves.filter(isSmall(total));
	if (small.length === 0) return '';
	const sum = small.reduce((all, one) => all + areaOf(one), 0);
	// The data table has one row for departments that were summed up before the drawing.
	const listed = nodes.some(standsForSeveral) ? '“部门”页' : '数据表';
	return sum < WIDE.named * total
		? `其余合计${words(sum)}，面积太小、图中看不出，逐家见${listed}。`
		: `面积太小、写不下名称的合为一块，逐家见${listed}。`;
}

function standsForSeveral({ count, children = [] }: TreemapNode): boolean {
	return count !== undefined || children.some(standsForSeveral);
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
