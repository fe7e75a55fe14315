/** 变化由谁造成: the change of a total between any two years, by department, kind or component. */
import type { Kysely } from 'kysely';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { originsIn } from '#lib/catalogue/succession.ts';
import { asFiledFirst, withFirst } from '#lib/comparison/amendment.ts';
import {
	type ChangeOnOneBasis,
	type ChangeParts,
	type ContributionGrouping,
	type Succession
} from '#lib/comparison/change/contribution.ts';
import { partsOfChange } from '#lib/comparison/change/parts-of-change.ts';
import type { DepartmentName, DepartmentYear } from '#lib/comparison/observation.ts';
import { cached } from '../../cache.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { firstVersions } from './first-versions.ts';
import { predecessorsOf, soundFilings } from './population.ts';

export interface ChangeRequest {
	area: string;
	year: number;
	/** The year that is compared with; any other year with data. */
	base: number;
	measure: MeasureId;
	by: ContributionGrouping;
	/** Departments of one kind alone; null or absent for all. */
	kind?: string | null;
	/** One department alone, by its id, with those that it took over. */
	department?: number;
	/** Only the departments that state the measure in both years; the parts then add up to the change on one basis. */
	isComparable?: boolean;
}

/** Figures that are probably errors are left out in both years, as in every total. */
export function changesOf(db: Kysely<Database>, request: ChangeRequest): Promise<ChangeParts> {
	return cached(db, `changes ${JSON.stringify(request)}`, () => makeChanges(db, request));
}

async function makeChanges(db: Kysely<Database>, request: ChangeRequest): Promise<ChangeParts> {
	const { area, year, base, measure, by, kind = null, isComparable = false } = request;
	const successors = await successorsOf(db, area, { year, base });
	const remaining = ({ department }: DepartmentYear) =>
		successors.get(department.id)?.successor ?? department;
	const within = (rows: readonly DepartmentYear[], is: (department: DepartmentName) => boolean) =>
		rows.filter((row) => is(remaining(row)));
	const isAsked = ({ id, kind: own }: DepartmentName) =>
		(kind === null || own === kind) && (request.department ?? id) === id;
	const before = within(await soundFilings(db, area, base), isAsked);
	const after = within(await soundFilings(db, area, year), isAsked);
	const [firstBefore, firstAfter] = [
		await firstVersions(db, area, base),
		await firstVersions(db, area, year)
	];
	const split = (earlier: readonly DepartmentYear[], later: readonly DepartmentYear[]) => {
		const parts = partsOfChange(measure, by, {
			before: earlier,
			after: later,
			successors,
			isComparable
		});
		if (firstBefore.size === 0 && firstAfter.size === 0) return parts;
		const first = {
			before: asFiledFirst(earlier, firstBefore),
			after: asFiledFirst(later, firstAfter),
			successors,
			isComparable
		};
		return withFirst(parts, partsOfChange(measure, by, first));
	};
	if (!isComparable) return split(before, after);
	const { items } = partsOfChange(measure, 'department', { before, after, successors });
	const compared = new Set(items.flatMap((part) => (part.comparable ? part.department?.id : [])));
	const isCompared = ({ id }: DepartmentName) => compared.has(id);
	return split(within(before, isCompared), within(after, isCompared));
}

/** The change of the departments asked for, with its parts on one basis. */
export async function changeBy(
	db: Kysely<Database>,
	asked: Omit<ChangeRequest, 'by' | 'isComparable'>,
	by: ChangeOnOneBasis['by']
): Promise<ChangeOnOneBasis> {
	const whole = await changesOf(db, { ...asked, by: 'department' });
	const compared =
		by === 'department'
			? whole.items.filter(({ comparable }) => comparable)
			: (await changesOf(db, { ...asked, by, isComparable: true })).items;
	return { whole, compared, by };
}

/**
 * Departments taken over by the year, each with the one that stands for it, however many steps later. One that went on
 * itself after taking others over stands for itself.
 */
async function successorsOf(
	db: Kysely<Database>,
	area: string,
	{ year, base }: { year: number; base: number }
): Promise<Map<number, Succession>> {
	const rows = await db
		.selectFrom('department as d')
		.select(['d.id', 'd.code', 'd.name', 'd.kind', 'd.division'])
		.select(['d.successor_id', 'd.succeeded_from'])
		.where('d.jurisdiction_code', '=', area)
		.execute();
	const known = await predecessorsOf(db, area);
	const byId = new Map(rows.map((row) => [row.id, row]));
	const next = (row: (typeof rows)[number] | undefined) =>
		row?.successor_id && (row.succeeded_from ?? Infinity) <= year
			? byId.get(row.successor_id)
			: undefined;
	const successors = new Map<number, Succession>();
	for (const row of rows) {
		let last = next(row);
		for (let step = 0; step < rows.length && next(last); step++) last = next(last);
		if (last) successors.set(row.id, { successor: nameOf(last), isAwaited: false });
	}
	for (const row of rows.filter((one) => !next(one))) {
		const { own, former } = originsIn(row.id, { then: base, now: year }, known);
		if (former.length === 0) continue;
		for (const { id } of own ? [row, ...former] : former)
			successors.set(id, { successor: nameOf(row), isAwaited: true });
	}
	return successors;
}

function nameOf({ id, code, name, kind, division }: DepartmentName): DepartmentName {
	return { id, code, name, kind, division };
}
