import { expect, test } from 'vitest';
import { withoutMarks } from '#lib/server/web/lean-markup.ts';

test.each([
	['<td><!--[0-->1<!--]--></td>', '<td>1</td>'],
	['<!--[--><p>甲</p><!--[-1--><!--]--><!---->', '<p>甲</p>'],
	['<!--[!-->乙<!--]-->', '乙'],
	['<!-- said by a person -->', '<!-- said by a person -->'],
	['<p>&lt;!--[--&gt;</p>', '<p>&lt;!--[--&gt;</p>']
])('%s', (html, lean) => {
	expect(withoutMarks(html)).toBe(lean);
});
