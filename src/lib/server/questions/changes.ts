/** 变化由谁造成: the change of a total between any two years, by department, kind or component. */
import type { Kysely } from 'kysely';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import {
	partsOfChange,
	type ChangeParts,
	type ContributionGrouping,
	type Successors
} from '#lib/comparison/contribution.ts';
import type { DepartmentName } from '#lib/comparison/observation.ts';
import { cached } from '../cache.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { comparablesOf } from './population.ts';

export interface ChangeRequest {
	area: string;
	year: number;
	/** The year that is compared with; any other year with data. */
	base: number;
	measure: MeasureId;
	by: ContributionGrouping;
}

/** Figures that are probably errors are left out in both years, as in every total. */
export function changesOf(db: Kysely<Database>, request: ChangeRequest): Promise<ChangeParts> {
	const { area, year, base, measure, by } = request;
	return cached(db, `changes ${area} ${year} ${base} ${measure} ${by}`, async () => {
		const before = await comparablesOf(db, area, base);
		const after = await comparablesOf(db, area, year);
		return partsOfChange(measure, by, {
			before,
			after,
			successors: await successorsOf(db, area, year)
		});
	});
}

/** Departments taken over by the year, each with the one that stands for it, however many steps later. */
async function successorsOf(db: Kysely<Database>, area: string, year: number): Promise<Successors> {
	const rows = await db
		.selectFrom('department')
		.select(['id', 'code', 'name', 'kind', 'division', 'successor_id', 'succeeded_from'])
		.where('jurisdiction_code', '=', area)
		.execute();
	const byId = new Map(rows.map((row) => [row.id, row]));
	const next = (row: (typeof rows)[number] | undefined) =>
		row?.successor_id && (row.succeeded_from ?? Infinity) <= year
			? byId.get(row.successor_id)
			: undefined;
	const successors = new Map<number, DepartmentName>();
	for (const row of rows) {
		let last = next(row);
		for (let step = 0; step < rows.length && next(last); step++) last = next(last);
		if (!last) continue;
		const { id, code, name, kind, division } = last;
		successors.set(row.id, { id, code, name, kind, division });
	}
	return successors;
}
