import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DocumentTable, SourceDocument } from '#lib/documents/model.ts';
import { readDocx } from '#lib/documents/docx/docx.ts';
import { cpuSeconds, ENDLESS } from './cpu-time.ts';
import { documentXml, p, tbl, tc, tr, writeDocx, writePackage } from './docx-file.ts';
import { refusalOf } from './refusal.ts';
import { writeZip } from './zip-file.ts';

function paragraphs(document: SourceDocument): string[] {
	return document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
}

function tables(document: SourceDocument): DocumentTable[] {
	return document.blocks.filter((block) => block.kind === 'table');
}

/** Rows as `text@start+span/merge`, the merge left out where there is none. */
function layout(table: DocumentTable | undefined): string[][] {
	return (table?.rows ?? []).map((row) =>
		row.map((cell) => {
			const merge = cell.merge === 'none' ? '' : `/${cell.merge}`;
			return `${cell.text}@${cell.grid?.start}+${cell.grid?.span}${merge}`;
		})
	);
}

test('reads the real report', () => {
	const document = readDocx(readFileSync('tests/fixtures/reports/port-office-2021.docx'));
	const [form, sheet] = tables(document);
	expect(document.issues).toEqual([]);
	expect(paragraphs(document)[3]).toBe('岳阳市人民政府口口岸管理办公室2021年度');
	expect([form?.rows.length, sheet?.rows.length]).toEqual([49, 27]);
	expect(layout(form)[10]?.slice(0, 3)).toEqual(['口岸办@0+1', '1206.04@1+1', '432.05@2+1']);
	expect(layout(form)[9]?.slice(0, 3)).toEqual(['@0+1/continue', '@1+1/continue', '上年结转@2+1']);
});

const run = (inner: string): string => `<w:p><w:r>${inner}</w:r></w:p>`;
const field = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const code = '<w:r><w:instrText>PAGE 9999</w:instrText></w:r>';
const choice = (text: string): string =>
	`<mc:Choice Requires="wps"><wps:txbx><w:txbxContent>${p(text)}</w:txbxContent></wps:txbx></mc:Choice>`;
const fallback = (text: string): string =>
	`<mc:Fallback><w:pict><v:textbox><w:txbxContent>${p(text)}</w:txbxContent></v:textbox></w:pict></mc:Fallback>`;

