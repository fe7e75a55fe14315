import { expect, test } from 'vitest';
import { readText } from '#lib/documents/text/text.ts';

const linesOf = (text: string) =>
	readText(text).blocks.map((block) => (block.kind === 'paragraph' ? block.text : '表'));

test.each<[string, string[], string[]]>([
	[
		'within digits',
		['　　全年总收入62', '5.30万元，总支出618.42万元。'],
		['　　全年总收入625.30万元，总支出618.42万元。']
	],
	[
		'behind a separator',
		['收入合计1，', '023.50万元，其中…。'],
		['收入合计1，023.50万元，其中…。']
	],
	['before its unit', ['全年支出，共200.00万', '元。'], ['全年支出，共200.00万元。']],
	['in a score', ['　　自评得分9', '4分，等级为优。'], ['　　自评得分94分，等级为优。']],
	[
		'and in sentences of the same file',
		[
			'全年总收入625.30万元，其中财政拨款62',
			'0.00万元，支出总计618.42万元，其中基本支',
			'出418.42万元，项目支出200.00万元。',
			'二、自评结论',
			'自评为优。'
		],
		[
			'全年总收入625.30万元，其中财政拨款620.00万元，支出总计618.42万元，其中基本支出418.42万元，项目支出200.00万元。',
			'二、自评结论',
			'自评为优。'
		]
	],
	[
		'nowhere, though a line ends with a number',
		['依据，详见附件1', '2022年支出总计618.42万元，其中基本支出418.42万元。'],
		['依据，详见附件1', '2022年支出总计618.42万元，其中基本支出418.42万元。']
	],
	[
		'nowhere, though an amount follows',
		['依据，详见附件1', '20人参加，支出2万元。'],
		['依据，详见附件1', '20人参加，支出2万元。']
	],
	[
		'nowhere, in a list',
		['收入合计：820.00', '支出合计：812.00', '自评得分：98'],
		['收入合计：820.00', '支出合计：812.00', '自评得分：98']
	]
])('lines that cut a number %s', (_, lines, expected) => {
	expect(linesOf(lines.join('\n')).map((line) => line.trim())).toEqual(
		expected.map((line) => line.trim())
	);
});

test('lines without end are put together in time', () => {
	const lines = '收入合计1，\n023.50万元，其中\n'.repeat(20_000);
	expect(linesOf(lines)).toHaveLength(20_000);
});
