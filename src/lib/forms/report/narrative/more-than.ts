/** Amounts that hold more than their name says, as the words behind them tell. */
import { AMOUNT_IN_TEXT, unitOf } from '../figures/amounts.ts';
import { readAmount } from '../figures/cells.ts';
import type { ReadAmount } from './reading.ts';

/** `支出总计900万元，其中年末结转100万元`, `（含年末结转结余）`: what was left over is among the amount. */
const YEAR_END_AMONG =
	/^(?:[，,]?(?:其中|包括|包含)([^。；;\n]{0,60}?)|[(（](?:含|包括|包含|其中)([^。；;\n()（）]{0,60}?)|含([^。；;\n]{0,60}?))(?:年末|期末|结转下年|结转至?下一?年)/;
const AMOUNTS = new RegExp(AMOUNT_IN_TEXT, 'g');

/** Unless the parts before what was left over make up the amount: that is said besides. */
function isOfMoreThanSpent(text: string, { start, end }: ReadAmount): boolean {
	const among = YEAR_END_AMONG.exec(text.slice(end, end + 80));
	if (!among) return false;
	const parts = among.slice(1).find(Boolean) ?? '';
	const values = (stated: string) =>
		[...stated.matchAll(AMOUNTS)].map(
			([, number = '', unit = '']) => readAmount('money', number, unitOf(unit)).value ?? 0
		);
	const sum = values(parts).reduce((total, value) => total + value, 0);
	return sum !== values(text.slice(start, end))[0];
}

/** `在职职工498人，其中在编287人、编外211人`: people without a post are among the number. */
const OTHERS_AMONG =
	/^[，,（(]?(?:其中|包括|包含|含)[^。；;\n]{0,40}?(?:编外|聘用|合同制|临聘|临时|外聘|返聘|劳务派遣)/;
/** `实有人数76人，其中：在职51人，退休25人`: those who have retired are among the number. */
const RETIRED_AMONG =
	/^(?:[，,]?(?:其中|包括)[^。；;\n]{0,60}?|[(（](?:其中|包括|含)[^。；;\n)）]{0,60}?)离?退?休/;

function isOfMoreThanPosts(text: string, { start, end, labelStart }: ReadAmount): boolean {
	const behind = text.slice(end, end + 80);
	const isInPost = /在[职编岗]/.test(text.slice(labelStart ?? start, start));
	return OTHERS_AMONG.test(behind) || (!isInPost && RETIRED_AMONG.test(behind));
}

export function isOfMore(text: string, amount: ReadAmount): boolean {
	if (amount.measure === 'spending_total') return isOfMoreThanSpent(text, amount);
	return amount.measure === 'staff_actual' && isOfMoreThanPosts(text, amount);
}
