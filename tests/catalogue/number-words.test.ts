/** Scores and amounts in Chinese words. */
import { expect, test } from 'vitest';
import { digitsOfWords, fenOfWords, NUMBER_WORDS } from '#lib/catalogue/number-words.ts';

test.each([
	['零', '0'],
	['五', '5'],
	['十', '10'],
	['十五', '15'],
	['九十', '90'],
	['九十二', '92'],
	['九十四点五', '94.5'],
	['九十四点〇五', '94.05'],
	['一百', '100'],
	['百', '100'],
	['一百零五', '105'],
	['一百一十二', '112']
])('%s is %s', (words, digits) => {
	expect(digitsOfWords(words)).toBe(digits);
	expect(new RegExp(`^${NUMBER_WORDS}$`).exec(words)?.[0]).toBe(words);
});

test.each([
	'',
	'九十四分',
	'约九十',
	'九二',
	'十十',
	'一百五',
	'一百零',
	'九十零五',
	'九十点',
	'点五',
	'94',
	'满分'
])('%s is no number in words', (text) => {
	expect(digitsOfWords(text)).toBeNull();
});

test.each([
	['壹佰贰拾万元整', 120_000_000],
	['人民币壹亿零叁佰万元整', 10_300_000_000],
	['叁拾伍万贰仟零捌拾元伍角', 35_208_050],
	['壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角壹分', 1_234_567_891],
	['一百二十万元', 120_000_000],
	['贰万零伍元整', 2_000_500],
	['九元零五分', 905]
])('%s is %d 分', (words, fen) => {
	expect(fenOfWords(words)).toBe(fen);
});

test.each([
	'元',
	'万元',
	'十万元',
	'人民币元整',
	'约壹佰元',
	'一二元',
	'120万元',
	'两万五元',
	'一百五元',
	'贰仟伍元整',
	'万五千元整',
	'亿五千万元整'
])('%s is no amount in words', (text) => {
	expect(fenOfWords(text)).toBeNull();
});
