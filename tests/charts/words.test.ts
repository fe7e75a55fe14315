import { describe, expect, test } from 'vitest';
import { absent, present, type Value } from '#lib/catalogue/values.ts';
import { boxes } from '#lib/charts/distributions/boxes.ts';
import { dumbbell } from '#lib/charts/changes/dumbbell.ts';
import { heatMap, heatMaps } from '#lib/charts/distributions/heat-map.ts';
import { waterfall } from '#lib/charts/changes/waterfall.ts';
import { scoreDistribution } from '#lib/charts/distributions/score-distribution.ts';
import { spendingStructure } from '#lib/charts/shares/spending-structure.ts';
import { describeYears } from '#lib/charts/shares/spending-words.ts';
import { strip } from '#lib/charts/distributions/strip.ts';
import { thresholdScatter } from '#lib/charts/distributions/threshold-scatter.ts';
import { treemap } from '#lib/charts/shares/treemap.ts';

const wan = (amount: number): Value => present(Math.round(amount * 1_000_000));
const none = absent('blank');

const seed = {
	name: '市口岸办',
	total: wan(1205.9),
	personnel: wan(229.79),
	operating: wan(119.22),
	project: wan(856.89)
};
const zero = { ...seed, total: wan(0), personnel: wan(0), operating: wan(0), project: wan(0) };
const empty = { name: '市档案馆', total: none, personnel: none, operating: none, project: none };

