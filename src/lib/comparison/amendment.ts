/** 更正、重报: figures of which another version is in use than the one filed first. */
import type { MeasureId, StoredId } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import type { ChangeParts, Contribution } from './contribution.ts';
import { correctionsBehind } from './correction-marks.ts';
import type { DepartmentYear } from './observation.ts';

/** The figures that the first version of a department's year states. */
export type FirstFigures = Readonly<Partial<Record<StoredId, number>>>;

/** The year as filed first. A figure that either version leaves out stays as it is used: it joins or leaves the total. */
export function asFiledFirst(row: DepartmentYear, first: FirstFigures | undefined): DepartmentYear {
	if (!first) return row;
	const values = { ...row.values };
	for (const [id, value] of Object.entries(first) as [StoredId, number][]) {
		if (values[id].value !== null) values[id] = present(value);
	}
	return { ...row, values };
}

/**
 * The parts of a change with what each was when the later year was as filed first, where that differs. `after` are the
 * rows in use: a department whose figure is corrected in them is amended by hand, any other filed anew. What the
 * components left open only at first is a part without a change.
 */
export function withFirst(
	parts: ChangeParts,
	first: ChangeParts,
	{ measure, after }: { measure: MeasureId; after: readonly DepartmentYear[] }
): ChangeParts {
	const byKey = new Map(first.items.map((part) => [part.key, part]));
	const corrected = new Set(
		after
			.filter((row) => correctionsBehind(row, measure).length > 0)
			.map(({ department }) => department.id)
	);
	const items = parts.items.map((part): Contribution => {
		const then = byKey.get(part.key) ?? { after: null, contribution: 0 };
		if (then.contribution === part.contribution) return part;
		const isByHand = part.department !== null && corrected.has(part.department.id);
		return { ...part, first: { after: then.after, contribution: then.contribution, isByHand } };
	});
	const known = new Set(items.map(({ key }) => key));
	const closed = first.items
		.filter(({ key }) => !known.has(key))
		.map((then): Contribution => ({
			...then,
			after: then.before,
			contribution: 0,
			first: { after: then.after, contribution: then.contribution, isByHand: false }
		}));
	return { ...parts, items: [...items, ...closed] };
}

/** The part as the later year was filed at first. */
export function firstOf(part: Contribution): Contribution {
	const { after, contribution } = part.first ?? part;
	return { ...part, after, contribution };
}

/** The departments that the bureau corrected, and those that filed anew; each only where there are such. */
export function amendedParts({ items }: ChangeParts): { words: string; parts: Contribution[] }[] {
	return [true, false]
		.map((isByHand) => ({
			words: isByHand ? '人工更正' : '重报',
			parts: items.filter(({ first }) => first?.isByHand === isByHand)
		}))
		.filter(({ parts }) => parts.length > 0);
}
