/** The one real report, in the three formats in which it was filed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { RecognisedFiling } from '#lib/filing/filing.ts';
import { describePlace } from '#lib/documents/place.ts';
import { readDoc } from '#lib/documents/doc/doc.ts';
import { readDocx } from '#lib/documents/docx/docx.ts';
import { readText } from '#lib/documents/text/text.ts';
import { recognise } from '#lib/forms/report/recognise.ts';

const READERS = { docx: readDocx, doc: readDoc, txt: readText };
const FORMATS = ['docx', 'doc', 'txt'] as const;

function read(format: (typeof FORMATS)[number]) {
	const name = `port-office-2021.${format}`;
	const bytes = readFileSync(`tests/fixtures/reports/${name}`);
	return recognise(READERS[format](bytes), { file_name: name, folder_names: [] });
}

function filingOf(format: (typeof FORMATS)[number]): RecognisedFiling {
	const [filing] = read(format).filings;
	if (!filing) throw new Error(`No filing in the ${format}`);
	return filing;
}

const filing = filingOf('docx');
const wan = (amount: number) => Math.round(amount * 1_000_000);

test('is one self-evaluation without issues in every format', () => {
	for (const format of FORMATS) {
		const { kind, filings, issues } = read(format);
		expect({ kind, filings: filings.length, issues }).toEqual({
			kind: 'self_evaluation',
			filings: 1,
			issues: []
		});
	}
});

test.each(['doc', 'txt'] as const)('the .%s states the same facts as the .docx', (format) => {
	expect(withoutPlaces(filingOf(format))).toEqual(withoutPlaces(filing));
});

/** Everything but where it stands: tables are cut otherwise in plain text. */
function withoutPlaces(facts: RecognisedFiling): unknown {
	return JSON.parse(
		JSON.stringify(facts, (key, value: unknown) => (key.endsWith('place') ? undefined : value))
	);
}

test.each([
	['staff_quota', 22, '22', '表1 第3行 第2格（人员编制）'],
	['staff_actual', 22, '22', '表1 第3行 第4格（实有人数）'],
	['income_total', wan(1206.04), '1206.04', '表1 第11行 第2格（口岸办 · 收入合计）'],
	['income_carried_in', wan(432.05), '432.05', '表1 第11行 第3格（口岸办 · 上年结转）'],
	['income_fiscal', wan(770.47), '770.47', '表1 第11行 第4格（口岸办 · 公共财政拨款）'],
	['income_gov_fund', 0, '0', '表1 第11行 第5格（口岸办 · 政府基金拨款）'],
	['income_nontax', 0, '0', '表1 第11行 第6格（口岸办 · 纳入专户管理的非税收入拨款）'],
	['income_other', wan(3.52), '3.52', '表1 第11行 第7格（口岸办 · 其他收入）'],
	['spending_total', wan(1205.9), '1205.9', '表1 第16行 第2格（口岸办 · 支出合计）'],
	['spending_basic', wan(349.01), '349.01', '表1 第16行 第3格（口岸办 · 基本支出）'],
	['spending_personnel', wan(301.01), '301.01', '表1 第16行 第4格（口岸办 · 人员支出）'],
	['spending_operating', wan(48), '48', '表1 第16行 第5格（口岸办 · 公用支出）'],
	['spending_project', wan(856.89), '856.89', '表1 第16行 第6格（口岸办 · 项目支出）'],
	['balance_current', wan(-431.91), '-431.91', '表1 第16行 第7格（口岸办 · 当年结余）'],
	['balance_cumulative', wan(0.14), '0.14', '表1 第16行 第8格（口岸办 · 累计结余）'],
	['three_public_total', wan(41.57), '41.57', '表1 第19行 第2格（口岸办 · 三公经费合计）'],
	['three_public_reception', wan(2.8), '2.8', '表1 第19行 第3格（口岸办 · 公务接待费）'],
	[
		'three_public_vehicle_running',
		wan(11.52),
		'11.52',
		'表1 第19行 第4格（口岸办 · 公务用车运维费）'
	],
	[
		'three_public_vehicle_purchase',
		wan(27.25),
		'27.25',
		'表1 第19行 第5格（口岸办 · 公务用车购置费）'
	],
	['three_public_abroad', 0, '0', '表1 第19行 第6格（口岸办 · 因公出国费）'],
	['assets_total', wan(2132.1), '2132.1', '表1 第22行 第2格（口岸办 · 固定资产合计）'],
	['assets_in_use', wan(2132.1), '2132.1', '表1 第22行 第3格（口岸办 · 在用固定资产）'],
	['assets_leased', 0, '0', '表1 第22行 第4格（口岸办 · 出租固定资产）'],
	['assets_other', null, '', '表1 第22行 第5格（口岸办 · 其他固定资产）']
] as const)('%s is %s, printed “%s”, at %s', (id, value, printed, place) => {
	const figure = filing.figures[id];
	expect({ value: figure.value, missing: figure.missing, printed: figure.printed }).toEqual({
		value,
		missing: value === null ? 'blank' : null,
		printed
	});
	expect(figure.place && describePlace(figure.place)).toBe(place);
});

test('one unit stands for the department', () => {
	expect(filing.units.map(({ name, role }) => [name, role])).toEqual([['口岸办', 'total']]);
	expect(filing.figures).toMatchObject(filing.units[0]?.figures ?? {});
});

test('year, jurisdiction and the names of the department', () => {
	expect(filing.fiscal_year).toBe(2021);
	expect(filing.jurisdiction).toEqual({ code: null, name: '岳阳市' });
	expect(filing.claims.map(({ source, text }) => [source, text])).toEqual([
		['narrative_title', '岳阳市人民政府口口岸管理办公室'],
		['score_sheet', '岳阳市口岸办'],
		['unit_column', '口岸办']
	]);
});

