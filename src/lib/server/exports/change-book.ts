/** 变化由谁造成 as a workbook: the same change by department, by kind and by component, all parts. */
import { measureOf } from '#lib/catalogue/measures.ts';
import { present, type Value } from '#lib/catalogue/values.ts';
import { afterOf, beforeOf, contributionOf } from '#lib/answers/changes/steps.ts';
import { firstOf } from '#lib/comparison/amendment.ts';
import {
	CONTRIBUTION_GROUPING_NAMES,
	CONTRIBUTION_GROUPINGS,
	isTakenApart,
	partName,
	type Contribution,
	type ContributionGrouping
} from '#lib/comparison/change/contribution.ts';
import { besideOneBasis } from '#lib/comparison/change/on-one-basis.ts';
import { column } from '#lib/comparison/table.ts';
import { changeBy, changesOf } from '../questions/figures/changes.ts';
import { readPage, type PageRequest } from '../request/page-request.ts';
import type { Book } from './book.ts';
import { coverOf } from './cover.ts';
import type { Sheet } from './sheet.ts';
import { measureColumn, outgoing, text } from './tables.ts';

export async function changeBook(url: URL): Promise<Book> {
	const request = await readPage('changes', url);
	const { area, year, base, values } = request;
	const { name } = measureOf(values.measure);
	const groupings = CONTRIBUTION_GROUPINGS.filter(
		(by) => by !== 'component' || isTakenApart(values.measure)
	);
	// The one asked for is the first sheet, which is what a CSV file holds.
	const ordered = groupings.toSorted((a, b) => Number(b === values.by) - Number(a === values.by));
	const sheets: Sheet[] = [];
	for (const by of ordered) sheets.push(await changeSheet(request, by));
	return {
		name: `变化-${name}-${area.name}-${base}—${year}年`,
		sheets,
		cover: await coverOf(`${name}的变化由谁造成`, request, [
			['年度', `${year}年`],
			['比较年度', `${base}年`],
			['类别', values.kind],
			[
				'合计口径',
				'各部门报告数相加，疑似填报错误的金额在核实前不计入；增减额相加等于合计的增减额；“其中两年可比”只计两年都有数据的部门，与页面的图一致'
			]
		])
	};
}

const PART_HEADS: Record<ContributionGrouping, string> = {
	department: '部门',
	kind: '类别',
	component: '构成'
};

async function changeSheet(
	{ db, area, year, base, values }: PageRequest<'changes'>,
	by: ContributionGrouping
): Promise<Sheet> {
	const { measure, kind } = values;
	const asked = { area: area.code, year, base, measure, kind };
	const { items } = await changesOf(db, { ...asked, by });
	const { compared } = await changeBy(db, asked, by);
	const { format, unit } = measureColumn(column(measure));
	const amount = (name: string) => ({ name, unit, format });
	return {
		name: CONTRIBUTION_GROUPING_NAMES[by],
		columns: [
			...(by === 'department' ? [text('部门编码')] : []),
			text(PART_HEADS[by]),
			amount(`${base}年`),
			amount(`${year}年`),
			amount('增减额'),
			amount('其中两年可比'),
			amount('其中更正、重报'),
			text('两年可比')
		],
		rows: besideOneBasis(items, compared).map(({ part, comparable }) => [
			...(by === 'department' ? [part.department?.code ?? ''] : []),
			partName(part, by),
			...amountsOf(part, comparable).map((amount) => outgoing(amount, format)),
			part.comparable ? '是' : '否'
		])
	};
}

/**
 * The amounts of both years, their difference, and how much of that is of departments with both years and of corrections. Of a
 * figure that neither year states, none of these is known.
 */
export function amountsOf(part: Contribution, comparable: number): Value[] {
	const contribution = contributionOf(part);
	const ofIt = (amount: number) => (contribution.value === null ? contribution : present(amount));
	return [
		beforeOf(part),
		afterOf(part),
		contribution,
		ofIt(comparable),
		ofIt(part.contribution - firstOf(part).contribution)
	];
}
