import { expect, test } from 'vitest';
import { readOfd } from '#lib/documents/ofd/ofd.ts';
import type { SourceDocument } from '#lib/documents/model.ts';
import { openZip } from '#lib/documents/archive/zip.ts';
import { layout, paragraphs, tables } from './document-view.ts';
import { box, grid, line, text, writeOfd, type OfdParts } from './ofd-file.ts';
import { refusalOf } from './refusal.ts';

function read(parts: OfdParts): SourceDocument {
	return readOfd(openZip(writeOfd(parts)));
}

const TABLE = [
	text(22, 42, '机构名称') + text(62, 42, '收入合计'),
	text(22, 52, '园林处') + text(62, 52, '1206.50')
].join('');
const READ = [
	['机构名称@0+1', '收入合计@1+1'],
	['园林处@0+1', '1206.50@1+1']
];
const RULES = grid([20, 60, 100], [40, 50, 60]);

test.each<[string, OfdParts, string[], string[][][]]>([
	[
		'a ruled table and the text round it',
		{ pages: [text(60, 20, '清河市2023年度') + TABLE + RULES + text(22, 70, '填报人')] },
		['清河市2023年度', '填报人'],
		[READ]
	],
	['lines of a template below the page', { pages: [TABLE], template: RULES }, [], [READ]],
	[
		'lines as thin filled boxes',
		{
			pages: [
				TABLE +
					RULES.replaceAll(
						/<ofd:AbbreviatedData>M 0 0 L (\d+) (\d+)/g,
						(_, x: string, y: string) =>
							`<ofd:AbbreviatedData>M 0 0 L ${x === '0' ? 0.3 : x} 0 L ${x === '0' ? 0.3 : x} ${y === '0' ? 0.3 : y} L 0 ${y === '0' ? 0.3 : y} C`
					).replaceAll('LineWidth="0.2"', 'Stroke="false" Fill="true"')
			]
		},
		[],
		[READ]
	],
	[
		'a table over two pages',
		{
			pages: [
				TABLE + RULES,
				text(22, 42, '绿化队') + text(62, 42, '48') + grid([20, 60, 100], [40, 50])
			]
		},
		[],
		[[...READ, ['绿化队@0+1', '48@1+1']]]
	],
	[
		'one text object over several cells, by its distances',
		{
			pages: [
				`<ofd:TextObject Boundary="22 42 80 6" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="4 36 g 2 2">甲乙123</ofd:TextCode></ofd:TextObject>` +
					grid([20, 60, 100], [40, 50])
			]
		},
		[],
		[[['甲乙@0+1', '123@1+1']]]
	],
	[
		'a text that is drawn larger by its matrix',
		{
			pages: [
				'<ofd:TextObject Boundary="22 42 80 6" CTM="2 0 0 2 0 0" Size="2"><ofd:TextCode X="0" Y="2" DeltaX="2">甲乙</ofd:TextCode></ofd:TextObject>' +
					grid([20, 60, 100], [40, 50])
			]
		},
		[],
		[[['甲乙@0+1', '@1+1']]]
	],
	[
		'characters one below the other',
		{
			pages: [
				'<ofd:TextObject Boundary="22 41 4 20" Size="4"><ofd:TextCode X="0" Y="4" DeltaY="5 5">投入项</ofd:TextCode></ofd:TextObject>' +
					grid([20, 60, 100], [40, 60])
			]
		},
		[],
		[[['投\n入\n项@0+1', '@1+1']]]
	],
	[
		'no text that is not shown',
		{
			pages: [
				TABLE + RULES + text(62, 52, '999', ' Visible="false"') + text(62, 52, '999', ' Alpha="0"')
			]
		},
		[],
		[READ]
	]
])('reads %s', (_, parts, texts, cells) => {
	const document = read(parts);
	expect(paragraphs(document)).toEqual(texts);
	expect(tables(document).map(layout)).toEqual(cells);
});

const WHITE = '255 255 255';
const UNIT = `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="60"><ofd:Content>${text(0, 0, '5')}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`;
const WHITE_PARAM = `<ofd:DrawParams><ofd:DrawParam ID="70"><ofd:FillColor Value="${WHITE}"/></ofd:DrawParam></ofd:DrawParams>`;
const AREA =
	'<ofd:Area><ofd:Path Boundary="0 0 2 6"><ofd:AbbreviatedData>M 0 0 L 2 0 L 2 6 L 0 6 C</ofd:AbbreviatedData></ofd:Path></ofd:Area>';
const CLIP = `<ofd:Clips><ofd:Clip>${AREA}</ofd:Clip></ofd:Clips>`;
const SLANTED = text(20, 80, '内部资料', ' CTM="0.7 0.7 -0.7 0.7 0 0"');