test.each<[string, string, string[]]>([
	['runs joined', '<w:p><w:r><w:t>12</w:t></w:r><w:r><w:t>06.04</w:t></w:r></w:p>', ['1206.04']],
	[
		'line breaks and tabs',
		run('<w:t>公共财</w:t><w:br/><w:t>政</w:t><w:cr/><w:t>拨</w:t><w:tab/><w:t>款</w:t>'),
		['公共财\n政\n拨\t款']
	],
	[
		'tab stops are not text',
		`<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`,
		['甲']
	],
	[
		'blanks kept only where preserved, Chinese ones everywhere',
		run('<w:t> 甲 </w:t><w:t xml:space="preserve"> 乙 </w:t><w:t>\u3000丙</w:t>'),
		['甲 乙 \u3000丙']
	],
	['blank paragraphs not counted', p('甲') + p(' \u3000') + p('乙'), ['甲', '乙']],
	['hyphen that does not break', run('<w:noBreakHyphen/><w:t>431.91</w:t>'), ['-431.91']],
	['soft hyphen', run('<w:t>12</w:t><w:softHyphen/><w:t>06</w:t>'), ['1206']],
	[
		'ticked and empty boxes',
		run('<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F0A8"/>'),
		['☑□']
	],
	[
		'symbols written as characters',
		run(
			'<w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr><w:t>\uf052\uf0a3优</w:t>'
		) + run('<w:t>\uf0fe5</w:t>'),
		['☑□优', '〓5']
	],
	['unknown symbol', run('<w:sym w:font="Wingdings 3" w:char="F041"/><w:t>5</w:t>'), ['〓5']],
	[
		'content controls',
		`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${p('甲')}</w:sdtContent></w:sdt>`,
		['甲']
	],
	[
		'field results, not codes',
		`<w:p>${field('begin')}${code}${field('separate')}<w:r><w:t>7</w:t></w:r>${field('end')}</w:p>`,
		['7']
	],
	[
		'a field inside a field code',
		`<w:p>${field('begin')}${field('begin')}${field('separate')}<w:r><w:t>x</w:t></w:r>${field('end')}${field('separate')}<w:r><w:t>7</w:t></w:r>${field('end')}</w:p>`,
		['7']
	],
	['a field that never ends', `<w:p>${field('begin')}${code}</w:p>${p('甲')}`, ['甲']],
	[
		'a text box once',
		`<w:p><w:r><w:t>锚</w:t><mc:AlternateContent>${choice('框')}${fallback('框')}</mc:AlternateContent></w:r></w:p>`,
		['锚', '框']
	],
	[
		'a fallback alone',
		`<w:p><w:r><mc:AlternateContent>${fallback('框')}</mc:AlternateContent></w:r></w:p>`,
		['框']
	],
	[
		'an emoji by its fallback',
		run(
			'<mc:AlternateContent><mc:Choice Requires="w16se"><w:t>x</w:t></mc:Choice><mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent>'
		),
		['☺']
	],
	[
		'phonetic guides left out',
		run(
			'<w:ruby><w:rt><w:r><w:t>yuè</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>岳</w:t></w:r></w:rubyBase></w:ruby>'
		),
		['岳']
	],
	['formulas', '<w:p><m:oMath><m:r><m:t>48</m:t></m:r></m:oMath></w:p>', ['48']],
	[
		'formulas built up of parts, with signs between these',
		'<w:p><m:oMath><m:f><m:num><m:r><m:t>48</m:t></m:r></m:num><m:den><m:r><m:t>50</m:t></m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup><m:d><m:e><m:r><m:t>3</m:t></m:r></m:e></m:d></m:oMath></w:p>',
		['48/5010^4(3)']
	],
	['character references', p('A&amp;B&#x5CB3;&lt;'), ['A&B岳<']],
	['literal text that looks like code', p('__proto__ =1+1'), ['__proto__ =1+1']]
])('reads %s', (_, body, expected) => {
	const document = readDocx(writeDocx(body));
	expect(paragraphs(document)).toEqual(expected);
	expect(document.issues).toEqual([]);
});

const deletion = '<w:del><w:r><w:delText>1300</w:delText></w:r></w:del>';
const insertion = '<w:ins><w:r><w:t>1206</w:t></w:r></w:ins>';
const vanish = (value = ''): string => `<w:rPr><w:vanish${value}/></w:rPr>`;
const styles = {
	name: 'word/styles.xml',
	data: documentXml('<w:style w:styleId="Hide"><w:rPr><w:vanish/></w:rPr></w:style>')
		.replaceAll('w:document>', 'w:styles>')
		.replace('<w:document', '<w:styles')
};

test.each<[string, string, string[], string[]]>([
	[
		'deletions not counted, insertions counted',
		`<w:p>${deletion}${insertion}</w:p>`,
		['1206'],
		['文档含未处理的修订：1 处删除没有计入，1 处插入已计入；请核对后接受或拒绝全部修订再报送。']
	],
	[
		'moves counted once',
		'<w:p><w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>甲</w:t></w:r></w:moveTo></w:p>',
		['甲'],
		['文档含未处理的修订：1 处删除没有计入，1 处插入已计入；请核对后接受或拒绝全部修订再报送。']
	],
	[
		'a deleted paragraph end',
		`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>12</w:t></w:r></w:p>${p('06')}`,
		['1206'],
		[]
	],
	[
		'hidden text',
		run(`${vanish()}<w:t>9</w:t>`) + p('1206'),
		['1206'],
		['文档有 1 处隐藏文字没有计入；请取消隐藏或删除后再报送。']
	],
	['hidden switched off', run(`${vanish(' w:val="0"')}<w:t>9</w:t>`), ['9'], []],
	[
		'hidden before a tracked change',
		run('<w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>9</w:t>'),
		['9'],
		[]
	],
	[
		'hidden by a style',
		run('<w:rPr><w:rStyle w:val="Hide"/></w:rPr><w:t>9</w:t>') + p('8'),
		['8'],
		['文档有 1 处隐藏文字没有计入；请取消隐藏或删除后再报送。']
	],
	[
		'other files inside',
		`${p('甲')}<w:altChunk/>`,
		['甲'],
		['文档引用了 1 个内嵌的其他文件，其内容没有读取；请用 Word 打开并另存后再报送。']
	]
])('warns: %s', (_, body, expected, warnings) => {
	const document = readDocx(writeDocx(body, [styles]));
	expect(paragraphs(document)).toEqual(expected);
	expect(document.issues.map((issue) => issue.message)).toEqual(warnings);
});

