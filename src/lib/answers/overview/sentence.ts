import { chooseMoneyUnit, formatRelativeChange, formatValue } from '#lib/catalogue/format.ts';
import type { MeasureId } from '#lib/catalogue/measures.ts';
import { aggregate } from '#lib/comparison/aggregate.ts';
import type { HeadlineMeasure, Overview } from '#lib/server/questions/overview.ts';

/** The year in one sentence: how much, on what, how that changed, and how many reports need a look. */
export function overviewSentence(overview: Overview): string {
	return `${[
		filedClause(overview),
		amountClause(overview, 'spending_total', '支出合计'),
		sharesClause(overview),
		amountClause(overview, 'three_public_total', '三公经费'),
		carryClause(overview)
	]
		.filter((clause) => clause !== null)
		.join('；')}。`;
}

function filedClause({ year, filings }: Overview): string {
	const expected = filings.expected === null ? '' : `应交${filings.expected}家，`;
	const missing = filings.missing > 0 ? `，${filings.missing}家未报送` : '';
	return `${year}年${expected}已报送${filings.filed}家${missing}`;
}

function amountClause(overview: Overview, measure: HeadlineMeasure, name: string): string | null {
	const headline = overview.headlines.find((one) => one.measure === measure);
	const total = headline?.total.value;
	if (!headline || !total || total.value === null) return null;
	const amount = formatValue(measure, total, 'headline', chooseMoneyUnit([total.value]));
	const { rate, compared } = headline.change;
	if (rate.value === null) return `${name}${amount}`;
	return `${name}${amount}，同口径（${compared}家）比上年${formatRelativeChange(rate, 'headline')}`;
}

const SHARES = [
	['personnel_share', '人员'],
	['operating_share', '公用'],
	['project_share', '项目']
] as const satisfies readonly (readonly [MeasureId, string])[];

function sharesClause({ observations }: Overview): string | null {
	const shares = SHARES.map(([id, name]) => {
		const { value } = aggregate(observations, id);
		return value.value === null ? null : `${name}占${formatValue(id, value, 'headline')}`;
	}).filter((text) => text !== null);
	return shares.length === 0 ? null : `其中${shares.join('、')}`;
}

function carryClause({ headlines }: Overview): string | null {
	const rate = headlines.find((one) => one.measure === 'carry_over_rate')?.total.value;
	if (!rate || rate.value === null) return null;
	return `结转结余率${formatValue('carry_over_rate', rate, 'headline')}`;
}
