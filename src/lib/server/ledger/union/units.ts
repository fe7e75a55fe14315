/** The union of the rows below the total row. */
import type { Unit } from '#lib/filing/filing.ts';
import { wordsOf } from '../integrity/hash.ts';
import type { PartChanges } from './changes.ts';

/** @param isSuperseded whether a row is in a file that the arriving one takes the place of */
export function uniteUnits(
	stored: readonly Unit[],
	arriving: readonly Unit[],
	isSuperseded: (unit: unknown) => boolean,
	changes: PartChanges
): Unit[] {
	const rows = arriving.filter(({ role }) => role !== 'total');
	const former = stored.filter(({ role }) => role !== 'total');
	if (rows.length === 0) {
		if (former.length > 0) changes.left.push('units');
		return [...stored];
	}
	const united = new Map(former.map((unit) => [keyOf(unit), unit]));
	const news = new Map(rows.map((unit) => [keyOf(unit), unit]));
	for (const [key, unit] of news) {
		const known = united.get(key);
		united.set(key, known && !isSuperseded(known) ? overlay(known, unit) : unit);
	}
	for (const [key, unit] of united) {
		if (!news.has(key) && isSuperseded(unit)) united.delete(key);
	}
	if (contentOf([...united.values()]) !== contentOf(former)) {
		changes[former.length === 0 ? 'added' : 'replaced'].push('units');
	}
	const isTotal = ({ role }: Unit) => role === 'total';
	const total = stored.find(isTotal)?.name ? stored.find(isTotal) : arriving.find(isTotal);
	return [...(total ? [total] : []), ...united.values()];
}

/** The arriving row; what it leaves blank stays as the former one states it. */
function overlay(known: Unit, unit: Unit): Unit {
	const stated = Object.entries(unit.figures).filter(
		([id, figure]) =>
			figure.value !== null && figure.value !== known.figures[id as keyof Unit['figures']]?.value
	);
	return { ...known, figures: { ...known.figures, ...Object.fromEntries(stated) } };
}

function keyOf({ name }: Unit): string {
	return wordsOf(name);
}

function contentOf(units: readonly Unit[]): string {
	return JSON.stringify(
		units.map((unit) => [
			keyOf(unit),
			unit.role,
			Object.entries(unit.figures)
				.map(([id, figure]) => `${id} ${figure.value ?? figure.missing}`)
				.sort()
		])
	);
}