const restart = '<w:vMerge w:val="restart"/>';
const goesOn = '<w:vMerge/>';
const span = (count: number): string => `<w:gridSpan w:val="${count}"/>`;

test.each<[string, string, string[][]]>([
	[
		'spans',
		tbl(tr(tc('甲', span(2)), tc('乙')), tr(tc('1'), tc('2'), tc('3'))),
		[
			['甲@0+2', '乙@2+1'],
			['1@0+1', '2@1+1', '3@2+1']
		]
	],
	[
		'vertical merges',
		tbl(tr(tc('甲', restart), tc('1')), tr(tc('甲', goesOn), tc('2'))),
		[
			['甲@0+1/start', '1@1+1'],
			['@0+1/continue', '2@1+1']
		]
	],
	['a continuation of nothing', tbl(tr(tc('甲', goesOn), tc('1'))), [['甲@0+1/start', '1@1+1']]],
	[
		'old horizontal merges',
		tbl(tr(tc('甲', '<w:hMerge w:val="restart"/>'), tc('', '<w:hMerge/>'), tc('乙'))),
		[['甲@0+2', '乙@2+1']]
	],
	[
		'columns left free',
		tbl('<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>' + tc('甲') + '</w:tr>'),
		[['甲@2+1']]
	],
	['paragraphs of a cell', tbl(tr(tc(p('公共财') + p('政拨款')))), [['公共财\n政拨款@0+1']]],
	[
		'deleted rows',
		tbl(tr(tc('甲')), `<w:tr><w:trPr><w:del/></w:trPr>${tc('乙')}</w:tr>`),
		[['甲@0+1']]
	],
	[
		'hidden rows',
		tbl(tr(tc('甲')), `<w:tr><w:trPr><w:hidden/></w:trPr>${tc('乙')}</w:tr>`),
		[['甲@0+1']]
	],
	['deleted cells', tbl(tr(tc('甲'), tc('乙', '<w:cellDel/>'), tc('丙'))), [['甲@0+1', '丙@1+1']]],
	[
		'spans that nobody can mean',
		tbl(tr(tc('甲', span(999999)), tc('乙', span(-3)))),
		[['甲@0+1000', '乙@1000+1']]
	],
	[
		'former properties of a tracked change',
		tbl(tr(tc('甲', `<w:tcPrChange><w:tcPr>${span(9)}</w:tcPr></w:tcPrChange>`))),
		[['甲@0+1']]
	],
	[
		'rows in a content control',
		tbl(`<w:sdt><w:sdtContent>${tr(tc('甲'))}</w:sdtContent></w:sdt>`),
		[['甲@0+1']]
	]
])('lays out a table: %s', (_, body, expected) => {
	expect(layout(tables(readDocx(writeDocx(body)))[0])).toEqual(expected);
});

test('a nested table is text of its cell, and a table of its own after all others', () => {
	const inner = tbl(tr(tc('内1'), tc('内2')));
	const document = readDocx(
		writeDocx(tbl(tr(tc(p('外') + inner + p('尾')), tc('旁'))) + tbl(tr(tc('二'))))
	);
	expect(tables(document).map((table) => [table.number, table.nested_in, layout(table)])).toEqual([
		[1, null, [['外\n内1\t内2\n尾@0+1', '旁@1+1']]],
		[3, 1, [['内1@0+1', '内2@1+1']]],
		[2, null, [['二@0+1']]]
	]);
});

test('a table that only frames the page is none', () => {
	const inner = tbl(tr(tc('1'), tc('2')));
	const frame = tbl(tr(tc(p('题') + tbl(tr(tc(inner + p('注'))), tr(tc('尾'))))));
	const document = readDocx(writeDocx(frame + tbl(tr(tc('二')))));
	expect(paragraphs(document)).toEqual(['题', '注', '尾']);
	expect(tables(document).map((table) => [table.number, table.nested_in, layout(table)])).toEqual([
		[1, null, [['1@0+1', '2@1+1']]],
		[2, null, [['二@0+1']]]
	]);
});

