import { describe, expect, test } from 'vitest';
import { numberedEntries } from '#lib/forms/report/numbering.ts';
import { datesIn } from '#lib/forms/report/identity/dates.ts';
import { filingOf } from './tables.ts';

describe('numbered entries', () => {
	test.each<[string, string[] | null]>([
		['1、甲。\n2、乙。', ['甲。', '乙。']],
		['1.甲2.5万元。2.乙', ['甲2.5万元。', '乙']],
		['目标1：甲。目标2：乙。目标三：丙', ['甲。', '乙。', '丙']],
		['目标一、甲\n目标二、乙', ['甲', '乙']],
		['（1）甲；（2）乙', ['甲；', '乙']],
		['(一)甲\n(二)乙', ['甲\n', '乙']],
		['①甲②乙③丙', ['甲', '乙', '丙']],
		['１、甲。２、乙', ['甲。', '乙']],
		['1、到2021年底。3、漏了二', ['到2021年底。3、漏了二']],
		['九、甲', null],
		['2021年完成甲', null],
		['甲。1、乙', null],
		['', null]
	])('%j', (text, entries) => {
		expect(numberedEntries(text)?.map((entry) => entry.text) ?? null).toEqual(entries);
	});

	test('more than ten are counted in Chinese too', () => {
		const chinese = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
		const text = chinese.map((number) => `${number}、事项。`).join('');
		expect(numberedEntries(text)).toHaveLength(12);
	});
});

describe('goals and indicators', () => {
	const HEAD = ['整体支出绩效定性目标及实施计划完成情况', '预期目标', '实际完成'];
	test.each<[string, string[][], [string, string][]]>([
		[
			'paired by number',
			[['', '目标1：甲\n目标2：乙', '1、做甲。\n2、做乙。']],
			[
				['甲', '做甲。'],
				['乙', '做乙。']
			]
		],
		[
			'more targets than results',
			[['', '1、甲\n2、乙', '1、做甲']],
			[
				['甲', '做甲'],
				['乙', '']
			]
		],
		[
			'results without numbers',
			[['', '目标1：甲\n目标2：乙', '都做了']],
			[['目标1：甲\n目标2：乙', '都做了']]
		],
		[
			'a row each',
			[
				['', '甲', '做甲'],
				['', '乙', '做乙']
			],
			[
				['甲', '做甲'],
				['乙', '做乙']
			]
		],
		['blank', [['', '', '']], []]
	])('%s', (_, rows, goals) => {
		const filing = filingOf([['人员编制', '3'], HEAD, ...rows, ['绩效自评综合得分', '94分']]);
		expect(filing.goals.map(({ target, result }) => [target, result])).toEqual(goals);
		expect(filing.score.form.value).toBe(9400);
	});

	test('indicators keep their levels', () => {
		const { indicators } = filingOf([
			['人员编制', '3'],
			['整体支出绩效定量目标及实施计划完成情况', '评价内容', '绩效目标', '完成情况'],
			['', '产出目标（部门工作实绩）', '质量指标', '指标1：甲', '做甲'],
			['', '', '', '指标2：乙', '做乙'],
			['', '效益目标', '社会效益', '指标1：丙', '做丙']
		]);
		expect(indicators.map(({ path, target, result }) => [...path, target, result])).toEqual([
			['产出目标', '质量指标', '指标1：甲', '做甲'],
			['产出目标', '质量指标', '指标2：乙', '做乙'],
			['效益目标', '社会效益', '指标1：丙', '做丙']
		]);
	});
});

describe('dates', () => {
	test.each<[string, [string, boolean][]]>([
		['于2022年3月31日完成搬迁', [['2022-03-31', true]]],
		['2021年12月31日前完成', [['2021-12-31', true]]],
		['2021年6月1日，完成验收', [['2021-06-01', true]]],
		['项目已于2022年1月5日通过竣工验收', [['2022-01-05', true]]],
		['完成时间：2022年1月5日', [['2022-01-05', true]]],
		['竣工于 2022 年 1 月 5 日', [['2022-01-05', true]]],
		['２０２２年３月３１日建成', [['2022-03-31', true]]],
		['2022-03-31完工', [['2022-03-31', true]]],
		['2022.3.31开通', [['2022-03-31', true]]],
		['2021年10月9日，组织了培训', [['2021-10-09', false]]],
		['按计划于2022年3月31日完成搬迁', [['2022-03-31', true]]],
		['预计两年的工程提前，超额完成年度计划，搬迁于2022年3月31日完成', [['2022-03-31', true]]],
		['2022年工作计划：完成设备安装，2022年12月31日建成投产', [['2022-12-31', false]]],
		['合同约定2022年6月30日完工', [['2022-06-30', false]]],
		['于2022年3月15日完成部门整体支出绩效自评', [['2022-03-15', false]]],
		['部门决算于2022年8月20日完成公开', [['2022-08-20', false]]],
		['计划于2022年6月30日前完成', [['2022-06-30', false]]],
		['力争2022年6月30日建成', [['2022-06-30', false]]],
		['截至2022年1月5日尚未完成', [['2022-01-05', false]]],
		['2021年5月1日开工，后来因故停工。另一项目完成', [['2021-05-01', false]]],
		['报告日期：2022年3月5日', []],
		['2022年2月30日完成', []],
		['12月23日完成', []],
		['2022年3月完成', []],
		['岳发〔2015〕11号', []]
	])('%s', (text, expected) => {
		const dates = datesIn(text, true, (start, end) => ({ kind: 'text', paragraph: 1, start, end }));
		expect(dates.map(({ date, completion }) => [date, completion])).toEqual(expected);
	});

	test('nothing is completed in a target or a plan', () => {
		const filing = filingOf(
			[
				['人员编制', '3'],
				['评价内容', '绩效目标', '完成情况'],
				['时效指标', '2023年1月1日前完成', '2023年2月2日完成']
			],
			'一、改进措施',
			'2023年3月3日完成整改。'
		);
		expect(filing.dates.map(({ date, completion }) => [date, completion])).toEqual([
			['2023-01-01', false],
			['2023-02-02', true],
			['2023-03-03', false]
		]);
	});

	test('the excerpt ends with its sentence', () => {
		const text = '前面一句。大楼于2022年3月31日完成搬迁。后面一句。';
		const [date] = datesIn(text, true, () => ({ kind: 'text', paragraph: 1, start: 0, end: 0 }));
		expect(date?.excerpt).toBe('大楼于2022年3月31日完成搬迁');
	});
});
