/** Rows of departments that lose points, against the indicators that can be shown side by side. */
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import type { HeatRow } from '#lib/charts/distributions/heat-map.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { distinctName, lostShare, pathKey, type SheetLine } from '#lib/comparison/score-items.ts';

/** Rows that can be read at once. */
const MOST_ROWS = 100;
/** Indicators side by side. Where departments set some of their own, a city has hundreds. */
const MOST_COLUMNS = 25;

export interface LostPoints {
	columns: string[];
	/** Departments that lose points, most first. */
	rows: HeatRow[];
	/** Departments that lose points, those beyond the rows included. */
	of: number;
	/** Indicators that share the last column; 0 where each has its own. */
	merged: number;
}

export function lostPoints(
	rows: readonly Observation[],
	lines: readonly SheetLine[],
	hrefOf: (row: Observation) => string
): LostPoints {
	const byDepartment = Map.groupBy(lines, (line) => line.department);
	const linesOf = ({ department }: Observation) => byDepartment.get(department.id) ?? [];
	const all = rows
		.map((row) => ({ row, points: lostOn(linesOf(row)) }))
		.filter(({ points }) => points > 0)
		.sort((a, b) => b.points - a.points);
	const { own, merged } = divide(lines, byDepartment.size);
	const paths = own.map((key) => key.split(' › '));
	const names = paths.map((path) => distinctName(path, paths));
	return {
		of: all.length,
		merged: merged.size,
		columns: merged.size > 0 ? [...names, own.length > 0 ? '其余指标' : '各项指标'] : names,
		rows: all.slice(0, MOST_ROWS).map(({ row }) => {
			const byKey = new Map(linesOf(row).map((line) => [pathKey(line.path), line]));
			const cells = own.map((key) => {
				const line = byKey.get(key);
				return line ? lostShare(line) : absent('not_in_template');
			});
			const rest = linesOf(row).filter((line) => merged.has(pathKey(line.path)));
			return {
				name: row.department.name,
				href: hrefOf(row),
				cells: merged.size > 0 ? [...cells, sharedLoss(rest)] : cells
			};
		})
	};
}

/**
 * The indicators with a column of their own, in the sheets' order: those on which anybody loses, or where these are too many,
 * those of most sheets. Then all others share one, those with full marks too: a sheet has others or has none.
 */
function divide(
	lines: readonly SheetLine[],
	departments: number
): { own: string[]; merged: Set<string> } {
	const byKey = Map.groupBy(lines, (line) => pathKey(line.path));
	const losing = [...byKey].filter(([, members]) => lostOn(members) > 0);
	if (losing.length <= MOST_COLUMNS)
		return { own: losing.map(([key]) => key), merged: new Set<string>() };
	const least = Math.min(2, departments);
	const widest = losing
		.filter(([, members]) => members.length >= least)
		.sort(([, a], [, b]) => b.length - a.length || lostOn(b) - lostOn(a))
		.slice(0, MOST_COLUMNS - 1);
	const chosen = new Set(widest.map(([key]) => key));
	return {
		own: losing.flatMap(([key]) => (chosen.has(key) ? [key] : [])),
		merged: new Set([...byKey.keys()].filter((key) => !chosen.has(key)))
	};
}

/** Points that the lines lose, in hundredths; those whose weight or score is not known lose none. */
function lostOn(lines: readonly SheetLine[]): number {
	return lines.reduce((sum, line) => sum + (line.weight ?? 0) * (lostShare(line).value ?? 0), 0);
}

/** The share of their weights together that the lines of one sheet lose. */
function sharedLoss(lines: readonly SheetLine[]): Value {
	if (lines.length === 0) return absent('not_in_template');
	const known = lines.filter((line) => lostShare(line).value !== null);
	const weight = known.reduce((sum, line) => sum + (line.weight ?? 0), 0);
	if (weight === 0) return absent('input_missing');
	const share = present(lostOn(known) / weight);
	return known.some((line) => line.is_corrected) ? { ...share, corrected: 'input' } : share;
}