describe('spending structure', () => {
	test.each([
		[
			'one department left out',
			[seed, empty],
			{ year: 2021, mode: 'share' as const },
			'2021年1家部门支出合计1,205.90万元，人员支出占19.1%、公用支出占9.9%、项目支出占71.1%；1家部门缺数据，未计入。'
		],
		[
			'rows beyond the limit',
			[seed, seed, seed],
			{ year: 2021, mode: 'share' as const, limit: 2 },
			'2021年3家部门支出合计3,617.70万元，人员支出占19.1%、公用支出占9.9%、项目支出占71.1%；图中为前2家部门，其余见数据表。'
		],
		[
			'the extremes',
			[seed, { ...seed, name: '市教育局', personnel: wan(500), project: wan(586.68) }],
			{ year: 2021, mode: 'share' as const },
			'2021年人员支出占比最高的是市教育局（41.5%），项目支出占比最高的是市口岸办（71.1%）；2家部门支出合计2,411.80万元，人员支出占30.3%、公用支出占9.9%、项目支出占59.9%。'
		],
		[
			'shares that rounding alone tells apart',
			[seed, { ...seed, name: '市教育局', personnel: wan(229.8), project: wan(856.88) }],
			{ year: 2021, mode: 'share' as const },
			'2021年2家部门支出合计2,411.80万元，人员支出占19.1%、公用支出占9.9%、项目支出占71.1%。'
		],
		['nothing', [empty], { year: 2021, mode: 'share' as const }, '2021年没有可以比较的支出数据。'],
		[
			'nobody spent',
			[zero, zero],
			{ year: 2021, mode: 'share' as const },
			'2021年2家部门支出合计都为0，没有占比。'
		],
		[
			'a blank beside nothing spent',
			[zero, empty],
			{ year: 2021, mode: 'share' as const },
			'2021年没有可以比较的支出数据。'
		],
		[
			'a year in which nothing was spent',
			[
				{ ...seed, name: '2020年' },
				{ ...zero, name: '2021年' }
			],
			{ year: 2021, mode: 'share' as const, noun: '个年度' as const },
			'2021年支出合计为0，没有占比。'
		],
		[
			'years of one department',
			[
				{ ...seed, name: '2020年', personnel: wan(500), project: wan(586.68) },
				{ ...seed, name: '2021年' }
			],
			{ year: 2021, mode: 'share' as const, noun: '个年度' as const },
			'2021年支出合计1,205.90万元，人员支出占19.1%、公用支出占9.9%、项目支出占71.1%；比2020年变动最大的是人员支出占比，下降22.4个百分点。'
		],
		[
			'a year with a part below 0',
			[{ ...seed, name: '2021年', personnel: wan(468.23), operating: wan(-119.22) }],
			{ year: 2021, mode: 'share' as const, noun: '个年度' as const },
			'2021年支出合计1,205.90万元，人员支出占38.8%、公用支出占−9.9%、项目支出占71.1%；2021年有占比为负的支出，画在0的左边，右边各项之和因此超过100%。'
		],
		[
			'departments whose parts do not add up',
			[seed, { ...seed, name: '市教育局', personnel: wan(329.79) }],
			{ year: 2021, mode: 'share' as const },
			'2021年人员支出占比最高的是市教育局（27.3%）；2家部门支出合计2,411.80万元，人员支出占23.2%、公用支出占9.9%、项目支出占71.1%，三项之和比支出合计多4.1%；1家部门三项之和不等于支出合计，横条不止于100%。'
		]
	])('%s', (_, rows, settings, sentence) => {
		expect(spendingStructure(rows, settings).description).toBe(sentence);
	});

	test('a total of 0 has no shares', () => {
		const chart = spendingStructure([zero], { year: 2021, mode: 'share' });
		expect(chart.table.rows[0]?.map(({ text }) => text)).toEqual([
			'市口岸办',
			'0.00',
			'0.00',
			'分母为0',
			'0.00',
			'分母为0',
			'0.00',
			'分母为0'
		]);
	});

	test.each([
		['of thirds', { personnel: 401.97, operating: 401.97, project: 401.96 }, [0, 100]],
		['with a part below 0', { personnel: 468.23, operating: -119.22, project: 856.89 }, [-20, 120]],
		['of more than its total', { personnel: 400, operating: 119.22, project: 856.89 }, [0, 120]]
	])('the axis reaches to the ends of a bar %s', (_, { personnel, operating, project }, ends) => {
		const parts = {
			personnel: wan(personnel),
			operating: wan(operating),
			project: wan(project)
		};
		const { option } = spendingStructure([{ ...seed, ...parts }], { year: 2021, mode: 'share' });
		expect(JSON.stringify(option)).toContain(`"min":${ends[0]},"max":${ends[1]}`);
	});

	test('small amounts beside large ones do not read 0.00', () => {
		const large = { ...seed, name: '大', total: wan(500_000) };
		const chart = spendingStructure([large, large, { ...seed, total: wan(20) }], {
			year: 2021,
			mode: 'amount'
		});
		expect(chart.unit).toBe('万元');
	});
});

describe('score distribution', () => {
	const rows = [94, 100, 99.99, 80, 79.99, 12].map((score, index) => ({
		name: `部门${index}`,
		value: present(Math.round(score * 100))
	}));
	const chart = scoreDistribution([...rows, { name: '未填者', value: none }], { year: 2021 });

	test('keeps the tail, and full marks apart', () => {
		const counts: Record<string, string | undefined> = Object.fromEntries(
			chart.table.rows.map(([label, count]) => [label?.text ?? '', count?.text])
		);
		expect(counts['80分以下']).toBe('2');
		expect(counts['80分至不足81分']).toBe('1');
		expect(counts['99分至不足100分']).toBe('1');
		expect(counts['100分']).toBe('1');
	});

	test('says how many there are where it does not name all', () => {
		const alike = Array.from({ length: 13 }, (_, index) => ({
			name: `${index + 1}局`,
			value: present(9450)
		}));
		const { rows: bins } = scoreDistribution(alike, { year: 2021 }).table;
		const names = bins.find((bin) => bin[1]?.text === '13')?.[3]?.text;
		expect(names).toMatch(/^1局、2局、.+、12局等13家$/);
	});

	test('counts everybody once', () => {
		const sum = chart.table.rows.reduce((total, row) => total + Number(row[1]?.text), 0);
		expect(sum).toBe(rows.length);
	});

	test('says the median, the lowest and the missing', () => {
		expect(chart.description).toBe(
			'2021年6家部门自评得分中位数87分，3家不低于90分，最低12分（部门5），2家在80分以下；1家无得分。'
		);
	});
});

