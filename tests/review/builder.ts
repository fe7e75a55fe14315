/** Filings made by hand: the real report's figures, and a way to change single facts of it. */
import type { Figure, RecognisedFiling, ScoreItem, Unit } from '#lib/filing/filing.ts';
import { FIGURE_IDS, measureOf, type FigureId } from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';
import { parseMoney, parsePeople, parsePoints, type MoneyUnit } from '#lib/catalogue/units.ts';
import type { RuleId } from '#lib/catalogue/rules.ts';
import { reviewFiling, type ReviewedYear, type ReviewSettings } from '#lib/review/review-filing.ts';
import type { Finding } from '#lib/review/findings.ts';

/** A place for whatever a test puts into a filing. */
export const CELL: Place = {
	kind: 'cell',
	table: 1,
	row: 1,
	column: 1,
	row_label: null,
	column_label: null
};

/** A figure as the recogniser would read the printed text. */
export function readFigure(id: FigureId, printed: string, unit: MoneyUnit = '万元'): Figure {
	const people = measureOf(id).quantity === 'people';
	const { value, missing } = people ? parsePeople(printed) : parseMoney(printed, unit);
	return { value, missing, printed, place: CELL };
}

export function readPoints(printed: string): Figure {
	const { value, missing } = parsePoints(printed);
	return { value, missing, printed, place: CELL };
}

export const NOT_IN_TEMPLATE: Figure = {
	value: null,
	missing: 'not_in_template',
	printed: '',
	place: null
};

export type PrintedFigures = Partial<Record<FigureId, string>>;

/** All figures, those not given as not in the template. */
export function readFigures(
	printed: PrintedFigures,
	unit: MoneyUnit = '万元'
): Record<FigureId, Figure> {
	return Object.fromEntries(
		FIGURE_IDS.map((id) => {
			const text = printed[id];
			return [id, text === undefined ? NOT_IN_TEMPLATE : readFigure(id, text, unit)];
		})
	) as Record<FigureId, Figure>;
}

export const SEED_FIGURES: PrintedFigures = {
	staff_quota: '22',
	staff_actual: '22',
	income_total: '1206.04',
	income_carried_in: '432.05',
	income_fiscal: '770.47',
	income_gov_fund: '0',
	income_nontax: '0',
	income_other: '3.52',
	spending_total: '1205.9',
	spending_basic: '349.01',
	spending_personnel: '301.01',
	spending_operating: '48',
	spending_project: '856.89',
	balance_current: '-431.91',
	balance_cumulative: '0.14',
	three_public_total: '41.57',
	three_public_reception: '2.8',
	three_public_vehicle_running: '11.52',
	three_public_vehicle_purchase: '27.25',
	three_public_abroad: '0',
	assets_total: '2132.1',
	assets_in_use: '2132.1',
	assets_leased: '0',
	assets_other: ''
};

export const CRITERIA = {
	staffing: '以100%为标准。在职人员控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。',
	three_public: '“三公经费”变动率≦0,计5分；\n“三公经费”＞0，每超过一个百分点扣0.5分，\n扣完为止。',
	balance: '无结余，3分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分。',
	assets: '每低于100%一个百分点扣0.1分，扣完为止。',
	satisfaction:
		'95%（含）以上计5分；\n\n85%（含）-95%，计3分；\n\n75%（含）-85%，计1分；\n\n低于75%计0分。'
};

/** Level 1, level 2, name, weight, score, reason, criterion, weight group. */
type Line = [string, string, string, string, string, string?, string?, number?];

const SEED_LINES: Line[] = [
	['投入', '预算配置', '财政供养人员控制率', '5', '5', '', CRITERIA.staffing],
	['投入', '预算配置', '“三公经费”变动率', '5', '0', '本年新购公务用车一台', CRITERIA.three_public],
	['投入', '预算配置', '重点支出安排率', '5', '5'],
	['过程', '预算执行', '预算调整率', '3', '3'],
	['过程', '预算执行', '支付进度', '3', '3'],
	['过程', '预算执行', '资金结余', '3', '2', '有结余', CRITERIA.balance],
	['过程', '预算执行', '“三公经费”控制率', '6', '6'],
	['过程', '预算管理', '管理制度健全性', '3', '3'],
	['过程', '预算管理', '资金使用合规性', '3', '3'],
	['过程', '预算管理', '预决算信息公开性和完善性', '3', '3'],
	['过程', '预算管理', '政府采购执行率', '3', '3'],
	['过程', '预算管理', '公务卡刷卡率', '3', '3'],
	['过程', '资产管理', '管理制度健全性', '3', '3'],
	['过程', '资产管理', '资产管理安全性', '4', '4'],
	['过程', '资产管理', '固定资产利用率', '3', '3', '', CRITERIA.assets],
	['产出', '职责履行', '全面小康建设指标任务完成情况', '5', '5'],
	['产出', '职责履行', '新增长极目标任务完成情况', '7', '7'],
	['产出', '职责履行', '政府工作报告目标任务完成情况', '5', '5'],
	['产出', '职责履行', '重点民生实事完成情况', '2', '2'],
	['产出', '职责履行', '重点工程和重大项目建设完成情况', '2', '2'],
	['产出', '职责履行', '其他工作实绩指标完成情况', '4', '4'],
	['效果', '履职效益', '经济效益', '15', '5', '', '', 1],
	['效果', '履职效益', '社会效益', '', '3', '出口增速不快', '', 1],
	['效果', '履职效益', '生态效益', '', '5', '', '', 1],
	['效果', '履职效益', '社会公众或服务对象满意度', '5', '5', '', CRITERIA.satisfaction]
];

