import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SourceDocument } from '#lib/documents/model.ts';
import { readDocx } from '#lib/documents/docx/docx.ts';
import { readText } from '#lib/documents/text/text.ts';
import { cpuSeconds, ENDLESS } from './cpu-time.ts';
import { TIDY, writeConverted } from './converted-text.ts';
import type { ModelBlock } from './converted-text.ts';
import { OTHER_FORMS, reports } from './made-up-report.ts';
import { refusalOf } from './refusal.ts';

const REPORT = 'tests/fixtures/reports/port-office-2021';

/** A paragraph as itself, a table as its rows; blanks, which converters change at will, taken out. */
function model(document: SourceDocument): ModelBlock[] {
	return document.blocks.map((block) =>
		block.kind === 'paragraph'
			? squeeze(block.text)
			: block.rows.map((row) => row.map((cell) => squeeze(cell.text)))
	);
}

function squeezed(blocks: ModelBlock[]): ModelBlock[] {
	return blocks.map((block) =>
		typeof block === 'string' ? squeeze(block) : block.map((row) => row.map(squeeze))
	);
}

function squeeze(text: string): string {
	return text.replace(/\s/g, '');
}

function rowsOf(blocks: ModelBlock[]): string[][] {
	return blocks.flatMap((block) => (typeof block === 'string' ? [] : block));
}

test('finds the rows of the real report as its .docx has them', () => {
	const text = rowsOf(model(readText(readFileSync(`${REPORT}.txt`))));
	const truth = rowsOf(model(readDocx(readFileSync(`${REPORT}.docx`))));
	const head = truth.findIndex((row) => row[0] === '一级指标');
	// The .docx was made without two rows of opinions; the .txt repeats the sheet's head after a page break.
	const opinions = text.filter((row) =>
		/^(部门（单位）|财政部门归口业务科室)意见/.test(row[0] ?? '')
	);
	const repeated = text.findLastIndex((row) => row[0] === '一级指标');
	expect(opinions).toHaveLength(2);
	const compared = text.filter((row, index) => !opinions.includes(row) && index !== repeated);
	// Where the page break cut a merged cell, the .txt has its text again.
	const again = compared.findIndex((row) => row[2] === '资产管理安全性');
	expect(compared[again]?.slice(0, 2)).toEqual(['过程（40分）', '资产管理（10分）']);
	compared[again] = ['', '', ...(compared[again] ?? []).slice(2)];
	expect(compared).toEqual(truth);
	expect(compared.slice(0, head)).toHaveLength(49);
});

test('keeps the prose of the real report out of its tables', () => {
	const blocks = model(readText(readFileSync(`${REPORT}.txt`)));
	const kinds = blocks
		.map((block) => (typeof block === 'string' ? '段' : `表${block.length}`))
		.join('');
	expect(kinds).toBe(`段段段表51${'段'.repeat(34)}表14表14段`);
	expect(blocks[5]).toBe('岳阳市人民政府口口岸管理办公室2021年度');
});

test('finds every row and paragraph of tidy made-up reports', () => {
	fc.assert(
		fc.property(reports, (report) => {
			expect(model(readText(writeConverted(report, TIDY)))).toEqual(squeezed(report));
		}),
		{ numRuns: 200 }
	);
});

test('finds the rows where long cells end with blank lines', () => {
	fc.assert(
		fc.property(
			reports,
			fc.infiniteStream(fc.constantFrom(0, 0, 0, 0, 0, 2, 2, 3)),
			(report, blanks) => {
				const habits = {
					trailingBlanks: (text: string) => (text.length < 12 ? 0 : Number(blanks.next().value)),
					paragraphBreak: () => '\n' as const
				};
				const rows = rowsOf(model(readText(writeConverted(report, habits))));
				expect(rows).toEqual(rowsOf(squeezed(report)));
			}
		),
		{ numRuns: 200 }
	);
});

test.each(OTHER_FORMS)('finds the rows of another form: %s', (_, rows) => {
	const report = ['标题', rows, '说明：以上数据真实。'];
	expect(model(readText(writeConverted(report, TIDY)))).toEqual(squeezed(report));
	for (const long of rows.flat().filter((text) => text.length >= 10)) {
		const trailingBlanks = (text: string): number => (text === long ? 2 : 0);
		const text = writeConverted(report, { ...TIDY, trailingBlanks });
		expect(model(readText(text))).toEqual(squeezed(report));
	}
});

const NARROW = '\n\t甲\n\t1\n\n\t乙\n\t2\n';
const LONG =
	'推进口岸开放发展还有不足，主要表现在克服困难的精神不够强，运营航次少，常态化水平低，没有形成固定班轮。';

