/** Amounts that cannot be negative, and more spent than there was. */
import { FIGURES, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import { AT, type Amounts } from './amounts.ts';
import type { Judgement } from './findings.ts';
import { figureOf, type Subject } from './subject.ts';
import { toleranceOf } from './sums.ts';
import { giveUp, judge } from './verdict.ts';
import { amountText, quoteMeasure, statedText } from './wording.ts';

/** A negative 当年结余 is lawful: it draws on what was carried in. */
export const NEVER_NEGATIVE: readonly FigureId[] = FIGURES.filter(
	({ id, quantity }) => quantity === 'money' && id !== 'balance_current'
).map(({ id }) => id);

export function checkSigns(subject: Subject): Judgement {
	const rule = 'signs';
	const { filing } = subject;
	const valueOf = (id: FigureId) => figureOf(filing, id).value;
	if (NEVER_NEGATIVE.every((id) => valueOf(id) === null))
		return giveUp(rule, '各项金额均未填或未能读出');
	const negative = NEVER_NEGATIVE.filter((id) => (valueOf(id) ?? 0) < 0);
	const overspent = overspentText(subject);
	const texts = [
		...negative.map((id) => `${statedText(id, valueOf(id) ?? 0)}，为负数`),
		...(overspent === null ? [] : [overspent])
	];
	if (texts.length === 0) return judge(rule, 'pass', '各项金额的正负相称。');
	const ids = new Set<FigureId>(negative);
	if (overspent !== null) ids.add('spending_total').add('income_total');
	const places = [...ids].map((id) => quoteMeasure(id, figureOf(filing, id), filing.fiscal_year));
	return judge(rule, 'warn', `${texts.join('；')}，提示核实。`, places);
}

function overspentText(subject: Subject): string | null {
	const [income, spending] = (['income_total', 'spending_total'] as const).map((id) =>
		figureOf(subject.filing, id)
	);
	if (!income || !spending || income.value === null || spending.value === null) return null;
	if (!isOverspent(subject.amounts, 0)) return null;
	if (!isOverspent(subject.amounts, toleranceOf([income, spending], subject))) return null;
	return `${statedText('spending_total', spending.value)}，大于${measureOf('income_total').name}${amountText(income.value)}`;
}

/** Tells whether more was spent than there was, by more than rounding explains; 分. */
export function isOverspent(now: Amounts, rounding: number): boolean {
	return (now[AT.spending_total] ?? NaN) - (now[AT.income_total] ?? NaN) > rounding;
}
