/** Words that several charts share. */
import type { Value } from '#lib/catalogue/values.ts';

/** `2021年`, `2017—2023年`; empty for none. */
export function periodOf(years: readonly number[]): string {
	const first = years[0];
	const last = years.at(-1);
	if (first === undefined || last === undefined) return '';
	return first === last ? `${first}年` : `${first}—${last}年`;
}

/** `；3家部门缺数据，未画出`, or nothing; `so` says what comes of it. */
export function leftOut(count: number, { noun = '家部门', so = '未画出' } = {}): string {
	return count > 0 ? `；${count}${noun}缺数据，${so}` : '';
}

/** Items that have a value, with it. */
export function known<T extends { value: Value }>(items: readonly T[]): (T & { number: number })[] {
	return items.flatMap((item) =>
		item.value.value === null ? [] : [{ ...item, number: item.value.value }]
	);
}

/** The item with the largest `of`; the first of equal ones. */
export function largest<T>(items: readonly T[], of: (item: T) => number): T | undefined {
	let best: T | undefined;
	for (const item of items) if (best === undefined || of(item) > of(best)) best = item;
	return best;
}

/** `等` where several items are as large as the largest, which is not named as if it were alone. */
export function tiedMark<T>(items: readonly T[], of: (item: T) => number): string {
	const most = Math.max(...items.map(of));
	return items.filter((item) => of(item) === most).length > 1 ? '等' : '';
}

/** Words for an ECharts label: braces would be read as a template there. */
export function plainLabel(text: string): string {
	return text.replace(/[{}]/g, '');
}
