/** Made-up reports that differ from the form in their tables of figures. */
import {
	figure,
	FORM_EXPECTED,
	FORM_FIGURES,
	group,
	INCOME,
	name,
	SPENDING,
	ASSETS,
	THREE_PUBLIC,
	total,
	variant,
	type Printed,
	type Variant
} from './form.ts';

const ALL_ZERO = Object.fromEntries(Object.keys(FORM_FIGURES).map((id) => [id, '0']));
const BLANK = Object.fromEntries(Object.keys(FORM_FIGURES).map((id) => [id, '']));

/** Amounts in 元 of {@link FORM_FIGURES}, with separators. */
const IN_YUAN: Printed = Object.fromEntries(
	Object.entries(FORM_FIGURES).map(([id, text]) => [
		id,
		text === '' ? '' : (Number(text) * 10_000).toLocaleString('en-US', { minimumFractionDigits: 2 })
	])
);

export const FIGURE_VARIANTS: Variant[] = [
	variant('the form as issued', {}),
	variant('separate tables with captions as paragraphs', { layout: 'separate_tables' }),
	variant(
		'a total row, the own office, a sub-unit and an empty placeholder',
		{
			units: [
				total('局机关及二级机构汇总'),
				{
					printed: '1、局机关',
					name: '局机关',
					role: 'headquarters',
					figures: { ...FORM_FIGURES, income_total: '2000' }
				},
				{
					printed: '2、二级机构1',
					name: '二级机构1',
					role: 'subunit',
					figures: { ...ALL_ZERO, income_total: '415.3' }
				},
				{ printed: '3、二级机构2', name: '二级机构2', role: 'placeholder', figures: BLANK }
			]
		},
		{ claims: FORM_EXPECTED.claims.slice(0, 2) }
	),
	variant(
		'the total row last, called 合计',
		{
			units: [
				{
					printed: '局本级',
					name: '局本级',
					role: 'headquarters',
					figures: { ...FORM_FIGURES, spending_total: '1' }
				},
				{ printed: '市防汛服务中心', name: '市防汛服务中心', role: 'subunit', figures: ALL_ZERO },
				total('合  计', FORM_FIGURES, '合计')
			]
		},
		{ claims: FORM_EXPECTED.claims.slice(0, 2) }
	),
	variant('no row called total, but one without a number', {
		units: [
			total('市水务局'),
			{
				printed: '1.机关',
				name: '机关',
				role: 'headquarters',
				figures: { ...FORM_FIGURES, spending_total: '9' }
			},
			{
				printed: '２．河道所',
				name: '河道所',
				role: 'subunit',
				figures: { ...ALL_ZERO, income_other: '3' }
			}
		]
	}),
	variant(
		'amounts in 元, with separators and full-width digits',
		{
			tables: [
				{ ...INCOME, captions: ['年度收入情况（单位：元）'] },
				{ ...SPENDING, captions: ['年度支出和结余情况（元）'] },
				THREE_PUBLIC,
				ASSETS
			],
			units: [
				total('市水务局', {
					...IN_YUAN,
					income_total: '２４，１５３，０００．００',
					balance_current: '（1,949,500.00）'
				})
			]
		},
		{ unit: '元' }
	),
	variant('other wordings of all labels, split labels, columns in another order, extra columns', {
		staff: [['编制人数', '86人', '实有在职人数', '81人', '控制率', '94.19%']],
		tables: [
			{
				captions: ['一、年度收入情况', '金额单位：万元'],
				columns: [
					{ label: '序号' },
					name('单位名称'),
					group(
						'收入',
						figure('一般公共预算\n财政拨款', 'income_fiscal'),
						figure('上年结转和结余', 'income_carried_in'),
						figure('政府性基金预算拨款', 'income_gov_fund'),
						figure('财政专户\n管理资金', 'income_nontax'),
						figure('其他', 'income_other'),
						figure('合计', 'income_total')
					),
					{ label: '备注' }
				]
			},
			{
				captions: ['二、年度支出和结转结余情况（万元）'],
				columns: [
					name('单位名称'),
					group(
						'本年支出',
						figure('合计', 'spending_total'),
						group(
							'基本支出',
							figure('小计', 'spending_basic'),
							figure('人 员 经 费', 'spending_personnel'),
							figure('日常公用经费', 'spending_operating')
						),
						figure('专项支出', 'spending_project')
					),
					group(
						'结转结余',
						figure('本年结转结余', 'balance_current'),
						figure('年末结转和结余', 'balance_cumulative')
					)
				]
			},
			{
				columns: [
					name('单位名称'),
					group(
						'“三公”经费',
						figure('因公出国（境）费', 'three_public_abroad'),
						group(
							'公务用车',
							figure('购置费', 'three_public_vehicle_purchase'),
							figure('运行维护费', 'three_public_vehicle_running')
						),
						figure('公务接待', 'three_public_reception'),
						figure('合计', 'three_public_total')
					)
				]
			},
			{
				columns: [
					name('单位名称'),
					figure('固定资产总额', 'assets_total'),
					figure('其中：在用', 'assets_in_use'),
					figure('出租出借', 'assets_leased'),
					figure('其它', 'assets_other')
				]
			}
		]
	})
];
