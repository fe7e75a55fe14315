import { describe, expect, test } from 'vitest';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { trend } from '#lib/charts/trends/trend.ts';

const wan = (amount: number): Value => present(Math.round(amount * 1_000_000));
const none = absent('blank');

describe('trend', () => {
	const line = (values: Value[]) => ({
		name: '支出合计',
		points: values.map((value, index) => ({ year: 2019 + index, value }))
	});
	test.each([
		[
			'a gap',
			[wan(100), none, wan(120)],
			'支出合计2021年为120.00万元，2019年为100.00万元，累计增长20.0%；2020年无数据。'
		],
		[
			'a year that is not counted, and a gap',
			[absent('suspect'), none, wan(120)],
			'支出合计2021年为120.00万元；2020年无数据，2019年疑似填报错误，未计入。'
		],
		[
			'years that another department reported otherwise',
			[absent('reorganised'), absent('reorganised'), wan(120)],
			'支出合计2021年为120.00万元；2019、2020年机构调整，不可比。'
		],
		['no change', [wan(1), wan(1)], '支出合计2020年为1.00万元，2019年为1.00万元，持平。'],
		['from zero', [wan(0), wan(1)], '支出合计2020年为1.00万元，2019年为0.00万元。'],
		['zeros', [wan(0), wan(0)], '支出合计2019—2020年各年均为0。'],
		['one year', [wan(1)], '支出合计2019年为1.00万元。'],
		[
			'an amount among larger ones',
			[wan(20000), wan(500)],
			'支出合计2020年为500.00万元，2019年为2.00亿元，累计下降97.5%。'
		],
		['nothing', [none], '支出合计：2019年没有数据。'],
		[
			'shares of nothing',
			[absent('zero_denominator'), absent('zero_denominator')],
			'支出合计：2019—2020年分母都为0，无法计算。'
		],
		[
			'shares of a negative amount',
			[absent('negative_denominator'), absent('negative_denominator')],
			'支出合计：2019—2020年分母都为负，无法计算。'
		],
		[
			'a share of nothing beside a blank',
			[none, absent('zero_denominator')],
			'支出合计：2019—2020年没有数据。'
		]
	])('%s', (_, values, sentence) => {
		const settings = { title: '支出合计', measure: 'spending_total' as const };
		expect(trend([line(values)], settings).description).toBe(sentence);
	});

	test('a line without figures beside one with figures does not say that there are none', () => {
		const settings = { title: '收支', measure: 'spending_total' as const, about: 1, like: '持平' };
		const series = [
			{ ...line([wan(1), wan(2)]), name: '收入' },
			{ ...line([none, none]), name: '支出' }
		];
		expect(trend(series, settings).description).toContain(
			'支出2019—2020年没有数据；收入2020年为2.00万元，2019年为1.00万元，累计增长100.0%。'
		);
	});

	test.each([
		[[2019, 2020], '结余率：2019—2020年支出合计都为0，无法计算。'],
		[[2019], '结余率：2019年支出合计为0，无法计算。']
	])('a share of nothing names what is 0: %j', (years, sentence) => {
		const points = years.map((year) => ({ year, value: absent('zero_denominator') }));
		const settings = { title: '结余率', measure: 'carry_over_rate' as const };
		expect(trend([{ name: '结余率', points }], settings).description).toBe(sentence);
	});

	test('a share changes in 百分点', () => {
		const chart = trend(
			[
				{
					name: '结余率',
					points: [0.09, 0.12].map((value, index) => ({
						year: 2020 + index,
						value: present(value)
					}))
				}
			],
			{ title: '结余率', measure: 'carry_over_rate' }
		);
		expect(chart.description).toBe(
			'结余率2021年为12.0%，2020年为9.0%，上升3.0个百分点。纵轴自8%起，不从0开始。'
		);
	});

	test('a total of other departments than the year before is hollow and said', () => {
		const points = [wan(100), wan(90), wan(120)].map((value, index) => ({
			year: 2019 + index,
			value,
			isBreak: index === 1
		}));
		const chart = trend([{ name: '支出', points }], {
			title: '支出',
			measure: 'spending_total',
			like: '同口径（3家）比上年增长5.0%（增加5.00万元）'
		});
		expect(chart.description).toBe(
			'支出2021年为120.00万元，同口径（3家）比上年增长5.0%（增加5.00万元）。空心点（2020年）计入的部门与前一年不同，线的升降含报送变化。'
		);
		expect(JSON.stringify(chart.option).match(/borderWidth":2/g)).toHaveLength(1);
	});

	test('totals that each cover other departments are said and not hollow, which would tell none apart', () => {
		const points = [wan(100), wan(90), wan(120)].map((value, index) => ({
			year: 2019 + index,
			value,
			isBreak: index > 0
		}));
		const chart = trend([{ name: '支出', points }], {
			title: '支出',
			measure: 'spending_total'
		});
		expect(chart.description).toContain('各年计入的部门都与前一年不同，线的升降含报送变化。');
		expect(JSON.stringify(chart.option)).not.toContain('borderWidth":2');
	});

	test.each<[years: number[], breaks: number[], said: string]>([
		[[2018, 2022], [2022], '支出2022年为1.00万元，2018年为1.00万元；2019—2021年无数据。'],
		[
			[2018, 2019, 2022],
			[2022],
			'支出2022年为1.00万元，2018年为1.00万元；2020、2021年无数据。空心点（2022年）的前一年没有数据，不作比较。'
		]
	])('a year after a gap is not said to count others: %j', (years, breaks, said) => {
		const points = years.map((year) => ({ year, value: wan(1), isBreak: breaks.includes(year) }));
		const settings = { title: '支出', measure: 'spending_total' as const };
		expect(trend([{ name: '支出', points }], settings).description).toBe(said);
	});

	test('no series at all', () => {
		const chart = trend([], { title: '支出', measure: 'spending_total' });
		expect(chart.description).toBe('支出：没有数据。');
	});
});