function makeItem([
	level1,
	level2,
	level3,
	weight,
	score,
	reason = '',
	criterion = '',
	group
]: Line): ScoreItem {
	return {
		path: [level1, level2, level3],
		criterion,
		weight: readPoints(weight),
		weight_group: group ?? null,
		score: readPoints(score),
		reason,
		reason_place: reason ? CELL : null
	};
}

const SEED_PROJECTS = [
	'119.61',
	'60.04',
	'61.56',
	'28.88',
	'76.37',
	'25',
	'316.7',
	'35.98',
	'76.4',
	'5',
	'5.35',
	'30',
	'6',
	'10'
];

const SEED_PROSE: PrintedFigures = {
	spending_basic: '349.01',
	spending_personnel: '301.01',
	spending_operating: '48',
	spending_project: '856.89',
	three_public_vehicle_purchase: '27.25',
	three_public_abroad: '0',
	three_public_vehicle_running: '11.52',
	three_public_reception: '2.8',
	staff_quota: '22',
	staff_actual: '22'
};

/** The real report of 2021 as it should be recognised. */
export function buildSeed(): RecognisedFiling {
	const figures = readFigures(SEED_FIGURES);
	return {
		claims: [],
		jurisdiction: null,
		fiscal_year: 2021,
		fiscal_year_place: CELL,
		template: 'form',
		figures,
		units: [{ name: '口岸办', role: 'total', figures }],
		budgets: [],
		score: {
			form: readPoints('94分'),
			sheet: readPoints('92'),
			sheet_weight: readPoints('100'),
			grade: { printed: '优', place: CELL },
			items: SEED_LINES.map(makeItem),
			headings: [
				heading(['投入'], 15),
				heading(['投入', '预算配置'], 15),
				heading(['过程'], 40),
				heading(['过程', '预算执行'], 15),
				heading(['过程', '预算管理'], 15),
				heading(['过程', '资产管理'], 10),
				heading(['产出'], 25),
				heading(['效果'], 20),
				heading([], 100)
			]
		},
		goals: [],
		indicators: [
			{
				path: ['效益目标', '社会公众或服务对象满意度'],
				target: '指标1：口岸联检单位',
				result: '确保口岸联检单位为进出口企业服务到位，无劣迹投诉',
				target_place: CELL,
				result_place: CELL
			}
		],
		projects: SEED_PROJECTS.map((printed, index) => ({
			name: `项目${index + 1}`,
			amount: readFigure('spending_project', printed)
		})),
		narrative_figures: Object.entries(SEED_PROSE).map(([id, printed]) => {
			const measure = id as FigureId;
			const half = measureOf(measure).quantity === 'people' ? 0 : halfOf(printed);
			return { measure, figure: readFigure(measure, printed), half_digit: half };
		}),
		dates: [
			{
				date: '2022-03-31',
				completion: true,
				excerpt: '于2022年3月31日完成由琵琶王路搬迁',
				place: CELL
			},
			{ date: '2021-12-31', completion: true, excerpt: '2021年12月31日前完成', place: CELL },
			{ date: '2021-10-09', completion: false, excerpt: '2021年10月9日组织培训', place: CELL }
		],
		passages: [
			{
				kind: 'problems',
				heading: '存在的主要问题',
				text: '推进口岸开放发展还有不足。'.repeat(8),
				place: CELL
			},
			{
				kind: 'measures',
				heading: '改进措施',
				text: '加大对外推介和宣传工作。'.repeat(8),
				place: CELL
			}
		],
		contacts: []
	};
}

function halfOf(printed: string): number {
	const decimals = printed.split('.')[1]?.length ?? 0;
	return 10 ** (6 - decimals) / 2;
}

function heading(path: string[], points: number) {
	return { path, weight: points * 100, place: CELL };
}

/** A filing with some figures printed otherwise. */
export function withFigures(
	filing: RecognisedFiling,
	printed: PrintedFigures,
	unit: MoneyUnit = '万元'
): RecognisedFiling {
	const changed = Object.entries(printed).map(([id, text]) => [
		id,
		readFigure(id as FigureId, text, unit)
	]);
	const figures = {
		...filing.figures,
		...Object.fromEntries(changed)
	} as RecognisedFiling['figures'];
	return { ...filing, figures };
}

/** A filing with one line of the sheet otherwise. */
export function withItem(
	filing: RecognisedFiling,
	name: string,
	change: Partial<ScoreItem>
): RecognisedFiling {
	const items = filing.score.items.map((item) => {
		return item.path.at(-1) === name ? { ...item, ...change } : item;
	});
	return { ...filing, score: { ...filing.score, items } };
}

export function withScore(
	filing: RecognisedFiling,
	change: Partial<RecognisedFiling['score']>
): RecognisedFiling {
	return { ...filing, score: { ...filing.score, ...change } };
}

export function unitRow(name: string, role: Unit['role'], printed: PrintedFigures): Unit {
	const entries = Object.entries(printed).map(([id, text]) => [
		id,
		readFigure(id as FigureId, text)
	]);
	return { name, role, figures: Object.fromEntries(entries) as Unit['figures'] };
}

/** The finding of one rule. */
export function reviewRule(
	rule: RuleId,
	filing: RecognisedFiling,
	earlier: readonly ReviewedYear[] = [],
	settings?: ReviewSettings
): Finding {
	const finding = reviewFiling(filing, earlier, { ...(settings && { settings }) }).find(
		(found) => found.rule === rule
	);
	if (!finding) throw new Error(`No finding for rule "${rule}"`);
	return finding;
}