describe('dumbbell', () => {
	const chart = (axis: 'linear' | 'log') =>
		dumbbell(
			[
				{ name: '甲', current: wan(30), previous: wan(20) },
				{ name: '乙', current: wan(10), previous: wan(0) },
				{ name: '丙', current: wan(5), previous: none }
			],
			{ title: '三公变动', measure: 'three_public_total', year: 2021, base: 2020, axis }
		);
	test('says how many rose, and the largest change', () => {
		expect(chart('linear').description).toBe(
			'2021年三公经费合计比上年增加的有2家，变动最大的是甲等（增加10.00万元）；1家部门缺数据，无法比较。'
		);
	});
	test('says why there is no rate', () => {
		const words = chart('linear').table.rows.map((row) => row[3]?.text);
		expect(words).toEqual(['+50.0%', '上年为0', '无上年数据']);
	});
	test('draws nothing where all are 0, and says so', () => {
		const rows = [
			{ name: '甲', current: wan(0), previous: wan(0) },
			{ name: '乙', current: wan(0), previous: none }
		];
		const settings = { title: '三公变动', measure: 'three_public_total' as const };
		const zeros = dumbbell(rows, { ...settings, year: 2021, base: 2020 });
		expect(zeros.description).toBe('上年与2021年三公经费合计都为0；1家部门缺数据，无法比较。');
		expect(zeros.option.series).toEqual([]);
	});
	test('draws no zero on a log axis', () => {
		expect(JSON.stringify(chart('log').option)).toContain('"value":[null,1]');
	});
});

describe('waterfall', () => {
	const row = {
		carried_in: wan(432.05),
		income_total: wan(1206.04),
		spending_total: wan(1205.9),
		carried_out: wan(0.14)
	};
	test.each([
		[
			'balanced',
			row,
			'市口岸办2021年上年结转432.05万元，收入合计1,206.04万元，支出合计1,205.90万元，累计结余0.14万元，收支相抵一致。'
		],
		[
			'off by 1万元',
			{ ...row, carried_out: wan(1.14) },
			'市口岸办2021年上年结转432.05万元，收入合计1,206.04万元，支出合计1,205.90万元，累计结余1.14万元，与收入减支出相差1.00万元。'
		],
		[
			'a figure missing',
			{ ...row, carried_out: none },
			'市口岸办2021年上年结转432.05万元，收入合计1,206.04万元，支出合计1,205.90万元，累计结余未填。'
		]
	])('%s', (_, given, sentence) => {
		expect(waterfall(given, { subject: '市口岸办', year: 2021 }).description).toBe(sentence);
	});
});

describe('without data', () => {
	const settings = { title: '得分', measure: 'score_form' as const, year: 2021 };
	test.each([
		['boxes', boxes([{ name: '党政机关', dots: [{ name: '甲', value: none }] }], settings)],
		['boxes of nothing', boxes([], settings)],
		['scores', scoreDistribution([], { year: 2021 })],
		['heat map', heatMap([], { title: '扣分', year: 2021, columns: [], rowName: '部门' })],
		['treemap', treemap([], { ...settings, measure: 'spending_total', levels: ['类别'] })],
		[
			'strip',
			strip([{ measure: 'score_form', own: none, peers: [] }], {
				subject: '甲',
				year: 2021,
				peers: '同类部门'
			})
		],
		[
			'scatter',
			thresholdScatter([], { ...settings, x: 'spending_total', y: 'carry_over_rate', rest_at: '' })
		]
	])('%s says so', (_, chart) => {
		expect(chart.description).toMatch(/没有/);
		expect(JSON.stringify(chart.option)).not.toMatch(/Infinity|NaN/);
	});
});

