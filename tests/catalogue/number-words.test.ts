/** Scores in Chinese words. */
import { expect, test } from 'vitest';
import { digitsOfWords, NUMBER_WORDS } from '#lib/catalogue/number-words.ts';

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
