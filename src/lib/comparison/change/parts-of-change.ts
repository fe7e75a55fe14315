/**
 * Computes who or what made a total change between two years. Every part counts with what it adds to the total, so that
 * the contributions add up to the change to the 分, whoever joined, left or left a figure out.
 */
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import { commonReason, reasonOf } from '../aggregate.ts';
import { correctionsBehind } from '../correction-marks.ts';
import type { DepartmentName, DepartmentYear } from '../observation.ts';
import { componentsOf, statedBy, statedInBoth } from './components.ts';
import {
	NO_KIND,
	REMAINDER,
	type ChangeParts,
	type Contribution,
	type ContributionGrouping,
	type ContributionState,
	type StatedAmounts,
	type Successors
} from './contribution.ts';
import { isByPeople, splitByPeople } from './per-head.ts';

interface ContributionYears {
	before: readonly DepartmentYear[];
	after: readonly DepartmentYear[];
	successors: Successors;
	/** A component counts only what the same departments state in both years; all else is left open. */
	isComparable?: boolean;
}

/** The change of a total between two years, taken apart. */
export function partsOfChange(
	measure: MeasureId,
	grouping: ContributionGrouping,
	years: ContributionYears
): ChangeParts {
	const byDepartment = departmentParts(measure, years);
	const items = partsBy(grouping, measure, years, byDepartment);
	const sum = (of: (part: Contribution) => number | null) =>
		byDepartment.reduce((total, part) => total + (of(part) ?? 0), 0);
	return {
		before: sum((part) => part.before),
		after: sum((part) => part.after),
		like: likeWithLike(byDepartment),
		items: items.sort(
			(a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.key < b.key ? -1 : 1)
		)
	};
}

function partsBy(
	grouping: ContributionGrouping,
	measure: MeasureId,
	years: ContributionYears,
	byDepartment: Contribution[]
): Contribution[] {
	switch (grouping) {
		case 'department':
			return byDepartment;
		case 'kind':
			return kindParts(byDepartment);
		case 'component':
			if (!isByPeople(measure)) return componentParts(measure, years, byDepartment);
			return peopleParts(byDepartment, departmentParts('staff_actual', years));
	}
}

function likeWithLike(parts: readonly Contribution[]): ChangeParts['like'] {
	const compared = parts.filter(({ comparable }) => comparable);
	const sum = (values: (number | null)[]) => values.reduce<number>((a, b) => a + (b ?? 0), 0);
	return {
		before: sum(compared.map((part) => part.before)),
		after: sum(compared.map((part) => part.after)),
		counted: compared.length
	};
}

function departmentParts(
	measure: MeasureId,
	{ before, after, successors }: ContributionYears
): Contribution[] {
	const successorOf = ({ department }: DepartmentYear) =>
		successors.get(department.id)?.successor ?? department;
	const filedBefore = new Set(before.map(({ department }) => department.id));
	const incomplete = new Set(
		[...successors].flatMap(([id, { successor, isAwaited }]) =>
			isAwaited && !filedBefore.has(id) ? [successor.id] : []
		)
	);
	const earlier = Map.groupBy(before, (row) => successorOf(row).id);
	const later = Map.groupBy(after, (row) => successorOf(row).id);
	return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((id) => {
		const [then, now] = [earlier.get(id) ?? [], later.get(id) ?? []];
		const row = now[0] ?? then[0];
		if (!row) return [];
		const department = successorOf(row);
		const isReorganised = [...then, ...now].some((one) => one.department.id !== id);
		const sums = { before: sumOf(then, measure), after: sumOf(now, measure) };
		const part = partOf(department.code, department, sums, {
			filed: [then.length > 0, now.length > 0],
			isReorganised,
			isIncomplete: incomplete.has(id) || isPartlyUnstated(then, measure)
		});
		const lacking = { before: reasonIn(then, measure), after: reasonIn(now, measure) };
		const told = withLacking(part, lacking);
		return [withCorrected(told, [isCorrected(then, measure), isCorrected(now, measure)])];
	});
}

/** The reason that none of the reports states the measure; null where there is no report. */
function reasonIn(rows: readonly DepartmentYear[], measure: MeasureId): MissingReason | null {
	if (rows.length === 0) return null;
	return reasonOf(
		rows.map(({ values }) => ({ values, previous: null })),
		measure
	);
}

/** The part, with the reason of every year that states nothing. */
export function withLacking(
	part: Contribution,
	reasons: Record<keyof StatedAmounts, MissingReason | null>
): Contribution {
	const lacking = Object.fromEntries(
		Object.entries(reasons).filter(
			([when, reason]) => reason !== null && part[when as keyof StatedAmounts] === null
		)
	) as NonNullable<Contribution['lacking']>;
	return Object.keys(lacking).length > 0 ? { ...part, lacking } : part;
}

/** The part, with the years in which a figure of it is corrected by hand. */
function withCorrected(part: Contribution, [then, now]: [boolean, boolean]): Contribution {
	const corrected = [...(then ? (['before'] as const) : []), ...(now ? (['after'] as const) : [])];
	return corrected.length > 0 ? { ...part, corrected } : part;
}

