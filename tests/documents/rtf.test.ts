import { expect, test } from 'vitest';
import { readRtf } from '#lib/documents/rtf/rtf.ts';
import { paragraphs, tables } from './document-view.ts';
import { refusalOf } from './refusal.ts';

const rtf = (body: string): Buffer =>
	Buffer.from(
		`{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset0 Arial;}{\\f2\\fcharset2 Wingdings;}}${body}}`,
		'latin1'
	);

/** A form field without a result, as Word writes it; `entries` are those of a drop-down list. */
function formField(settings: string, ...entries: string[]): string {
	const list = entries.map((entry) => `{\\*\\ffl ${[...entry].map(escaped).join('')}}`).join('');
	return `{\\field{\\*\\fldinst FORM{\\*\\formfield{${settings}{\\*\\ffname D}${list}}}}{\\fldrslt }}\\par`;
}

function equation(code: string): string {
	return `{\\field{\\*\\fldinst EQ ${code}}{\\fldrslt }}\\par`;
}

function escaped(character: string): string {
	return `\\u${String(character.charCodeAt(0))}?`;
}

test.each<[string, string, string[]]>([
	['GBK bytes', "\\'d4\\'c0\\'d1\\'f4\\par", ['岳阳']],
	['GBK bytes in a western font', "\\f1\\'d4\\'c0\\'d1\\'f4\\par", ['岳阳']],
	['Unicode with its fallback', '\\uc1\\u23731?\\u-26431?\\par', ['岳飁']],
	['Unicode without a fallback', '\\uc0\\u23731\\u38451\\par', ['岳阳']],
	['a new line in the source', '1206\r\n.04\\par', ['1206.04']],
	['tabs, breaks and hyphens', 'a\\tab b\\line c\\_d\\par', ['a\tb\nc-d']],
	['hidden text', 'a{\\v 9}b\\par', ['ab']],
	[
		'wide digits with the two bytes of each',
		"\\uc2\\u-231 \\'a3\\'b9\\u-235 \\'a3\\'b5\\par",
		['９５']
	],
	['struck-out text', '{\\strike 25}30\\par', ['30']],
	[
		'a text beside its copy without Unicode',
		'{\\upr{a {\\b old} 1}{\\*\\ud{\\u23731?\\u38451? 2}}}3\\par',
		['岳阳 23']
	],
	['a note mark', '1206.5{\\super 1}\\par', ['1206.5']],
	['a power', '10m{\\super 2}\\par', ['10m²']],
	['tracked deletions', 'a{\\deleted b}c\\par', ['ac']],
	[
		'a box of which nothing tells whether it is ticked',
		'{\\field{\\*\\fldinst { FORMCHECKBOX }}{\\fldrslt {}}}\\u20248?\\par',
		['〔控件，未读取〕优']
	],
	[
		'a text box after the text that it is anchored in',
		'30{\\shp{\\*\\shpinst{\\shptxt \\pard 34.5\\par}}}\\par',
		['30', '34.5']
	],
	['a field', 'a{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}b\\par', ['a7b']],
	['the chosen entry of a list', formField('\\fftype2\\ffres1', '优', '良'), ['良']],
	[
		'the default entry of a list',
		formField('\\fftype2\\ffres25\\ffdefres2', '优', '良', '中'),
		['中']
	],
	['a list of which the first is chosen', formField('\\fftype2\\ffres0', '90', '95'), ['90']],
	['a ticked box', formField('\\fftype1\\ffres1'), ['☑']],
	['an empty box', formField('\\fftype1\\ffres25\\ffdefres0'), ['□']],
	['a word with its pronunciation', equation('\\\\o\\\\ad(\\\\s\\\\up 9(shi),\\u24066?)'), ['市']],
	[
		'one as LibreOffice writes it',
		equation('\\\\* jc0 \\\\* hps22 \\\\o(\\\\s\\\\up 10(shi),\\u24066?)'),
		['市']
	],
	['a fraction', equation('\\\\f(95,100)'), ['95/100']],
	['another equation', `12${equation('\\\\r(3,8)')}`, ['12〔公式，未读取〕']],
	[
		'a formula without its result',
		`{\\field{\\*\\fldinst =SUM(ABOVE)}{\\fldrslt }}\\par`,
		['〔公式，未读取〕']
	],
	['a note mark that is set higher', '12.5{\\up12 3}\\par', ['12.5']],
	['a line set a little higher', '{\\up2 12.5}\\par', ['12.5']],
	['a form field of text', formField('\\fftype0').replace('\\fldrslt ', '\\fldrslt 7'), ['7']],
	['a list in a header', `{\\header ${formField('\\fftype1\\ffres1')}}a\\par`, ['a']],
	['a list in hidden text', `{\\v ${formField('\\fftype2\\ffres1', '优', '良')}}a\\par`, ['a']],
	['a picture', 'a{\\pict\\wmetafile8 0102ab}b\\par', ['ab']],
	['unknown destinations', 'a{\\*\\unknown b}c\\par', ['ac']],
	['binary data', 'a{\\pict\\bin4 }}{{}b\\par', ['ab']],
	['a symbol font', 'a\\f2\\u-3928?\\par', ['a□']]
])('reads %s', (_, body, expected) => {
	expect(paragraphs(readRtf(rtf(body)))).toEqual(expected);
});

