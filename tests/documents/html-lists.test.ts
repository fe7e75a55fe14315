import { expect, test } from 'vitest';
import { readDocument } from '#lib/documents/read.ts';
import { shownIn } from './document-view.ts';

test.each<[name: string, html: string, shown: string[]]>([
	['items', '<ol><li>甲<li>乙</ol>', ['1. 甲', '2. 乙']],
	['bullets', '<ul><li>甲</ul>', ['甲']],
	['a first number', '<ol start=3><li>甲<li value=9>乙<li>丙</ol>', ['3. 甲', '9. 乙', '10. 丙']],
	['reversed', '<ol reversed><li>甲<li>乙</ol>', ['2. 甲', '1. 乙']],
	['kinds', '<ol type=I><li>甲<li type=a>乙</ol>', ['I. 甲', 'b. 乙']],
	[
		'a kind of the style sheet',
		'<style>.c{list-style:inside cjk-ideographic}</style><ol class=c><li>甲<ol style="list-style-type:none"><li>乙</ol></ol>',
		['一、甲', '乙']
	],
	[
		'an item in an item',
		'<ol><li><p>甲<p>说明<ol><li>乙</ol><li>丙</ol>',
		['1. 甲', '说明', '1. 乙', '2. 丙']
	],
	['a hidden item', '<ol><li hidden>甲<li>乙</ol>', ['1. 乙']],
	[
		'serial numbers of a table',
		'<table><tr><td><ol><li></ol><td>设备<tr><td><ol start=2><li></ol><td>培训</table>',
		['1.|设备', '2.|培训']
	],
	[
		'the number that Word writes as text',
		'<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">一、</span>甲</p>',
		['一、甲']
	]
])('lists of a web page: %s', async (_, html, shown) => {
	const document = await readDocument(Buffer.from(`<html><body>${html}`), 'a.html');
	expect(shownIn(document)).toEqual(shown);
});
