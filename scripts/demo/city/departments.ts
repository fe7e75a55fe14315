/** This module lists the departments of the made-up 示例市, with their size and their successors. */
import type { DEPARTMENT_KINDS } from '#lib/catalogue/departments.ts';

export const AREA = { code: '999900', name: '示例市' } as const;
export const FIRST_YEAR = 2017;
export const LAST_YEAR = 2023;

export type DepartmentKind = (typeof DEPARTMENT_KINDS)[number];

/** Properties set a department apart from others of its kind. */
interface Properties {
	/** The department reports from and until these fiscal years. */
	from?: number;
	until?: number;
	successor?: string;
	/** These shares of the income without carry-over come from 政府基金, 非税专户 and other sources. */
	fund?: number;
	nontax?: number;
	other?: number;
	/** The department spends this much on 因公出国 in a usual year, in 万元. */
	abroad?: number;
	/** These shares of the fixed assets are let, and neither used nor let. */
	leased?: number;
	unused?: number;
	/** The department reports its amounts in 元 instead of 万元. */
	yuan?: boolean;
	/** The department's work grew in the year of the epidemic. */
	health?: boolean;
	aliases?: readonly string[];
}

export interface DemoDepartment extends Properties {
	code: string;
	name: string;
	kind: DepartmentKind;
	/** This division of the finance bureau is responsible for the department (归口业务科室). */
	division: string;
	/** This is 人员编制 in the first year. */
	quota: number;
	/** This is 项目支出 in 2017, in 万元. */
	project: number;
}

/** Returns the unit in which the department states its amounts. */
export function unitOf({ yuan }: DemoDepartment): '元' | '万元' {
	return yuan ? '元' : '万元';
}

function department(
	code: string,
	name: string,
	kind: DepartmentKind,
	division: string,
	quota: number,
	project: number,
	properties: Properties = {}
): DemoDepartment {
	return { code, name, kind, division, quota, project, ...properties };
}

