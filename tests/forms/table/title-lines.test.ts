import { expect, test } from 'vitest';
import { readFiguresTable } from '#lib/forms/table/figures.ts';
import { sheetTable } from '#lib/forms/table/sheet-rows.ts';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import {
	findTitleUnit,
	findTitleYear,
	namesOfFile,
	unitOfSheet,
	yearInNames
} from '#lib/forms/table/title-lines.ts';
import { sheet, type Line } from './worksheets.ts';

test.each([
	['单位：万元', '万元'],
	['金额单位：人民币元', '元'],
	['填报日期：2022年3月,,单位：万元（人民币）', '万元'],
	['（万元）', '万元'],
	['某市部门决算主要指标（万元）', '万元'],
	['全市支出（万元）,12.5', null],
	['单位：千万元', '千万元'],
	['金额单位：人民币萬元', '万元'],
	['单位：元江县财政局', null],
	['单位：市财政局', null]
])('%s names the unit %s', (line, unit) => {
	const rows = tableRows(line);
	expect(findTitleUnit([...rows])).toBe(unit);
});

test.each([
	['2023年决算（元）', '元'],
	['支出（单位：万元）', '万元'],
	['单位万元', '万元'],
	['元江县', null],
	['Sheet1', null]
])('the worksheet %s names the unit %s', (name, unit) => {
	expect(unitOfSheet(name)).toBe(unit);
});

/** Cases of what is below the records of a list whose head names no unit: the lines, and what 12 is then in 分. */
test.each<[string, Line[], number | null]>([
	['a note', [['注：1.本表金额单位为元。']], 1200],
	['a line', [['单位：万元']], 12_000_000],
	['notes of two units', [['注：金额单位为元'], ['注：以万元为单位']], null],
	[
		'the unit of a table below',
		[['单位：元'], ['部门', '年度', '支出合计'], ['丙局', 2021, 1]],
		null
	],
	['another unit of things', [['注：单位：市财政局']], null]
])('%s below a list', (_, below, value) => {
	const list: Line[] = [
		['部门', '年度', '收入合计'],
		['甲局', 2021, 12],
		['乙局', 2021, 13]
	];
	const context = { jurisdiction: null, names: [] };
	const outcomes = [...readFiguresTable(sheetTable(sheet([...list, ...below])), context)];
	const first = outcomes.find(({ filing }) => filing !== null)?.filing;
	expect(first?.figures.income_total.value ?? null).toBe(value);
});

test.each([
	['某市2021年度部门收支表', 2021],
	['某市２０２１年部门收支表\n填报日期：2022年3月15日', 2021],
	['2020年度\n2021年度', null],
	['部门收支表', null]
])('%j names the year %s', (lines, year) => {
	const rows = tableRows(lines);
	expect(findTitleYear(rows, [...rows])?.year ?? null).toBe(year);
});

test.each([
	[['2021', '2020.xlsx'], 2021],
	[['Sheet1', '2020年收支.xlsx'], 2020],
	[['figures-2019.csv'], 2019],
	[['2020-2021.csv', '2021'], null],
	[['20220315.csv'], null]
])('%j name the year %s', (names, year) => {
	expect(yearInNames(names)?.year ?? null).toBe(year);
});

test('a folder counts where it is a year and nothing else', () => {
	expect(namesOfFile('a.csv', ['报送', '2021年度'])).toEqual(['a.csv', '2021年度']);
	expect(namesOfFile('a.csv', ['2022年3月报送'])).toEqual(['a.csv']);
});