describe('where all are equal', () => {
	test('scores have no lowest one', () => {
		const rows = ['甲局', '乙局'].map((name) => ({ name, value: present(9500) }));
		const { description } = scoreDistribution(rows, { year: 2021, grades: [] });
		expect(description).toBe('2021年2家部门自评得分均为95分。');
	});

	test('shares of spending have moved in no year', () => {
		const years = [2020, 2021].map((year) => ({ ...seed, name: `${year}年` }));
		expect(describeYears(years, 2021)).toMatch(/；各项占比与2020年相同。$/);
	});

	test('a department lies at no edge, and a row has one unit', () => {
		const money = [5000, 12_000].map((yuan) => present(yuan * 100));
		const row = { measure: 'three_public_per_head' as const, own: money[0] ?? none, peers: money };
		const settings = { title: '位置', subject: '甲局', peers: '全部部门', year: 2021 };
		const texts = strip([row], settings).table.rows[0]?.map(({ text }) => text) ?? [];
		expect(
			new Set(
				texts.filter((text) => text.includes('/人')).map((text) => text.replace(/^[\d.,]+/, ''))
			).size
		).toBe(1);
		const same = strip([{ ...row, peers: [row.own, row.own] }], settings);
		expect(same.description).toBe('甲局2021年的各项数据在全部部门中都居中。');
	});

	test('a strip says that its median leaves the department out and its rank counts it', () => {
		const peers = [wan(1), wan(2), wan(6)];
		const chart = strip([{ measure: 'spending_total', own: wan(9), peers }], {
			subject: '甲局',
			year: 2021,
			peers: '全部部门'
		});
		const [, , rank, , median] = chart.table.rows[0]?.map(({ text }) => text) ?? [];
		expect([rank, median]).toEqual(['第1位，共4家', '2.00万元']);
		expect(chart.basis).toContain('其他部门的中位数，位次含本部门');
		expect(chart.table.columns.map(({ name }) => name).slice(3)).toEqual([
			'其他部门最低',
			'其他部门中位数',
			'其他部门最高'
		]);
	});
});

describe('heat map', () => {
	const settings = { title: '扣分', year: 2021, columns: ['甲', '乙', '丙'], rowName: '部门' };

	test('its table leaves out indicators without a loss, and says so', () => {
		const cells = [present(0), present(0.2), absent('not_in_template')];
		const { table } = heatMap([{ name: '市口岸办', cells }], settings);
		expect(table.caption).toBe('扣分（扣分占该项分值%；未列的指标没有扣分）');
		expect(table.columns.map(({ name }) => name)).toEqual(['部门', '乙', '丙']);
	});

	test.each([
		[
			['甲', '乙', '其余指标'],
			'2021年失分最多的是“乙”，有扣分的1家部门平均扣去该项分值的20.0%；1项指标无一扣分；空白为没有扣分；“其余指标”一栏是9项指标合计，逐项见指标表。'
		],
		[['各项指标'], '2021年各部门的指标各不相同，有扣分的1家部门平均扣去分值的20.0%。']
	])('a column of several indicators is none that loses most: %j', (columns, said) => {
		const cells = columns.length === 1 ? [0.2] : [0, 0.2, 0.9];
		const row = { name: '一局', cells: cells.map(present) };
		const map = heatMap([row], { ...settings, columns, merged: 9 });
		expect(map.description).toBe(said);
	});

	test.each([
		[3, 36, 2],
		[22, 69, 4],
		[34, 36, 3]
	])('%i indicators of %i departments in %i parts, each within a sheet', (columns, rows, parts) => {
		const charts = heatMaps(
			Array.from({ length: rows }, (_, at) => ({ name: `部门${at}`, cells: [] })),
			{ ...settings, columns: Array.from({ length: columns }, (_, at) => `指标${at}`) }
		);
		expect(charts).toHaveLength(parts);
		expect(Math.max(...charts.map(({ height }) => height.narrow))).toBeLessThanOrEqual(565);
	});
});
