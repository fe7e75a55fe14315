/** The method of outliers in words and rows for 口径, with every constant taken from where it is used. */
import { countsPeople } from '#lib/comparison/flags/at-stake.ts';
import { formatValue } from '#lib/catalogue/format.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { fenIn, toPoints } from '#lib/catalogue/units.ts';
import { present } from '#lib/catalogue/values.ts';
import { FLAG_REASON_NAMES, LASTING_NAME } from '#lib/comparison/flags/flags.ts';
import { LEAST_TAIL_RATIO, PAST_TAIL } from '#lib/comparison/flags/outliers.ts';
import {
	DEFAULT_THRESHOLD,
	LEAST_IN_BRIEF,
	FACTOR,
	OUTLIER_TESTS,
	testOf,
	type OutlierTest
} from '#lib/comparison/flags/outlier-tests.ts';
import { LUMPY_SHARE, ROUTINE_TIMES } from '#lib/comparison/flags/lumps.ts';
import { LEAST_TABLE, WHOLE } from '#lib/comparison/flags/magnitudes.ts';
import { LEAST_PEERS } from '#lib/comparison/peers.ts';
import { LEAST_PAST, PRIOR_YEARS } from '#lib/comparison/places.ts';
import { MAD_FACTOR } from '#lib/comparison/flags/spread.ts';
import { LEAST_RUN, NEAR_SHARE } from '#lib/comparison/flags/strength.ts';
import { LEFT_BEYOND, TAIL } from '#lib/comparison/flags/tail.ts';

const wan = (fen: number) => fen / fenIn('万元');
const yi = (fen: number) => fen / fenIn('亿元');
const percentile = (share: number) => `${Math.round(share * 100)}%分位数`;

/** The score that continues a run, with the default threshold. */
const nearZ = Number((DEFAULT_THRESHOLD * NEAR_SHARE).toFixed(2));
const factorText = `${Number(Math.exp(FACTOR).toFixed(2))}倍`;
const nearShare = `${Math.round(NEAR_SHARE * 100)}%`;

