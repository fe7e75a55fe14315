/**
 * Every page with a table of departments begins with these: filters, order, rows and their file links. A page adds its
 * own charts and sentences to what this returns.
 */
import { baseName } from '#lib/catalogue/change-words.ts';
import { measureTable, writtenMeasures } from '#lib/answers/measure-table.ts';
import type { ViewPageData } from '#lib/answers/view-page.ts';
import { namedWithin, type Observation } from '#lib/comparison/observation.ts';
import type { MeasureColumn, TableOrder } from '#lib/comparison/table.ts';
import { VIEWS, type ViewId } from '#lib/comparison/views.ts';
import { departmentHref, exportLinks, measureHref } from '#lib/links.ts';
import { cached } from '../cache.ts';
import { answerView } from '../questions/departments/list.ts';
import type { PageRequest } from '../request/page-request.ts';

/** Answers the view of a request. `page` is plain data for the components, `answer` the rows. */
export async function answerPage(id: ViewId, request: PageRequest<ViewId>) {
	const view = VIEWS[id];
	const { db, area, year, base, years, kinds, chosen, values } = request;
	const answer = await answerView(db, {
		view: id,
		area: area.code,
		year,
		base,
		filter: { kind: values.kind, words: values.q },
		order: values.sort
	});
	const shown = { moneyUnit: values.unit, offset: values.offset, base: baseName(year, base) };
	const { kind, q, sort } = values;
	// What a table depends on: not the pinned departments, nor what only the charts show.
	const asked = JSON.stringify([id, area.code, year, base, kind, q, sort, shown, chosen]);
	const page: ViewPageData = {
		title: view.title,
		year,
		years,
		kinds,
		kind: values.kind,
		words: values.q,
		unit: values.unit,
		sort: writeOrder(values.sort),
		notices: request.notices,
		exports: exportLinks(id, request.url.searchParams),
		table: await cached(db, `table ${asked}`, async () =>
			writtenMeasures(
				measureTable(namedWithin(area.name, answer.rows), view.columns, shown, {
					department: ({ department }) => departmentHref(department.code, chosen),
					source: cellSource
				}),
				id === 'departments'
			)
		)
	};
	return { answer, page };
}

/** The order as the URL writes it. */
export function writeOrder({ key, descending }: TableOrder): string {
	return descending ? `-${key}` : key;
}

/** The filed table that a cell comes from; last year's is in last year's filing. */
export function cellSource(
	observation: Observation,
	{ measure, aspect }: MeasureColumn
): string | null {
	const filing = aspect === 'previous' ? observation.previous?.filing_id : observation.filing_id;
	return filing ? measureHref(filing, measure) : null;
}
