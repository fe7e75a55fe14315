/** Any wording that the catalogue lists, in any order of columns, layout and format, names its figure. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIGURES, type FigureId } from '#lib/catalogue/measures.ts';
import { recognise } from '#lib/forms/report/recognise.ts';
import { WAYS } from './documents.ts';
import { figure, group, name, total, variant } from './form.ts';
import { blocksOf, type Column, type FigureTable, type MadeUnit } from './reports.ts';

const NAMES = ['机构名称', '单位名称', '部门（单位）名称', '单 位'];

/** A label as one of its variants, with the line breaks, blanks, quotes and notes of typists. */
function wording(id: FigureId): fc.Arbitrary<Column> {
	const labels = FIGURES.find((entry) => entry.id === id)?.labels ?? [];
	const typed = fc.constantFrom<(label: string) => string>(
		(label) => label,
		(label) => `${label.slice(0, 2)}\n${label.slice(2)}`,
		(label) => [...label].join(' '),
		(label) => label.replace('三公', '“三公”').replace('(境)', '（境）'),
		(label) => `${label}（万元）`
	);
	return fc
		.tuple(fc.constantFrom(...labels), typed)
		.map(([label, type]) => figure(type(label), id));
}

function columns(...ids: FigureId[]): fc.Arbitrary<Column[]> {
	return fc
		.tuple(...ids.map(wording))
		.chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
}

const amongst = fc.constantFrom('其中：', '其中', '其 中：');
const nameColumn = fc.constantFrom(...NAMES).map(name);
/** A sum word below the figure's own label, or the label beside its parts. */
const basic = fc.oneof(
	fc
		.tuple(fc.constantFrom('小计', '合计'), columns('spending_personnel', 'spending_operating'))
		.map(([sum, parts]) => [group('基本支出', figure(sum, 'spending_basic'), ...parts)]),
	columns('spending_basic', 'spending_personnel', 'spending_operating')
);

const income = fc
	.tuple(
		nameColumn,
		wording('income_total'),
		amongst,
		columns(
			'income_carried_in',
			'income_fiscal',
			'income_gov_fund',
			'income_nontax',
			'income_other'
		)
	)
	.map(([names, sum, word, parts]) => [names, sum, group(word, ...parts)]);
const spending = fc
	.tuple(
		nameColumn,
		wording('spending_total'),
		amongst,
		basic,
		wording('spending_project'),
		fc.constantFrom('结余', '结转结余', '结余情况'),
		columns('balance_current', 'balance_cumulative')
	)
	.map(([names, sum, word, parts, project, balances, both]) => [
		names,
		sum,
		group(word, ...parts, project),
		group(balances, ...both)
	]);
const threePublic = fc
	.tuple(
		nameColumn,
		wording('three_public_total'),
		columns(
			'three_public_reception',
			'three_public_vehicle_running',
			'three_public_vehicle_purchase',
			'three_public_abroad'
		),
		fc.boolean()
	)
	.map(([names, sum, parts, flat]) => [
		names,
		sum,
		...(flat ? parts : [group('其中：', ...parts)])
	]);
const assets = fc
	.tuple(
		nameColumn,
		wording('assets_total'),
		columns('assets_in_use', 'assets_leased'),
		fc.constantFrom('其他', '其它', '其 他')
	)
	.map(([names, sum, parts, rest]) => [
		names,
		sum,
		group('其中：', ...parts),
		figure(rest, 'assets_other')
	]);

const tables: fc.Arbitrary<FigureTable[]> = fc
	.tuple(income, spending, threePublic, assets)
	.chain((all) => fc.shuffledSubarray(all, { minLength: 2 }))
	.map((some) => some.map((made) => ({ captions: ['年度收支情况（万元）'], columns: made })));

const amount = fc.oneof(
	fc.constantFrom('0', ''),
	fc.integer({ min: -99_999, max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2))
);
const amounts = fc
	.tuple(...FIGURES.map(() => amount))
	.map((all) => Object.fromEntries(FIGURES.map(({ id }, index) => [id, all[index] ?? ''])))
	// A 支出总计 that equals the income is taken for one with what is left at the year's end.
	.filter(({ income_total, spending_total }) => Number(income_total) !== Number(spending_total));
const units: fc.Arbitrary<MadeUnit[]> = fc
	.tuple(amounts, fc.array(amounts, { maxLength: 3 }))
	.map(([whole, parts]) => [
		total(parts.length > 0 ? '局机关及二级机构汇总' : '市水务局', whole),
		...parts.map((figures, index): MadeUnit => {
			const unit = index === 0 ? '局机关' : `二级机构${index}`;
			const role = index === 0 ? 'headquarters' : 'subunit';
			return { printed: `${index + 1}、${unit}`, name: unit, role, figures };
		})
	]);

const reports = fc.record({
	tables,
	units,
	layout: fc.constantFrom('one_table' as const, 'separate_tables' as const)
});

test.each(WAYS)('%s', (_, write) => {
	fc.assert(
		fc.property(reports, (made) => {
			const { report } = variant('', made);
			const { filings, issues } = recognise(write(blocksOf(report)), {
				file_name: 'report.docx',
				folder_names: []
			});
			expect(issues).toEqual([]);
			const figures = filings[0]?.figures;
			const leaves = (column: Column): Column[] => column.children?.flatMap(leaves) ?? [column];
			for (const { figure: id } of made.tables.flatMap((t) => t.columns.flatMap(leaves))) {
				if (!id) continue;
				const printed = made.units[0]?.figures[id] ?? '';
				const value = printed === '' ? 'blank' : Math.round(Number(printed) * 1_000_000);
				expect([id, figures?.[id].value ?? figures?.[id].missing]).toEqual([id, value]);
			}
			expect(filings[0]?.units).toHaveLength(made.units.length);
		}),
		{ numRuns: 25 }
	);
});
