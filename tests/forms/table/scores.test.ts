import { describe, expect, test } from 'vitest';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import { readScoresTable } from '#lib/forms/table/scores.ts';
import { collect } from './reading.ts';

const read = (text: string) =>
	collect(() => readScoresTable(tableRows(text), { jurisdiction: null, names: [] }));
const HEAD = 'department_code,department,fiscal_year,level1,level2,level3,weight,score,reason';
const CHINESE = '部门,年度,一级指标,二级指标,三级指标,分值,自评得分,扣分原因';

describe('a score table', () => {
	test('gives one filing a department and year with paths, weights, scores and reasons', () => {
		const { filings } = read(
			`${HEAD}\n601,甲,2021,过程,预算管理,管理制度健全性,3,3,\n601,甲,2021,过程,资产管理,管理制度健全性,3,2.5,制度不全\n`
		);
		expect(filings).toHaveLength(1);
		expect(filings[0]?.filing.score.items).toMatchObject([
			{
				path: ['过程', '预算管理', '管理制度健全性'],
				weight: { value: 300 },
				score: { value: 300 }
			},
			{
				path: ['过程', '资产管理', '管理制度健全性'],
				weight: { value: 300 },
				score: { value: 250, printed: '2.5', place: { line: 3, column: 8 } },
				reason: '制度不全',
				reason_place: { line: 3, column: 9 }
			}
		]);
		expect(filings[0]?.filing.figures.income_total.missing).toBe('not_in_template');
	});

	test('takes no total that is not out of a hundred', () => {
		const { filings } = read(
			`${CHINESE}\n甲,2021,过程,管理,制度,500,480,\n甲,2021,总分,,,1000,935,`
		);
		expect(filings[0]?.filing.score.sheet).toMatchObject({ value: null, missing: 'unreadable' });
	});

	test('gathers scattered rows, fills headings below merged cells, shares weights, takes the total', () => {
		const { filings, errors } = read(
			`${CHINESE}
甲,2021,效  果（20分）,履职效益（20分）,经济效益,15,5,
甲,2021,,,社会效益,,3,增速不快
${CHINESE}
乙,2021,效果,履职效益,经济效益,15,15,
甲,2021,,,生态效益,,5,
甲,2021,,,满意度,5,5分,
甲,2021,总 分,,,100,92,`
		);
		expect(errors).toEqual([]);
		expect(filings.map((each) => each.filing.claims[0]?.text)).toEqual(['乙', '甲']);
		const score = filings[1]?.filing.score;
		expect(score).toMatchObject({ sheet: { value: 9200 }, sheet_weight: { value: 10_000 } });
		expect(
			score?.items.map((item) => [item.path[2], item.weight.value, item.weight_group])
		).toEqual([
			['经济效益', 1500, 1],
			['社会效益', null, 1],
			['生态效益', null, 1],
			['满意度', 500, null]
		]);
		expect(score?.items[2]?.path).toEqual(['效果', '履职效益', '生态效益']);
	});

	test('reads the scores of its own year and names those of another', () => {
		const { filings, warnings } = read(
			`部门,年度,一级指标,三级指标,分值,得分,2020年得分\n甲,2021,投入,支付进度,5,4,3\n`
		);
		expect(filings[0]?.filing.score.items.map(({ score }) => score.printed)).toEqual(['4']);
		expect(warnings).toEqual([expect.stringContaining('第7列（得分）是另一年的得分')]);
	});

	test('leaves the total absent where the table prints none', () => {
		const { filings } = read(`${CHINESE}\n甲,2021,投入,预算配置,控制率,5,5,`);
		expect(filings[0]?.filing.score.sheet).toMatchObject({
			value: null,
			missing: 'not_in_template'
		});
	});

	test.each([
		[
			'甲,2021,投入,预算配置,控制率,5,满分,',
			'第2行 第7列（自评得分）读到“满分”，应为分数，如“94.5”，没有数值时请留空；请改正后再导入。'
		],
		['甲,2021,投入,预算配置,,5,5,', '第2行 第5列（三级指标）没有三级指标名称；请补上后再导入。'],
		[
			'甲,2021,总分,,,100,92,\n甲,2021,合计,,,100,92,',
			'第3行 第7列（自评得分）是本部门本年度的第二个总分行，只应有一行；请删去多余的一行。'
		]
	])('%s is refused', (row, message) => {
		expect(read(`${CHINESE}\n${row}`)).toMatchObject({ errors: [message], filings: [] });
	});

	test('names the columns it misses', () => {
		expect(read('部门,年度,一级指标,自评得分\n甲,2021,投入,5').refusal).toBe(
			'第1行的表头缺少level3（三级指标）、weight（分值）列；请补上后再导入。'
		);
	});
});
