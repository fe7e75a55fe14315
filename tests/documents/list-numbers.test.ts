import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listNumber, withListNumber } from '#lib/documents/numbering/list-numbers.ts';

test.each<[format: string, value: number, shown: string]>([
	['decimal', 12, '12'],
	['decimalZero', 7, '07'],
	['decimalFullWidth', 12, '１２'],
	['chineseCountingThousand', 1, '一'],
	['chineseCountingThousand', 10, '十'],
	['chineseCountingThousand', 11, '十一'],
	['chineseCounting', 20, '二十'],
	['japaneseCounting', 21, '二十一'],
	['chineseCountingThousand', 105, '一百零五'],
	['chineseCountingThousand', 110, '一百一十'],
	['chineseCountingThousand', 2003, '二千零三'],
	['ideographDigital', 10, '一〇'],
	['chineseLegalSimplified', 3, '叁'],
	['chineseLegalSimplified', 12, '壹拾贰'],
	['ideographTraditional', 3, '丙'],
	['ideographTraditional', 11, '11'],
	['decimalEnclosedCircle', 3, '③'],
	['decimalEnclosedCircleChinese', 21, '㉑'],
	['decimalEnclosedCircle', 51, '51'],
	['upperLetter', 27, 'AA'],
	['lowerRoman', 14, 'xiv'],
	['upperRoman', 40, 'XL'],
	['chineseCountingThousand', 12345, '12345'],
	['a format of the future', 8, '8'],
	['bullet', 8, ''],
	['none', 8, '']
])('%s counts %i as %s', (format, value, shown) => {
	expect(listNumber(value, format)).toBe(shown);
});

test.each<[number: string, text: string, shown: string]>([
	['一、', '部门概况', '一、部门概况'],
	['1.', '完成绿化', '1. 完成绿化'],
	['1', '312.50', '1 312.50'],
	['3', '', '3'],
	['', '312.50', '312.50']
])('the number “%s” stands before “%s”', (number, text, shown) => {
	expect(withListNumber(number, text)).toBe(shown);
});

test('Chinese numbers of a list are all different', () => {
	fc.assert(
		fc.property(fc.nat(9999), fc.nat(9999), (a, b) => {
			const same = listNumber(a, 'chineseCounting') === listNumber(b, 'chineseCounting');
			expect(same).toBe(a === b);
		})
	);
});
