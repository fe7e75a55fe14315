import { expect, test } from 'vitest';
import {
	dateInWords,
	findFiscalYear,
	isFiscalYear,
	isInFiscalYear,
	yearsInWords
} from '#lib/catalogue/years.ts';

test.each([
	['岳阳市20 21 年度部门（单位）整体支出', 2021],
	['2021年度', 2021],
	['２０２１ 年 度', 2021],
	['二〇二一年度部门整体支出', 2021],
	['二0二一年度部门整体支出', 2021],
	['二０二０年度部门整体支出', 2020],
	['二○二三年度', 2023],
	['2019年部门整体支出绩效评价报告', 2019],
	['2022年3月31日', null],
	['2021年度与2020年度对比', null],
	['2021年度（2022年报送）', 2021],
	['预算年度：2023', 2023],
	['年度：2023-2024', null],
	['年度：2023—2024', null],
	['年度：2023至2024', null],
	['年度：2023、2024', null],
	['上年度：2022', null],
	['本年度：2023，上年度：2022', 2023],
	['年度', null],
	['120211年度', null],
	['9999年度', null]
])('the fiscal year in %j', (text, year) => {
	expect(findFiscalYear(text)).toBe(year);
});

test.each([
	['2021-01-01', true],
	['2021-12-31', true],
	['2022-03-31', false],
	['2020-12-31', false]
])('%s lies in 2021: %s', (date, inside) => {
	expect(isInFiscalYear(date, 2021)).toBe(inside);
});

test('words and bounds', () => {
	expect(dateInWords('2022-03-31')).toBe('2022年3月31日');
	expect([1999, 2000, 2099, 2100, 2021.5].map(isFiscalYear)).toEqual([
		false,
		true,
		true,
		false,
		false
	]);
});

test.each([
	[[], ''],
	[[2021], '2021年'],
	[[2022, 2021], '2021、2022年'],
	[[2017, 2018, 2019], '2017—2019年'],
	[[2017, 2018, 2019, 2019, 2021, 2023, 2024, 2025], '2017—2019、2021、2023—2025年']
])('%j in words', (years, words) => {
	expect(yearsInWords(years)).toBe(words);
});
