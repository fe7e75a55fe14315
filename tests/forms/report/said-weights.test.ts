/** Weights that a text states are no scores: they are not listed as if something had been lost. */
import { expect, test } from 'vitest';
import { recogniseBlocks } from './tables.ts';

test.each<[string, string[]]>([
	// Weights: the most that can be scored.
	['预算执行率（10分）完成较好。', []],
	['“三公”经费控制率（5分），控制在预算以内。', []],
	['投入指标分值15分，过程指标权重25分，产出占40分。', []],
	['指标满分20分。', []],
	['投入15分，得14分。', ['14分']],
	['产出45分，自评得分44分；效益指标（20分）得19分。', ['44分', '19分']],
	['过程指标25分，扣1分。', ['1分']],
	// Scores, which stay named.
	['该项得10分。', ['10分']],
	['履职情况自评良好（38分）。', ['38分']],
	['扣分1.5分。', ['1.5分']],
	['质量指标10分。', ['10分']],
	['该部门评价（88分）。', ['88分']]
])('%s', (text, left) => {
	const { leftovers } = recogniseBlocks([
		'岳北市水务局2022年度部门整体支出绩效评价报告',
		'支出合计900万元，自评得分95分。',
		text
	]);
	expect(leftovers.map((each) => each.text)).toEqual(left);
});
