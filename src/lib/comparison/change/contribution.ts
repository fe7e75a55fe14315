/** The parts of a total's change between two years: departments, kinds or components, and how each is called. */
import { isAggregatable } from '#lib/catalogue/formulas.ts';
import { isDerived, MEASURES, measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import type { MissingReason } from '#lib/catalogue/values.ts';
import { componentsOf } from './components.ts';
import { isByPeople, type PeopleEffects } from './per-head.ts';
import type { DepartmentName } from '../observation.ts';

export const CONTRIBUTION_GROUPINGS = ['department', 'kind', 'component'] as const;
export type ContributionGrouping = (typeof CONTRIBUTION_GROUPINGS)[number];

export const CONTRIBUTION_GROUPING_NAMES: Record<ContributionGrouping, string> = {
	department: '按部门',
	kind: '按类别',
	component: '按构成'
};

/**
 * `both`: stated in both years; `joined`, `left`: filed in one of the years only; `restated`: reorganised in between,
 * the earlier value is that of the predecessors together; `missing`: filed in both years, the figure absent in one.
 */
export const CONTRIBUTION_STATES = ['both', 'joined', 'left', 'restated', 'missing'] as const;
export type ContributionState = (typeof CONTRIBUTION_STATES)[number];

/** The amounts that a part states in the two years; null where it states nothing. */
export interface StatedAmounts {
	before: number | null;
	after: number | null;
}

/** One part of a change, in the storage unit of the measure. */
export interface Contribution extends StatedAmounts {
	/** Department code, kind, or measure id of the component; `remainder` is what the components leave open. */
	key: string;
	department: DepartmentName | null;
	/** After less before, an absent value adding nothing. */
	contribution: number;
	/** The name of several departments together; left out for all others. */
	name?: string;
	state: ContributionState;
	/** The reason that a year in which the part filed states nothing; left out where both state it. */
	lacking?: Partial<Record<keyof StatedAmounts, MissingReason>>;
	/** A component that the total is what is left after; its amounts are negative. Left out for all others. */
	taken_away?: true;
	/** Stated in both years by the same departments: counted in the change on one basis. */
	comparable: boolean;
	/** As both years were filed at first, where a version in use states another figure; see `amendment.ts`. */
	first?: StatedAmounts & Pick<Contribution, 'contribution'>;
	/** The years in which a figure in use is corrected by hand; left out where none is. */
	corrected?: readonly (keyof StatedAmounts)[];
}

export interface ChangeParts {
	before: number;
	after: number;
	/** The largest contribution first, whatever its sign. */
	items: Contribution[];
	/** 同口径: the totals of the departments that state the measure in both years. */
	like: { before: number; after: number; counted: number };
}

/** A change with its parts on one basis. */
export interface ChangeOnOneBasis {
	/** The change of the totals by department, of all that filed in either year. */
	whole: ChangeParts;
	/** Parts that add up to {@link ChangeParts.like}: departments, kinds or components; the largest first. */
	compared: readonly Contribution[];
	by: ContributionGrouping;
}

/** A department that another stands for. */
export interface Succession {
	successor: DepartmentName;
	/** Stood in the earlier year and was merged since: without its figure of then the successor's is not comparable. */
	isAwaited: boolean;
}

/** The departments that stand for others, by the id of the predecessor. */
export type Successors = ReadonlyMap<number, Succession>;

/** Measures whose totals can be taken apart: stated amounts and counts, and sums of them. */
export const CHANGE_MEASURES: readonly MeasureId[] = MEASURES.filter((measure) => {
	const isQuotient =
		isDerived(measure) && typeof measure.formula === 'object' && 'divide' in measure.formula;
	return !isQuotient && isAggregatable(measure.id as MeasureId);
}).map(({ id }) => id as MeasureId);

/** Departments of no known kind are grouped under this key. */
export const NO_KIND = '未分类';

/** Says whether the form states what the total is made of. */
export function isTakenApart(measure: MeasureId): boolean {
	return componentsOf(measure).length > 0 || isByPeople(measure);
}

/** The key of what the components leave open: parts that were not stated, or sums that do not hold. */
export const REMAINDER = 'remainder';

/** Names of the parts of a cost that the number of people drives. */
const PEOPLE_PARTS: Record<keyof PeopleEffects, string> = {
	people: '人数变化',
	per_head: '人均变化'
};

/**
 * The name of a component, of what is left open, or of a kind. Less of what is taken away makes a total larger, so that such a
 * part is named by its own change: `支出合计减少`.
 */
export function partName(
	{ key, department, name: together, taken_away, contribution }: Contribution,
	grouping: ContributionGrouping
): string {
	if (department) return department.name;
	if (together !== undefined) return together;
	if (grouping === 'kind') return key;
	if (key in PEOPLE_PARTS) return PEOPLE_PARTS[key as keyof PeopleEffects];
	if (key === REMAINDER) return '未列入分项的差额';
	const { name } = measureOf(key as MeasureId);
	if (!taken_away || contribution === 0) return name;
	return `${name}${contribution > 0 ? '减少' : '增加'}`;
}
