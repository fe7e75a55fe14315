/** Levels of the score sheet: an indicator's path, and its headings that print a weight. */
import type { ScoreHeading } from '#lib/filing/filing.ts';
import { parsePoints } from '#lib/catalogue/units.ts';
import { cellPlace } from '../lines.ts';
import { stripWeight } from './printed-weight.ts';
import type { SheetRow } from './score-rows.ts';

/** A level of the path at a row. */
export interface Level {
	name: string;
	/** Hundredths of a point that the name itself prints: `预算配置（15分）`. */
	weight: number | null;
}

/** The path after a row: an empty cell goes on with what is above it, a new name drops the levels below. */
export function nextPath(path: readonly Level[], { levels }: SheetRow): Level[] {
	const next: Level[] = [];
	let moved = false;
	levels.forEach((cell, depth) => {
		const last = depth === levels.length - 1;
		const level = cell && !cell.continues ? levelOf(cell.text, last) : null;
		const above = path[depth];
		if (level?.name) {
			moved ||= level.name !== above?.name;
			next.push(level);
		} else if (!moved && above) next.push(above);
	});
	return next;
}

function levelOf(text: string, isItem: boolean): Level {
	const { name, weight } = stripWeight(text, isItem);
	return { name, weight: weight === null ? null : parsePoints(weight).value };
}

/** Headings of this row that print a weight and were not met before. @param known their paths, added to */
export function newHeadings(
	path: readonly Level[],
	cells: SheetRow,
	known: Set<string>
): ScoreHeading[] {
	const found: ScoreHeading[] = [];
	path.slice(0, -1).forEach((level, depth) => {
		const names = path.slice(0, depth + 1).map(({ name }) => name);
		const beside = cells.level_weights[depth];
		const source = beside ?? cells.levels[depth];
		const weight = level.weight ?? (beside ? parsePoints(beside.text).value : null);
		const key = names.join('\n');
		if (weight === null || !source || known.has(key)) return;
		known.add(key);
		found.push({
			path: names,
			weight,
			place: cellPlace(cells.row, source, names.at(-1) ?? null, '分值')
		});
	});
	return found;
}
