import { expect, test } from 'vitest';
import { figureByLabel, normaliseLabel } from '#lib/catalogue/labels.ts';
import { FIGURES } from '#lib/catalogue/measures.ts';

test.each([
	['公共财\n\n政拨款', '公共财政拨款'],
	['预 算 编 码', '预算编码'],
	['姓\u3000\u3000名：', '姓名'],
	['“三公经费”\n合计', '三公经费合计'],
	['因公出国（境）费', '因公出国(境)费'],
	['收入合计（万元）', '收入合计'],
	['收入合计(单位：元)', '收入合计'],
	['人员编制（人）:', '人员编制'],
	['１、局机关', '1、局机关'],
	['\u200b支出合计', '支出合计']
])('%j is %j', (text, expected) => {
	expect(normaliseLabel(text)).toBe(expected);
});

test.each([
	['公共财\n政拨款', 'income_fiscal'],
	['其他\n\n收入', 'income_other'],
	['三公经费\n\n合计', 'three_public_total'],
	['“三公经费”合计', 'three_public_total'],
	['人员经费', 'spending_personnel'],
	['日常公用经费（万元）', 'spending_operating'],
	['专项支出', 'spending_project'],
	['因公出国（境）费', 'three_public_abroad'],
	['公务用车运行维护费', 'three_public_vehicle_running'],
	['机构名称', null],
	['', null]
])('%j names %s', (label, id) => {
	expect(figureByLabel(label)).toBe(id);
});

test('no label names two figures', () => {
	const labels = FIGURES.flatMap((figure) => figure.labels.map(normaliseLabel));
	expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
});

test('labels are stored normalised, and the name is among them', () => {
	for (const figure of FIGURES) {
		expect(figure.labels.map(normaliseLabel)).toEqual([...figure.labels]);
		expect(figure.labels as readonly string[]).toContain(figure.name);
	}
});
