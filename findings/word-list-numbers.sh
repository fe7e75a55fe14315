#!/usr/bin/env bash
# Headings 一、 and （一）, and the serial numbers of a table, numbered by Word itself (numPr), as they are in most
# reports that are written with styles.
#
# A good guess: the numbers come out, or at least a list that counts the same way.
# Seen: mammoth 1.13.0, word-extractor 1.0.4 and officeparser 8.1.1 give none of them. mammoth's HTML has `<ol>`, which
#   counts 1, 2 where Word prints 一、 二、, and leaves the cells with serial numbers empty. LibreOffice 7.4.7 writes all.
# Date: 2026-11-28, Node 20.20; Debian package libreoffice-writer.
# Why it matters: what is a chapter is told by its number, and a chapter that ends a self-evaluation inside the accounts
#   of a year is not seen without; goals that are numbered entries of one cell run into one. The product counts the
#   lists of .docx as Word does; those of .doc and .odt are not counted yet.
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
begin docx@9.15.2 mammoth@1.13.0 word-extractor@1.0.4 officeparser@8.1.1

node --input-type=module <<'JS'
import { writeFileSync } from 'node:fs';
import { Document, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
const levels = [
	{ level: 0, format: LevelFormat.CHINESE_COUNTING_THOUSAND, text: '%1、' },
	{ level: 1, format: LevelFormat.CHINESE_COUNTING_THOUSAND, text: '（%2）' }
];
const serial = [{ level: 0, format: LevelFormat.DECIMAL, text: '%1' }];
const heading = (text, level) => new Paragraph({ text, numbering: { reference: 'h', level } });
const row = (name) =>
	new TableRow({
		children: [
			new TableCell({ children: [new Paragraph({ numbering: { reference: 's', level: 0 } })] }),
			new TableCell({ children: [new Paragraph(name)] })
		]
	});
const document = new Document({
	numbering: { config: [{ reference: 'h', levels }, { reference: 's', levels: serial }] },
	sections: [
		{
			children: [
				heading('部门概况', 0),
				heading('主要职能', 1),
				heading('绩效情况', 0),
				new Table({ rows: [row('设备购置'), row('人员培训')] })
			]
		}
	]
});
writeFileSync('a.docx', await Packer.toBuffer(document));
JS
convert txt:Text a.docx

node --input-type=module <<'JS' | expect 'LibreOffice: 一、 / 部门概况 / （一） / 主要职能 / 二、 / 绩效情况 / 1 / 设备购置 / 2 / 人员培训
mammoth, text: 部门概况 / 主要职能 / 绩效情况 / 设备购置 / 人员培训
mammoth, HTML: <ol><li>部门概况<ol><li>主要职能</li></ol></li><li>绩效情况</li></ol><table><tr><td></td><td><p>设备购置</p></td></tr><tr><td></td><td><p>人员培训</p></td></tr></table>
word-extractor: 部门概况 / 主要职能 / 绩效情况 / 设备购置 / 人员培训
officeparser: 部门概况 / 主要职能 / 绩效情况 / 设备购置 / 人员培训'
import { readFileSync } from 'node:fs';
import mammoth from 'mammoth';
import { parseOffice } from 'officeparser';
import WordExtractor from 'word-extractor';
const show = (name, text) =>
	console.log(`${name}: ${text.replace(/^\ufeff/, '').trim().replace(/\s+/g, ' / ')}`);
show('LibreOffice', readFileSync('a.txt', 'utf8'));
show('mammoth, text', (await mammoth.extractRawText({ path: 'a.docx' })).value);
show('mammoth, HTML', (await mammoth.convertToHtml({ path: 'a.docx' })).value);
show('word-extractor', (await new WordExtractor().extract('a.docx')).getBody());
const parts = (nodes) => nodes.map(({ text, children }) => text || parts(children ?? [])).join(' ');
show('officeparser', parts((await parseOffice('a.docx')).content));
JS