test('names a picture where a value belongs, and none beside a value', () => {
	const picture = '{\\*\\shppict{\\pict\\pngblip 00}}{\\nonshppict{\\pict\\wmetafile8 00}}';
	const document = readRtf(
		rtf(`\\trowd\\cellx1\\cellx2\\intbl ${picture}\\cell 12${picture}\\cell\\row`)
	);
	expect(tables(document)[0]?.rows[0]?.map(({ text }) => text)).toEqual(['〔图片，未读取〕', '12']);
	expect(document.issues.map(({ code }) => code)).toEqual(['object_unread']);
});

const NESTED =
	'\\intbl a\\cell\\itap2 b\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}{\\nonesttables\\par}';
const DESCRIBED = '\\trowd\\cellx1000\\cellx3000';

test.each([
	['as described', '', ['a', 'b']],
	['with the empty cells behind it that LibreOffice adds', '\\cell\\cell', ['a', 'b']],
	['with a cell too many that says something', ' c\\cell', null]
])('a row that holds a table, %s', (_, ending, texts) => {
	const read = () =>
		readRtf(
			rtf(`${DESCRIBED}${NESTED}\\pard\\intbl\\cell${DESCRIBED}${ending}\\row\\pard end\\par`)
		);
	if (texts === null) return expect(refusalOf(read).code).toBe('damaged_doc');
	const [outer] = tables(read());
	return expect(outer?.rows[0]?.map(({ text }) => text.trim())).toEqual(texts);
});

test('reads tables with merged cells, also where the row is described behind its cells', () => {
	const row = (cells: string, texts: string) => `\\trowd${cells}${texts}\\row`;
	const document = readRtf(
		rtf(
			row('\\clvmgf\\cellx1000\\cellx3000', '\\intbl a\\cell b\\cell') +
				row('\\clvmrg\\cellx1000\\cellx2000\\cellx3000', '\\intbl\\cell c\\cell d\\cell') +
				'\\intbl e\\cell\\trowd\\cellx3000\\row\\pard end\\par'
		)
	);
	expect(tables(document)[0]?.rows).toEqual([
		[
			{ text: 'a', column: 1, grid: { start: 0, span: 1 }, merge: 'start' },
			{ text: 'b', column: 2, grid: { start: 1, span: 2 }, merge: 'none' }
		],
		[
			{ text: '', column: 1, grid: { start: 0, span: 1 }, merge: 'continue' },
			{ text: 'c', column: 2, grid: { start: 1, span: 1 }, merge: 'none' },
			{ text: 'd', column: 3, grid: { start: 2, span: 1 }, merge: 'none' }
		],
		[{ text: 'e', column: 1, grid: { start: 0, span: 3 }, merge: 'none' }]
	]);
	expect(paragraphs(document)).toEqual(['end']);
});

test.each<[string, Buffer, string, string]>([
	['a cut file', rtf('a').subarray(0, -1), 'rtf_damaged', '还有 1 个括号没有闭合'],
	['a bracket too many', rtf('a\\par}b\\par'), 'rtf_damaged', '右括号使正文提前结束'],
	['groups without end', rtf('{'.repeat(500)), 'rtf_damaged', '括号嵌套超过 400 层'],
	['bytes of no character', rtf("\\'d4\\'20\\par"), 'damaged_text', '含有无法还原的字符'],
	['no text', rtf('\\par'), 'document_empty', '文档里没有文字'],
	[
		'a row that lost a cell',
		rtf('\\trowd\\cellx1\\cellx2\\intbl a\\cell\\row'),
		'damaged_doc',
		'有 1 格文字'
	]
])('refuses %s', (_, bytes, code, words) => {
	const refusal = refusalOf(() => readRtf(bytes));
	expect(refusal.code).toBe(code);
	expect(refusal.message).toContain(words);
});

test.each<[string, string, string[]]>([
	['a number that only its list has', '\\ls1 a\\par\\pard b\\par', ['list_numbers_unread']],
	['a number in front of its text', '{\\listtext 1.}\\ls1 a\\par', []],
	['tracked insertions', '{\\revised 92}\\par', ['tracked_changes']]
])('names %s', (_, body, codes) => {
	expect(readRtf(rtf(body)).issues.map(({ code }) => code)).toEqual(codes);
});

test('reads text that names no font in the default one', () => {
	const file = "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\fcharset134 S;}}\\'d4\\'c0\\'d1\\'f4\\par}";
	expect(paragraphs(readRtf(Buffer.from(file)))).toEqual(['岳阳']);
});
