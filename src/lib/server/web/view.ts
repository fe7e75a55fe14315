/**
 * What every page with a table of departments begins with: filters, order, rows and their file links. A page adds its
 * own charts and sentences to what this returns.
 */
import { DISPLAY_UNITS } from '#lib/catalogue/format.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { DEPARTMENT_KEYS, type MeasureColumn, type TableOrder } from '#lib/comparison/table.ts';
import { VIEWS, type ViewId } from '#lib/comparison/views.ts';
import { measureTable } from '#lib/answers/measure-table.ts';
import type { ViewPageData } from '#lib/answers/view-page.ts';
import { departmentHref, exportLinks, measureHref } from '#lib/links.ts';
import { readPage } from './page-request.ts';
import { answerView, listKinds } from '../questions/departments.ts';
import {
	describeProblem,
	optionalOneOf,
	readParameters,
	searchWords,
	sortBy,
	wholeNumber
} from '../questions/parameters.ts';

/** Answers the page's view for the request in `url`. `page` is plain data for the components, `answer` the rows. */
export async function loadView(url: URL, id: ViewId) {
	const view = VIEWS[id];
	const request = await readPage(url, {
		q: searchWords(),
		sort: sortBy([...DEPARTMENT_KEYS, ...view.columns.map(({ key }) => key)], view.order),
		unit: optionalOneOf(DISPLAY_UNITS),
		offset: wholeNumber(0, 1_000_000, 0)
	});
	const { db, area, year, years, chosen, values } = request;
	const kinds = await listKinds(db, area.code);
	const kind = readParameters(url.searchParams, { kind: optionalOneOf(kinds) });
	const answer = await answerView(db, {
		view: id,
		area: area.code,
		year,
		filter: { kind: kind.values.kind, words: values.q },
		order: values.sort
	});
	const shown = { moneyUnit: values.unit, offset: values.offset };
	const table = measureTable(answer.rows, view.columns, shown, {
		department: ({ department }) => departmentHref(department.code, chosen),
		source: cellSource
	});
	const page: ViewPageData = {
		title: view.title,
		year,
		years,
		kinds,
		kind: kind.values.kind,
		words: values.q,
		unit: values.unit,
		sort: writeOrder(values.sort),
		notices: [...request.problems, ...kind.problems].map(describeProblem),
		exports: exportLinks(id, url.searchParams),
		table
	};
	return { request, answer, page };
}

function writeOrder({ key, descending }: TableOrder): string {
	return descending ? `-${key}` : key;
}

/** The filed table that a cell comes from; last year's stands in last year's filing. */
export function cellSource(
	observation: Observation,
	{ measure, aspect }: MeasureColumn
): string | null {
	const filing = aspect === 'previous' ? observation.previous?.filing_id : observation.filing_id;
	return filing ? measureHref(filing, measure) : null;
}