/** The objects of the page's last cell, what is seen of them, and the issue where something is left out. */
test.each<[string, Partial<OfdParts> & { objects: string }, string, string | null]>([
	['text with a blank', { objects: text(62, 52, '约 5') }, '约 5', null],
	[
		'white on paper',
		{ objects: text(62, 52, '9', '', WHITE) + text(64, 52, '5') },
		'5',
		'hidden_text'
	],
	[
		'white on dark',
		{ objects: box(60, 50, 40, 10, '31 56 100') + text(62, 52, '5', '', WHITE) },
		'5',
		null
	],
	[
		'covered text',
		{ objects: text(62, 52, '9') + box(60, 50, 40, 10, WHITE) + text(62, 52, '5') },
		'5',
		'hidden_text'
	],
	[
		'text that is not filled',
		{ objects: text(62, 52, '9', ' Fill="false"') + text(64, 52, '5') },
		'5',
		'hidden_text'
	],
	[
		'a text that is clipped to a part of it',
		{ objects: text(62, 52, '5999').replace('<ofd:TextCode', `${CLIP}<ofd:TextCode`) },
		'5',
		'hidden_text'
	],
	[
		'a text in one of two areas of its clip',
		{
			objects: text(62, 52, '5').replace(
				'<ofd:TextCode',
				`${CLIP.replace('<ofd:Area>', '<ofd:Area CTM="1 0 0 1 30 0">').replace('</ofd:Clip>', `${AREA}</ofd:Clip>`)}<ofd:TextCode`
			)
		},
		'5',
		null
	],
	[
		'text beside the paper',
		{ objects: text(2200, 52, '9') + text(62, 52, '5') },
		'5',
		'hidden_text'
	],
	[
		'a colour by its parameter',
		{ objects: text(62, 52, '9', ' DrawParam="70"') + text(64, 52, '5'), resources: WHITE_PARAM },
		'5',
		'hidden_text'
	],
	[
		'an object made up of others',
		{ objects: '<ofd:CompositeObject ResourceID="60" Boundary="62 52 9 9"/>', resources: UNIT },
		'5',
		null
	],
	['a watermark', { objects: text(62, 52, '5') + SLANTED }, '5', 'ofd_slanted_text'],
	[
		'an annotation',
		{ objects: text(62, 52, '5'), annotation: text(62, 52, '作废') },
		'5',
		'ofd_annotation'
	]
])('reads %s as it is seen', (_, { objects, ...parts }, seen, issue) => {
	const rest = text(22, 42, '名称') + text(62, 42, '合计') + text(22, 52, '甲') + RULES;
	const document = read({ ...parts, pages: [objects + rest] });
	expect(tables(document)[0]?.rows[1]?.[1]?.text).toBe(seen);
	expect(document.issues.map(({ code }) => code)).toEqual(issue === null ? [] : [issue]);
});

test('cells that no line parts are one', () => {
	const lines = [line(20, 40, 100, 40), line(60, 50, 100, 50), line(20, 60, 100, 60)];
	const walls = [line(20, 40, 20, 60), line(60, 40, 60, 60), line(100, 40, 100, 60)];
	const texts = text(22, 42, '产出') + text(62, 42, '数量') + text(62, 52, '质量');
	expect(tables(read({ pages: [texts + lines.join('') + walls.join('')] })).map(layout)).toEqual([
		[
			['产出@0+1/start', '数量@1+1'],
			['@0+1/continue', '质量@1+1']
		]
	]);
});

test('names the pages without text', () => {
	const { issues } = read({ pages: [TABLE + RULES, ''] });
	expect(issues.map(({ message }) => message)).toEqual([
		'OFD 第 2 页没有文字，可能是扫描的图片，其内容没有读取；请核对。'
	]);
});

test.each<[string, OfdParts, string, string]>([
	['a scan', { pages: [''] }, 'ofd_without_text', '请报送原来的'],
	[
		'a text over a line',
		{ pages: [text(50, 42, '1206.50万元') + RULES] },
		'cell_unclear',
		'第 1 页表格第 1 行第 1 列的“1206.50万元”跨过了表格线'
	],
	[
		'rotated text',
		{ pages: [text(22, 42, '甲', ' CTM="0 1 -1 0 0 0"')] },
		'ofd_rotated_text',
		'旋转的文字“甲”'
	],
	[
		'an encrypted package',
		{ pages: [TABLE], more: { 'Encryptions.xml': '<a/>' } },
		'encrypted_document',
		'已加密'
	],
	['a package without pages', { pages: [] }, 'ofd_damaged', '没有页面'],
	['too many pages', { pages: Array.from({ length: 201 }, () => '') }, 'ofd_too_long', '201 页']
])('refuses %s', (_, parts, code, sentence) => {
	const refusal = refusalOf(() => read(parts));
	expect(refusal.code).toBe(code);
	expect(refusal.message).toContain(sentence);
});