/** Tells whether a figure of the parts is corrected by hand in the year. */
export function holdsCorrected(parts: readonly Contribution[], when: keyof StatedAmounts): boolean {
	return parts.some(({ corrected }) => corrected?.includes(when) ?? false);
}

function isCorrected(rows: readonly DepartmentYear[], measure: MeasureId): boolean {
	return rows.some((row) => correctionsBehind(row, measure).length > 0);
}

/** A sum without the figure of one predecessor is too small to compare with. */
function isPartlyUnstated(rows: readonly DepartmentYear[], measure: MeasureId): boolean {
	return rows.some((row) => statedBy(row, measure) === null);
}

/** The sum of what is stated; null where nothing is. */
function sumOf(rows: readonly DepartmentYear[], measure: MeasureId): number | null {
	const stated = rows.flatMap((row) => statedBy(row, measure) ?? []);
	return stated.length === 0 ? null : stated.reduce((a, b) => a + b, 0);
}

interface Origin {
	/** True where any department filed in the earlier and in the later year. */
	filed: [boolean, boolean];
	isReorganised: boolean;
	/** One of those that stood for it did not file in the earlier year. */
	isIncomplete?: boolean;
}

function partOf(
	key: string,
	department: DepartmentName | null,
	{ before, after }: StatedAmounts,
	{ filed: [then, now], isReorganised, isIncomplete = false }: Origin
): Contribution {
	const contribution = (after ?? 0) - (before ?? 0);
	const comparable = before !== null && after !== null && !isIncomplete;
	return { key, department, before, after, contribution, state: stateOf(), comparable };

	function stateOf(): ContributionState {
		if (!then) return 'joined';
		if (!now) return 'left';
		if (before === null || after === null) return 'missing';
		return isReorganised ? 'restated' : 'both';
	}
}

function kindParts(parts: readonly Contribution[]): Contribution[] {
	const byKind = Map.groupBy(parts, ({ department }) => department?.kind ?? NO_KIND);
	return [...byKind].map(([kind, members]) => {
		const before = sumStated(members.map((part) => part.before));
		const after = sumStated(members.map((part) => part.after));
		const filed: [boolean, boolean] = [
			members.some(({ state }) => state !== 'joined'),
			members.some(({ state }) => state !== 'left')
		];
		const part = partOf(kind, null, { before, after }, { filed, isReorganised: false });
		const reasonOfAll = (when: keyof StatedAmounts) =>
			commonReason(members.flatMap(({ lacking }) => lacking?.[when] ?? []));
		const lacking = { before: reasonOfAll('before'), after: reasonOfAll('after') };
		return withCorrected(withLacking(part, lacking), [
			holdsCorrected(members, 'before'),
			holdsCorrected(members, 'after')
		]);
	});
}

function sumStated(values: readonly (number | null)[]): number | null {
	const stated = values.filter((value) => value !== null);
	return stated.length === 0 ? null : stated.reduce((a, b) => a + b, 0);
}

function componentParts(
	measure: MeasureId,
	years: ContributionYears,
	whole: readonly Contribution[]
): Contribution[] {
	const both = { filed: [true, true] as [boolean, boolean], isReorganised: false };
	const signed = (rows: readonly DepartmentYear[], id: MeasureId, sign: 1 | -1) => {
		const sum = sumOf(rows, id);
		return sum === null ? null : sum * sign;
	};
	const parts = componentsOf(measure).map(({ id, sign }): Contribution => {
		const { before, after } = years.isComparable
			? statedInBoth(
					id,
					{ of: measure, ...years },
					({ department }) => years.successors.get(department.id)?.successor.id ?? department.id
				)
			: years;
		const sums = { before: signed(before, id, sign), after: signed(after, id, sign) };
		const part = partOf(id, null, sums, both);
		const lacking = { before: reasonIn(before, id), after: reasonIn(after, id) };
		const marked = withCorrected(withLacking(part, lacking), [
			isCorrected(before, id),
			isCorrected(after, id)
		]);
		return sign === 1 ? marked : { ...marked, taken_away: true };
	});
	const open = (of: (part: Contribution) => number | null) =>
		(sumStated(whole.map(of)) ?? 0) - (sumStated(parts.map(of)) ?? 0);
	const left = { before: open((part) => part.before), after: open((part) => part.after) };
	const isClosed = left.before === 0 && left.after === 0;
	return isClosed ? parts : [...parts, partOf(REMAINDER, null, left, both)];
}

/** Parts that people, the cost per head, and departments without both in both years made. */
function peopleParts(
	costs: readonly Contribution[],
	staff: readonly Contribution[]
): Contribution[] {
	const { people, per_head } = splitByPeople(costs, staff);
	const change = costs.reduce((sum, { contribution }) => sum + contribution, 0);
	const open = change - people - per_head;
	const part = (key: string, contribution: number): Contribution => ({
		key,
		department: null,
		before: null,
		after: null,
		contribution,
		state: 'both',
		comparable: true
	});
	return [
		part('people', people),
		part('per_head', per_head),
		...(open === 0 ? [] : [part(REMAINDER, open)])
	];
}
