/** Budgets that a text states plainly are stored with their basis; one that may be another stays named. */
import { expect, test } from 'vitest';
import { recogniseBlocks, type Block } from './tables.ts';

const TITLE = '岳北市水务局2022年度部门整体支出绩效评价报告';
const SPENT = '公务接待费支出1.20万元。';

/** Budgets as `measure basis amount` in 万元, and the amounts that are left. */
function read(...blocks: Block[]) {
	const { filings, leftovers } = recogniseBlocks([TITLE, ...blocks]);
	const budgets = filings.flatMap((filing) => filing.budgets);
	return {
		budgets: budgets.map(
			({ measure, basis, figure }) =>
				`${measure} ${basis.replace('budget_', '')} ${(figure.value ?? 0) / 1_000_000}`
		),
		left: leftovers.map(({ text }) => text)
	};
}

test.each<[string, string[]]>([
	[
		'2022年年初预算90万元，调整后预算99万元。',
		['spending_total initial 90', 'spending_total adjusted 99']
	],
	['全年预算数90万元，全年执行数80万元。', ['spending_total adjusted 90']],
	[
		'年初收入预算90万元，年初支出预算90万元。',
		['income_total initial 90', 'spending_total initial 90']
	],
	[
		'2022年初项目支出预算安排90万元，年中调整为80万元。',
		['spending_project initial 90', 'spending_project adjusted 80']
	],
	[
		'年初预算90万元，其中基本支出60万元，项目支出30万元。',
		['spending_total initial 90', 'spending_basic initial 60', 'spending_project initial 30']
	],
	[
		'年初预算：基本支出60万元；项目支出30万元。',
		['spending_basic initial 60', 'spending_project initial 30']
	],
	['“三公”经费年初预算3万元，实际支出2万元。', ['three_public_total initial 3']],
	[
		'年初预算90万元，年中追加预算9万元，调整后全年预算99万元。',
		['spending_total initial 90', 'spending_total adjusted 99']
	],
	[
		'年初预算90万元，其中基本支出60万元，项目支出30万元。年中调整后预算99万元。',
		[
			'spending_total initial 90',
			'spending_basic initial 60',
			'spending_project initial 30',
			'spending_total adjusted 99'
		]
	],
	[
		'年初预算90万元，其中基本支出60万元，项目支出30万元。年中追加预算9万元，全年预算数为99万元。',
		[
			'spending_total initial 90',
			'spending_basic initial 60',
			'spending_project initial 30',
			'spending_total adjusted 99'
		]
	],
	[
		'年初预算90万元，其中项目支出90万元。全年预算数99万元。',
		['spending_total initial 90', 'spending_project initial 90', 'spending_total adjusted 99']
	],
	[
		'“三公”经费年初预算3万元。调整后预算4万元。',
		['three_public_total initial 3', 'three_public_total adjusted 4']
	],
	['年初结转5万元，年初预算90万元。', ['spending_total initial 90']],
	['县财政批复我局年初部门预算支出90万元。', ['spending_total initial 90']],
	[
		'年初预算90万元。年中因防汛应急等追加预算9万元，调整后全年预算数为99万元。',
		['spending_total initial 90', 'spending_total adjusted 99']
	],
	[
		'基本支出年初预算、调整预算和决算数分别为60万元、66万元、65万元。',
		['spending_basic initial 60', 'spending_basic adjusted 66']
	],
	['年初部门预算编制90万元。', ['spending_total initial 90']],
	[
		'部门整体支出90万元（年初预算80万元，调整后预算95万元）。',
		['spending_total initial 80', 'spending_total adjusted 95']
	],
	['整体支出预算90万元，其中年初预算80万元，追加10万元。', ['spending_total initial 80']],
	['预算执行方面，年初预算90万元。', ['spending_total initial 90']],
	[
		'年初预算90万元。其中，基本支出年初预算60万元，实际支出50万元。',
		['spending_total initial 90', 'spending_basic initial 60']
	]
])('%s', (text, budgets) => {
	expect(read(SPENT, text).budgets.toSorted()).toEqual(budgets.toSorted());
});

test.each([
	// Which budget it is.
	'“三公”经费预算数3万元，实际支出2万元。',
	'支出预算90万元，实际支出80万元。',
	'年中追加预算9万元。',
	'年中预算调整数9万元。',
	'年初安排资金90万元。',
	'年初预算约90万元。',
	'年初预算调整后预算90万元。',
	'全年预算90万元，年中追加9万元。',
	'执行年初预算90万元。',
	// Whose it is, of which year, and of how much of it.
	'全市年初预算90万元。',
	'局机关年初预算90万元。',
	'2021年年初预算90万元。',
	'2023年年初预算90万元。',
	'1至6月调整后预算90万元。',
	'2020年至2022年累计年初预算90万元。',
	// A part of it.
	'财政拨款年初预算90万元。',
	'办公楼维修项目年初预算90万元。',
	'会议费年初预算9万元。',
	'项目支出情况。年初预算90万元。',
	'“三公”经费实际支出2万元。年初预算3万元。',
	'年初预算下达基本支出90万元。',
	'年初预算支出90万元用于老旧小区改造。',
	'三公经费支出2万元，年初预算90万元。',
	'支出合计90万元（其中年初预算80万元）。',
	'会议费年初预算9万元。年中追加预算1万元，全年预算数10万元。',
	'信息化运维年初预算90万元，调整后预算99万元。实际支出98万元。',
	'全市年初预算90万元。调整后预算99万元，实际支出98万元。',
	'办公楼维修项目年初预算90万元。全年预算数99万元。',
	'年初预算为我局90万元、下属单位9万元。'
])('%s stays named', (text) => {
	const { budgets, left } = read(SPENT, text);
	expect(budgets).toEqual([]);
	expect(left.length).toBeGreaterThan(0);
});

