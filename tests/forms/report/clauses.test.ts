/** An amount of a text is the department's own only where every word up to it is understood. */
import { expect, test } from 'vitest';
import { ownAmounts } from '#lib/forms/report/narrative/clauses.ts';
import { ownerOf } from '#lib/forms/report/narrative/owner.ts';

const OWNER = ownerOf(['岳北市水务局'], 2022);

test.each<[string, string[]]>([
	// Whose it is.
	['我局支出合计900万元。', ['spending_total 900万元']],
	['岳北市水务局2022年支出合计900万元。', ['spending_total 900万元']],
	['全系统三公经费支出25万元，其中局机关三公经费12万元。', []],
	['受局委托，甲水厂承担运行管护，全年支出合计320万元。', []],
	['局机关及下属单位支出合计900万元。', ['spending_total 900万元']],
	['预算单位甲：基本支出200万元，项目支出100万元。', []],
	['核定编制8名，甲讲解队支出合计15万元。', ['staff_quota 8名']],
	['根据部门决算报表，2022年支出合计15万元。', ['spending_total 15万元']],
	['我局无因公出国（境）支出；公务接待费15万元。', ['three_public_reception 15万元']],
	['市水务局及下属单位编制总数为40名。', ['staff_quota 40名']],
	['我局及下属单位分别支出90万元、20万元。', []],
	// Of which year, and of how much of it.
	['由2021年的10万元，下降到2022年的8万元。', []],
	['“三公”经费由2021年的10万元，下降到2022年的8万元。', ['three_public_total 8万元']],
	['固定资产总额从年初的900万元增至年末的1000万元。', ['assets_total 1000万元']],
	['公用经费同比下降到90万元。', ['spending_operating 90万元']],
	['2021年度我局支出合计1100万元，其中基本支出700万元；项目支出400万元。', []],
	['三年累计支出合计3500万元，其中项目支出1200万元。', []],
	['2022年1-12月，我局支出合计900万元。', ['spending_total 900万元']],
	['2021年全年支出合计90万元。', []],
	['2021年收入合计90万元。支出合计80万元，其中基本支出50万元。全年项目支出30万元。', []],
	['2021年年初预算90万元。实际支出80万元。', []],
	['2021年年初预算90万元，全年实际支出80万元。', []],
	['2021年支出合计90万元。本年支出合计80万元。', ['spending_total 80万元']],
	['2021年支出合计90万元。2022年支出合计80万元。', ['spending_total 80万元']],
	['上年年初预算90万元。实际支出80万元。', []],
	['1至6月预算90万元。实际支出80万元。', []],
	['1至6月支出合计90万元。全年支出合计180万元。', ['spending_total 180万元']],
	['上年结转10万元。全年收入合计90万元。', ['income_carried_in 10万元', 'income_total 90万元']],
	['2021年本年收入、支出分别为90万元、80万元。', []],
	['2022年全年支出合计90万元。', ['spending_total 90万元']],
	['2021年、2022年公用经费分别为90万元、80万元。', ['spending_operating 80万元']],
	['较2021年末结余30万元有所增加，2022年末结余40万元。', ['balance_cumulative 40万元']],
	['公务接待费：2022年支出5万元，2021年支出6万元。', ['three_public_reception 5万元']],
	// What a sentence says of whom, of which budget and which year holds behind it until the text says otherwise.
	['下属水厂支出90万元，其中人员经费50万元。基本支出50万元。三公经费3万元。', []],
	['下属水厂支出90万元。运行良好。基本支出50万元。', []],
	['下属水厂支出90万元。我局基本支出50万元。', ['spending_basic 50万元']],
	['下属水厂支出合计90万元。部门支出合计180万元。', ['spending_total 180万元']],
	['下属水厂支出90万元。编制8名。', ['staff_quota 8名']],
	[
		'局机关支出合计60万元，下属水厂支出合计30万元。支出合计90万元，其中基本支出50万元。',
		['spending_total 90万元', 'spending_basic 50万元']
	],
	['局机关支出合计60万元，下属水厂支出合计30万元。支出合计91万元。', []],
	['防汛工程支出90万元。人员经费5万元。', []],
	['面对洪涝灾害，全年支出90万元。人员经费5万元。', ['spending_personnel 5万元']],
	['招商引资120亿元。人员经费5万元。', ['spending_personnel 5万元']],
	['年初预算90万元。基本支出50万元，项目支出40万元。', ['spending_total initial 90万元']],
	[
		'年初预算90万元。支出合计80万元，其中基本支出50万元。',
		['spending_total initial 90万元', 'spending_total 80万元', 'spending_basic 50万元']
	],
	// Bare words for all income and spending are those of all where they stand as a pair, or with their parts.
	['2022年收入90万元；支出80万元。', ['income_total 90万元', 'spending_total 80万元']],
	['2021年收入90万元；支出80万元。', []],
	['2022年水厂收入90万元，支出80万元。', []],
	[
		'2022年收入90万元；支出80万元。其中财政拨款收入70万元，其他收入20万元。',
		['income_total 90万元', 'spending_total 80万元', 'income_fiscal 70万元', 'income_other 20万元']
	],
	[
		'全年到位资金90万元，到位率100%。其中财政拨款70万元，上年结转20万元。',
		['income_total 90万元', 'income_fiscal 70万元', 'income_carried_in 20万元']
	],
	[
		'全年共支出90万元：工资福利支出50万元，资本性支出40万元。其中基本支出60万元，项目支出30万元。',
		['spending_total 90万元', 'spending_basic 60万元', 'spending_project 30万元']
	],
	[
		'支出合计90万元：基本支出50万元，项目支出40万元。其中人员经费20万元，公用经费20万元。',
		['spending_total 90万元', 'spending_basic 50万元', 'spending_project 40万元']
	],
	// What was budgeted is named again, and no budget beside it.
	[
		'年初预算支出总额90万元，全年支出总额80万元。',
		['spending_total initial 90万元', 'spending_total 80万元']
	],
	['预算收入90万元，决算收入80万元。', ['income_total 80万元']],
	[
		'年初预算收入90万元；预算支出90万元，其中基本支出60万元。',
		[
			'income_total initial 90万元',
			'spending_total initial 90万元',
			'spending_basic initial 60万元'
		]
	],
	['年初安排90万元。', []],
	// The words of the accounts for 基本支出 and 项目支出.
	[
		'用于保障机构正常运转的日常支出90万元，包括基本工资、津贴补贴等人员经费80万元；办公费等公用经费10万元。',
		['spending_basic 90万元', 'spending_personnel 80万元', 'spending_operating 10万元']
	],
	['用于保障机构为完成特定工作任务的专项业务支出90万元。', ['spending_project 90万元']],
	// Sums of items and parts of staff.
	[
		'公务接待费8万元；公务用车运行维护费9万元。合计17万元。',
		[
			'three_public_reception 8万元',
			'three_public_vehicle_running 9万元',
			'three_public_total 17万元'
		]
	],
	['公务接待费8万元；会议费9万元。合计17万元。', ['three_public_reception 8万元']],
	['编制48人（行政18，事业30）。', ['staff_quota 48人']],
	// In words, and nought.
	['支出合计一千一百四十六万元。', ['spending_total 一千一百四十六万元']],
	['支出合计壹佰万元整（1,000,000元）。', ['spending_total 壹佰万元整']],
	['支出合计壹佰万元整（90万元）。', []],
	['支出合计一百二十余万元。', []],
	[
		'因公出国（境）费为0，公务接待费1万元。',
		['three_public_abroad 0', 'three_public_reception 1万元']
	],
	[
		'三公经费支出9万元，全部为公务接待费，年初预算10万元。',
		['three_public_total 9万元', 'three_public_reception 9万元']
	],
	[
		'三公经费支出9万元，为预算10万元的90%。其中公务接待费9万元。',
		['three_public_total 9万元', 'three_public_reception 9万元']
	],
	['全年追加科技专项90万元，调整后预算99万元。', ['spending_total adjusted 99万元']],
	['三公经费。其中项目支出5万元，实际支出4万元。', []],
	// Which of two amounts was spent.
	['基本支出60万元，支出58万元，项目支出30万元，支出28万元。', []],
	['项目支出5万元，实际支出90万元。', []],
	['项目支出5万元，实际支出4万元。', ['spending_project 4万元']],
	[
		'人员经费6万元、公用经费5万元，实际支出4万元。',
		['spending_personnel 6万元', 'spending_operating 5万元']
	],
	// Of each of a list.
	[
		'公务用车购置费、公务接待费均为0元。',
		['three_public_vehicle_purchase 0元', 'three_public_reception 0元']
	],
	['基本支出790万元，经审定780万元，核销10万元。', []],
	['结转结余：年初结转12.4万元。', ['income_carried_in 12.4万元']],
	// Digits in groups.
	['基本支出1 280.00万元。', ['spending_basic 1 280.00万元']],
	['基本支出 120 130 140万元。', []],
	['基本支出 3 280.00元。', []],
	// What it is: planned, rough, corrected, assumed.
	['年初下达基本支出700万元，项目支出280万元。', []],
	[
		'年初预算数为900万元，实际支出880万元。',
		['spending_total initial 900万元', 'spending_total 880万元']
	],
	['“三公”经费近5万元，实际列支4.86万元。', ['three_public_total 4.86万元']],
	['基本支出790万元，更正为780万元。', []],
	['基本支出790万元（不含下属单位）。', []],
	['经审计核减后，项目支出为380万元。', []],
	['如剔除疫情防控经费，基本支出为760万元。', []],
	['严格控制“三公”经费支出，全年实际支出11.20万元。', ['three_public_total 11.20万元']],
	['压减“三公”经费支出，全年实际支出11.20万元。', []],
	['加强项目支出管理，全年实际支出900万元。', []],
	// Of what it is a part.
	['用于农技推广200万元（其中人员经费支出15万元）。', []],
	['项目支出300万元，其中：人员经费30万元；公用经费20万元。', ['spending_project 300万元']],
	['教育支出90万元，其中：基本支出60万元；项目支出30万元。', []],
	['基本支出与项目支出两项合计2000万元。', []],
	['财政拨款支出1000万元，其中：基本支出600万元。', []],
	[
		'基本支出和项目支出分别为60万元和30万元。',
		['spending_basic 60万元', 'spending_project 30万元']
	],
	// What was received was not spent.
	['全年完成收入90万元。', []],
	['全年完成收入90万元、支出80万元。', ['income_total 90万元', 'spending_total 80万元']],
	['实际收入90万元，实际支出80万元。', ['income_total 90万元', 'spending_total 80万元']],
	[
		'三公经费实际支出8万元，预算9万元。其中公务接待费2万元，公务用车运行维护费6万元。',
		[
			'three_public_total 8万元',
			'three_public_reception 2万元',
			'three_public_vehicle_running 6万元'
		]
	],
	[
		'三公经费实际支出8万元，预算9万元。其中公务接待费3万元，公务用车运行维护费6万元。',
		['three_public_total 8万元']
	],
	// More or fewer amounts than names.
	['项目支出分别为30万元和20万元。', []],
	['项目支出分别为30万元（占60%）和20万元，三公经费5万元。', ['three_public_total 5万元']],
	['基本支出和项目支出分别为60万元、30万元、10万元。', []],
	['基本支出、公用支出和项目支出分别为60万元和30万元。', []],
	['本年收入、支出分别为90万元、80万元。', ['income_total 90万元', 'spending_total 80万元']],
	['我局收入支出均为90万元。', ['income_total 90万元', 'spending_total 90万元']],
	['收入总计90万元，其中本年收入80万元。', ['income_total 90万元']],
	[
		'本年财政拨款收入90万元，本年支出80万元，其中基本支出50万元。',
		['income_fiscal 90万元', 'spending_total 80万元', 'spending_basic 50万元']
	],
	['本年财政拨款收入90万元，本年支出80万元。', ['income_fiscal 90万元']],
	[
		'支出合计90万元，其中基本支出90万元，结转下年3万元。',
		['spending_total 90万元', 'spending_basic 90万元', 'balance_cumulative 3万元']
	],
	['项目支出90万元，结转下年3万元。', ['spending_project 90万元']],
	[
		'公务用车购置及运行费9万元，其中购置公务用车费5万元、公务用车运行费4万元；公务接待费1万元。',
		[
			'three_public_vehicle_purchase 5万元',
			'three_public_vehicle_running 4万元',
			'three_public_reception 1万元'
		]
	],
	[
		'行政编制16名、事业编制24名，共40名。',
		['staff_quota 16名', 'staff_quota 24名', 'staff_quota 40名']
	],
	['行政编制16名、事业编制24名，共42名。', ['staff_quota 16名', 'staff_quota 24名']],
	['固定资产90万元，累计折旧30万元。', ['assets_total 90万元']],
	['新增固定资产90万元。', []],
	['我局为市政府组成部门，核定编制28名。', ['staff_quota 28名']],
	['我局总编制1,028名，现有在编人员1,012人。', ['staff_quota 1,028名', 'staff_actual 1,012人']],
	['教职工编制28名，在岗在编27人，缺编1人。', ['staff_quota 28名', 'staff_actual 27人']],
	[
		'2022年初预算项目经费20万元，决算项目经费10万元，决算支出合计50万元。',
		['spending_project initial 20万元', 'spending_project 10万元', 'spending_total 50万元']
	],
	[
		'全年经费支出50万元，其中人员经费30万元、公用经费10万元、项目经费10万元。',
		[
			'spending_total 50万元',
			'spending_personnel 30万元',
			'spending_operating 10万元',
			'spending_project 10万元'
		]
	],
	['项目支出90万元，涉及项目6个。', ['spending_project 90万元']],
	// Parts that make up an amount tell whose it is.
	[
		'2022年收入90万元，其中财政拨款80万元、上年结转10万元。',
		['income_total 90万元', 'income_fiscal 80万元', 'income_carried_in 10万元']
	],
	['2022年收入90万元，其中财政拨款80万元、上年结转5万元。', ['income_carried_in 5万元']],
	['编制35人（行政20，事业15），实有30人（行政18，事业11）。', ['staff_quota 35人']],
	[
		'支出合计90万元，其中本级60万元，甲中心30万元。按性质划分，基本支出70万元，项目支出20万元。',
		['spending_total 90万元', 'spending_basic 70万元', 'spending_project 20万元']
	],
	['支出合计90万元，其中本级60万元。按性质划分，基本支出50万元。', ['spending_total 90万元']],
	[
		'局机关编制20名，下属单位编制10名，编制总数30名；实有在职28名。',
		['staff_quota 30名', 'staff_actual 28名']
	],
	[
		'本年收入90万元，其中一般公共预算拨款80万元、其他收入10万元。',
		['income_fiscal 80万元', 'income_other 10万元']
	],
	['基本支出90万元（更正为80万元，另10万元列入项目）。', []],
	['局机关编制20名，离退休10名，编制总数30名。', []],
	['本年支出90万元，其中公共财政拨款80万元、其他收入10万元。', ['spending_total 90万元']],
	[
		'固定资产合计90万元，其中在用80万元，待报废10万元。',
		['assets_total 90万元', 'assets_in_use 80万元']
	],
	['固定资产合计90万元，其中在用80万元，更正为70万元。', ['assets_total 90万元']],
	['固定资产合计90万元，其中在用60万元，应为30万元。', ['assets_total 90万元']],
	['按支出类型划分：基本支出全年预算数9万元。', ['spending_basic adjusted 9万元']],
	['非税收入拨款9万元、其他收入8万元。', ['income_nontax 9万元', 'income_other 8万元']],
	// People are counted beside posts.
	['编制16人，实际15人。', ['staff_quota 16人', 'staff_actual 15人']],
	['行政编制16人，实际15人；事业编制10人，实际9人。', ['staff_quota 16人', 'staff_quota 10人']],
	['实际使用编制15人。', []],
	// Of which budget an amount became of is said, or it is of none.
	['公务接待费预算2万元、支出1万元。', ['three_public_reception 1万元']],
	['基本支出预算60万元、项目支出预算30万元，实际支出80万元。', []],
	['年初预算收入90万元，支出80万元。', ['income_total initial 90万元']],
	['上年结转资金全年预算10万元，本年全年预算90万元。', []],
	[
		'全年预算数100万元。其中：上年结转资金全年预算10万元，本年全年预算90万元。',
		['spending_total adjusted 100万元']
	],
	[
		'三公经费年初预算9万元，实际支出8万元。其中：公务接待费预算2万元，实际支出1万元。',
		[
			'three_public_total initial 9万元',
			'three_public_total 8万元',
			'three_public_reception initial 2万元',
			'three_public_reception 1万元'
		]
	],
	// A name that is a sentence of its own, and nothing spent on it.
	[
		'（四）三公经费。年初预算9万元，决算支出8万元。',
		['three_public_total initial 9万元', 'three_public_total 8万元']
	],
	['（四）三公经费。支出合计90万元。', ['spending_total 90万元']],
	['三公经费支出情况。全年支出90万元，其中基本支出60万元，项目支出30万元。', []],
	['公务接待费：无。实际支出90万元。', []],
	['因公出国（境）费用。未安排。全年支出90万元。', []],
	['因公出国（境）费用。全年支出9万元。', ['three_public_abroad 9万元']],
	['三公经费支出8万元，其中基本支出安排8万元。', ['three_public_total 8万元']],
	['（四）三公经费。2022年部门年初预算900万元，实际支出880万元。', []],
	[
		'因公出国（境）经费零支出，公务接待费1万元。',
		['three_public_abroad 零支出', 'three_public_reception 1万元']
	],
	[
		'因公出国费、公务用车购置费均为零，年末结转结余为零。',
		['three_public_abroad 零', 'three_public_vehicle_purchase 零', 'balance_cumulative 零']
	],
	[
		'支出合计1300.50（含上年结转100.00）万元，其中基本支出300.50万元。',
		['spending_total 1300.50（含上年结转100.00）万元', 'spending_basic 300.50万元']
	],
	[
		'县财政局批复我局2022年部门预算90万元。实际支出80万元。',
		['spending_total initial 90万元', 'spending_total 80万元']
	],
	['三公经费超支为零。公务接待费节约为5万元。', []],
	['批复2022年部门预算90万元。', ['spending_total initial 90万元']],
	['批复2022年部门预算，调整后90万元。', ['spending_total adjusted 90万元']],
	['批复2022年全年预算90万元。', ['spending_total adjusted 90万元']],
	// What stands behind a part may be of that.
	['（二）项目支出情况。2022年实际支出90万元。', []],
	['“三公”经费实际支出8万元。年初预算10万元。', ['three_public_total 8万元']],
	['全年实际支出90万元用于老旧小区改造。', []],
	// Behind a stop, and with more said of it in brackets.
	[
		'三公经费年初预算9万元，调整后预算8万元；实际支出7万元。',
		[
			'three_public_total initial 9万元',
			'three_public_total adjusted 8万元',
			'three_public_total 7万元'
		]
	],
	[
		'年初预算9万元，其中基本支出8万元；实际支出7万元。',
		['spending_total initial 9万元', 'spending_basic initial 8万元']
	],
	[
		'支出合计9万元（年初预算8万元），其中基本支出7万元。',
		['spending_total 9万元', 'spending_total initial 8万元', 'spending_basic 7万元']
	]
])('%s', (text, expected) => {
	const read = ownAmounts(text, OWNER).map(
		({ measure, basis, start, end, isRough }) =>
			`${measure}${basis === 'actual' ? '' : basis.replace('budget_', ' ')} ${text.slice(start, end)}${isRough ? '~' : ''}`
	);
	expect(read).toEqual(expected);
});
