import { describe, expect, test } from 'vitest';
import { quoteText, visibleText } from '#lib/catalogue/characters.ts';

describe('of a name or note, what a reader sees is kept', () => {
	test.each([
		['\u202e局政财', '局政财'],
		['\u2067财政局\u2069', '财政局'],
		['财\u200b政\u200d局\ufeff', '财政局'],
		['财\u00ad政\u2060局\u034f', '财政局'],
		['财政局\u3164\u115f\uffa0', '财政局'],
		['财政局\u{e0041}\ufe0f', '财政局'],
		['财政局\ud800', '财政局'],
		['\u001b[31m财政局\u0000\u007f\u009b', '[31m财政局'],
		['一行\r\n二行\r三行\u2028四行', '一行\n二行\n三行\n四行'],
		['甲\t乙', '甲 乙'],
		// Characters of names that fonts hold in private places, and what tells variants of ideographs apart.
		['\ue863某、𠮷某、葛\u{e0101}某', '\ue863某、𠮷某、葛\u{e0101}某']
	])('%j', (typed, shown) => {
		expect(visibleText(typed)).toBe(shown);
	});
});

test('a quoted text names the marks that nobody sees', () => {
	expect(quoteText(' \u202e40.6021\n万元 ')).toBe('“〔U+202E〕40.6021 万元”');
	expect(quoteText('“三公经费”变动率')).toBe('“‘三公经费’变动率”');
});