/** The steps of the method in their order, one sentence or more each. */
export const METHOD_STEPS: readonly string[] = [
	`三种比较：${FLAG_REASON_NAMES.peers}，比当年的数值；${FLAG_REASON_NAMES.history}，比本部门的变动与可比部门同期的变动；${FLAG_REASON_NAMES.past}，比本年与本部门其他年度（前后都算，机构合并前后分开）的中位数，要有${LEAST_PAST}个以上其他年度的数据，离散程度按本部门各年与全部门常见值（折合${PRIOR_YEARS}年）合并计算。可比部门不足${LEAST_PEERS}家的，改用更宽的范围。`,
	`修正z值 = ${MAD_FACTOR} ×（本部门数值 − 可比部门中位数）÷ 可比部门绝对中位差；${MAD_FACTOR}使绝对中位差与正态分布的标准差可比。金额和人数先取对数（为0的没有对数，与缺少数据的一样不参与该项比较，提示中写明可比的家数），比率和得分用原值；半数以上可比部门相同的，以平均绝对偏差代替绝对中位差。同一偏离还要与全部年度、全部部门的偏离比，两个修正z值取较小的。`,
	`修正z值的绝对值超过${DEFAULT_THRESHOLD}（可在异常页调整），且差额达到下表的最小差额和最小金额的，才提示。结转结余率的最小差额${leastText(testOf('carry_over_rate'))}相当于两个月的支出：年底未付、次年初付清的款项即可形成这样的结余，差额更小的由关注线提示。`,
	`自然波动的上限：把全部年度、全部部门同一项目的偏离由小到大排列，由${percentile(TAIL.from)}和${percentile(TAIL.to)}按指数分布向外延伸，到预期更远的偏离只剩${LEFT_BEYOND}个为止。金额不到最小金额的部门和常规购车、常规出国（见下）不参与计算。偏离不到上限${LEAST_TAIL_RATIO}倍的不提示。`,
	`偏离强度取各倍数中最小的：修正z值为阈值的几倍，偏离为上限的几倍（${FLAG_REASON_NAMES.past}的再除以${PAST_TAIL}，因为少数几年估计的离散程度不稳），差额和金额为下表最小差额、最小金额的几倍；刚达到其中任何一条界线的，强度不超过1，不会一提示就很重。同一项目与同类相比连续${LEAST_RUN}年以上偏离的，取本年与最强一年的几何平均；其中有一年超过阈值的，其余年份修正z值超过${nearZ}（阈值的${nearShare}）也算偏离，几何平均大于1的才提示。强度大于1的列为重点，其余折叠；列为重点后同一项目同向偏离满${LEAST_RUN}年的，改列为${LASTING_NAME}，不再重复列为重点。`,
	`一个部门一年只列一条重点，即强度最大的原因，由它带动的（人均、占比、三公经费的分项等）列在其下。回到常年水平的变动不提示；上年本身异常的，由上年引起的变动（与上年比、与自身历年比）不列为重点。下列情况也不列为重点：结转结余率偏高只因上年结转超过全年支出、当年无法用完（偏离连续${LEAST_RUN}年以上的除外）；支出占比与同类不同，但与本部门其他各年相差不到下表的最小差额；公共财政拨款的增减由上年结转的增减抵消。`,
	`购车、因公出国逐年起落：有此项支出的部门年度超过${LUMPY_SHARE.least * 100}%、不超过${LUMPY_SHARE.most * 100}%的，金额不超过此项支出自然波动上限的（各部门各年的金额取对数，按上述方法由中位数向外延伸，至少${factorText}；不超过${LEAST_PEERS}笔的，为中位数的${ROUTINE_TIMES}倍）为常规购车、常规出国；三公经费的增加主要由它们形成的，写明金额，不列为重点。`,
	`疑似填报错误：核对发现金额与相邻年度或同表其他栏相差十倍至万倍的，对照本部门全部年度判定哪一年有误；有误的金额在部门更正或财政局接受说明之前，不计入合计和比较。当年的数据本身已能证明的（人均人员支出、分项之和等），以此为准。相差万倍的，支出合计不在${wan(WHOLE.least)}万元至${yi(WHOLE.most)}亿元之间的年度有误（三公经费看是否不低于${LEAST_TABLE / fenIn('元')}元、不超过支出合计，固定资产看是否不低于${LEAST_TABLE / fenIn('元')}元、不超过${yi(WHOLE.most)}亿元）；不能分辨的，年数少的有误；年数相同的，金额大的有误，因为把元填作万元最常见。相差十倍可能确有其事：变化后又恢复的，其间各年有误；首年与其后各年都不同的，首年有误；其余只对发生变化的当年存疑。有误的金额已加进同一报告的合计或结余的，该合计或结余同样存疑。`,
	'重点按强度 ×（1 + lg（1 + 涉及金额的万元数））由大到小排列，总览、异常、常问的先后和所称“最突出”都依此；领导一页纸、会议模式以本年新出现的在先（见下），称“新增重点”。“不再提示”的数值按以上全部规则试算：其他数据不变，把本项数据改到该值，提示即消失。',
	`领导一页纸（全部部门）依次取：重点关注的首条、年初结转与上年年末结余差额最大的、勾稽不符中差额最大的、未报送的、三公经费增加最多的，其后为其余重点；重点和勾稽不符都是本年新出现的在先，上年已有的注明；差额、增加额不到${wan(LEAST_IN_BRIEF)}万元的不列，一个部门只列一条。`
];

/** Says where the constants come from. */
export const METHOD_SOURCES = `公式、${MAD_FACTOR}和${DEFAULT_THRESHOLD}出自 Iglewicz 和 Hoaglin（1993）《How to Detect and Handle Outliers》，连续偏离年份的${nearZ}出自 Leys 等（2013）《Detecting outliers》，分位数算法同 Excel 的 QUARTILE.INC。其余常数没有外部出处，是用程序生成的多种城市（埋入已知的异常，或不埋）反复试算后定下的，试算程序为 scripts/bench/outlier-recall.ts。`;

export interface MethodRow {
	measure: MeasureId;
	name: string;
	comparisons: string;
	side: string;
	least: string;
	least_amount: string;
}

const SIDES: Record<OutlierTest['side'], string> = {
	high: '偏高',
	low: '偏低',
	both: '偏高或偏低'
};

export const METHOD_ROWS: readonly MethodRow[] = OUTLIER_TESTS.map((test) => ({
	measure: test.measure,
	name: measureOf(test.measure).name,
	comparisons: [
		...(test.peers ? [FLAG_REASON_NAMES.peers] : []),
		...(test.history ? [FLAG_REASON_NAMES.history, FLAG_REASON_NAMES.past] : [])
	].join('、'),
	side: SIDES[test.side],
	least: leastText(test),
	least_amount: leastAmountText(test)
}));

function leastText({ measure, scale, least }: OutlierTest): string {
	if (scale === 'log') return `${Number(Math.exp(least).toFixed(2))}倍`;
	return measureOf(measure).quantity === 'points'
		? `${toPoints(least)}分`
		: `${Math.round(least * 100)}个百分点`;
}

/** People where the measure, or its numerator, counts people. */
function leastAmountText({ measure, least_amount }: OutlierTest): string {
	if (least_amount === 0) return '不设';
	return formatValue(
		countsPeople(measure) ? 'staff_actual' : 'spending_total',
		present(least_amount),
		'headline',
		'万元'
	);
}
