import {
	chooseMoneyUnit,
	chooseRowUnit,
	formatValue,
	type DisplayUnit
} from '#lib/catalogue/format.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { absent } from '#lib/catalogue/values.ts';
import type { OwnMarkup } from '#lib/charts/own-markup.ts';
import { sparkline } from '#lib/charts/trends/sparkline.ts';
import { isBrokenThroughout, spanOf, valueIn } from '#lib/charts/trends/trend-series.ts';
import { breakNote } from '#lib/charts/trends/trend-words.ts';
import type { GroupValue } from '#lib/comparison/aggregate.ts';
import type { Change, GroupChange } from '#lib/comparison/change/change.ts';
import { correctionNote } from '#lib/comparison/correction-marks.ts';
import { href, type Chosen } from '#lib/links.ts';
import type {
	HeadlineFigure,
	HeadlineMeasure,
	Overview
} from '#lib/server/questions/figures/overview.ts';
import { totalPoints } from '../totals.ts';

export interface HeadlineCard {
	measure: MeasureId;
	label: string;
	text: string;
	exact: string;
	missing: boolean;
	/** The departments behind the total, sorted by the measure. */
	href: string;
	change: Change;
	unit: DisplayUnit;
	/** The years so far; null where fewer than two have a value. */
	sparkline: OwnMarkup | null;
	/** Says how many departments are in the total and in the change. */
	note: string;
}

/** The page that answers “why” for a headline. */
export const DETAIL: Record<HeadlineMeasure, string> = {
	spending_total: '/structure',
	income_total: '/balances',
	three_public_total: '/three-public',
	three_public_without_purchase: '/three-public',
	balance_cumulative: '/balances',
	carry_over_rate: '/balances'
};

export function overviewHeadlines(overview: Overview, chosen: Chosen): HeadlineCard[] {
	const unit = headlineUnit(overview);
	return overview.headlines.map((headline) =>
		card({ ...headline, change: saidOf(headline.change, overview) }, unit, chosen)
	);
}

/** The unit of all headlines, and of the sentences that tell them again. */
export function headlineUnit({ headlines }: Overview): DisplayUnit {
	return chooseRowUnit(
		headlines.map(({ measure, total }) => ({ measure, value: total.value.value }))
	);
}

/** With nobody to compare, what is missing is the earlier year, or where anybody filed in that, departments of both years. */
export function saidOf(change: GroupChange, { changes }: Pick<Overview, 'changes'>): GroupChange {
	if (change.compared > 0) return change;
	const nothing = absent(changes ? 'nobody_in_both' : 'previous_missing');
	return { ...change, previous: nothing, difference: nothing, rate: nothing };
}

function card(
	{ measure, total, change, history }: HeadlineFigure,
	unit: DisplayUnit,
	chosen: Chosen
): HeadlineCard {
	const { value } = total;
	return {
		measure,
		label: measureOf(measure).name,
		text: formatValue(measure, value, 'headline', unit),
		exact: formatValue(measure, value, 'exact'),
		missing: value.value === null,
		href: href(DETAIL[measure], { ...chosen, sort: `-${measure}` }),
		change,
		unit,
		sparkline: line(measure, history),
		note: noteOf(total, change.compared)
	};
}

function line(measure: MeasureId, history: HeadlineFigure['history']): OwnMarkup | null {
	const title = `${measureOf(measure).name}历年走势`;
	const series = { name: title, measure, points: totalPoints(history) };
	const years = spanOf([series]);
	const broken = isBrokenThroughout([series]) ? [] : series.points.filter((one) => one.isBreak);
	const words = history.map(({ fiscal_year, total }) => {
		const unit = chooseMoneyUnit([total.value.value ?? 0]);
		const note = correctionNote(total.value);
		return `${fiscal_year}年${formatValue(measure, total.value, 'headline', unit)}${note ? `（${note}）` : ''}`;
	});
	return sparkline(
		years.map((year) => valueIn(series, year)),
		{
			id: `spark-${measure.replaceAll('_', '-')}`,
			title,
			description: `${words.join('，')}。${breakNote([series])}`,
			breaks: broken.map(({ year }) => years.indexOf(year))
		}
	);
}

function noteOf({ value, counted, left_out }: GroupValue, compared: number): string {
	if (counted === 0) return `${left_out}家都缺少数据或存疑`;
	const byHand = value.corrected ? '，含人工更正' : '';
	const missing = left_out > 0 ? `，${left_out}家缺少数据或存疑，未计入` : '';
	const change = compared === counted || compared === 0 ? '' : `；变动为两年均计入的${compared}家`;
	return `${counted}家合计${byHand}${missing}${change}`;
}
