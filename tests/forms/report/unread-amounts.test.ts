/** Amounts that a text states in a form from which nothing is read are named. */
import { expect, test } from 'vitest';
import { recogniseBlocks } from './tables.ts';

test.each([
	['全年支出合计1320万5千元。', ['1320万5千元']],
	['基本支出捌佰壹拾贰万叁仟元整。', ['捌佰壹拾贰万叁仟元整']],
	['项目支出三百二十万元。', ['三百二十万元']],
	['原上报基本支出为821.30万元，经核实应为812.30万元。', ['821.30万元', '812.30万元']],
	['其他资产3万元，出租出借资产2万元。', ['2万元', '3万元']],
	['部门整体支出由基本支出和项目支出构成，总额1264.35万元。', ['1264.35万元']]
])('%s', (text, printed) => {
	const { leftovers } = recogniseBlocks([
		'岳北市2022年度部门整体支出绩效评价报告',
		'公务接待费支出1.20万元。',
		text
	]);
	expect(leftovers.map((each) => each.text)).toEqual(printed);
});
