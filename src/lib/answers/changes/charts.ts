import type { ChartSpan, DrawnChart } from '#lib/charts/chart.ts';
import { amountsShown, changeWaterfall } from '#lib/charts/changes/change-waterfall.ts';
import { drawChart } from '#lib/charts/draw.ts';
import { unitBesideAll } from '#lib/catalogue/change-words.ts';
import { chooseColumnUnit, type DisplayUnit } from '#lib/catalogue/format.ts';
import type { Pin } from '#lib/catalogue/pins.ts';
import { departmentHref, type Chosen } from '#lib/links.ts';
import { changeBasis, changesTold, changeTitle, type ChangeAsked } from './sentence.ts';
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
	descriptionIn?: (unit: DisplayUnit) => string;
}

/** One unit for the drawing of a change, its title and what is told beside it: that of the drawing, or a smaller one that they need. */
export function unitOfChange(
	change: ChangeOnOneBasis,
	{ limit, nameOf }: Pick<ChangesDrawn, 'limit' | 'nameOf'>
): DisplayUnit {
	const { whole } = change;
	const steps = changeSteps(change, { limit, nameOf, hrefOf: () => undefined });
	const totals = { before: totalIn('before', whole), after: totalIn('after', whole) };
	return unitBesideAll(chooseColumnUnit(amountsShown(steps, totals)), changesTold(change));
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
	const unit = asked.unit ?? unitOfChange(change, asked);
	const told = { ...asked, unit };
	const chart = changeWaterfall(steps, {
		finding: changeTitle(change, told),
		description: asked.descriptionIn?.(unit) ?? changeBasis(change.whole, told),
		measure,
		year,
		base,
		unit,
		before: totalIn('before', change.whole),
		after: totalIn('after', change.whole)
	});
	return drawChart(chart, { id, span, pins });
}
