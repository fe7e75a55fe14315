/** Documents that nobody fills in: recognition ends, throws nothing, and states only whole facts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIGURE_IDS } from '#lib/catalogue/measures.ts';
import type { Figure } from '#lib/filing/filing.ts';
import { asSource, plainRow, withoutGrid } from './documents.ts';
import { recogniseBlocks, type Block } from './tables.ts';
import { recognise } from '#lib/forms/report/recognise.ts';

const TITLE = '2022年度部门整体支出绩效评价报告';
const STAFF = [['人员编制', '3', '实有人数', '3']];
const LONG = 100_000;

/** Each of these took minutes with a pattern or a loop that goes over the text once for every character. */
describe('the time grows with the length and no faster', () => {
	test.each<[string, Block[]]>([
		['a label over and over', ['一、支出', `${'项目支出'.repeat(LONG)}30万元`]],
		['open brackets', ['一、支出', `项目支出30万元，其中：${'（'.repeat(LONG)}`]],
		['dates', ['一、支出', '2022年3月31日完成'.repeat(LONG / 10)]],
		['digits', ['一、支出', `基本支出${'1'.repeat(LONG)}万元`]],
		['blanks', ['一、支出', `基本支出${' '.repeat(LONG)}为${'为'.repeat(LONG)}`]],
		['amounts', ['一、支出', `项目支出3万元，其中：${'甲1万元；'.repeat(LONG / 10)}`]],
		[
			'numbers of entries',
			[
				[
					['目标', '预期目标', '实际完成'],
					['', '1、'.repeat(LONG), '1、'.repeat(LONG)]
				]
			]
		],
		[
			'units',
			[[['机构名称', '收入合计'], ...Array.from({ length: 5000 }, (_, n) => [`单位${n}`, '1'])]]
		],
		[
			'heads',
			[Array.from({ length: 5000 }, (_, n) => (n % 2 ? ['某局', '1'] : ['机构名称', '收入合计']))]
		],
		[
			'score items',
			[
				[
					['一级指标', '二级指标', '分值', '自评得分'],
					...Array.from({ length: 5000 }, (_, n) => [`第${n}项（5分）`, '二', '1', '1'])
				]
			]
		],
		[
			'columns',
			[
				[
					['机构名称', ...Array<string>(2000).fill('其中')],
					['', ...Array<string>(2000).fill('上年结转')]
				]
			]
		],
		[
			'entries of a list',
			['一、支出', '2021年支出1万元，其中：', ...Array<string>(LONG / 20).fill('1.支出1万元；')]
		],
		['sentences that hand on', ['一、支出', '下属水厂支出1万元。好。'.repeat(LONG / 10)]],
		['amounts beside names', ['一、支出', '支出1万元，预算支出2万元，'.repeat(LONG / 20)]],
		['lists of labels', ['一、支出', '收入、支出分别为1元、'.repeat(LONG / 10)]],
		['digits parted by blanks', ['一、支出', `基本支出${'111 '.repeat(LONG / 4)}`]],
		['totals of projects', ['一、支出', '接待费0元、项目支出0元、'.repeat(LONG / 12)]],
		['grades', ['一、自评', '自评得分95分，等级为优，'.repeat(LONG / 10)]],
		['points lost', ['一、自评', '项目扣1分，得99分，'.repeat(LONG / 10)]],
		['digits above a unit', [`某${'9,'.repeat(LONG)}的`, '万元']],
		['rows that name a figure twice', [Array(LONG / 2.5).fill(['基本支出', '1', '基本支出', '2'])]],
		['headings', Array.from({ length: 5000 }, (_, n) => `（一）支出情况${n}`)]
	])('%s', (_, blocks) => {
		expect(recogniseBlocks([TITLE, STAFF, ...blocks]).kind).toBe('self_evaluation');
	});

	test.each<[string, string]>([
		['digits', `支出${'1'.repeat(LONG)}万元`],
		['digits without a unit', `支出${'1'.repeat(LONG)}，`],
		['digits among projects', `项目支出3万元，其中：${'1'.repeat(LONG)}。`],
		['groups of digits', `项目支出3万元，其中：${'111,'.repeat(LONG / 4)}。`],
		['points', `支出${'1.'.repeat(LONG / 2)}万元`],
		['a word of topics', `${'的'.repeat(LONG)}1万元`],
		['a word before posts', `${'人员'.repeat(LONG / 2)}1人`],
		['words that count things', `${'共'.repeat(LONG)}1万元`],
		['reasons', `支出${'主要用于'.repeat(LONG / 4)}1万元`],
		['budgets', `${'预算'.repeat(LONG / 2)}1万元`],
		['budgets that were added to', '全年预算1万元，追加'.repeat(LONG / 10)]
	])('in a text alone: %s', (_, text) => {
		expect(recogniseBlocks([TITLE, '支出合计5万元。', text]).kind).toBe('self_evaluation');
	});
});

const word = fc.constantFrom(
	'机构名称',
	'收入合计',
	'其中：',
	'上年结转',
	'其他',
	'合计',
	'支出合计',
	'三公经费',
	'预算数',
	'决算数',
	'一级指标',
	'二级指标',
	'分值',
	'自评得分',
	'总分',
	'小计',
	'预期目标',
	'实际完成',
	'绩效目标',
	'完成情况',
	'人员编制',
	'1,206.04',
	'0',
	'-3',
	'94分',
	'约5',
	'——',
	'',
	'优',
	'联系人',
	'2022年度',
	'1、甲\n2、乙',
	'岳北市',
	'项目支出5万元，其中：甲3万元',
	'单位：元',
	'单位：某局',
	'__proto__',
	'<script>',
	'\u202e',
	'投入（15分）'
);
const table = fc.array(fc.array(word, { minLength: 1, maxLength: 7 }), {
	minLength: 1,
	maxLength: 9
});
const blocks = fc.array(fc.oneof(word, table), { maxLength: 6 });

test.each([asSource, withoutGrid])('any mixture of words is read or refused by %o', (write) => {
	fc.assert(
		fc.property(blocks, (made) => {
			const model = [TITLE, ...made].map((block) =>
				typeof block === 'string' ? block : { rows: block.map((row) => plainRow(...row)) }
			);
			const { filings } = recognise(write(model), { file_name: 'a.docx', folder_names: [] });
			for (const { figures, units, score } of filings) {
				const all: Figure[] = [
					...Object.values(figures),
					...units.flatMap((unit) => Object.values(unit.figures)),
					...score.items.flatMap((item) => [item.weight, item.score]),
					score.form,
					score.sheet
				];
				for (const { value, missing } of all) expect(value === null).toBe(missing !== null);
				expect(units.filter((unit) => unit.role === 'total')).toHaveLength(1);
				expect(Object.keys(figures)).toHaveLength(FIGURE_IDS.length);
			}
		}),
		{ numRuns: 300 }
	);
});
