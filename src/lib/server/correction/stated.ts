/** Reads what a person types into a form that corrects a figure. */
import type { Quantity } from '#lib/catalogue/measures.ts';
import type { AmountBasis } from '#lib/catalogue/budgets.ts';
import { correctableId, correctableOf, type CorrectedId } from '#lib/catalogue/correctable.ts';
import {
	MONEY_UNITS,
	parseMoney,
	parsePeople,
	parsePoints,
	type MoneyUnit
} from '#lib/catalogue/units.ts';
import type { Figure } from '#lib/filing/filing.ts';
import { RefusedError } from '../refused-error.ts';
import { readText } from '../round/report.ts';

const LONGEST_PRINTED = 64;
const LONGEST_REASON = 500;

export interface TypedFigure {
	measure: CorrectedId;
	basis: AmountBasis;
	/** As printed in the document; empty or a dash where it states nothing there. */
	printed: string;
	/** As chosen: the unit of an amount that names none itself; ignored for people and scores. */
	unit_of_amount: string;
}

interface Stated {
	figure: Omit<Figure, 'place'>;
	/** Unit in which the amount is printed; empty for what is no amount. */
	unit: MoneyUnit | '';
}

/**
 * Reads a figure as a person typed it from the document.
 * @throws RefusedError where it is no figure of its kind, or is the one that is there already
 */
export function readStated(
	{ measure, basis, printed, unit_of_amount }: TypedFigure,
	old: Pick<Figure, 'value' | 'missing'>
): Stated {
	const { quantity, name } = correctableOf(correctableId(measure, basis));
	const text = printed.trim();
	if (text.length > LONGEST_PRINTED)
		throw new RefusedError(`原件上的数过长，至多 ${LONGEST_PRINTED} 个字。`);
	const isMoney = quantity === 'money';
	const chosen = isMoney ? readMoneyUnit(unit_of_amount) : '';
	const parse = quantity === 'people' ? parsePeople : parsePoints;
	const read = chosen ? parseMoney(text, chosen) : parse(text);
	if (read.missing === 'unreadable')
		throw new RefusedError(
			`“${text}”不是${name}的数：应为${expectedOf(quantity)}；原件没有填的，填“无”。`
		);
	if (text === '') throw new RefusedError('请照原件填写更正后的数；原件没有填的，填“无”。');
	if (read.value === old.value && (read.value !== null || old.missing === 'blank'))
		throw new RefusedError('与现在的数相同，不用更正。');
	const unit = chosen && read.value !== null ? (read.unit ?? chosen) : '';
	return { figure: { value: read.value, missing: read.missing, printed: text }, unit };
}

function expectedOf(quantity: Quantity): string {
	if (quantity === 'money') return '金额，如 1206.04 或 1206.04万元';
	return quantity === 'people' ? '人数，如 22' : '得分，如 94 或 94.5';
}

/** None is taken for granted: 1206.04 元 is not 1206.04 万元. @throws RefusedError */
function readMoneyUnit(chosen: string): MoneyUnit {
	const unit = MONEY_UNITS.find((each) => each === chosen);
	if (!unit) throw new RefusedError(`请选择原件的金额单位：${MONEY_UNITS.join('、')}。`);
	return unit;
}

/** @throws RefusedError where there is none, or it is too long */
export function readReason(typed: string): string {
	return readText(typed, '理由', true, LONGEST_REASON);
}
