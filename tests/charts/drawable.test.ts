/** A text that reads like a property of every object is drawn in two parts, joined by a character that is not seen. */
import { expect, test } from 'vitest';
import { drawableOption } from '#lib/charts/drawable.ts';

test.each([
	['constructor', 'c\u2060onstructor'],
	['甲toString乙', '甲t\u2060oString乙'],
	['教育局', '教育局']
])('%j', (name, drawn) => {
	expect(drawableOption({ series: [{ data: [{ name, value: 1 }] }] })).toEqual({
		series: [{ data: [{ name: drawn, value: 1 }] }]
	});
});

test.each(Object.getOwnPropertyNames(Object.prototype))('%s is no text of a drawing', (name) => {
	expect(drawableOption([name])).not.toContain(name);
});

test('the option itself is left as it is', () => {
	const option = { title: { text: 'valueOf' } };
	drawableOption(option);
	expect(option).toEqual({ title: { text: 'valueOf' } });
});
