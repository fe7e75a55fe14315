import { describe, expect, test } from 'vitest';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import type { FindingState } from '#lib/catalogue/rules.ts';
import { buildSeed, type PrintedFigures, reviewRule, unitRow } from './builder.ts';

const seed = buildSeed();

describe('unit rows', () => {
	const rows = (total: PrintedFigures, ...parts: PrintedFigures[]): RecognisedFiling => ({
		...seed,
		units: [
			unitRow('局机关及二级机构汇总', 'total', total),
			...parts.map((part, i) =>
				unitRow(`单位${i + 1}`, i === 0 ? 'headquarters' : 'subunit', part)
			),
			unitRow('二级机构9', 'placeholder', {})
		]
	});

	test.each<[string, RecognisedFiling, FindingState, number | null, string]>([
		[
			'equal',
			rows({ income_total: '229.46' }, { income_total: '176.26' }, { income_total: '53.2' }),
			'pass',
			null,
			'汇总行1栏均等于2家单位之和。'
		],
		[
			'尾差',
			rows({ income_total: '229.47' }, { income_total: '176.26' }, { income_total: '53.2' }),
			'pass',
			10000,
			'汇总行收入合计229.47万元，各单位之和229.46万元，相差0.01万元，属尾差。'
		],
		[
			'different',
			rows(
				{ income_total: '230', staff_actual: '19' },
				{ income_total: '176.26', staff_actual: '12' },
				{ income_total: '53.2', staff_actual: '6' }
			),
			'fail',
			540000,
			'汇总行实有人数19人，各单位之和18人，相差1人；汇总行收入合计230万元，各单位之和229.46万元，相差0.54万元。'
		],
		[
			'a blank part',
			rows({ income_total: '176.26' }, { income_total: '176.26' }, { income_total: '' }),
			'pass',
			null,
			'汇总行1栏均等于2家单位之和。'
		],
		[
			'an unreadable part',
			rows({ income_total: '229.46' }, { income_total: '176.26' }, { income_total: '约53' }),
			'not_checkable',
			null,
			'收入合计有无法识读的格，未核对。'
		],
		[
			'a part without the column',
			rows({ income_total: '229.46' }, { income_total: '176.26' }, {}),
			'not_checkable',
			null,
			'各单位行没有可以汇总的数字。'
		]
	])('%s', (_name, filing, state, difference, message) => {
		expect(reviewRule('units_sum', filing)).toMatchObject({ state, difference, message });
	});

	test('the cells of every wrong column are quoted', () => {
		const filing = rows(
			{ income_total: '230' },
			{ income_total: '176.26' },
			{ income_total: '53.2' }
		);
		expect(reviewRule('units_sum', filing).places.map((place) => place.label)).toEqual([
			'局机关及二级机构汇总 · 收入合计',
			'单位1 · 收入合计',
			'单位2 · 收入合计'
		]);
	});
});