test('finds the main part by its relationship, under any prefix and in the strict namespaces', () => {
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>`;
	const main =
		'<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:p><d:r><d:t>甲</d:t></d:r></d:p></d:body></d:document>';
	const file = writePackage('', [
		{ name: '_rels/.rels', data: rels },
		{ name: 'word/document2.xml', data: main }
	]);
	expect(paragraphs(readDocx(file))).toEqual(['甲']);
});

test('reads UTF-16 parts with a byte order mark', () => {
	const xml = documentXml(p('岳阳')).replace(/<\?xml.*?\?>/, '');
	expect(paragraphs(readDocx(writePackage(Buffer.from(`\uFEFF${xml}`, 'utf16le'))))).toEqual([
		'岳阳'
	]);
});

test('reads 200,000 Chinese characters of one part without a wrong one', () => {
	const text = Array.from({ length: 200_000 }, (_, n) =>
		String.fromCharCode(0x4e00 + (n % 20_000))
	).join('');
	expect(paragraphs(readDocx(writeDocx(p(text))))).toEqual([text]);
});

/** Not packed: what repeats without end packs so well that the gate takes it for a bomb. */
const storedDocx = (body: string): Buffer =>
	writePackage('', [{ name: 'word/document.xml', data: documentXml(body), stored: true }]);
const nested = (depth: number): string => '<w:sdt>'.repeat(depth) + '</w:sdt>'.repeat(depth);
const bomb = `<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b SYSTEM "file:///etc/hostname">]>${documentXml(p('&b;')).replace(/<\?xml.*?\?>/, '')}`;

test.each<[string, Buffer, string, string]>([
	['an empty document', writeDocx(p(' ') + tbl(tr(tc('')))), 'document_empty', '文档里没有文字'],
	[
		'pages that are pictures',
		writeDocx('<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>'),
		'pictures_only',
		'文档里只有图片，没有文字（多半是扫描件），图片的内容没有读取；请报送可编辑的 Word 文件。'
	],
	['a DOCTYPE', writePackage(bomb), 'xml_doctype', '部件“word/document.xml”含有 DOCTYPE 声明'],
	['deep nesting', writeDocx(nested(50_000)), 'xml_too_deep', '的元素嵌套超过 400 层'],
	[
		'tables nested without end',
		writeDocx(Array.from({ length: 9 }, () => '<w:tbl><w:tr><w:tc>').join('')),
		'tables_too_deep',
		'表格嵌套超过 8 层'
	],
	['broken XML', writeDocx('<w:p></w:r>'), 'xml_invalid', '附近不是有效的 XML'],
	[
		'a wrong byte',
		writePackage(
			Buffer.concat([Buffer.from(documentXml(p('甲')).slice(0, -10)), Buffer.from([0xe5, 0xb2])])
		),
		'xml_invalid',
		'附近不是有效的 XML'
	],
	[
		'another kind of document',
		writePackage(
			'<w:glossaryDocument xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
		),
		'not_a_word_document',
		'读到的是“w:glossaryDocument”'
	],
	[
		'no main part',
		writeZip([{ name: 'word/styles.xml', data: '' }]),
		'main_part_missing',
		'压缩包里没有文档正文“word/document.xml”'
	],
	[
		'a text without end',
		storedDocx(p('x'.repeat(4_000_001))),
		'text_too_long',
		'正文超过 4000000 个字'
	]
])('refuses %s', (_, file, code, words) => {
	const refusal = refusalOf(() => readDocx(file));
	expect(refusal.code).toBe(code);
	expect(refusal.message).toContain(words);
});

test('a million character references are read and do not take without end', () => {
	const file = storedDocx(p('&#x5CB3;'.repeat(1_000_000)));
	let text: string | undefined;
	expect(cpuSeconds(() => ([text] = paragraphs(readDocx(file))))).toBeLessThan(ENDLESS);
	expect(text).toHaveLength(1_000_000);
});
