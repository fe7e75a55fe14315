import { nameWithin } from '#lib/catalogue/departments.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { changeChart, unitOfChange } from '#lib/answers/changes/charts.ts';
import { rankCharts } from '#lib/answers/changes/ranks.ts';
import { changeRows, runsOf, topFiveShare } from '#lib/answers/changes/rows.ts';
import { perHeadSentence } from '#lib/answers/changes/per-head.ts';
import {
	baseMissing,
	changeAnswer,
	changeBasis,
	type ChangeAsked
} from '#lib/answers/changes/sentence.ts';
import { notFiledYet } from '#lib/catalogue/years.ts';
import { nameOfPart, tableParts } from '#lib/answers/changes/steps.ts';
import {
	CHANGE_MEASURES,
	CONTRIBUTION_GROUPING_NAMES,
	CONTRIBUTION_GROUPINGS,
	isTakenApart,
	type ChangeOnOneBasis,
	type Contribution
} from '#lib/comparison/change/contribution.ts';
import { isByPeople, splitByPeople } from '#lib/comparison/change/per-head.ts';
import { departmentHref, exportLinks } from '#lib/links.ts';
import { changeBy, changesOf } from '../questions/figures/changes.ts';
import { allComparables } from '../questions/figures/population.ts';
import { listReorganisations } from '../questions/departments/reorganisations.ts';
import { cachedParts, type PageRequest } from '../request/page-request.ts';

/** Measures that leaders ask about come first in the choice. */
const FIRST: readonly MeasureId[] = [
	'spending_total',
	'income_total',
	'three_public_total',
	'three_public_without_purchase',
	'balance_cumulative',
	'spending_personnel'
];
const CHOICES = [...FIRST, ...CHANGE_MEASURES.filter((id) => !FIRST.includes(id))];

/** Departments named in the drawing; the table holds more. */
const NAMED = 12;
/** Rows of the table; a file holds all. */
const MOST_ROWS = 100;

/** 变化由谁造成: the change of a total between two years, taken apart. */
export async function changesPage(request: PageRequest<'changes'>) {
	const { db, area, year, years, base, values, notices, chosen, url } = request;
	const { measure, kind } = values;
	// A total of no parts is taken apart by department.
	const by = values.by === 'component' && !isTakenApart(measure) ? 'department' : values.by;
	const scope = { area: area.code, year, base, measure, kind };
	const change = await changeBy(db, scope, by);
	const hrefOf = ({ department }: Contribution) =>
		department ? departmentHref(department.code, chosen) : undefined;
	const history = await allComparables(db, area.code, years);
	const runs = runsOf(history, measure, year);
	const nameOf = nameOfPart(by, (name) => nameWithin(area.name, name));
	const unit = unitOfChange(change, { limit: NAMED, nameOf });
	const asked = { measure, year, base, nameOf, unit };
	const table = changeRows(tableParts(change), {
		...asked,
		hrefOf,
		runOf: ({ department }) => (department && runs.get(department.id)) ?? ''
	});
	const staff = isByPeople(measure)
		? await changesOf(db, { ...scope, measure: 'staff_actual', by: 'department' })
		: null;
	return {
		year,
		base,
		notices,
		measure,
		by,
		measures: CHOICES.map((id) => ({ id, name: measureOf(id).name })),
		groupings: CONTRIBUTION_GROUPINGS.map((id) => ({ id, name: CONTRIBUTION_GROUPING_NAMES[id] })),
		isTakenApart: by === values.by,
		answer: answerOf(change, asked, years),
		isCompared: change.whole.like.counted > 0,
		largest: topFiveShare(change.whole, base, measure),
		per_head: staff && perHeadSentence(splitByPeople(change.whole.items, staff.items), measure),
		charts: await cachedParts(request, () => [
			changeChart(change, {
				...asked,
				chosen,
				pins: request.pins,
				limit: NAMED
			}),
			...rankCharts(
				history.filter(({ department }) => kind === null || department.kind === kind),
				{
					...asked,
					chosen,
					pins: request.pins,
					nameOf: ({ department }) => nameWithin(area.name, department.name)
				}
			)
		]),
		basis: changeBasis(change.whole, asked),
		unit: table.unit,
		rows: table.rows.slice(0, MOST_ROWS),
		left_out: Math.max(0, table.rows.length - MOST_ROWS),
		total: table.total,
		reorganised: await reorganisedRows(request),
		exports: exportLinks('changes', url.searchParams)
	};
}

/** Says how the total changed, or which of the two years is not filed. */
function answerOf(change: ChangeOnOneBasis, asked: ChangeAsked, filed: readonly number[]): string {
	const { year, base } = asked;
	if (!filed.includes(year)) return `${notFiledYet(year).slice(0, -1)}，无法与${base}年比较。`;
	if (filed.includes(base)) return `${changeAnswer(change, asked)}。`;
	const earlier = filed.filter((one) => one < year);
	return baseMissing(base, earlier);
}

/** Departments that were taken over, each with its successor. */
async function reorganisedRows({ db, area, chosen }: PageRequest<'changes'>) {
	const linkTo = ({ code, name }: { code: string; name: string }) => ({
		text: nameWithin(area.name, name),
		href: departmentHref(code, chosen)
	});
	const all = await listReorganisations(db, area.code);
	return all.map(({ former, successor, from, filed }) => ({
		former: linkTo(former),
		successor: linkTo(successor),
		from: from === null ? { text: '不详', missing: true } : { text: `${from}年` },
		filed: { text: filed.length === 0 ? '没有报送过' : filed.join('、') }
	}));
}
