import { expect, test } from 'vitest';
import { readDocx } from '#lib/documents/docx/docx.ts';
import { layout, paragraphs, tables } from './document-view.ts';
import { tbl, tc, tr, writeDocx } from './docx-file.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

const level = (at: number, format: string, pattern: string, more = ''): string =>
	`<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${pattern}"/></w:lvl>`;
const definition = (id: number, ...levels: string[]): string =>
	`<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`;
const list = (id: number, of: number, more = ''): string =>
	`<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`;

const NUMBERING = `<w:numbering ${W}>
	${definition(0, level(0, 'chineseCountingThousand', '%1、'), level(1, 'chineseCountingThousand', '（%2）'), level(2, 'decimal', '%3.'))}
	${definition(1, level(0, 'decimal', '%1'), level(1, 'decimal', '%1.%2'))}
	${definition(2, level(0, 'chineseCounting', '第%1条', '<w:pStyle w:val="Clause"/>'), level(1, 'decimal', '%1.%2', '<w:isLgl/>'))}
	${definition(3, level(0, 'bullet', '\uf06c'))}
	<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="L"/></w:abstractNum>
	<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="L"/>${level(0, 'upperLetter', '%1)')}</w:abstractNum>
	${list(1, 0)}${list(2, 1)}${list(3, 2)}${list(4, 3)}${list(5, 4)}
	${definition(6, level(0, 'decimal', '%1.'), level(1, 'decimal', '%2.'), level(2, 'lowerLetter', '%3.', '<w:lvlRestart w:val="1"/>'), level(3, 'decimal', '%4', '').replace('</w:lvl>', '<w:rPr><w:vanish/></w:rPr></w:lvl>'))}${list(7, 6)}
	${list(6, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')}
</w:numbering>`;

const STYLES = `<w:styles ${W}>
	<w:style w:styleId="Clause"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
	<w:style w:styleId="Sub"><w:basedOn w:val="Clause"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>`;

function p(text: string, properties: string): string {
	return `<w:p><w:pPr>${properties}</w:pPr>${text === '' ? '' : `<w:r><w:t>${text}</w:t></w:r>`}</w:p>`;
}
/** A paragraph of a list. */
const n = (text: string, id: number, at = 0): string =>
	p(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`);
const styled = (text: string, style: string, more = ''): string =>
	p(text, `<w:pStyle w:val="${style}"/>${more}`);

function read(body: string): ReturnType<typeof readDocx> {
	return readDocx(
		writeDocx(body, [
			{ name: 'word/numbering.xml', data: NUMBERING },
			{ name: 'word/styles.xml', data: STYLES }
		])
	);
}

test.each<[name: string, body: string, shown: string[]]>([
	['headings', n('概况', 1) + n('绩效', 1), ['一、概况', '二、绩效']],
	[
		'headings within headings begin again',
		n('概况', 1) + n('职能', 1, 1) + n('人员', 1, 1) + n('绩效', 1) + n('目标', 1, 1),
		['一、概况', '（一）职能', '（二）人员', '二、绩效', '（一）目标']
	],
	['text between', n('甲', 1) + p('说明', '') + n('乙', 1), ['一、甲', '说明', '二、乙']],
	[
		'two lists of one definition count together',
		n('甲', 1) + n('乙', 1) + n('丙', 1),
		['一、甲', '二、乙', '三、丙']
	],
	['a list that begins anew', n('甲', 1) + n('乙', 6) + n('丙', 6), ['一、甲', '一、乙', '二、丙']],
	[
		'numbers of two levels',
		n('甲', 2) + n('乙', 2, 1) + n('丙', 2, 1),
		['1 甲', '1.1 乙', '1.2 丙']
	],
	['an inner level first', n('甲', 2, 1), ['1.1 甲']],
	['a figure behind its number', n('312.50', 2), ['1 312.50']],
	['a style', styled('甲', 'Clause') + styled('乙', 'Sub'), ['第一条甲', '1.1 乙']],
	[
		'a style without its number',
		styled('甲', 'Clause', '<w:numPr><w:numId w:val="0"/></w:numPr>'),
		['甲']
	],
	['a definition kept by a style of lists', n('甲', 5), ['A)甲']],
	['a level that Word does not have', n('甲', 1, 999_999_999), ['一、甲']],
	[
		'a first level that stands for a style',
		p('甲', '<w:numPr><w:numId w:val="3"/></w:numPr>'),
		['第一条甲']
	],
	[
		'a level that begins again only where the first moves on',
		n('甲', 7) +
			n('乙', 7, 1) +
			n('子', 7, 2) +
			n('丙', 7, 1) +
			n('丑', 7, 2) +
			n('丁', 7) +
			n('寅', 7, 2),
		['1. 甲', '1. 乙', 'a. 子', '2. 丙', 'b. 丑', '2. 丁', 'a. 寅']
	],
	['a number that is hidden', n('甲', 7, 3), ['甲']],
	['bullets', n('甲', 4), ['甲']],
	['a list that nothing defines', n('甲', 99), ['甲']],
	[
		'an end that is hidden',
		p('', '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>') + n('甲', 1),
		['一、甲']
	],
	[
		'a deleted end',
		p('甲', '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>') + n('乙', 1),
		['一、甲乙']
	],
	[
		'what was before a tracked change',
		p('甲', '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'),
		['甲']
	]
])('automatic numbers: %s', (_, body, shown) => {
	expect(paragraphs(read(body))).toEqual(shown);
});

test('serial numbers of a table are shown in their cells', () => {
	const row = (text: string): string => tr(tc(n('', 2)), tc(text));
	const [table] = tables(read(tbl(row('甲'), row('乙'))));
	expect(layout(table)).toEqual([
		['1@0+1', '甲@1+1'],
		['2@0+1', '乙@1+1']
	]);
});
