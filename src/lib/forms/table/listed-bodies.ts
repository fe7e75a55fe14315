/** `二、二级预算单位`: a heading in a list of departments, below which their bodies are listed. */
import type { RowBelow } from '#lib/documents/table/rows.ts';
import type { LeveledRow } from './leveled-rows.ts';
import { withoutItsNote } from './owner-of-years.ts';

const OF_BODIES = /^(?:各?部门)?(?:[所下]属|直属|二级|三级|基层)(?:预算|事业)?(?:单位|机构)/;

/** The rows below such a heading, up to the next one. */
export function listedBodies(rows: readonly LeveledRow[]): Map<number, RowBelow> {
	const bodies = new Map<number, RowBelow>();
	let heading: LeveledRow | null = null;
	for (const row of rows) {
		if (!row.states) heading = OF_BODIES.test(withoutItsNote(row.name)) ? row : null;
		else if (heading?.rank === row.rank && row.rank !== null) heading = null;
		else if (heading) bodies.set(row.line, { is: 'body', of: heading.name });
	}
	return bodies;
}
