/** The methods of 口径 worked through on the ledger's own latest year. */
import { inWords } from '#lib/catalogue/change-words.ts';
import { formatChange, formatDecimal, formatValue } from '#lib/catalogue/format.ts';
import { present } from '#lib/catalogue/values.ts';
import { pullOf } from '#lib/charts/changes/change-waterfall.ts';
import type { ChangeParts } from '#lib/comparison/change/contribution.ts';
import { flagSentence } from '#lib/comparison/flags/flag-words.ts';
import type { Flag } from '#lib/comparison/flags/flags.ts';
import { MAD_FACTOR } from '#lib/comparison/flags/spread.ts';

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

/** A flag with the steps to its score and strength; null where nothing stands out. */
export function flagExample(flags: readonly Flag[]): string | null {
	const isPlain = ({ peers }: Flag) => peers?.scale === 'linear' && !peers.fallback;
	const flag = flags.find((one) => one.reason === 'peers' && isPlain(one)) ?? flags[0];
	if (!flag?.peers) return null;
	const { measure, value, peers, score, threshold, severity } = flag;
	const exactly = (one: number) => formatValue(measure, present(one), 'exact');
	const steps = isPlain(flag)
		? `修正z值为${MAD_FACTOR} ×（${exactly(value)} − ${exactly(peers.median)}）÷ ${exactly(peers.mad)} = ${formatDecimal(score, 2)}`
		: `修正z值为${formatDecimal(score, 2)}`;
	const times = (Math.abs(score) / threshold).toFixed(2);
	return `${flag.observation.department.name}：${flagSentence(flag)}${steps}，是阈值${threshold}的${times}倍；偏离强度${severity.toFixed(2)}。`;
}
