import { expect, test } from 'vitest';
import type { SourceDocument } from '#lib/documents/model.ts';
import { readHtml } from '#lib/documents/html/html.ts';
import { cpuSeconds, ENDLESS } from './cpu-time.ts';
import { refusalOf } from './refusal.ts';

/** A paragraph as itself; a table as rows of `text@start+span/merge`. */
function model(document: SourceDocument): (string | string[][])[] {
	return document.blocks.map((block) => {
		if (block.kind === 'paragraph') return block.text;
		return block.rows.map((row) =>
			row.map(({ text, grid, merge }) => {
				return `${text}@${grid?.start}+${grid?.span}${merge === 'none' ? '' : `/${merge}`}`;
			})
		);
	});
}

const WORD_PAGE = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=gb2312><title>x</title>
<style>p{}</style></head><body lang=ZH-CN><!--[if gte mso 9]><p>看不见</p><![endif]-->
<p class=MsoNormal><span>岳阳市2021年度部门<o:p></o:p>
整体支出</span></p><table><tr><td><p>口岸办</p></td><td>1,206.04</td></tr></table></body></html>`;

test('raised marks of notes are left out and said, powers kept', () => {
	const table = `<table><tr><td>收入合计<sup>①</sup><td>1206.50<sup>1</sup>
		<td>支出<span style="vertical-align: super">[2]</span></table>`;
	const document = readHtml(`<p>用地3×10<sup>4</sup>m<sup>2</sup></p>${table}`);
	expect(model(document)).toEqual(['用地3×10⁴m²', [['收入合计@0+1', '1206.50@1+1', '支出@2+1']]]);
	expect(document.issues.map(({ message }) => message)).toEqual([
		'文档有 3 处上标的注释号没有计入数值和名称；请核对。'
	]);
});

test.each<[string, string, (string | string[][])[]]>([
	[
		'a foot note of LibreOffice, whose mark is no digit of it',
		'<div><p class="sdfootnote"><a class="sdfootnotesym">1</a>5.20万元</p></div>',
		['¹5.20万元']
	],
	[
		'a page saved by Word',
		WORD_PAGE,
		['岳阳市2021年度部门整体支出', [['口岸办@0+1', '1,206.04@1+1']]]
	],
	[
		'paragraphs, breaks and blanks',
		'<p> 甲 \n<b>乙</b><br>丙 &nbsp;</p>丁<div>戊</div>',
		['甲乙\n丙', '丁', '戊']
	],
	[
		'fields of a form with what was entered or chosen',
		'<p><input value=48>人，<select><option>良<option selected>优</select><select><option>中</select><textarea>已完成</textarea><input type=radio checked>是<input type=radio>否<input type=hidden value=9>',
		['48人，优已完成☑是□否']
	],
	[
		'formulas built up of parts',
		'<p><math><mfrac><mn>48</mn><mn>50</mn></mfrac></math>，CO<sub>2</sub>',
		['48/50，CO₂']
	],
	[
		'the head of a table above its rows and the foot below them',
		'<table><tfoot><tr><td>合计</tfoot><tbody><tr><td>甲</tbody><thead><tr><th>单位</thead></table>',
		[[['单位@0+1'], ['甲@0+1'], ['合计@0+1']]]
	],
	['references, literally', '<p>A&amp;B &lt;b&gt; &#x5CB3;</p>', ['A&B <b> 岳']],
	[
		'column spans',
		'<table><tr><td colspan=2>甲<td>乙<tr><td>1<td>2<td>3</table>',
		[
			[
				['甲@0+2', '乙@2+1'],
				['1@0+1', '2@1+1', '3@2+1']
			]
		]
	],
	[
		'row spans',
		'<table><tr><td rowspan=2>甲<td>1<tr><td>2<tr><td>乙<td>3</table>',
		[
			[
				['甲@0+1/start', '1@1+1'],
				['@0+1/continue', '2@1+1'],
				['乙@0+1', '3@1+1']
			]
		]
	],
	[
		'row spans at the end of the row',
		'<table><tr><td>1<td rowspan=9>甲<tr><td>2</table>',
		[
			[
				['1@0+1', '甲@1+1/start'],
				['2@0+1', '@1+1/continue']
			]
		]
	],
	[
		'spans that run into each other',
		'<table><tr><td>1<td rowspan=2>甲<tr><td colspan=3>2</table>',
		[
			[
				['1@0+1', '甲@1+1/start'],
				['2@0+1', '@1+1/continue']
			]
		]
	],
	[
		'spans that nobody can mean',
		'<table><tr><td colspan=x>1<td colspan=99999999>2<td rowspan=0>3</table>',
		[[['1@0+1', '2@1+1000', '3@1001+1/start']]]
	],
	[
		'heads, bodies and captions',
		'<table><caption>表1</caption><thead><tr><th>甲</thead><tbody><tr><td>1</tbody></table>',
		['表1', [['甲@0+1'], ['1@0+1']]]
	],
	[
		'paragraphs of a cell',
		'<table><tr><td><p>公共财</p><p>政拨款</p></table>',
		[[['公共财\n政拨款@0+1']]]
	],
	[
		'a nested table',
		'<table><tr><td>外<table><tr><td>1<td>2</table><td>旁</table><table><tr><td>二</table>',
		[[['外\n1\t2@0+1', '旁@1+1']], [['1@0+1', '2@1+1']], [['二@0+1']]]
	],
	['no scripts', '<p>甲<script>alert(1)</script><ins>丙</ins><b onclick=y></b></p>', ['甲丙']]
])('reads %s', (_, html, expected) => {
	const document = readHtml(html);
	expect(model(document)).toEqual(expected);
	expect(document.issues).toEqual([]);
});

test.each([
	['<p>甲</p><p style="display:none">9</p>', ['甲']],
	['<table><tr><td>1<tr style="mso-hide:all"><td>9</table>', [[['1@0+1']]]],
	['<table><tbody hidden><tr><td>9</tbody><tr><td>1</table>', [[['1@0+1']]]],
	['<table><tr><td>1<td style="color:red; visibility: hidden">9</table>', [[['1@0+1', '@1+1']]]]
])('leaves out what is hidden, and says so: %s', (html, expected) => {
	const document = readHtml(html);
	expect(model(document)).toEqual(expected);
	expect(document.issues.map((issue) => issue.message)).toEqual([
		'网页有 1 处隐藏内容没有计入；请取消隐藏或删除后再报送。'
	]);
});

test.each([
	[
		'an empty page',
		'<html><body><p> </p><table><tr><td></table></body></html>',
		'document_empty',
		'网页里没有文字'
	],
	[
		'another encoding',
		'<meta http-equiv=Content-Type content="text/html; charset=big5"><p>甲',
		'encoding_unsupported',
		'网页标明是 big5 编码'
	],
	['deep nesting', '<div>'.repeat(50_000), 'html_too_large', '元素嵌套超过 400 层'],
	['formatting without end', '<b><i>'.repeat(50_000), 'html_too_large', '元素嵌套超过 400 层'],
	['elements without end', '<br>'.repeat(200_001), 'html_too_large', '元素超过 200000 个'],
	[
		'tables nested without end',
		'<table><tr><td>'.repeat(9),
		'tables_too_deep',
		'表格嵌套超过 8 层'
	],
	[
		'row spans without end',
		`<table>${`<tr>${'<td rowspan=1000>'.repeat(400)}`.repeat(150)}`,
		'too_many_cells',
		'表格超过 50000 格'
	],
	['a page without end', 'x'.repeat(8_000_001), 'text_too_long', '网页有 8000001 个字符']
])('refuses %s and does not read without end', (_, html, code, words) => {
	let refusal = { code: '', message: '' };
	const seconds = cpuSeconds(() => (refusal = refusalOf(() => readHtml(html))));
	expect(seconds).toBeLessThan(ENDLESS);
	expect(refusal.code).toBe(code);
	expect(refusal.message).toContain(words);
});

test('refuses a page that was cut off within a table', () => {
	const whole = '<script>"<table>"</script><p>甲<table><tr><td>收入合计<td>1206.04</table>';
	expect(model(readHtml(whole))).toHaveLength(2);
	const refusal = refusalOf(() => readHtml(whole.slice(0, -11)));
	expect(refusal.code).toBe('html_incomplete');
});

test.each([
	['cut off in a sentence', '<html><body><p>支出合计8850.60万元，其中', ['html_end_missing']],
	['with an end', '<html><body><p>支出合计8850.60万元。</body>', []],
	['that is a part', '<p>支出合计8850.60万元。', []]
])('says that the end is missing of a page %s', (_, html, codes) => {
	expect(readHtml(html).issues.map(({ code }) => code)).toEqual(codes);
});
