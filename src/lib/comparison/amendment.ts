/** 更正、重报: figures of which another version is in use than the one filed first. */
import type { StoredId } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import type { StatedAmounts, ChangeParts, Contribution } from './change/contribution.ts';
import type { DepartmentYear } from './observation.ts';

/** The figures that the first version of a department's year states. */
export type FirstFigures = Readonly<Partial<Record<StoredId, number>>>;

/** The year as filed first. A figure that either version leaves out stays as it is used: it joins or leaves the total. */
export function asFiledFirst(
	rows: readonly DepartmentYear[],
	first: ReadonlyMap<number, FirstFigures>
): DepartmentYear[] {
	return rows.map((row) => {
		const values = { ...row.values };
		for (const [id, value] of Object.entries(first.get(row.department.id) ?? {}) as [
			StoredId,
			number
		][]) {
			if (values[id].value !== null) values[id] = present(value);
		}
		return { ...row, values };
	});
}

/**
 * The parts of a change with what each stated when both years were as filed first, where that differs. What the
 * components left open only at first is a part without a change.
 */
export function withFirst(parts: ChangeParts, first: ChangeParts): ChangeParts {
	const byKey = new Map(first.items.map((part) => [part.key, part]));
	const items = parts.items.map((part): Contribution => {
		const then = byKey.get(part.key) ?? { before: null, after: null, contribution: 0 };
		const { before, after, contribution } = then;
		const isSame =
			before === part.before && after === part.after && contribution === part.contribution;
		return isSame ? part : { ...part, first: { before, after, contribution } };
	});
	const known = new Set(items.map(({ key }) => key));
	const closed = first.items
		.filter(({ key }) => !known.has(key))
		.map((then): Contribution => ({
			...then,
			before: 0,
			after: 0,
			contribution: 0,
			first: { before: then.before, after: then.after, contribution: then.contribution }
		}));
	return { ...parts, items: [...items, ...closed] };
}

/** The part as both years were filed at first, before anybody corrected it. */
export function firstOf(part: Contribution): Contribution {
	if (!part.first) return part;
	const filed = { ...part, ...part.first };
	delete filed.corrected;
	return filed;
}

/** The changes that corrections and reports filed anew made in one of the years. */
export interface Amendment {
	when: keyof StatedAmounts;
	words: string;
	parts: Contribution[];
	/** The amount that they add to the total of the year. */
	added: number;
}

const AMENDED: readonly { when: keyof StatedAmounts; isByHand: boolean; words: string }[] = [
	{ when: 'before', isByHand: true, words: '人工更正' },
	{ when: 'before', isByHand: false, words: '重报' },
	{ when: 'after', isByHand: true, words: '人工更正' },
	{ when: 'after', isByHand: false, words: '重报' }
];

/** Year by year the departments that the bureau corrected, and those that filed anew; each only where there are such. */
export function amendmentsOf({ items }: ChangeParts): Amendment[] {
	return AMENDED.map(({ when, isByHand, words }) => {
		const parts = items.filter(
			(part) =>
				part.first &&
				part.first[when] !== part[when] &&
				(part.corrected?.includes(when) ?? false) === isByHand
		);
		const added = parts.reduce(
			(sum, part) => sum + (part[when] ?? 0) - (part.first?.[when] ?? 0),
			0
		);
		return { when, words, parts, added };
	}).filter(({ parts }) => parts.length > 0);
}
