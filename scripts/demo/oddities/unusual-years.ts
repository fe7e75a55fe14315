/** In these years staff, spending or assets really were unusual. */
import type { Oddity } from './oddity.ts';
import { change, fails, warns } from './oddity.ts';

export const STAFF: readonly Oddity[] = [
	{
		code: '505',
		year: 2022,
		what: '实有438人，编制412人，超编26人（已按标准扣分）',
		findings: [...fails(2022, 'staff_over_quota'), ...fails(2023, 'staff_over_quota')],
		measures: ['staffing_rate'],
		events: { 2022: { staff: 438 }, 2023: { staff: 430 } }
	},
	{
		code: '608',
		year: 2021,
		what: '实有16人，编制14人，超编2人，控制率仍自评满分5分',
		findings: fails(2021, 'staff_over_quota', 'recompute_staffing'),
		measures: ['staffing_rate'],
		events: { 2021: { staff: 16 }, 2022: { staff: 14 } },
		sheet: (sheet) => change(sheet, '财政供养人员控制率', 500, '')
	},
	{
		code: '602',
		year: 2019,
		what: '实有30人，编制22人，超编8人（已按标准扣分）',
		findings: fails(2019, 'staff_over_quota'),
		measures: ['staffing_rate'],
		events: { 2019: { staff: 30 }, 2020: { staff: 21 } }
	},
	{
		code: '809',
		year: 2021,
		what: '人员编制由33名增至61名',
		findings: warns(2021, 'staff_quota_jump'),
		events: { 2021: { quota: 61, staff: 55 } }
	}
];

export const SPENDING: readonly Oddity[] = [
	{
		code: '101',
		year: 2019,
		what: '公务接待费比常年多一倍半',
		findings: [],
		measures: ['three_public_reception', 'three_public_without_purchase'],
		events: { 2019: { reception: 2.5, cars_bought: 0 } }
	},
	{
		code: '807',
		year: 2023,
		what: '公车运维费为常年三倍，未购车',
		findings: [],
		measures: ['three_public_without_purchase'],
		events: { 2023: { running: 3, cars_bought: 0 }, 2022: { cars_bought: 0 } }
	},
	{
		code: '209',
		year: 2022,
		what: '一次更新公务用车三台，三公经费合计大增，不含购置则平稳',
		findings: [],
		measures: ['three_public_total'],
		events: { 2022: { cars_bought: 3 }, 2021: { cars_bought: 0 } }
	},
	{
		code: '109',
		year: 2022,
		what: '人均公用支出为同类的四倍',
		findings: [],
		measures: ['operating_per_head', 'operating_share'],
		events: { 2022: { operating: 4.2 } }
	},
	{
		code: '403',
		year: 2021,
		what: '项目支出骤减六成，支出合计随之大减',
		findings: [],
		measures: ['spending_total', 'income_fiscal'],
		events: { 2021: { project: 0.38 } }
	},
	{
		code: '402',
		year: 2022,
		what: '固定资产34%闲置，利用率偏低（次年同）',
		findings: [],
		measures: ['asset_utilisation'],
		events: { 2022: { unused: 0.34 } }
	},
	{
		code: '802',
		year: 2022,
		what: '新馆入账，固定资产增至2.4倍',
		findings: warns(2022, 'asset_continuity'),
		events: { 2022: { assets: 2.4 } }
	}
];
