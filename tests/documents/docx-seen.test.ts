import { expect, test } from 'vitest';
import { readDocx } from '#lib/documents/docx/docx.ts';
import { tables } from './document-view.ts';
import { p, tbl, tc, tr, writeDocx } from './docx-file.ts';

const r = (text: string, properties = ''): string =>
	`<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const RAISED = '<w:vertAlign w:val="superscript"/>';
const field = (data: string): string =>
	`<w:r><w:fldChar w:fldCharType="begin"><w:ffData>${data}</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
/** A field without a separator and a result. */
const instruction = (code: string): string =>
	`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;

/** The text that a person sees, and the code of the warning where something was left out. */
test.each<[string, string, string, string | null]>([
	['a note mark', r('1206.50') + r('1', RAISED), '1206.50', 'note_marks'],
	[
		'a mark raised by its position',
		r('30') + r('2', '<w:position w:val="8"/>'),
		'30',
		'note_marks'
	],
	['a line set a little higher', r('30', '<w:position w:val="2"/>'), '30', null],
	['a power of a unit', r('100m') + r('2', RAISED), '100m²', null],
	['a power of ten', r('3×10') + r('4', RAISED), '3×10⁴', null],
	['a figure struck out', r('25', '<w:strike/>') + r('30'), '30', 'struck_text'],
	['one struck out twice', r('25', '<w:dstrike/>') + r('30'), '30', 'struck_text'],
	['one whose line is taken off', r('25', '<w:strike w:val="0"/>'), '25', null],
	['a style that hides by its base', r('9', '<w:rStyle w:val="H2"/>') + r('1'), '1', 'hidden_text'],
	['radicals of a converter', r('⼈员⽀出⻔'), '人员支出门', null],
	['marks of direction', r('\u202a1100.20\u202c\u200b'), '1100.20', null],
	[
		'a word with its pronunciation',
		instruction('EQ \\* jc2 \\o\\ad(\\s\\up 9(shi),市)'),
		'市',
		null
	],
	['a fraction', instruction('eq \\f(95,100)'), '95/100', null],
	['a number in a circle', instruction('eq \\o\\ac(○,12)') + r('基本'), '⑫基本', null],
	['a tick in a box', instruction('EQ \\o\\ac(□,√)'), '☑', null],
	['a choice in a circle', instruction('eq \\o\\ac(○,优)'), '〔公式，未读取〕', 'object_unread'],
	['a formula without its result', instruction('=SUM(ABOVE)'), '〔公式，未读取〕', 'object_unread'],
	[
		'one written as an attribute',
		'<w:fldSimple w:instr=" =SUM(ABOVE) "/>',
		'〔公式，未读取〕',
		'object_unread'
	],
	['its result', `<w:fldSimple w:instr=" =SUM(ABOVE) ">${r('5')}</w:fldSimple>`, '5', null],
	['another equation', r('12') + instruction('EQ \\r(3,8)'), '12〔公式，未读取〕', 'object_unread'],
	[
		'the chosen entry of a list',
		field(
			'<w:ddList><w:result w:val="1"/><w:listEntry w:val="90"/><w:listEntry w:val="95"/></w:ddList>'
		),
		'95',
		null
	],
	[
		'a list of which the first is chosen',
		field('<w:ddList><w:listEntry w:val="优"/><w:listEntry w:val="良"/></w:ddList>'),
		'优',
		null
	],
	[
		'a ticked box',
		field('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>') + r('优'),
		'☑优',
		null
	],
	[
		'the prompt of a content control',
		`${r('优')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${r('单击此处')}</w:sdtContent></w:sdt>`,
		'优',
		null
	],
	[
		'an embedded workbook',
		'<w:r><w:object><o:OLEObject xmlns:o="x"/></w:object></w:r>',
		'〔嵌入对象，未读取〕',
		'object_unread'
	],
	[
		'a picture',
		'<w:r><w:drawing><a:pic xmlns:a="x"/></w:drawing></w:r>',
		'〔图片，未读取〕',
		'object_unread'
	]
])('of a cell reads %s as it is seen', (_, runs, text, warning) => {
	const styles =
		'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="H1"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="H2"><w:basedOn w:val="H1"/></w:style></w:styles>';
	const file = writeDocx(tbl(tr(tc('甲'), tc(`<w:p>${runs}</w:p>`))), [
		{ name: 'word/styles.xml', data: styles }
	]);
	const document = readDocx(file);
	expect(tables(document)[0]?.rows[0]?.[1]?.text).toBe(text);
	expect(document.issues.map(({ code }) => code)).toEqual(warning === null ? [] : [warning]);
});

test.each<[string, string, string[]]>([
	['a title', p('2022年度部门整体支出绩效自评表'), ['pictures_unread']],
	['a title and a table', p('2022年度部门整体支出绩效自评表') + tbl(tr(tc('甲'))), []],
	['a text', p('全年任务按计划完成。'.repeat(30)), []]
])('pages that are pictures below %s', (_, text, codes) => {
	const picture = '<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>';
	const { issues } = readDocx(writeDocx(text + picture));
	expect(issues.map(({ code }) => code)).toEqual(codes);
});
