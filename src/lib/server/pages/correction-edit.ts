/** The form that corrects a figure by hand: which figure, how it was read, where it stands in the document. */
import type { Kysely } from 'kysely';
import { formatValue } from '#lib/catalogue/format.ts';
import {
	CORRECTABLE_IDS,
	correctableName,
	correctableOf,
	isItemFigure,
	type CorrectableId
} from '#lib/catalogue/correctable.ts';
import { MONEY_UNITS, printedUnit } from '#lib/catalogue/units.ts';
import { absent, present } from '#lib/catalogue/values.ts';
import { describePlace } from '#lib/documents/place.ts';
import type { Figure } from '#lib/filing/filing.ts';
import { correctionHref, correctionLine } from '#lib/answers/corrections.ts';
import { placeHref } from '#lib/links.ts';
import { stateOf } from '../correction/correct.ts';
import { correctableRows, toFigureOf, unreadOf } from '../correction/unread.ts';
import { figureAt } from '../ledger/filing/corrections.ts';
import { loadFiling } from '../ledger/filing/read.ts';
import { lastSeen } from '../ledger/audit/unseen.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { listCorrections } from '../questions/reports/corrections.ts';
import { currentVersionOf, listFilings } from '../questions/reports/filings.ts';
import { sourceOf } from '../questions/sources/source.ts';
import { readPage } from '../request/page-request.ts';

export async function correctionEditPage(url: URL) {
	const { db, area, year, values, notices, chosen } = await readPage('correction', url);
	const seen = await lastSeen(db);
	const filings = await listFilings(db, area.code, year);
	const named = filings.find(({ department }) => department.code === values.d)?.filing_id ?? 0;
	const shown = await currentVersionOf(db, values.filing || named);
	const filing = shown && (await loadFiling(db, shown.id));
	const common = {
		year,
		seen,
		asked_department: values.d,
		departments: filings
			.filter(({ filing_id }) => filing_id !== null)
			.map(({ department: { code, name } }) => ({ code, name }))
	};
	if (!shown || !filing) {
		const unknown = values.filing ? [`没有编号为${values.filing}的报告。`] : [];
		return { ...common, notices: [...notices, ...unknown], shown: null, form: null };
	}
	const of = values.measure ? toFigureOf(values.measure, values.u) : null;
	const figure = of && figureAt(filing, of);
	const lost = of && !figure ? [lostRow(values.measure, values.u)] : [];
	const corrections = (await listCorrections(db, shown.jurisdiction_code)).filter(
		(row) => row.department.id === shown.department_id && row.fiscal_year === shown.fiscal_year
	);
	return {
		...common,
		notices: [...notices, ...lost],
		shown: {
			...shown,
			isRenewed: values.filing !== 0 && values.filing !== shown.id,
			measures: CORRECTABLE_IDS.map((id) => ({
				id,
				name: isItemFigure(id) ? `评分表指标的${correctableOf(id).name}` : correctableOf(id).name
			})),
			...correctableRows(filing),
			unread: unreadOf(filing).map(({ measure, unit }) => ({
				name: correctableName(measure, unit),
				href: correctionHref(shown.id, measure, unit)
			})),
			corrections: corrections.map((row) => correctionLine(row, chosen))
		},
		form:
			figure && values.measure ? await formOf(db, shown.id, values.measure, values.u, figure) : null
	};
}

function lostRow(measure: CorrectableId | null, row: string): string {
	if (measure && isItemFigure(measure) && row === '') return '请在“行或指标”中选择评分表的指标。';
	return `现用的版本没有“${row}”这一行。`;
}

async function formOf(
	db: Kysely<Database>,
	filing: number,
	id: CorrectableId,
	unit: string,
	figure: Figure
) {
	const { value, missing, printed, place } = figure;
	const source = place && (await sourceOf(db, filing, place));
	const hasHighlight = ({ rows }: { rows: { cells: { highlighted: boolean }[] }[] }) =>
		rows.some(({ cells }) => cells.some(({ highlighted }) => highlighted));
	return {
		measure: id,
		unit,
		name: correctableName(id, unit),
		was: stateOf(figure),
		value: formatValue(
			correctableOf(id),
			value === null ? absent(missing ?? 'blank') : present(value),
			'exact'
		),
		printed,
		place: place && describePlace(place),
		source: placeHref(filing, place),
		table: source?.blocks.find((block) => block.kind === 'table' && hasHighlight(block)) ?? null,
		units: correctableOf(id).quantity === 'money' ? MONEY_UNITS : [],
		unit_of_amount: (value === null ? null : printedUnit(printed, value)) ?? '万元'
	};
}