test.each<[string, string, ModelBlock[]]>([
	[
		'a table at the start',
		'\t甲\n\t1\n\n\t乙\n\t2\n',
		[
			[
				['甲', '1'],
				['乙', '2']
			]
		]
	],
	[
		'lines of Windows',
		`题\n${NARROW}`.replaceAll('\n', '\r\n'),
		[
			'题',
			[
				['甲', '1'],
				['乙', '2']
			]
		]
	],
	[
		'lines of old Macs',
		`题\n${NARROW}`.replaceAll('\n', '\r'),
		[
			'题',
			[
				['甲', '1'],
				['乙', '2']
			]
		]
	],
	[
		'prose indented with tabs',
		`题\n\n\t（一）${LONG}\n\t（二）${LONG}\n\n\t（三）${LONG}\n`,
		['题', `（一）${LONG}`, `（二）${LONG}`, `（三）${LONG}`]
	],
	[
		'an indented paragraph above a table',
		`题\n\n\t（一）有待加强。\n${NARROW}`,
		[
			'题',
			'（一）有待加强。',
			[
				['甲', '1'],
				['乙', '2']
			]
		]
	],
	[
		'a title row above a table',
		'题\n\n\t一、概况\n\n\t甲\n\t1\n',
		['题', [['一、概况'], ['甲', '1']]]
	],
	[
		'prose after an empty cell and one blank line',
		'\n\t甲\n\t\n\n备注：无。\n',
		[[['甲', '']], '备注：无。']
	],
	[
		'a list with blank lines in its cell',
		'\n\t职责\n\t1、甲\n\n\n2、乙\n\n\t人数\n\t3\n',
		[
			[
				['职责', '1、甲2、乙'],
				['人数', '3']
			]
		]
	],
	[
		'headings below a list, above the next table',
		'\n\t职责\n\t1、甲\n\n2、乙\n\n\n二、收支\n\n年度收入（万元）\n\n\t单位\n\t合计\n\n\t甲局\n\t3\n',
		[
			[['职责', '1、甲2、乙']],
			'二、收支',
			'年度收入（万元）',
			[
				['单位', '合计'],
				['甲局', '3']
			]
		]
	],
	...['０', '0万元', '—', '/', '(1.5)', '94分'].map((value): [string, string, ModelBlock[]] => [
		`a caption below a last cell “${value}”`,
		`\n\t单位\n\t合计\n\n\t甲局\n\t${value}\n\n\n（续表）\n\n\t姓名\n\t职务\n`,
		[
			[
				['单位', '合计'],
				['甲局', value]
			],
			'（续表）',
			[['姓名', '职务']]
		]
	]),
	[
		'signatures set off with blank lines',
		'\n\t甲\n\t1\n\n\t意见：\n\n\n      （签章）：\n\n\n      年   月   日\n\n\t乙\n\t2\n',
		[[['甲', '1'], ['意见：（签章）：年月日'], ['乙', '2']]]
	],
	[
		'paragraphs set off with empty ones inside a cell',
		`\n\t目标\n\t目标1：甲。\n\n\n\n目标2：乙。\n\n\n\n目标3：丙。\n\n\n\n\n\t${LONG}\n\n\t标准\n\t95%计5分；\n\n\n\n85%计3分；\n\n\n\n其余不计分。\n\n\n\t5\n`,
		[
			[
				['目标', '目标1：甲。目标2：乙。目标3：丙。', LONG],
				['标准', '95%计5分；85%计3分；其余不计分。', '5']
			]
		]
	],
	[
		'a signature below the last table, and a report below it',
		`\n\t甲\n\t1\n\n\n组长（签字）：      年   月   日\n\n某局\n\n报告\n\n一、概况\n\n${LONG}\n\n\t乙\n\t2\n`,
		[[['甲', '1']], '组长（签字）：年月日', '某局', '报告', '一、概况', LONG, [['乙', '2']]]
	],
	[
		'rows written on one line',
		'题\n机构名称\t收入合计\t其中：\n\t\t上年结转\n口岸办\t3\t1\n完\n',
		[
			'题',
			[
				['机构名称', '收入合计', '其中：'],
				['', '', '上年结转'],
				['口岸办', '3', '1']
			],
			'完'
		]
	],
	[
		'headings between rows on one line',
		'题\n机构名称\t收入合计\t上年结转\n口岸办\t3\t1\n三、自评\n评价等次\t优\t\n四、人员\n姓名\t职务\t单位\n',
		[
			'题',
			[
				['机构名称', '收入合计', '上年结转'],
				['口岸办', '3', '1']
			],
			'三、自评',
			[['评价等次', '优', '']],
			'四、人员',
			[['姓名', '职务', '单位']]
		]
	],
	['symbols without their font', '\uf0fe优 \uf0a8良\n\uf0a390%', ['☑优□良', '〓90%']],
	['no table', '甲\n乙\n\n\n丙', ['甲', '乙', '丙']],
	[
		'numbered rows',
		'\n\t序号\n\t项目\n\n\t1\n\t甲\n\n\t2\n\t乙\n',
		[
			[
				['序号', '项目'],
				['1', '甲'],
				['2', '乙']
			]
		]
	]
])('reads %s', (_, text, expected) => {
	expect(model(readText(text))).toEqual(squeezed(expected));
});

test('numbers cells, tables and paragraphs from 1, and claims no knowledge of merges', () => {
	const { blocks } = readText(`题\n${NARROW}\n\n完`);
	expect(blocks.map((block) => [block.kind, block.number])).toEqual([
		['paragraph', 1],
		['table', 1],
		['paragraph', 2]
	]);
	const table = blocks.find((block) => block.kind === 'table');
	expect(table?.rows[1]?.[1]).toEqual({ text: '2', column: 2, grid: null, merge: 'unknown' });
});

test.each([
	[
		'nothing',
		' \n\t\n',
		'document_empty',
		'文本文件里没有文字，应是填好的自评报告；请重新从 Word 另存后再报送。'
	],
	[
		'a table without end',
		'\n\t1\n'.repeat(40_001),
		'too_many_cells',
		'表格超过 40000 格，不像一份自评报告，未读取；请确认报送的文件是否正确。'
	],
	[
		'a text without end',
		'x'.repeat(4_000_001),
		'text_too_long',
		'文本有 4000001 个字，上限是 4000000 个，不像一份自评报告，未读取；请确认报送的文件是否正确。'
	]
])('refuses %s', (_, text, code, message) => {
	expect(refusalOf(() => readText(text))).toEqual({ code, message });
});

test('a text of nothing but cells is read and does not take without end', () => {
	const text = '\n\t1\n\t2\n\n'.repeat(20_000);
	expect(cpuSeconds(() => readText(text))).toBeLessThan(ENDLESS);
});
