/** Says who holds most of a total and who made most of its change, beside the total on the first screen of a page. */
import { differenceInWords, inWords, unitBeside } from '#lib/catalogue/change-words.ts';
import { chooseMoneyUnit, formatShare, type DisplayUnit } from '#lib/catalogue/format.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import { changeOf, groupChange } from '#lib/comparison/change/change.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { equalToFirst, largestFirst, type Ranked } from '#lib/comparison/rank.ts';

/** `减少最多的是市水利局（减少7.02亿元）`, in the way of the whole; null where one department or none is compared, or nothing changed. */
export function whoMovedMost(id: MeasureId, rows: readonly Observation[]): string | null {
	const { compared, current, previous } = groupChange(rows, id);
	const net = (current.value ?? 0) - (previous.value ?? 0);
	const moved = largestFirst(
		rows,
		(row) => (changeOf(row, id).difference.value ?? 0) * Math.sign(net)
	);
	const [first] = moved;
	if (compared < 2 || !first || first.value <= 0) return null;
	const verb = net > 0 ? '增加' : '减少';
	const by = differenceInWords(
		id,
		first.value * Math.sign(net),
		unitBeside(chooseMoneyUnit([current.value ?? 0]), first.value)
	);
	return `${verb}最多的是${first.row.department.name}（${by}）${equalToFirst(sizesOf(moved))}`;
}

/** `累计结余最多的是市水利局（1.10亿元，占22.2%）`; null where nobody holds less, or a share of the total says nothing. */
export function whoHoldsMost(
	id: MeasureId,
	rows: readonly Observation[],
	asked?: DisplayUnit
): string | null {
	const held = largestFirst(rows, (row) => valueOf(row, id).value);
	const [first] = held;
	const last = held.at(-1);
	const total = sizesOf(held).reduce((sum, size) => sum + size, 0);
	if (!first || !last || last.value < 0 || last.value === first.value) return null;
	const share = formatShare(present(first.value / total), 'headline');
	const unit = asked ?? unitBeside(chooseMoneyUnit([total]), first.value);
	return `${measureOf(id).name}最多的是${first.row.department.name}（${inWords(id, first.value, unit)}，占${share}）${equalToFirst(sizesOf(held))}`;
}

const sizesOf = (ranked: readonly Ranked<Observation>[]) => ranked.map(({ value }) => value);
