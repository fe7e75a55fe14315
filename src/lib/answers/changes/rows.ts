/** Every part of a change as a row of cells, and what stands beside: shares of the largest, runs. */
import { formatChange, formatRelativeChange, formatShare } from '#lib/catalogue/format.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { scaleFor } from '#lib/charts/parts/amounts.ts';
import { pullOf } from '#lib/charts/changes/change-waterfall.ts';
import { runInWords } from '#lib/catalogue/change-words.ts';
import { changeBetween, runOf } from '#lib/comparison/change/change.ts';
import { type ChangeParts, type Contribution } from '#lib/comparison/change/contribution.ts';
import { holdsCorrected } from '#lib/comparison/change/parts-of-change.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import type { Cell } from '../table.ts';
import { afterOf, beforeOf, contributionOf, oneSided } from './steps.ts';

export interface ChangeRow {
	key: string;
	name: Cell;
	before: Cell;
	after: Cell;
	contribution: Cell;
	rate: Cell;
	/** 拉动, in percentage points of the earlier total. */
	pull: Cell;
	/** 连增3年; empty for none. */
	run: Cell;
}

export interface RowSettings {
	measure: MeasureId;
	nameOf: (part: Contribution) => string;
	hrefOf: (part: Contribution) => string | undefined;
	/** `连增3年` of a department; empty for none. */
	runOf: (part: Contribution) => string;
}

/** The rows with the unit of their amounts, in the order of the parts. */
export function changeRows(
	parts: ChangeParts,
	{ measure, nameOf, hrefOf, runOf }: RowSettings
): { unit: string; rows: ChangeRow[]; total: ChangeRow } {
	const amounts = parts.items.flatMap((part) => [beforeOf(part), afterOf(part)]);
	const scale = scaleFor(measure, amounts);
	const notes = new Map(
		oneSided({ ...parts, items: parts.items.filter(({ department }) => department) }).flatMap(
			({ words, parts: of }) => of.map((part) => [part, words] as const)
		)
	);
	const cells = (
		part: Pick<
			Contribution,
			'before' | 'after' | 'contribution' | 'state' | 'lacking' | 'corrected'
		>
	) => {
		const [before, after] = [beforeOf(part), afterOf(part)];
		const contribution = contributionOf(part);
		const { rate } = changeBetween(measure, after, before);
		return {
			before: scale.cell(before),
			after: scale.cell(after),
			contribution: {
				text: formatChange(measure, contribution, 'table', scale.moneyUnit),
				exact: formatChange(measure, contribution, 'exact'),
				missing: contribution.value === null
			},
			rate: { text: rateText(rate), missing: rate.value === null },
			pull: {
				text: contribution.value === null ? '' : pullOf(contribution.value, parts.before),
				missing: contribution.value === null || parts.before <= 0
			}
		};
	};
	const { before, after, items } = parts;
	const total = {
		before,
		after,
		contribution: after - before,
		state: 'both' as const,
		corrected: (['before', 'after'] as const).filter((when) => holdsCorrected(items, when))
	};
	return {
		unit: scale.unit,
		rows: items.map((part) => ({
			key: part.key,
			name: { text: nameOf(part), href: hrefOf(part), note: notes.get(part) },
			...cells(part),
			run: { text: runOf(part) }
		})),
		total: { key: '合计', name: { text: '合计' }, ...cells(total), run: { text: '' } }
	};
}

function rateText(rate: Value): string {
	if (rate.missing === 'previous_missing') return '无基期数据';
	if (rate.missing === 'previous_zero') return '基数为0';
	return rate.missing === 'previous_negative' ? '基数为负' : formatRelativeChange(rate, 'table');
}

/** `连增3年` of every department by its id; `history` ascends. */
export function runsOf(
	history: readonly Observation[],
	measure: MeasureId,
	year: number
): ReadonlyMap<number, string> {
	const until = history.filter(({ fiscal_year }) => fiscal_year <= year);
	const byDepartment = Map.groupBy(until, ({ department }) => department.id);
	// Who did not file for the year has no run up to it.
	const filed = [...byDepartment].filter(([, years]) => years.at(-1)?.fiscal_year === year);
	return new Map(filed.map(([id, years]) => [id, runInWords(runOf(years, measure))]));
}

/** Says the share that the largest five hold. */
const LARGEST = 5;

/** `支出合计最大的五家占73家合计的51.2%（2022年前五家占70家合计的49.8%）`; null where there are no more than five, or nothing is to share. */
export function topFiveShare(
	{ items, before, after }: ChangeParts,
	base: number,
	measure: MeasureId
): string | null {
	const share = (values: (number | null)[], total: number) => {
		const stated = values.flatMap((value) => value ?? []).sort((a, b) => b - a);
		// A share of a sum in which parts cancel says nothing.
		if (stated.length <= LARGEST || total <= 0 || stated.some((value) => value < 0)) return null;
		const ratio = stated.slice(0, LARGEST).reduce((a, b) => a + b, 0) / total;
		return `${stated.length}家合计的${formatShare(present(ratio), 'headline')}`;
	};
	const now = share(
		items.map((part) => part.after),
		after
	);
	const then = share(
		items.map((part) => part.before),
		before
	);
	if (now === null) return null;
	const earlier = then === null ? '' : `（${base}年前五家占${then}）`;
	return `${measureOf(measure).name}最大的五家占${now}${earlier}`;
}
