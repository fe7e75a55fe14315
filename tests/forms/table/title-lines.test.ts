import { expect, test } from 'vitest';
import { tableRows } from '#lib/forms/table/table-rows.ts';
import {
	findTitleUnit,
	findTitleYear,
	namesOfFile,
	yearInNames
} from '#lib/forms/table/title-lines.ts';

test.each([
	['单位：万元', '万元'],
	['金额单位：人民币元', '元'],
	['填报日期：2022年3月,,单位：万元（人民币）', '万元'],
	['（万元）', '万元'],
	['单位：元江县财政局', null],
	['单位：市财政局', null]
])('%s names the unit %s', (line, unit) => {
	const rows = tableRows(line);
	expect(findTitleUnit([...rows])).toBe(unit);
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
