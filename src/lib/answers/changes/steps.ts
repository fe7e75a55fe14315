/** The parts of a change as the rows of its drawing: the largest by name, the others together. */
import {
	absent,
	present,
	type MissingReason,
	type Present,
	type Value
} from '#lib/catalogue/values.ts';
import type { ChangeStep } from '#lib/charts/changes/change-waterfall.ts';
import { commonReason, sumOf } from '#lib/comparison/aggregate.ts';
import { amendmentsOf, firstOf, type Amendment } from '#lib/comparison/amendment.ts';
import {
	partName,
	type StatedAmounts,
	type ChangeOnOneBasis,
	type ChangeParts,
	type Contribution,
	type ContributionGrouping
} from '#lib/comparison/change/contribution.ts';
import { holdsCorrected, withLacking } from '#lib/comparison/change/parts-of-change.ts';

export interface StepSettings {
	/** Departments named: those that changed most, whichever way. The others stand together by the way they changed. */
	limit: number;
	nameOf: (part: Contribution) => string;
	hrefOf: (part: Contribution) => string | undefined;
}

/**
 * First what is stated in both years, then what only one year states, as filed first; then what corrections and reports
 * filed anew changed in the earlier and in the later year. All together make the change of the totals.
 */
export function changeSteps(
	{ whole, compared: inUse, by }: ChangeOnOneBasis,
	settings: StepSettings
): ChangeStep[] {
	const compared = inUse
		.map(firstOf)
		.filter((part) => part.contribution !== 0 || part.before !== null || part.after !== null)
		.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
	const filed = { ...whole, items: whole.items.map(firstOf) };
	const named = new Set(by === 'department' ? leadersOf(compared, settings.limit) : compared);
	const rest = named.size > 0 ? '其余' : '';
	return [
		...WAYS.flatMap(({ way, of }) => {
			const side = compared.filter(({ contribution }) => of(contribution));
			const others = side.filter((part) => !named.has(part));
			return [
				...side.filter((part) => named.has(part)).map((part) => stepOf(part, settings)),
				...together(others, { all: (count) => `${rest}${count}家${way}` }, settings)
			];
		}),
		...oneSided(filed).flatMap(({ words, parts }) =>
			together(
				parts,
				{ one: (name) => `${name}（${words}）`, all: (count) => `${words}${count}家` },
				settings
			).map((step) => ({ ...step, isAside: true }))
		),
		...amendmentsOf(whole).map((amendment) => amendmentStep(amendment, settings))
	];
}

/** The two ways of a change, and neither. One sum of all that are not named would hide how far they cancel. */
const WAYS: readonly { way: string; of: (contribution: number) => boolean }[] = [
	{ way: '增加', of: (contribution) => contribution > 0 },
	{ way: '减少', of: (contribution) => contribution < 0 },
	{ way: '持平', of: (contribution) => contribution === 0 }
];

/** The parts that changed most, given the largest first; the largest of either way is always among them. */
function leadersOf(compared: readonly Contribution[], limit: number): Contribution[] {
	const changed = compared.filter(({ contribution }) => contribution !== 0);
	const firsts = WAYS.flatMap(
		({ of }) => changed.find(({ contribution }) => of(contribution)) ?? []
	);
	return [...new Set([...firsts, ...changed])].slice(0, limit);
}

/** Parts that do not count in the change on one basis, each reason with its words. */
const ONE_SIDED: readonly { words: string; of: (part: Contribution) => boolean }[] = [
	{ words: '新报送', of: ({ state }) => state === 'joined' },
	{ words: '未报送', of: ({ state }) => state === 'left' },
	{ words: '缺数或存疑', of: ({ state }) => state === 'missing' },
	{ words: '原单位未报', of: ({ state }) => state === 'both' || state === 'restated' }
];

export function oneSided({ items }: ChangeParts): { words: string; parts: Contribution[] }[] {
	const open = items.filter(
		({ comparable, before, after }) => !comparable && (before !== null || after !== null)
	);
	return ONE_SIDED.map(({ words, of }) => ({ words, parts: open.filter(of) })).filter(
		({ parts }) => parts.length > 0
	);
}

/**
 * The rows of the table. Kinds and components count the departments of both years alone, as in the drawing: those that
 * only one year states stand below, so that nobody's joining seems to be a rise of a component.
 */
