/** The methods of 口径 worked through on the ledger's own latest year. */
import { inWords } from '#lib/catalogue/change-words.ts';
import { formatChange } from '#lib/catalogue/format.ts';
import { present } from '#lib/catalogue/values.ts';
import { pullOf } from '#lib/charts/change-waterfall.ts';
import type { ChangeParts } from '#lib/comparison/contribution.ts';
import { flagSentence } from '#lib/comparison/flag-words.ts';
import type { Flag } from '#lib/comparison/flags.ts';

/** The change of spending from the totals to the largest part; null where no earlier year can be compared with. */
export function changeExample(
	{ before, after, like, items }: ChangeParts,
	{ year, base }: { year: number; base: number }
): string | null {
	const [first] = items;
	if (!first?.department || like.counted === 0) return null;
	const amount = (value: number) => formatChange('spending_total', present(value), 'exact');
	const others = after - before - first.contribution;
	const oneSided = after - before - (like.after - like.before);
	return [
		`${base}年支出合计${inWords('spending_total', before)}，${year}年${inWords('spending_total', after)}，增减额${amount(after - before)}`,
		`其中增减最多的${first.department.name}${amount(first.contribution)}，其余各部门${amount(others)}，两项相加等于合计的增减额`,
		`该部门拉动合计${pullOf(first.contribution, before)}个百分点（${amount(first.contribution)} ÷ ${inWords('spending_total', before)}）`,
		`两年都有数据的${like.counted}家增减${amount(like.after - like.before)}，为同口径增减额；只有一年有数据的部门计${amount(oneSided)}`
	].join('；');
}

/** A flag with its score beside the threshold; null where nothing stands out. */
export function flagExample(flags: readonly Flag[]): string | null {
	const flag = flags.find(({ reason }) => reason === 'peers') ?? flags[0];
	if (!flag) return null;
	const score = Math.abs(flag.score).toFixed(2);
	return `${flag.observation.department.name}：${flagSentence(flag)}修正z值的绝对值为${score}，阈值为${flag.threshold}。`;
}
