import { expect, test } from 'vitest';
import { tableRows } from '#lib/charts/table-rows.ts';

const LOOKS = [
	{ classes: 'head', isHead: true },
	{ classes: 'num', isHead: false }
];

test.each([
	['a bare cell', [{ text: '甲' }], '<tr><th scope="row" class="head">甲</th></tr>'],
	[
		'an absent figure',
		[{ text: '甲' }, { text: '未报', missing: true }],
		'<tr><th scope="row" class="head">甲</th><td class="num missing">未报</td></tr>'
	],
	[
		'text that reads as markup, wherever it stands',
		[{ text: '<b>&"', href: '/a?b=1&c="', exact: `"'>`, note: '<i>' }],
		'<tr><th scope="row" class="head" title="&quot;&#39;&gt;"><a href="/a?b=1&amp;c=&quot;">' +
			'&lt;b&gt;&amp;&quot;</a> <span class="note">&lt;i&gt;</span></th></tr>'
	]
])('%s', (_, cells, markup) => {
	expect(tableRows([{ cells }], LOOKS).text).toBe(markup);
});

test('lights a row that is asked for', () => {
	expect(tableRows([{ cells: [], isHighlighted: true }], LOOKS).text).toBe(
		'<tr class="highlighted"></tr>'
	);
});
