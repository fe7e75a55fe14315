import { describe, expect, test } from 'vitest';
import { filingOf, statedFigures, type Block } from './tables.ts';

const HEAD = ['机构名称', '收入合计', '上年结转', '公共财政拨款'];

describe('figures are found by labels', () => {
	test.each<[string, Block[], Record<string, number | string>]>([
		[
			'labels with their values beside them, below a head that names the unit',
			[
				[
					['人员编制', '30名', '实有人数', '28'],
					['项目', '金额（元）'],
					['一、收入合计', '1,000,000.00'],
					['1.上年结转', '100,000.00'],
					['其他收入', '—'],
					['其中：人员支出', '400000'],
					['三公经费合计', '35000']
				]
			],
			{
				staff_quota: 30,
				staff_actual: 28,
				income_total: 100,
				income_carried_in: 10,
				income_other: 'blank',
				spending_personnel: 40,
				three_public_total: 3.5
			}
		],
		[
			'the county form: last year, budget and this year side by side',
			[
				'单位：万元',
				[
					['财政供养人员情况', '编制数', '2022年实际在职人数', '控制率'],
					['', '143', '136', '95.10%'],
					['经费控制情况', '2021年决算数', '2022年预算数', '2022年决算数'],
					['三公经费', '29.08', '63.46', '44.29'],
					['1、公务用车购置和维护经费', '11.86', '41.46', '39.30'],
					['其中：公车购置', '', '29.46', '29.46'],
					['公车运行维护', '11.86', '12', '9.84'],
					['2、出国经费', '', '', ''],
					['3、公务接待', '17.22', '22', '4.99'],
					['公用经费', '20', '30', '35.5'],
					['政府采购金额', '16.14', '30.66', '30.66']
				]
			],
			{
				staff_quota: 143,
				staff_actual: 136,
				three_public_total: 44.29,
				three_public_vehicle_purchase: 29.46,
				three_public_vehicle_running: 9.84,
				three_public_abroad: 'blank',
				three_public_reception: 4.99,
				spending_operating: 35.5
			}
		],
		[
			'the national table: what was executed, not what was budgeted',
			[
				[
					[
						'年度预算申请（万元）',
						'',
						'年初预算数',
						'全年预算数',
						'全年执行数',
						'分值',
						'执行率',
						'得分'
					],
					['', '年度资金总额', '1172.55', '1300', '1268.72', '10', '97.6%', '9.8'],
					['', '其中：基本支出', '985.19', '1000', '914.97', '', '', ''],
					['', '项目支出', '187.36', '300', '353.75', '', '', '']
				]
			],
			{ spending_total: 1268.72, spending_basic: 914.97, spending_project: 353.75 }
		],
		[
			'budget and actual below one item',
			[
				[
					['机构名称', '公务接待费', '因公出国费'],
					['', '预算数', '决算数', '预算数', '决算数'],
					['某局', '5', '4', '3', '2']
				]
			],
			{ three_public_reception: 4, three_public_abroad: 2 }
		],
		[
			'cells that merged cells cover are left out',
			[
				[
					['机构名称', '收入合计', '其中：'],
					['上年结转', '公共财政拨款', '其他收入'],
					['某局', '10', '1', '8', '1']
				]
			],
			{ income_total: 10, income_carried_in: 1, income_fiscal: 8, income_other: 1 }
		],
		[
			'rows that go on in the next table without a head',
			[[HEAD, ['局汇总', '10', '1', '9']], [['1、局机关', '10', '1', '9']]],
			{ income_total: 10, income_carried_in: 1, income_fiscal: 9 }
		],
		[
			'the nearest note gives the unit',
			[
				'单位：万元',
				[HEAD, ['某局', '10', '1', '9']],
				'年度支出情况（单位：元）',
				[
					['机构名称', '支出合计', '基本支出（万元）'],
					['某局', '20000', '1.5']
				]
			],
			{
				income_total: 10,
				income_carried_in: 1,
				income_fiscal: 9,
				spending_total: 2,
				spending_basic: 1.5
			}
		],
		[
			'the unit that all other columns note',
			[
				[
					['机构名称', '固定资产合计（元）', '在用固定资产（元）', '其他'],
					['某局', '30000', '20000', '10000']
				]
			],
			{ assets_total: 3, assets_in_use: 2, assets_other: 1 }
		],
		[
			'years before labels',
			[
				[
					['2022年末人员编制', '22', '2022年底实有人数', '21'],
					['2022年收入合计', '10', '2022年末固定资产合计', '7']
				]
			],
			{ staff_quota: 22, staff_actual: 21, income_total: 10, assets_total: 7 }
		],
		[
			'short words beside 支出合计',
			[
				[
					['机构名称', '支出合计', '其中：'],
					['', '', '人员', '公用', '项目'],
					['某局', '10', '4', '3', '3']
				]
			],
			{ spending_total: 10, spending_personnel: 4, spending_operating: 3, spending_project: 3 }
		],
		[
			'the unit that the total notes',
			[
				[
					['机构名称', '固定资产合计（元）', '在用固定资产', '其他'],
					['某局', '30000', '20000', '10000']
				]
			],
			{ assets_total: 3, assets_in_use: 2, assets_other: 1 }
		],
		[
			'a unit that is called 单元 or a company name is no note',
			['单位：金元乡人民政府', [HEAD, ['某乡', '10', '1', '9']]],
			{ income_total: 10, income_carried_in: 1, income_fiscal: 9 }
		],
		[
			'income and spending in one head, 其他 and 小计 by what stands beside them',
			[
				[
					['机构名称', '收入', '支出', '固定资产'],
					['', '合计', '上年结转', '其他', '合计', '基本支出', '项目支出', '小计', '在用', '其他'],
					['某局', '10', '1', '9', '8', '5', '3', '7', '6', '1']
				]
			],
			{
				income_total: 10,
				income_carried_in: 1,
				income_other: 9,
				spending_total: 8,
				spending_basic: 5,
				spending_project: 3,
				assets_total: 7,
				assets_in_use: 6,
				assets_other: 1
			}
		],
		[
			'no column of names',
			[
				[
					['收入合计', '其中：'],
					['', '上年结转', '公共财政拨款'],
					['10', '1', '9']
				]
			],
			{ income_total: 10, income_carried_in: 1, income_fiscal: 9 }
		],
		[
			'a row that numbers the columns',
			[[HEAD, ['栏次', '1', '2', '3'], ['某局', '10', '1', '9']]],
			{ income_total: 10, income_carried_in: 1, income_fiscal: 9 }
		],
		[
			'the unit beside the name column',
			[
				[
					['机构名称（单位：元）', ...HEAD.slice(1)],
					['某局', '100000', '10000', '90000']
				]
			],
			{ income_total: 10, income_carried_in: 1, income_fiscal: 9 }
		],
		[
			'wordings that the catalogue does not list',
			[
				[['在编人数', '30', '年末在职职工人数', '28', '退休人数', '9']],
				[
					[
						'机构名称',
						'年初结转结余资金',
						'一般公共预算经费拨款',
						'纳入预算管理的非税收入',
						'其他资金来源'
					],
					['某局', '1', '2', '3', '4']
				],
				[
					[
						'机构名称',
						'业务招待费',
						'公务用车燃油维修费',
						'公务车辆购置',
						'因公出境费用',
						'“三公”经费总支出'
					],
					['某局', '1', '2', '3', '4', '10']
				]
			],
			{
				staff_actual: 28,
				income_carried_in: 1,
				income_fiscal: 2,
				income_nontax: 3,
				income_other: 4,
				three_public_reception: 1,
				three_public_vehicle_running: 2,
				three_public_vehicle_purchase: 3,
				three_public_abroad: 4,
				three_public_total: 10
			}
		],
		[
			'a listed wording outranks a likely one',
			[
				[
					['机构名称', '纳入预算管理的非税收入', '纳入专户管理的非税收入拨款', '财政拨款'],
					['某局', '1', '2', '3']
				]
			],
			{ income_nontax: 2, income_fiscal: 3 }
		],
		[
			'rates, budgets and changes are no figures',
			[
				[
					['机构名称', '三公经费合计', '三公经费预算数', '三公经费控制率', '公务接待费增减'],
					['某局', '10', '12', '83%', '-1']
				]
			],
			{ three_public_total: 10 }
		],
		[
			'labels that wait for their values are no head',
			[
				[
					['人员编制', '', '实有人数', ''],
					['收入合计', '', '支出合计', '8']
				]
			],
			{ staff_quota: 'blank', staff_actual: 'blank', income_total: 'blank', spending_total: 8 }
		]
	])('%s', (_, blocks, expected) => {
		expect(statedFigures(filingOf(...blocks))).toMatchObject(expected);
	});

	test('the template family is told', () => {
		const national = filingOf([
			['资金来源', '年初预算数', '全年执行数', '分值', '得分'],
			['基本支出', '985.19', '914.97', '10', '10']
		]);
		expect(national.template).toBe('national');
		expect(filingOf([HEAD, ['某局', '10', '1', '9']]).template).toBe('form');
	});
});