test.each(['信息化运维', '全市', '局机关'])(
	'what became of a budget of %s is not what the department spent',
	(whose) => {
		const text = `${whose}年初预算90万元，调整后预算99万元。实际支出98万元。`;
		const [filing] = recogniseBlocks([TITLE, SPENT, text]).filings;
		expect(filing?.figures.spending_total.value).toBeNull();
	}
);

test.each([
	['年初预算90万元，基本支出60万元，项目支出30万元。', ['60万元', '30万元']],
	['年初预算90万元，其中本年支出80万元。', ['80万元']]
])('%s may state what was spent', (text, left) => {
	expect(read(SPENT, text)).toEqual({ budgets: ['spending_total initial 90'], left });
});

test('a budget stated in two ways is stored in neither', () => {
	expect(read(SPENT, '年初预算90万元。', '我局年初预算99万元。')).toEqual({
		budgets: [],
		left: ['90万元', '99万元']
	});
});

test('an adjusted budget of less than half of the initial one is by what it was adjusted', () => {
	expect(read(SPENT, '年初预算90万元，调整预算数9万元。')).toEqual({
		budgets: ['spending_total initial 90'],
		left: ['9万元']
	});
});

test('a heading tells the budget of the amounts below it', () => {
	const text = '2022年部门预算收入合计90万元，支出合计90万元，其中基本支出60万元。';
	expect(read('一、收支情况', '（一）年初预算情况', text, '（二）决算情况', SPENT).budgets).toEqual(
		['income_total initial 90', 'spending_total initial 90', 'spending_basic initial 60']
	);
	expect(read('一、收支情况', '（一）预算情况', text, '（二）决算情况', SPENT).budgets).toEqual([]);
});

test.each([
	'（二）项目支出',
	'二、“三公”经费情况',
	'2、公用经费',
	'1.防汛经费',
	'（二）信息化建设'
])('amounts without a name below %s are not the whole', (heading) => {
	const text = '2022年年初预算90万元，全年实际支出80万元。';
	const { filings } = recogniseBlocks([TITLE, '一、支出情况', SPENT, heading, text]);
	expect(filings.flatMap((filing) => filing.budgets)).toEqual([]);
	expect(filings[0]?.figures.spending_total.value).toBeNull();
});

const TABLE = [
	['项目', '年初预算数', '决算数'],
	['基本支出', '60', '50'],
	['项目支出', '30', '20']
];

test('tables hold where they state a budget too, and the text adds what they do not state', () => {
	expect(
		read(TABLE, '基本支出年初预算61万元，项目支出年初预算30万元，公用经费年初预算9万元。')
	).toEqual({
		budgets: [
			'spending_basic initial 60',
			'spending_project initial 30',
			'spending_operating initial 9'
		],
		left: ['61万元']
	});
});

test('a text of budgets alone is no report of what was spent', () => {
	expect(read('2022年年初预算90万元。')).toEqual({ budgets: [], left: ['90万元'] });
});

test.each([
	'二、上年年初预算情况',
	'二、2021年年初预算情况',
	'二、局机关年初预算情况',
	'二、下属事业单位预算情况',
	'二、全市水务系统年初预算情况',
	'二、水土保持年初预算情况'
])('no budget below %s is of the department and of the year', (heading) => {
	const text = '收入预算90万元，支出预算90万元。';
	expect(read('一、决算情况', SPENT, heading, text)).toEqual({
		budgets: [],
		left: ['90万元', '90万元']
	});
});

test.each(['二、上年收支情况', '二、2021年收支情况', '二、局机关'])(
	'what was spent below %s is not of the department and of the year',
	(heading) => {
		for (const between of [[], ['（一）支出情况']]) {
			const blocks = [TITLE, '一、决算情况', SPENT, heading, ...between, '支出合计90万元。'];
			const [filing] = recogniseBlocks(blocks).filings;
			expect(filing?.figures.spending_total.value).toBeNull();
		}
	}
);

test('what is said of the year below the heading of another one is of the year', () => {
	const blocks = [TITLE, '一、2021年收支情况', '2022年支出合计90万元。'];
	expect(recogniseBlocks(blocks).filings[0]?.figures.spending_total.value).toBe(90_000_000);
});

test('what was spent behind all parts of a budget is not what was spent on the last of them', () => {
	const text = '年初预算90万元，其中基本支出60万元、项目支出30万元，全年实际支出80万元。';
	const [filing] = recogniseBlocks([TITLE, SPENT, text]).filings;
	expect(filing?.figures.spending_project.value).toBeNull();
});
