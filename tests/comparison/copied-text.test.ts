import { expect, test } from 'vitest';
import { findCopied } from '#lib/comparison/copied-text.ts';

const OWN =
	'一是年初预算编制不够细致，个别专项在年中追加较多，影响了资金支付的均衡性；二是绩效指标量化程度不足，产出数量指标与年度任务衔接不紧；三是固定资产盘点后账实更正不及时，办公家具处置手续办理周期偏长；四是对下属单位的业务指导频次偏少，基层反映的问题没有建立销号清单。';
const OTHER =
	'受疫情影响，口岸通关业务量下降明显，部分对外交流活动推迟到次年举行，相关经费形成结转；信息化平台运行维护合同签订较晚，第四季度集中付款；工作人员流动频繁，新进人员对项目支出绩效管理要求掌握不够，自评材料多次返工；公务用车老旧，维修费用上升较快。';
const TEMPLATE =
	'本部分应当说明部门整体支出绩效目标完成情况、预算执行情况、内部管理制度建设情况以及其他需要说明的情况，数据应与决算报表一致，并附相关证明材料和佐证依据，由单位负责人签字并加盖公章后报送财政部门审核，逾期不报的按照未开展绩效自评处理。';

const rewrite = (text: string, every: number) =>
	text.replace(/[^；。]+[；。]/g, (sentence, at: number) =>
		Math.floor(at / 30) % every === 0 ? `另有${[...sentence].reverse().join('')}` : sentence
	);

test.each([
	['the same text', OWN, OWN, true],
	['other figures, names and blanks', OWN.replace('一是', '一是2021年 '), `${OWN}共3项。`, true],
	['the text within a longer one', OWN, `${OTHER}${OWN}`, true],
	['texts of their own', OWN, OTHER, false],
	['every other sentence rewritten', OWN, rewrite(OWN, 2), false],
	[
		'too short to say anything',
		'预算编制不够细致，绩效指标量化不足。',
		'预算编制不够细致，绩效指标量化不足。',
		false
	],
	['nothing', '', '', false]
])('%s', (_, a, b, isCopied) => {
	const pairs = findCopied([
		{ owner: 1, text: a },
		{ owner: 2, text: b }
	]);
	expect(pairs.length > 0).toBe(isCopied);
});

test('one department does not copy from itself', () => {
	expect(
		findCopied([
			{ owner: 1, text: OWN },
			{ owner: 1, text: OWN }
		])
	).toEqual([]);
});

test('the wording of the template is nobody’s, and what is copied within it is found', () => {
	const owners = Array.from({ length: 12 }, (_, owner) => ({ owner, text: TEMPLATE }));
	expect(findCopied(owners)).toEqual([]);
	const filled = owners.map(({ owner, text }) => ({
		owner,
		text: `${text}${owner === 3 || owner === 8 ? OWN : ''}`
	}));
	expect(findCopied(filled).map(({ a, b, share }) => [a.owner, b.owner, share])).toEqual([
		[3, 8, 1]
	]);
});

test('a text that three departments share is three pairs, the most alike first', () => {
	const texts = [OWN, OWN, `${OWN}${OTHER}`].map((text, owner) => ({ owner, text }));
	expect(
		findCopied(texts)
			.map(({ a, b }) => `${a.owner}${b.owner}`)
			.sort()
	).toEqual(['01', '02', '12']);
});
