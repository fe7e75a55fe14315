import { expect, test } from 'vitest';
import { removeHydrationComments } from '#lib/server/web/hydration-comments.ts';

test.each([
	['<td><!--[0-->1<!--]--></td>', '<td>1</td>'],
	['<!--[--><p>甲</p><!--[-1--><!--]--><!---->', '<p>甲</p>'],
	['<!--[!-->乙<!--]-->', '乙'],
	['<!-- said by a person -->', '<!-- said by a person -->'],
	['<p>&lt;!--[--&gt;</p>', '<p>&lt;!--[--&gt;</p>']
])('%s', (html, lean) => {
	expect(removeHydrationComments(html)).toBe(lean);
});
