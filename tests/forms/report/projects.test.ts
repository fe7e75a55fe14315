/** Projects that the narrative names with their amounts. */
import { describe, expect, test } from 'vitest';
import { filingOf, recogniseBlocks } from './tables.ts';

const TITLE = '岳北市2022年度部门整体支出绩效评价报告';
const STAFF = [['人员编制', '22', '实有人数', '22']];

/** A filing of which only the text matters. */
function told(...paragraphs: string[]) {
	return filingOf(...paragraphs, '附件：', STAFF);
}

/** Named projects as `name amount` in 万元. */
function projects(...paragraphs: string[]): string[] {
	return told(...paragraphs).projects.map(
		({ name, amount }) => `${name} ${(amount.value ?? 0) / 1_000_000}`
	);
}

describe('named projects', () => {
	test.each<[string, string[], string[]]>([
		[
			'其中 and semicolons',
			['项目支出30万元，其中：甲10万元；乙、丙20万元。'],
			['甲 10', '乙、丙 20']
		],
		[
			'主要用于 and enumeration commas',
			['2022年专项支出共计30万元，主要用于甲10万元、乙20万元。'],
			['甲 10', '乙 20']
		],
		[
			'the list in the next sentence',
			['项目支出30万元。其中：甲10万元，占三成；乙20万元。'],
			['甲 10', '乙 20']
		],
		[
			'no paragraphs that go on with something else',
			['（二）项目支出30万元。', '（三）结转结余：5万元。'],
			[]
		],
		[
			'no classes of spending and no change',
			['项目支出30万元。按经济分类：工资福利支出20万元，较上年增加10万元。'],
			[]
		],
		['no bodies', ['项目支出30万元，其中本级20万元，下属单位10万元。'], []],
		['no sources', ['项目支出30万元，其中：一般公共预算20万元，其他资金10万元。'], []],
		['amounts in 元', ['项目支出300,000.00元，包括：甲100000元；乙200000元'], ['甲 10', '乙 20']],
		[
			'what was paid in the year, not what it costs',
			['项目支出30万元，其中：甲总投资90万元，2022年支付10万元；乙年初预算30万元，支出20万元。'],
			['甲 10', '乙 20']
		],
		[
			'what was paid in other years',
			['项目支出30万元，其中：甲2021年支出90万元，2022年支出10万元；乙20万元，累计支出80万元。'],
			['甲 10', '乙 20']
		],
		[
			'parts of an entry',
			['项目支出30万元，其中：甲10万元，其中自筹资金3万元、支付设备款；乙20万元。'],
			['甲 10', '乙 20']
		],
		[
			'amount before purpose',
			['项目支出30万元，其中10万元用于甲，20万元用于乙。'],
			['甲 10', '乙 20']
		],
		[
			'numbers inside the sentence',
			['项目支出30万元，包括①甲10万元；②乙20万元。'],
			['甲 10', '乙 20']
		],
		[
			'details in brackets are not counted twice',
			['项目支出30万元，其中：甲（含设备4万元）10万元；乙20万元（其中税金1万元）。'],
			['甲 10', '乙 20']
		],
		[
			'a number in the name',
			['项目支出30万元，其中：H986运营10万元；2022年会议20万元。'],
			['H986运营 10', '2022年会议 20']
		],
		[
			'a comparison before the list',
			['项目支出30万元，比上年增加5万元，主要包括：甲10万元；乙20万元。'],
			['甲 10', '乙 20']
		],
		[
			'remarks on the sum before the list',
			['项目支出30万元，较上年增加5万元，占总支出的3%。主要包括：一是甲10万元；二是乙20万元。'],
			['甲 10', '乙 20']
		],
		[
			'one project a paragraph',
			['项目支出30万元，具体如下：', '1、甲10万元，其中设备4万元。', '2．乙20万元；'],
			['甲 10', '乙 20']
		],
		[
			'amounts in brackets behind the names',
			['项目支出30万元，具体为：甲（10万元），乙（20万元）。'],
			['甲 10', '乙 20']
		],
		[
			'an amount in brackets behind another',
			['项目支出30万元，其中：甲10万元（8万元）；乙（12万元）20万元。'],
			['甲 10', '乙 20']
		],
		[
			'half brackets and bullets',
			['项目支出30万元，包括：', '1）甲10万元', '◆乙，20万元。'],
			['甲 10', '乙 20']
		],
		[
			'a year behind the number',
			['项目支出30万元，具体如下：', '1、2021年度甲10万元；', '2.2022年乙20万元。'],
			['2021年度甲 10', '2022年乙 20']
		],
		[
			'bracketed numbers',
			['项目支出30万元。', '（1）甲：10万元', '（2）乙：20万元'],
			['甲 10', '乙 20']
		],
		[
			'paragraphs without numbers',
			['项目支出30万元。', '甲项目10万元', '乙项目20万元'],
			['甲项目 10', '乙项目 20']
		],
		[
			'below a heading alone',
			['二、项目支出情况', '1、甲10万元', '2、乙20万元'],
			['甲 10', '乙 20']
		],
		[
			'the list ends with its section',
			[
				'（二）项目支出',
				'项目支出30万元：甲10万元；乙20万元。',
				'三、存在的问题',
				'1、丙缺口5万元'
			],
			['甲 10', '乙 20']
		],
		['examples are no list', ['项目支出30万元，主要用于甲10万元、乙5万元等。'], []],
		[
			'parts of basic spending are none',
			['项目支出30万元，基本支出20万元，其中人员支出15万元，公用支出5万元。'],
			[]
		],
		['三公 items are none', ['项目支出30万元，其中：公务接待费1万元。'], []],
		[
			'a total that is part of a longer name',
			['我局专项支出30万元，其中：甲10万元。', '打击走私专项支出5万元，其中：丙5万元。'],
			['甲 10']
		]
	])('%s', (_, paragraphs, expected) => {
		expect(projects('一、支出情况', ...paragraphs)).toEqual(expected);
	});

	test('of one that states only what it is to cost the amount is not known, and named', () => {
		const text = '项目支出30万元，其中：甲总投资90万元；乙20万元。';
		const { filings, leftovers } = recogniseBlocks([TITLE, '一、支出情况', text]);
		expect(filings[0]?.projects.map(({ name, amount }) => [name, amount.value])).toEqual([
			['甲', null],
			['乙', 20_000_000]
		]);
		expect(leftovers.map((each) => each.text)).toEqual(['90万元']);
	});

	test('the amount is quoted at its place', () => {
		const [, project] = told(
			'一、支出情况',
			'项目支出30万元，其中：甲10万元；乙 20.00万元。'
		).projects;
		expect(project?.amount).toEqual({
			value: 20_000_000,
			missing: null,
			printed: '20.00万元',
			place: { kind: 'text', paragraph: 3, start: 20, end: 27 }
		});
	});
});
