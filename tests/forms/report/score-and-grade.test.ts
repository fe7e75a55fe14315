/** Score and grade of a form, wherever they stand. */
import { expect, test } from 'vitest';
import { filingOf, recogniseBlocks } from './tables.ts';

test.each<[string, (string | string[][])[], number | null, string | null]>([
	[
		'rows of the form',
		[
			[
				['绩效自评综合得分', '94分'],
				['评价等次', '优']
			]
		],
		94,
		'优'
	],
	[
		'other words',
		[
			[
				['自评总分', '88.5'],
				['评价等级', '良 好']
			]
		],
		88.5,
		'良好'
	],
	[
		'rows of a form saved as CSV, with blanks for merged cells',
		[
			[
				['绩效自评综合得分', '', '', '94分', ''],
				['评价等次', '', '', '优', '']
			]
		],
		94,
		'优'
	],
	['a blank before the next label', [[['自评得分', '', '评价等次', '优']]], null, '优'],
	['the grade behind the score', [[['综合得分', '94分（优）']]], 94, '优'],
	['a text that does not say 自评', ['我镇2022年度整体支出绩效得分93分。'], 93, null],
	[
		'a total score before those of its parts',
		['我局2022年度部门整体支出绩效自评总得分为94.9分（满分100分），其中投入9.5分、过程28分。'],
		94.9,
		null
	],
	['both in a short cell', [[['综合评价结论', '综合评价得分95分，等级为优。']]], 95, '优'],
	['lines below their labels', ['绩效自评综合得分', '97.5', '评价等次', '优'], 97.5, '优'],
	['two scores below their labels', ['自评得分', '97.5', '自评得分', '93'], null, null],
	['the last row of a form', [[['总分', '100', '', '96.6']]], 96.6, null],
	['the last row of a form that is not scored', [[['总分', '', '100']]], null, null],
	['the score in brackets', [[['综合得分', '（95分）']]], 95, null],
	['points of 110, converted', ['自评得分104.5分（总分110分），折算百分制为95分。'], 95, null],
	['converted points before the printed', ['按百分制折算后得分95分，自评得分104.5分。'], 95, null],
	[
		'a converted score of a project',
		['农机补贴项目自评得分114分，折算百分制为95分。', '部门整体支出自评得分97分。'],
		97,
		null
	],
	[
		'last year’s converted score',
		['2021年自评得分100分，折算百分制为91分。本年部门整体自评得分93分。'],
		93,
		null
	],
	['the grade right behind the score', ['自评得分95.6分，等级优。'], 95.6, '优'],
	['the score behind the grade', ['自评等级：良，得分88.5分。'], 88.5, '良'],
	['the score in words', [[['综合得分', '九十四点五分']]], 94.5, null],
	['the most that can be scored before the score', ['自评总分100分，我局自评95.8分。'], 95.8, null],
	['the most, then what was scored of it', ['自评总分为100分，实得95.8分。'], 95.8, null],
	['a full score and its parts', ['自评总分100分，其中投入自评得分15分。'], 100, null],
	[
		'the scores of parts before their sum',
		['预算执行（10分）自评得分10分，绩效指标自评得分83.1分，自评总分93.1分。'],
		93.1,
		null
	],
	['the score of a part alone', ['产出指标自评得分28分。'], null, null],
	['a full score and a project', ['自评总分100分，项目自评得分95分。'], 100, null],
	[
		'the score of the bureau before the own',
		['经财政部门复核评价得分91分，我局自评得分93分。'],
		93,
		null
	],
	['a score by the standard of the bureau', ['经对照财政局评分标准综合评分93分。'], 93, null],
	[
		'the average of the units',
		['所属单位平均自评得分94.2分。', '部门整体自评得分98分。'],
		98,
		null
	],
	['a score of a thousand points', [[['综合得分', '935']]], null, null],
	['a score with extra points', [[['综合得分', '104']]], 104, null],
	['about so much, which is no score', [[['综合得分', '约九十四分']]], null, null],
	['the score in words in the text', ['自评得分为九十六分，评价等级为优。'], 96, '优'],
	['a corrected score', ['自评得分由原94.5分更正为96.5分。'], 96.5, null],
	['a score that was assessed', ['综合评定得分93分。'], 93, null],
	['the most that can be scored behind the label', [[['自评总分（100分）', '96.7']]], 96.7, null],
	['the grade in the cell of the score', [[['自评得分及等级', '98.5分，优']]], 98.5, '优'],
	['自评分, 评级', [[['自评分', '91', '评级', '优']]], 91, '优'],
	[
		'the score of a form that scores nothing else',
		[
			[
				['支出合计', '12'],
				['得　　分', '92']
			]
		],
		92,
		null
	],
	[
		'the score of the execution alone',
		[
			[
				['预算数', '执行数', '执行率'],
				['12', '12', '100%'],
				['得分', '10']
			]
		],
		null,
		null
	],
	[
		'ticked grades',
		[
			[
				['综合得分', '71'],
				['评价等次', '优□ 良□ 中☑ 差□']
			]
		],
		71,
		'中'
	],
	[
		'ticks before the grades',
		[
			[
				['综合得分', '71'],
				['评价等次', '□优 ■良 □中 □差']
			]
		],
		71,
		'良'
	],
	...(
		[
			['a tick behind its grade', '优（90-100）□  良（80-89）√  中（60-79）□', '良'],
			['a tick beside grades without boxes', '优 良√ 中 差', '良'],
			['a tick before its grade beside others without boxes', '优 √良 中 差', '良'],
			['a tick between two grades', '优√良中差', null],
			['ticks in brackets', '[ ]优；[√]良；[ ]中', '良'],
			['ticks on lines', '优___ 良_√_ 中___', '良'],
			['two ticks', '☑优 ☑良 □中', null],
			['no tick', '□优 □良 □中', null],
			['grades that may be given', '优、良、中、差', null]
		] as const
	).map(([name, printed, grade]): [string, string[][][], null, string | null] => [
		name,
		[[['自评等级', printed]]],
		null,
		grade
	]),
	[
		'grades in cells of their own, one of them ticked',
		[[['评价等级', '□优', '☑良', '□中']]],
		null,
		'良'
	],
	[
		'grades as heads beside that of the score, one ticked below',
		[
			[
				['评价得分', '优（90-100分）', '良（80-89分）', '中'],
				['', '', '√', '']
			]
		],
		null,
		'良'
	],
	[
		'a tick in the row below the grades',
		[
			[
				['评价等级', '优', '良', '中'],
				['', '', '√', '']
			]
		],
		null,
		'良'
	],
	...(
		[
			['a sentence that judges', '总体评价为“良”。', '良'],
			['a grade behind the verb', '自评得分86分，整体支出绩效评为良等级。', '良'],
			['the bands of grades in brackets', '自评等级：良（90分以上为优，80—90分为良）。', '良'],
			['a quote and no verb', '经综合评定，等级“良”。', '良'],
			['last year and this', '上年度评价等级为良。本年自评等级为优。', '优'],
			['the grade of the bureau alone', '经财政部门复核，等级为良。', null],
			['what a superior appraised', '省商务厅考核结果为优秀。', null],
			['a project', '“信息化”项目自评等级为中。', null],
			['what is aimed at', '力争下年度达到优秀等级。', null],
			['from how many points it is given', '90分（含）以上的等级为优。', null],
			['two grades', '自评等级为优。评价结果为良。', null],
			['a grade without a verb', '本部门对应等级良。', '良']
		] as const
	).map(([name, text, grade]): [string, string[], number | null, string | null] => [
		name,
		[text],
		/(\d+)分，整体/.test(text) ? 86 : null,
		grade
	]),
	...(
		[
			['a review behind', '我局自评得分96分，财政复核得分88分，等级为良。', null],
			['a review in a sentence of its own', '自评得分96分。复核得分88分，评定等级为良。', null],
			['a score that was fixed', '自评得分96分，评审组核定得分88分，等级为良。', null],
			['a grade that was fixed', '自评得分96分，核定等级为良。', null],
			['another score, whoever gave it', '自评得分96分，最终得分88分，等级为良。', null],
			['the grades of both', '自评得分96分，自评等级为优；核定得分88分，等级为良。', '优'],
			['parts between', '自评得分96分，其中产出得分46分，效果得分50分，等级为优。', '优'],
			['from how many points', '自评得分96分。得分90分以上为优，我局自评等级为优。', '优'],
			['the own after a review', '自评得分96分，财政复核得分88分，自评等级为优。', '优'],
			['the most between', '自评得分96分，总分100分，评价等级为优。', '优'],
			['a corrected score', '自评得分由原94.5分更正为96分，评价等级为优。', '优'],
			['the indicators one by one', '对照指标逐项打分，共计96分，等级为优。', '优']
		] as const
	).map(([name, text, grade]): [string, string[], number, string | null] => [
		`the grade in a sentence: ${name}`,
		[text],
		96,
		grade
	]),
	...(
		[
			[
				'above',
				[
					['复核得分', '88'],
					['评价等级', '良']
				],
				null
			],
			['in front', [['复核得分', '88', '评价等级', '良']], null],
			['in its label', [['核定得分', '88', '核定等级', '良']], null],
			['named by the heading', [['财政复核', '得分', '88', '等级', '良']], null],
			['beside the own', [['自评等级', '优', '复核等级', '良']], '优'],
			[
				'of nobody, who only reviewed',
				[
					['复核人', '经办'],
					['评价等级', '优']
				],
				'优'
			]
		] as const
	).map(([name, rows, grade]): [string, string[][][], number, string | null] => [
		`the grade in a row, another score ${name}`,
		[[['自评得分', '96'], ...rows.map((row) => [...row])]],
		96,
		grade
	]),
	[
		'heads of columns are no grade',
		[
			[
				['自评等级', '复核得分'],
				['优', '88']
			]
		],
		null,
		null
	],
	['the band of the grade', [[['自评等级', '良（80-89分）']]], null, '良'],
	[
		'a scale of grades in one cell, the grade said in the next',
		[[['评价等级：优（90-100分）良（80-89分）', '评价等级为良']]],
		null,
		'良'
	],
	['the score of one kind of indicators', ['对照产出指标逐项打分，共计46分。'], null, null],
	[
		'in the sentence of a cell',
		[[['评价情况分析及综合评价结论', '经综合评价，本部门自评得分96.5分，自评等级为“优”。']]],
		96.5,
		'优'
	],
	[
		'in the text only',
		[[['人员编制', '3']], '经综合评价，本部门自评得分为 96.5 分，等次为优。'],
		96.5,
		'优'
	],
	[
		'both in the cell of a conclusion',
		[[['自评结论', '自评得分：98.5分    自评等级：优']]],
		98.5,
		'优'
	],
	['a conclusion without a grade', [[['自评结论', '整体支出较好，达到了预期目标']]], null, null],
	[
		'a cell that names two scores',
		[
			[
				['说明', '自评得分96分'],
				['备注', '评价得分95分']
			]
		],
		null,
		null
	],
	[
		'blank',
		[
			[
				['绩效自评综合得分', ''],
				['评价等次', '']
			]
		],
		null,
		null
	]
])('%s', (_, blocks, score, grade) => {
	const filing = filingOf(...blocks, [['人员编制', '3', '实有人数', '3']]);
	expect(filing.score.form.value).toBe(score === null ? null : score * 100);
	expect(filing.score.grade?.printed ?? null).toBe(grade);
});

test.each<[string, string | string[][]]>([
	['in a sentence', '自评得分96分，财政复核得分88分，等级为良。'],
	['in a row', [['自评得分', '96', '复核得分', '88', '评价等级', '良']]],
	[
		'in a row of its own',
		[
			['自评得分', '96'],
			['核定等级', '良']
		]
	]
])('a grade of another score is named: %s', (_, block) => {
	const { leftovers } = recogniseBlocks([
		'岳北市2022年度部门整体支出绩效评价报告',
		block,
		[['人员编制', '3']]
	]);
	expect(leftovers.filter(({ text }) => text === '良').map(({ why }) => why)).toEqual([
		expect.stringContaining('另一个得分')
	]);
});
