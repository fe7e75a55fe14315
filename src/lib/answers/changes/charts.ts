import type { ChartSpan, DrawnChart } from '#lib/charts/chart.ts';
import { changeWaterfall } from '#lib/charts/changes/change-waterfall.ts';
import { drawChart } from '#lib/charts/draw.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { departmentHref, type Chosen } from '#lib/links.ts';
import { changeBasis, changeTitle, type ChangeAsked } from './sentence.ts';
import type { ChangeOnOneBasis } from '#lib/comparison/change/contribution.ts';
import { changeSteps, totalIn } from './steps.ts';

interface ChangesDrawn extends ChangeAsked {
	chosen: Chosen;
	pins?: readonly Pin[];
	/** Departments named. */
	limit: number;
	/** Unique within the page; `change` where there is one such drawing. */
	id?: string;
	span?: ChartSpan;
	/** Names the departments that are counted, where they are not all. */
	description?: string;
}

/** The change from total to total. */
export function changeChart(change: ChangeOnOneBasis, asked: ChangesDrawn): DrawnChart {
	const {
		measure,
		year,
		base,
		nameOf,
		limit,
		chosen,
		pins = [],
		id = 'change',
		span = 'full'
	} = asked;
	const steps = changeSteps(change, {
		limit,
		nameOf,
		hrefOf: ({ department }) => (department ? departmentHref(department.code, chosen) : undefined)
	});
	const chart = changeWaterfall(steps, {
		finding: changeTitle(change, asked),
		description: asked.description ?? changeBasis(change.whole, asked),
		measure,
		year,
		base,
		before: totalIn('before', change.whole),
		after: totalIn('after', change.whole)
	});
	return drawChart(chart, { id, span, pins });
}
