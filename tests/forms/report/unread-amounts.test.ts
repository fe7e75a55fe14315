/** Amounts that a text states in a form from which nothing is read are named. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recogniseBlocks } from './tables.ts';

test.each([
	['全年支出合计1320万5千元。', ['1320万5千元']],
	['全市收入捌佰壹拾贰万叁仟元整。', ['捌佰壹拾贰万叁仟元整']],
	['公用经费两万五元。', ['两万五元']],
	['行政编制42人，实际40人；事业编制96人，实际91人。', ['42人', '96人', '40人', '91人']],
	['实有行政人员30人，事业人员978人。', ['30人', '978人']],
	['三公经费之外的培训费为零。', ['零']],
	['收入合计 5 120 300.00，基本支出1 280。', ['5 120 300.00', '1 280']],
	['项目支出一百二十余万元，基本支出上千万元。', ['一百二十余万元', '上千万元']],
	['公用经费比上年减少2.10万元。', ['2.10万元']],
	['2020年、2021年、2022年公用经费分别为9万元、8万元、7万元。', ['9万元', '8万元']],
	['全市一般公共预算支出512.30亿元。', ['512.30亿元']],
	['新增设备12.50万元，签约总额3亿元。', ['12.50万元', '3亿元']],
	// Said once more.
	['接待来客共用1.20万元。', []],
	['原上报基本支出为821.30万元，经核实应为812.30万元。', ['821.30万元', '812.30万元']],
	['基本支出50万元，项目支出40万元。采购合同合计90万元。', ['90万元']],
	['其他资产3万元，出租出借资产2万元。', ['3万元', '2万元']],
	['部门整体支出由基本支出和项目支出构成，总额1264.35万元。', ['1264.35万元']]
])('%s', (text, printed) => {
	const { leftovers } = recogniseBlocks([
		'岳北市2022年度部门整体支出绩效评价报告',
		'公务接待费支出1.20万元。',
		text
	]);
	expect(leftovers.map((each) => each.text)).toEqual(printed);
});

test('beside tables, what they lack is named where it stands by its own name and is not understood', () => {
	const { leftovers } = recogniseBlocks([
		'岳北市水务局2022年度部门整体支出绩效评价报告',
		'学校及水厂共有编制1,143名。调研等项目支出9万元，办公用房投资7万元。经研究，调整后预算99万元。',
		[
			['项目', '年初预算数', '决算数'],
			['基本支出', '60', '50']
		]
	]);
	expect(leftovers.map(({ text }) => text)).toEqual(['9万元', '99万元', '1,143名']);
});

const words = fc.array(
	fc.constantFrom(
		...(
			'我局 局机关 下属水厂 全市 2022年 2021年 上年 1至6月 较上年增加 年初预算 预算 调整后 追加 实际支出 支出合计 收入总计 基本支出 项目支出 公务接待费 ' +
			'固定资产 结转下年 某工程 实际 其中 分别为 约 （ ） ： ， ； 。 、 按性质分 共计'
		).split(' ')
	),
	{ maxLength: 6 }
);

test('amounts that would have been projects are named where nothing is stored', () => {
	const { filings, leftovers } = recogniseBlocks([
		'岳北市水务局2022年度部门整体支出绩效评价报告',
		'项目支出约137.50万元，：274.51万元，固定资产较上年增加411.52万元。'
	]);
	expect(filings).toEqual([]);
	expect(leftovers.map(({ text }) => text)).toEqual(['137.50万元', '274.51万元', '411.52万元']);
});

test('whatever a text says, each of its amounts is stored or named', () => {
	fc.assert(
		fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (clauses) => {
			// Every amount is another one, so that none is another said once more.
			const amounts = clauses.map((_, index) => `${(index + 1) * 137}.5${index}万元`);
			const text = clauses.map((said, index) => `${said.join('')}${amounts[index]}`).join('，');
			const { filings, leftovers } = recogniseBlocks([
				'岳北市水务局2022年度部门整体支出绩效评价报告',
				`${text}。`
			]);
			const stored = filings.flatMap(({ figures, projects, budgets }) => [
				...Object.values(figures),
				...projects.map(({ amount }) => amount),
				...budgets.map(({ figure }) => figure)
			]);
			const said = stored.map(({ printed }) => printed).concat(leftovers.map((each) => each.text));
			for (const amount of amounts)
				expect(
					said.some((each) => each.includes(amount)),
					`${amount}: ${text}`
				).toBe(true);
		}),
		{ numRuns: 500 }
	);
});

test('收入合计 is not all income where its paragraph states a greater 收入总计', () => {
	const { filings, leftovers } = recogniseBlocks([
		'岳北市水务局2022年度部门整体支出绩效评价报告',
		'公务接待费支出1.20万元。',
		'收入合计90万元，加上年结转6万元、甲工程收入3万元，收入总计99万元。'
	]);
	expect(filings[0]?.figures.income_total.printed).toBe('99万元');
	expect(leftovers.map(({ text }) => text)).toContain('90万元');
});