export function tableParts({ whole, compared, by }: ChangeOnOneBasis): ChangeParts {
	if (by === 'department') return whole;
	const aside = oneSided(whole).map(({ words, parts }): Contribution => {
		const [only, other] = parts;
		if (only && !other) return only;
		const [before, after] = [sumOrReason(parts.map(beforeOf)), sumOrReason(parts.map(afterOf))];
		const group: Contribution = {
			key: words,
			name: `${words}${parts.length}家`,
			department: null,
			before: before.value,
			after: after.value,
			contribution: parts.reduce((sum, part) => sum + part.contribution, 0),
			state: only?.state ?? 'missing',
			comparable: false,
			corrected: (['before', 'after'] as const).filter((when) => holdsCorrected(parts, when))
		};
		return withLacking(group, { before: before.missing, after: after.missing });
	});
	return { ...whole, items: [...compared, ...aside] };
}

/** From what the departments filed first to what is used. More in the earlier year makes the change smaller. */
function amendmentStep(
	{ when, words, parts, added }: Amendment,
	{ nameOf, hrefOf }: StepSettings
): ChangeStep {
	const first = sumOrReason(parts.map((part) => amountIn(when, firstOf(part))));
	const used = sumOrReason(parts.map((part) => amountIn(when, part)));
	const [only, other] = parts;
	const what = when === 'before' ? `基期${words}` : words;
	return {
		...(only && !other
			? { name: `${nameOf(only)}（${what}）`, href: hrefOf(only) }
			: { name: `${what}${parts.length}家` }),
		...(when === 'after' ? { before: first, after: used } : { before: used, after: first }),
		contribution: when === 'after' ? added : -added
	};
}

function amountIn(when: keyof StatedAmounts, part: Contribution): Value {
	return when === 'after' ? afterOf(part) : beforeOf(part);
}

function stepOf(part: Contribution, { nameOf, hrefOf }: StepSettings): ChangeStep {
	return {
		name: part.first ? `${nameOf(part)}（首次报送）` : nameOf(part),
		href: hrefOf(part),
		before: beforeOf(part),
		after: afterOf(part),
		contribution: part.contribution
	};
}

/** One row for several parts; a single one keeps its name. */
function together(
	parts: readonly Contribution[],
	names: { one?: (name: string) => string; all: (count: number) => string },
	settings: StepSettings
): ChangeStep[] {
	const [first] = parts;
	if (!first) return [];
	if (parts.length === 1) {
		const step = stepOf(first, settings);
		return [{ ...step, name: names.one?.(step.name) ?? step.name }];
	}
	return [
		{
			name: names.all(parts.length),
			before: sumOrReason(parts.map(beforeOf)),
			after: sumOrReason(parts.map(afterOf)),
			contribution: parts.reduce((sum, part) => sum + part.contribution, 0)
		}
	];
}

function sumOrReason(values: readonly Value[]): Value {
	const isStated = values.some(({ value }) => value !== null);
	if (isStated) return sumOf(values);
	return absent(commonReason(values.map(({ missing }) => missing)) ?? 'input_missing');
}

/** The total of a year; it counts as corrected where a figure in it is. */
export function totalIn(when: keyof StatedAmounts, parts: ChangeParts): Present {
	const total = present(parts[when]);
	return holdsCorrected(parts.items, when) ? { ...total, corrected: 'input' } : total;
}

/** Says what a part stated in the earlier year, or why it stated nothing. */
export function beforeOf(part: StepAmounts): Value {
	return amountOr(part, 'before', part.state === 'joined' ? 'not_filed' : lackOf(part, 'before'));
}

export function afterOf(part: StepAmounts): Value {
	return amountOr(part, 'after', part.state === 'left' ? 'not_filed' : lackOf(part, 'after'));
}

/** Says what a part adds to the total: of a figure that is missing in both years that is not known. */
export function contributionOf(part: StepAmounts & Pick<Contribution, 'contribution'>): Value {
	const isUnknown = part.before === null && part.after === null && !isEffect(part);
	return isUnknown ? absent('input_missing') : present(part.contribution);
}

type StepAmounts = Pick<Contribution, 'before' | 'after' | 'state' | 'lacking' | 'corrected'>;

function lackOf(part: StepAmounts, when: keyof StatedAmounts): MissingReason {
	return isEffect(part) ? 'not_applicable' : (part.lacking?.[when] ?? 'input_missing');
}

/** Tells an effect of people or of the cost per head, which no year states, from a figure that is missing. */
function isEffect({ before, after, state }: StepAmounts): boolean {
	return state === 'both' && before === null && after === null;
}

function amountOr(part: StepAmounts, when: keyof StatedAmounts, missing: MissingReason): Value {
	const amount = part[when];
	if (amount === null) return absent(missing);
	return part.corrected?.includes(when)
		? { ...present(amount), corrected: 'input' }
		: present(amount);
}

/** The name of a part where the jurisdiction is known, without it. */
export function nameOfPart(
	by: ContributionGrouping,
	within: (name: string) => string
): (part: Contribution) => string {
	return (part) => (part.department ? within(part.department.name) : partName(part, by));
}
