import { expect, test } from 'vitest';
import { fitText, inEvenLines, textWidth } from '#lib/charts/parts/text-width.ts';

test.each([
	['', 0],
	['支出', 2],
	['１２', 2],
	['𠮷', 1],
	['e\u0301', 0.61],
	['\u202e支', 1],
	['1,206', 4 * 0.61 + 0.3]
])('%s is %d em wide', (text, width) => {
	expect(textWidth(text)).toBeCloseTo(width, 10);
});

test.each([
	['市口岸办', 4, '市口岸办'],
	['市口岸管理办公室', 5, '市口岸管…'],
	['人力资源和社会保障研究院', 9, '人力资源和…研究院'],
	['人力资源和社会保障局', 8, '人力资源和…障局'],
	['𠮷𠮷𠮷', 2, '𠮷…'],
	['局', 0, '…']
])('%s in %d em reads %s', (text, em, fitted) => {
	expect(fitText(text, em)).toBe(fitted);
});

test.each([
	['商务粮食局', 4, ['商务粮', '食局']],
	['市场监督管理局', 4, ['市场监督', '管理局']],
	['水利局', 4, ['水利局']],
	['', 4, []]
])('%s in even lines of at most %d em: %j', (text, em, lines) => {
	expect(inEvenLines(text, em)).toEqual(lines);
});
