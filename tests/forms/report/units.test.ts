import { describe, expect, test } from 'vitest';
import { filingOf, issuesOf } from './tables.ts';

const HEAD = ['机构名称', '收入合计', '上年结转', '公共财政拨款'];

describe('which row stands for the department', () => {
	test.each<[string, string[][], [string, string][], number | string]>([
		['the only row', [['某局', '10', '1', '9']], [['某局', 'total']], 10],
		['the only row, though called 局机关', [['局机关', '10', '1', '9']], [['局机关', 'total']], 10],
		[
			'the row called so',
			[
				['1、局机关', '6', '1', '5'],
				['2、某所', '4', '0', '4'],
				['总计', '99', '1', '9']
			],
			[
				['总计', 'total'],
				['局机关', 'headquarters'],
				['某所', 'subunit']
			],
			99
		],
		[
			'the only row without a number',
			[
				['某局', '99', '1', '9'],
				['（1）机关', '6', '1', '5'],
				['（2）某所', '4', '0', '4']
			],
			[
				['某局', 'total'],
				['机关', 'headquarters'],
				['某所', 'subunit']
			],
			99
		],
		[
			'the row that is the sum of the others',
			[
				['某局', '10', '1', '9'],
				['某局本级', '6', '1', '5'],
				['某所', '4', '0', '4']
			],
			[
				['某局', 'total'],
				['某局本级', 'headquarters'],
				['某所', 'subunit']
			],
			10
		],
		[
			'the row that is the sum of the others but for one wrong column',
			[
				['某局', '10', '1', '99'],
				['某局本级', '6', '1', '5'],
				['某所', '4', '0', '4']
			],
			[
				['某局', 'total'],
				['某局本级', 'headquarters'],
				['某所', 'subunit']
			],
			10
		],
		[
			'a subtotal is neither the department nor a unit',
			[
				['汇总', '10', '1', '9'],
				['机关', '6', '1', '5'],
				['二级机构小计', '4', '0', '4'],
				['某所', '4', '0', '4']
			],
			[
				['汇总', 'total'],
				['机关', 'headquarters'],
				['某所', 'subunit']
			],
			10
		],
		[
			'no row, and all rows are parts: their sum',
			[
				['某局本级', '6', '1', '5'],
				['某所', '4', '0', '4']
			],
			[
				['', 'total'],
				['某局本级', 'headquarters'],
				['某所', 'subunit']
			],
			10
		],
		[
			'units of one name keep their numbers',
			[
				['汇总', '10', '1', '9'],
				['1、二级机构', '6', '1', '5'],
				['2、二级机构', '4', '0', '4']
			],
			[
				['汇总', 'total'],
				['二级机构', 'subunit'],
				['2、二级机构', 'subunit']
			],
			10
		],
		[
			'units whose names begin like a total',
			[
				['总工会机关', '5', '1', '4'],
				['总站', '1', '0', '1'],
				['小计算机学校', '2', '0', '2'],
				['合计服务中心', '1', '0', '1'],
				['汇总数据中心', '1', '0', '1'],
				['合计（含二级机构）', '10', '1', '9']
			],
			[
				['合计（含二级机构）', 'total'],
				['总工会机关', 'subunit'],
				['总站', 'subunit'],
				['小计算机学校', 'subunit'],
				['合计服务中心', 'subunit'],
				['汇总数据中心', 'subunit']
			],
			10
		],
		[
			'综合计划 is no 合计',
			[
				['综合计划处', '6', '1', '5'],
				['某所', '4', '0', '4'],
				['全局', '10', '1', '9']
			],
			[
				['全局', 'total'],
				['综合计划处', 'subunit'],
				['某所', 'subunit']
			],
			10
		]
	])('%s', (_, rows, units, total) => {
		const filing = filingOf([HEAD, ...rows]);
		expect(filing.units.map(({ name, role }) => [name, role])).toEqual(units);
		const { value, missing } = filing.figures.income_total;
		expect(value === null ? missing : value / 1_000_000).toBe(total);
	});
});

test('a row that stands for the department in one table does so in the others', () => {
	const filing = filingOf(
		[HEAD, ['某局', '10', '1', '9'], ['某局本级', '6', '1', '5'], ['某所', '4', '0', '4']],
		[
			['机构名称', '三公经费合计', '公务接待费'],
			['某局', '9', '9'],
			['某局本级', '6', '5'],
			['某所', '2', '1']
		]
	);
	expect(filing.figures.three_public_total.value).toBe(9_000_000);
	expect(filing.units.map(({ role }) => role)).toEqual(['total', 'headquarters', 'subunit']);
});

describe('what is wrong is said in a sentence', () => {
	test.each<[string, string[][], string]>([
		[
			'a cell that is no number',
			[HEAD, ['某局', '约10', '1', '9']],
			'表1 第2行 第2格（某局 · 收入合计）：“收入合计”读到“约10”，应为以万元为单位的数字或空白；该数按无法识读处理，请改正后重新报送。'
		],
		[
			'a head count that is no number',
			[['人员编制', '行政20、工勤2', '实有人数', '22']],
			'表1 第1行 第2格（人员编制）：“人员编制”读到“行政20、工勤2”，应为整数人数或空白；该数按无法识读处理，请改正后重新报送。'
		],
		[
			'a cell that prints another unit',
			[HEAD, ['某局', '100000元', '1', '9']],
			'表1 第2行 第2格（某局 · 收入合计）：“收入合计”写作“100000元”，与本栏单位万元不同；已按格内的元读取，请核实。'
		],
		[
			'a row that does not fit its head',
			[HEAD, ['某局', '10', '1']],
			'表1 第2行（某局）有3格，与表头的栏数不符，无法判断各数属于哪一栏；读到“某局｜10｜1”，应按表头逐栏填写。'
		],
		[
			'no total row',
			[HEAD, ['局机关', '6', '1', '5'], ['某所', '4', '0', '4']],
			'表1 第2行起有2个单位行（“局机关”、“某所”），但没有汇总行，也没有一行等于其余各行之和；部门合计按各单位之和计算，请核实并补上汇总行。'
		],
		[
			'one unit twice with other numbers',
			[HEAD, ['某局', '6', '1', '5'], ['某局', '4', '1', '5']],
			'“收入合计”在表1 第2行 第2格（某局 · 收入合计）与表1 第3行 第2格（某局 · 收入合计）两处不同，前者为“6”，后者为“4”；按前者读取，请核实后统一。'
		]
	])('%s', (_, table, sentence) => {
		expect(issuesOf(table)).toEqual([sentence]);
	});

	test('an unreadable figure is no zero', () => {
		const filing = filingOf([HEAD, ['某局', '1,2060.4', '1', '9']]);
		expect(filing.figures.income_total).toMatchObject({
			value: null,
			missing: 'unreadable',
			printed: '1,2060.4'
		});
	});
});