test('form score 94, sheet total 92 of 100, grade 优', () => {
	const { form, sheet, sheet_weight, grade } = filing.score;
	expect([form.value, sheet.value, sheet_weight.value, grade?.printed]).toEqual([
		9400,
		9200,
		10000,
		'优'
	]);
});

test('25 score items with paths, weights, scores and reasons', () => {
	const { items } = filing.score;
	expect(items).toHaveLength(25);
	expect(items.reduce((sum, item) => sum + (item.weight.value ?? 0), 0)).toBe(10000);
	expect(items.reduce((sum, item) => sum + (item.score.value ?? 0), 0)).toBe(9200);
	expect(
		items.filter((item) => item.path[2] === '管理制度健全性').map((item) => item.path)
	).toEqual([
		['过程', '预算管理', '管理制度健全性'],
		['过程', '资产管理', '管理制度健全性']
	]);
	expect(
		items.filter((item) => item.reason).map((item) => [item.path.at(-1), item.reason])
	).toEqual([
		['“三公经费”变动率', '本年新购公务用车一台'],
		['资金结余', '有结余'],
		['社会效益', '出口增速不快']
	]);
});

test('three items share one weight of 15, their scores and their criterion', () => {
	const shared = filing.score.items.filter((item) => item.weight_group !== null);
	expect(
		shared.map((item) => [
			item.path.at(-1),
			item.weight.value,
			item.weight.missing,
			item.score.value
		])
	).toEqual([
		['经济效益', 1500, null, 500],
		['社会效益', null, 'blank', 300],
		['生态效益', null, 'blank', 500]
	]);
	expect(new Set(shared.map((item) => item.weight_group)).size).toBe(1);
	expect(new Set(shared.map((item) => item.criterion)).size).toBe(1);
});

test('weights that headings print', () => {
	expect(filing.score.headings.map(({ path, weight }) => [path.join(' '), weight / 100])).toEqual([
		['投入', 15],
		['投入 预算配置', 15],
		['过程', 40],
		['过程 预算执行', 15],
		['过程 预算管理', 15],
		['过程 资产管理', 10],
		['产出', 25],
		['产出 职责履行', 25],
		['效果', 20],
		['效果 履职效益', 20]
	]);
});

test('seven goals paired with what was done', () => {
	expect(filing.goals).toHaveLength(7);
	expect(filing.goals[3]).toMatchObject({
		target: '高效推进全市打击走私综合治理。',
		result: '我市打击走私综合治理工作考核连续五年获得全省排名第一的成绩。'
	});
	expect(filing.goals[6]?.target).toBe('完成办公场地搬迁');
	expect(filing.goals[6]?.result).toContain('于2022年3月31日完成');
});

test('fourteen quantitative indicators with path, target and result', () => {
	expect(filing.indicators).toHaveLength(14);
	expect(filing.indicators[4]).toMatchObject({
		path: ['产出目标', '数量指标'],
		target: '指标1：集装箱吞吐量',
		result: '2021年，城陵矶口岸集装箱吞吐量突破60.06万标箱'
	});
	expect(filing.indicators[13]?.path).toEqual(['效益目标', '社会公众或服务对象满意度']);
});

test('fourteen named projects that sum to the project spending', () => {
	expect(filing.projects).toHaveLength(14);
	expect(filing.projects.reduce((sum, { amount }) => sum + (amount.value ?? 0), 0)).toBe(
		wan(856.89)
	);
	expect(filing.projects[3]).toMatchObject({ name: 'H986运营', amount: { printed: '28.88万元' } });
});

test('figures that the narrative repeats, with half of the last printed digit', () => {
	expect(
		filing.narrative_figures.map((f) => [f.measure, f.figure.value, f.figure.printed, f.half_digit])
	).toEqual([
		['staff_quota', 22, '22人', 0],
		['staff_actual', 22, '22人', 0],
		['spending_basic', wan(349.01), '349.01万', wan(0.005)],
		['spending_personnel', wan(301.01), '301.01万元', wan(0.005)],
		['spending_operating', wan(48), '48万', wan(0.5)],
		['spending_project', wan(856.89), '856.89万', wan(0.005)],
		['three_public_reception', wan(2.8), '2.8万', wan(0.05)],
		['three_public_vehicle_running', wan(11.52), '11.52万', wan(0.005)],
		['three_public_vehicle_purchase', wan(27.25), '27.25万元', wan(0.005)],
		['three_public_abroad', 0, '0万元', wan(0.5)]
	]);
});

test('dates, and which of them complete something', () => {
	expect(filing.dates.map(({ date, completion }) => [date, completion])).toEqual([
		['2022-03-31', true],
		['2021-10-09', false],
		['2022-03-31', true],
		['2021-12-31', true]
	]);
});

test('passages by their headings, without names of contacts', () => {
	expect(filing.passages.map(({ kind, heading }) => [kind, heading])).toEqual([
		['duties', '职能职责概述'],
		['main_work', '年度主要工作内容'],
		['achievements', '年度部门（单位）总体运行情况及取得的成绩'],
		['overview', '机构设置情况'],
		['overview', '（二）人员情况'],
		['duties', '职能职责'],
		['spending', '（一）基本支出'],
		['spending', '专项支出'],
		['problems', '三、存在的主要问题'],
		['measures', '四、改进措施和有关建议']
	]);
	expect(filing.passages.map(({ text }) => text).join('\n')).not.toMatch(
		/签字|科员|联系电话|已隐去/
	);
	expect(filing.contacts).toEqual([]);
});