export const DEPARTMENTS: readonly DemoDepartment[] = [
	department('101', '示例市委办公室', '党委部门', '行政政法科', 86, 1900, { abroad: 6 }),
	department('102', '示例市纪律检查委员会', '党委部门', '行政政法科', 128, 2600, {
		aliases: ['示例市纪委', '市纪委监委机关']
	}),
	department('103', '示例市委组织部', '党委部门', '行政政法科', 62, 3100),
	department('104', '示例市委宣传部', '党委部门', '教科文科', 48, 4200),
	department('105', '示例市委统一战线工作部', '党委部门', '行政政法科', 26, 460, {
		aliases: ['示例市委统战部']
	}),
	department('106', '示例市委政法委员会', '党委部门', '行政政法科', 34, 1500),
	department('107', '示例市委机构编制委员会办公室', '党委部门', '行政政法科', 22, 120, {
		aliases: ['示例市委编办']
	}),
	department('108', '示例市直属机关工作委员会', '党委部门', '行政政法科', 16, 90),
	department('109', '示例市委巡察工作领导小组办公室', '党委部门', '行政政法科', 24, 380, {
		aliases: ['示例市委巡察办']
	}),

	department('201', '示例市人民政府办公室', '综合管理部门', '行政政法科', 104, 5200, {
		abroad: 28
	}),
	department('202', '示例市发展和改革委员会', '综合管理部门', '经济建设科', 78, 3600, {
		abroad: 9,
		aliases: ['示例市发改委']
	}),
	department('203', '示例市财政局', '综合管理部门', '综合科', 142, 6800),
	department('204', '示例市审计局', '综合管理部门', '综合科', 61, 950),
	department('205', '示例市统计局', '综合管理部门', '综合科', 44, 1300),
	department('206', '示例市人力资源和社会保障局', '综合管理部门', '社会保障科', 118, 21_000, {
		nontax: 0.02,
		aliases: ['示例市人社局']
	}),
	department('207', '示例市国有资产监督管理委员会', '综合管理部门', '企业科', 38, 2400, {
		leased: 0.05,
		aliases: ['示例市国资委']
	}),
	department('208', '示例市市场监督管理局', '综合管理部门', '行政政法科', 236, 5400, {
		nontax: 0.03,
		aliases: ['市市场监管局']
	}),
	department('209', '示例市应急管理局', '综合管理部门', '经济建设科', 68, 4100),

	department('301', '示例市住房和城乡建设局', '经济建设部门', '经济建设科', 165, 86_000, {
		fund: 0.36,
		aliases: ['示例市住建局']
	}),
	department('302', '示例市交通运输局', '经济建设部门', '经济建设科', 212, 118_000, {
		fund: 0.14,
		other: 0.02,
		aliases: ['示例市交通局']
	}),
	department('303', '示例市自然资源和规划局', '经济建设部门', '经济建设科', 188, 64_000, {
		fund: 0.42,
		aliases: ['示例市自规局']
	}),
	department('305', '示例市水利局', '经济建设部门', '农业农村科', 96, 43_000, { fund: 0.18 }),
	department('306', '示例市农业农村局', '经济建设部门', '农业农村科', 158, 26_000),
	department('307', '示例市工业和信息化局', '经济建设部门', '企业科', 58, 12_500, {
		aliases: ['示例市工信局']
	}),
	department('308', '示例市城市管理和综合执法局', '经济建设部门', '经济建设科', 284, 52_000, {
		fund: 0.2,
		nontax: 0.02,
		aliases: ['示例市城管局']
	}),
	department('310', '示例市商务局', '经济建设部门', '企业科', 42, 4300, {
		until: 2018,
		successor: '312',
		abroad: 16
	}),
	department('311', '示例市粮食局', '经济建设部门', '企业科', 31, 2600, {
		until: 2018,
		successor: '312'
	}),
	department('312', '示例市商务粮食局', '经济建设部门', '企业科', 70, 7200, {
		from: 2019,
		abroad: 15
	}),
	department('313', '示例市扶贫开发办公室', '经济建设部门', '农业农村科', 26, 5400, {
		until: 2020,
		successor: '314',
		aliases: ['示例市扶贫办']
	}),
	department('314', '示例市乡村振兴局', '经济建设部门', '农业农村科', 26, 5400, { from: 2021 }),

	department('401', '示例市教育局', '社会事业部门', '教科文科', 92, 72_000, { nontax: 0.06 }),
	department('402', '示例市卫生健康委员会', '社会事业部门', '社会保障科', 110, 58_000, {
		health: true,
		aliases: ['示例市卫健委']
	}),
	department('403', '示例市民政局', '社会事业部门', '社会保障科', 66, 16_800, { fund: 0.09 }),
	department('404', '示例市文化旅游广电局', '社会事业部门', '教科文科', 84, 9300, { abroad: 4 }),
	department('405', '示例市体育局', '社会事业部门', '教科文科', 28, 3600, {
		fund: 0.12,
		leased: 0.08
	}),
	department('406', '示例市医疗保障局', '社会事业部门', '社会保障科', 52, 7400, {
		from: 2019,
		aliases: ['示例市医保局']
	}),
	department('407', '示例市退役军人事务局', '社会事业部门', '社会保障科', 36, 5200, { from: 2019 }),
	department('408', '示例市民族宗教事务局', '社会事业部门', '行政政法科', 18, 240),
	department('409', '示例市档案馆', '社会事业部门', '行政政法科', 27, 310),

	department('501', '示例市中级人民法院', '政法单位', '行政政法科', 186, 4800, { nontax: 0.04 }),
	department('502', '示例市人民检察院', '政法单位', '行政政法科', 148, 3600),
	department('503', '示例市公安局', '政法单位', '行政政法科', 1620, 24_500, { nontax: 0.03 }),
	department('504', '示例市司法局', '政法单位', '行政政法科', 64, 1700),
	department('505', '示例市公安局交通警察支队', '政法单位', '行政政法科', 412, 11_800, {
		nontax: 0.12
	}),
	department('506', '示例市强制隔离戒毒所', '政法单位', '行政政法科', 96, 1400, { yuan: true }),
	department('507', '示例市法律援助中心', '政法单位', '行政政法科', 15, 210, { yuan: true }),
	department('508', '示例市仲裁委员会办公室', '政法单位', '行政政法科', 17, 260),
	department('509', '示例市公安局特警支队', '政法单位', '行政政法科', 148, 2300),
	department('510', '示例市公证处', '政法单位', '行政政法科', 24, 160, { nontax: 0.05 }),

	department('601', '示例市总工会', '群团组织', '行政政法科', 46, 1900, {
		other: 0.16,
		leased: 0.03
	}),
	department('602', '共青团示例市委员会', '群团组织', '行政政法科', 22, 420, {
		aliases: ['示例团市委']
	}),
	department('603', '示例市妇女联合会', '群团组织', '行政政法科', 21, 260, {
		aliases: ['示例市妇联']
	}),
	department('604', '示例市科学技术协会', '群团组织', '教科文科', 24, 620, {
		abroad: 2,
		aliases: ['示例市科协']
	}),
	department('605', '示例市文学艺术界联合会', '群团组织', '教科文科', 19, 280, {
		aliases: ['示例市文联']
	}),
	department('606', '示例市残疾人联合会', '群团组织', '社会保障科', 33, 4600, {
		fund: 0.08,
		aliases: ['示例市残联']
	}),
	department('607', '示例市红十字会', '群团组织', '社会保障科', 12, 340, {
		other: 0.1,
		yuan: true,
		health: true
	}),
	department('608', '示例市工商业联合会', '群团组织', '行政政法科', 14, 150, {
		aliases: ['示例市工商联']
	}),
	department('609', '示例市归国华侨联合会', '群团组织', '行政政法科', 8, 45, {
		abroad: 1.6,
		yuan: true,
		aliases: ['示例市侨联']
	}),

	department('701', '示例市第一中学', '学校', '教科文科', 312, 1450, { nontax: 0.18, yuan: true }),
	department('702', '示例市第二中学', '学校', '教科文科', 268, 980, { nontax: 0.16, yuan: true }),
	department('703', '示例市实验小学', '学校', '教科文科', 176, 520, { nontax: 0.1, yuan: true }),
	department('704', '示例市外国语学校', '学校', '教科文科', 224, 860, { nontax: 0.2 }),
	department('705', '示例市特殊教育学校', '学校', '教科文科', 68, 310),
	department('706', '示例市职业技术学院', '学校', '教科文科', 486, 7800, {
		nontax: 0.2,
		leased: 0.015,
		abroad: 5
	}),
	department('707', '示例市技师学院', '学校', '社会保障科', 264, 3900, {
		nontax: 0.22,
		yuan: true
	}),
	department('708', '示例市机关幼儿园', '学校', '教科文科', 58, 190, { nontax: 0.22 }),
	department('709', '示例市第三中学', '学校', '教科文科', 204, 740, { nontax: 0.14 }),

	department('801', '示例市图书馆', '直属事业单位', '教科文科', 42, 380),
	department('802', '示例市博物馆', '直属事业单位', '教科文科', 55, 860, { yuan: true }),
	department('803', '示例市疾病预防控制中心', '直属事业单位', '社会保障科', 118, 2900, {
		health: true,
		nontax: 0.12
	}),
	department('804', '示例市中心血站', '直属事业单位', '社会保障科', 76, 2100, {
		nontax: 0.2,
		yuan: true
	}),
	department('805', '示例市住房公积金管理中心', '直属事业单位', '综合科', 98, 2600),
	department('806', '示例市供销合作社联合社', '直属事业单位', '企业科', 37, 720, {
		leased: 0.05,
		other: 0.05,
		unused: 0.02
	}),
	department('807', '示例市公共资源交易中心', '直属事业单位', '综合科', 49, 1100, { nontax: 0.08 }),
	department('808', '示例市园林绿化中心', '直属事业单位', '经济建设科', 134, 6400, { fund: 0.1 }),
	department('809', '示例市大数据中心', '直属事业单位', '企业科', 33, 3600)
];
