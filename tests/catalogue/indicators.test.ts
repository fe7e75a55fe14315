import { expect, test } from 'vitest';
import type { Figure } from '#lib/filing/filing.ts';
import { recogniseIndicator, verifiability, verifiablePoints } from '#lib/catalogue/indicators.ts';

function weight(points: number | null): Figure {
	return points === null
		? { value: null, missing: 'blank', printed: '', place: null }
		: { value: points * 100, missing: null, printed: String(points), place: null };
}

function line(name: string, points: number | null, criterion = '', group: number | null = null) {
	return { path: ['过程', '', name], criterion, weight: weight(points), weight_group: group };
}

const STAFFING = '以100%为标准。在职人员控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。';
const BALANCE = '无结余，3分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分。';

test.each([
	[['投入', '预算配置', '财政供养人员控制率'], 'staffing_rate'],
	[['投入', '预算配置', '“三公经费”\n变动率'], 'three_public_change'],
	[['过程', '预算执行', '“三公经费”控制率'], 'three_public_control'],
	[['过程', '预算管理', '管理制度\n健全性'], 'budget_rules'],
	[['过程', '资产管理', '管理制度健全性'], 'asset_rules'],
	[['过程', '其他', '管理制度健全性'], undefined],
	[['产出', '职责履行', '集装箱吞吐量'], undefined],
	[[], undefined]
])('%j is %s', (path, id) => {
	expect(recogniseIndicator(path)?.id).toBe(id);
});

test.each([
	[line('财政供养人员控制率', 5, STAFFING), 'this_report', '按实有人数与人员编制复算'],
	[line('财政供养人员控制率', 8, STAFFING), 'no', '评分标准写明满分5分，分值为8分，两者不一致'],
	[line('财政供养人员控制率', 5, '酌情打分'), 'no', '评分标准的写法无法换算成规则'],
	[
		line('财政供养人员控制率', 5),
		'this_report',
		'按实有人数与人员编制复算；评分表未附评分标准，按通用评分标准'
	],
	[line('财政供养人员控制率', 8), 'no', '未附评分标准'],
	[line('固定资产利用率', 4), 'no', '未附评分标准'],
	[line('财政供养人员控制率', null, STAFFING), 'no', '分值未填或无法识读'],
	[line('财政供养人员控制率', 5, STAFFING, 1), 'no', '分值与其他指标合并，无法单独复算'],
	[line('资金结余', 3, BALANCE), 'this_report', '按累计结余与上年结转复算'],
	[line('资金结余', 6, BALANCE), 'no', '评分标准写明满分3分，分值为6分，两者不一致'],
	[
		line('固定资产利用率', 4, '每低于100%一个百分点扣0.1分'),
		'this_report',
		'按在用固定资产与固定资产合计复算'
	],
	[
		line('三公经费变动率', 8, '每超过一个百分点扣0.5分'),
		'with_previous',
		'按本年与上年三公经费决算数复算，需要上年报告'
	],
	[line('服务对象满意度', 5), 'evidence', '只有报告写明满意率时才能核对'],
	[line('预算调整率', 3), 'no', '须剔除政策性追加等不计入的调整，报告中没有明细'],
	[line('集装箱吞吐量', 5), 'no', '产出和效益指标，需要考核结果等外部资料']
])('%j', (item, checkable, reason) => {
	expect(verifiability(item)).toMatchObject({ checkable, reason });
});

test('the points that can be verified are counted from the sheet', () => {
	const items = [
		line('财政供养人员控制率', 5, STAFFING),
		line('“三公经费”变动率', 5, '≦0,计5分；每超过一个百分点扣0.5分'),
		line('资金结余', 3, BALANCE),
		line('固定资产利用率', 3, '每低于100%一个百分点扣0.1分，扣完为止。'),
		line('经济效益', 15, '共性要素', 1),
		line('社会效益', null, '共性要素', 1),
		line('其他', 69)
	];
	expect(verifiablePoints(items)).toEqual({
		this_report: 1100,
		with_previous: 1600,
		with_budget: 1600,
		total: 10000
	});
});
