import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDocument } from '#lib/documents/read.ts';
import { writeCompound } from './compound-file.ts';
import { p, writeDocx } from './docx-file.ts';
import { refusalOfAsync } from './refusal.ts';
import { inline, sheetData, writeXlsx } from './xlsx-file.ts';
import { writeZip } from './zip-file.ts';

const REPORT = 'tests/fixtures/reports/port-office-2021';
const docx = readFileSync(`${REPORT}.docx`);
const doc = readFileSync(`${REPORT}.doc`);
const text = readFileSync(`${REPORT}.txt`);
const xlsx = writeXlsx({ sheets: [{ name: '表', xml: sheetData(inline('A1', '口岸办')) }] });
const page = Buffer.from('<html><body><table><tr><td>口岸办</table></body></html>');

test.each<[string, Uint8Array, string, string | null]>([
	['报告.docx', docx, 'docx', null],
	[
		'报告.doc',
		docx,
		'docx',
		'文件名以“.doc”结尾，内容却是Word 文档（.docx），已按内容读取；请改正扩展名，以免他人打不开。'
	],
	['报告.doc', doc, 'doc', null],
	[
		'报告.DOCX',
		doc,
		'doc',
		'文件名以“.docx”结尾，内容却是Word 97–2003 文档（.doc），已按内容读取；请改正扩展名，以免他人打不开。'
	],
	['报告.rtf', Buffer.from('{\\rtf1\\ansi 1206.04}'), 'rtf', null],
	['报告.txt', text, 'text', null],
	['报告.wps', doc, 'doc', null],
	['报告', text, 'text', null],
	[
		'报告.doc',
		text,
		'text',
		'文件名以“.doc”结尾，内容却是纯文本，已按内容读取；请改正扩展名，以免他人打不开。'
	],
	['表.xlsx', xlsx, 'xlsx', null],
	[
		'表.xls',
		page,
		'html',
		'文件名以“.xls”结尾，内容却是网页（HTML），已按内容读取；请改正扩展名，以免他人打不开。'
	],
	[
		'报告.doc',
		page,
		'html',
		'文件名以“.doc”结尾，内容却是网页（HTML），已按内容读取；请改正扩展名，以免他人打不开。'
	],
	['页.html', Buffer.from('\uFEFF<!-- x --><!DOCTYPE html><p>甲', 'utf16le'), 'html', null]
])('reads %s by its content', async (name, bytes, format, warning) => {
	const document = await readDocument(bytes, name);
	expect(document.format).toBe(format);
	expect(document.issues.map((issue) => issue.message)).toEqual(warning === null ? [] : [warning]);
});

const stream = (name: string): Buffer => writeCompound({ [name]: Buffer.alloc(8) });

test.each<[string, Uint8Array, string, string]>([
	['空.docx', Buffer.alloc(0), 'file_empty', '文件是空的（0 字节），可能没有传送完；请重新报送。'],
	['大.txt', new Uint8Array(64 * 2 ** 20 + 1), 'file_too_large', '文件有 65 MB，上限是 64 MB'],
	['~$报告.docx', Buffer.alloc(162, 6), 'owner_file', '文件是 Word 打开文档时的临时文件（~$）'],
	['.DS_Store', Buffer.from('0000000142756431', 'hex'), 'system_file', '.DS_Store'],
	['Thumbs.db', stream('Catalog'), 'system_file', 'Thumbs.db'],
	[
		'报告.doc',
		Buffer.from('{\\rtf1\\ansi'),
		'rtf_damaged',
		'RTF 文件第 11 字节：文件在此中断，还有 1 个括号没有闭合'
	],
	[
		'报告.doc',
		Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'),
		'mhtml_without_page',
		'网页归档（MHTML）里没有网页正文'
	],
	['报告.doc', mail('<table><tr><td>1', ''), 'mhtml_incomplete', '没有结尾的分隔行'],
	['报告.doc', mail('PHA+MTwvcD4', '\r\n--x--', 'base64'), 'mhtml_incomplete', '编码的正文有缺损'],
	[
		'报告.doc',
		Buffer.from('<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>'),
		'not_a_word_document',
		'读到的是“?:wordDocument”'
	],
	[
		'报告.fodt',
		Buffer.from('<?xml version="1.0"?>\n<office:document xmlns:office="x"/>'),
		'odf_xml_unsupported',
		'单个 XML 的 OpenDocument 文档'
	],
	[
		'报告.uot',
		Buffer.from('<?xml version="1.0"?>\n<uof:UOF xmlns:uof="x" xmlns:字="y"/>'),
		'uof_unsupported',
		'文件是“标文通”文档'
	],
	[
		'表.xlsb',
		writeZip([{ name: 'xl/workbook.bin', data: '' }]),
		'xlsb_unsupported',
		'文件是 Excel 二进制工作簿'
	],
	[
		'表.xlsx',
		writeZip([{ name: 'xl/styles.xml', data: '' }]),
		'main_part_missing',
		'没有工作簿“xl/workbook.xml”'
	],
	['报告.docx', Buffer.from('%PDF-1.7\n'), 'pdf_damaged', 'PDF 读不下去'],
	['报告.docx', Buffer.from('89504e470d0a1a0a', 'hex'), 'image_unsupported', '文件是图片'],
	['报告.docx', stream('EncryptedPackage'), 'encrypted_document', '文件设有打开密码'],
	['表.xlsx', stream('EncryptedPackage'), 'encrypted_document', '文件设有打开密码'],
	[
		'表.xls',
		stream('Workbook'),
		'xls_damaged',
		'工作簿内容的第 0 字节：应是工作簿的开头，文件可能已损坏；请用 Excel 或 WPS 打开，另存为 .xlsx 后再报送。'
	],
	['稿.ppt', stream('PowerPoint Document'), 'ppt_unsupported', '文件是 PowerPoint 演示文稿'],
	['报告.doc', stream('Other'), 'not_a_document', '没有 Word 正文'],
	['报告.docx', docx.subarray(0, 9000), 'zip_truncated', '文件不完整，在第 9000 字节处中断'],
	['表.xlsx', xlsx.subarray(0, 300), 'zip_truncated', '文件不完整，在第 300 字节处中断'],
	['报告.doc', doc.subarray(0, 9000), 'damaged_doc', '文件已损坏'],
	[
		'报告.zip',
		writeZip([{ name: '报告.docx', data: 'x' }]),
		'archive_unsupported',
		'请解压后把里面的报告逐个导入'
	],
	[
		'报告.odt',
		writeZip([{ name: 'mimetype', data: 'x' }]),
		'odf_unsupported',
		'文件是 OpenDocument 格式'
	],
	[
		'稿.pptx',
		writeZip([{ name: 'ppt/presentation.xml', data: 'x' }]),
		'ppt_unsupported',
		'文件是 PowerPoint 演示文稿'
	],
	['报告.docx', writeDocx(p(' ')), 'document_empty', '文档里没有文字'],
	[
		'数据.bin',
		Buffer.from(Array.from({ length: 600 }, (_, n) => (n * 7) % 256)),
		'not_a_document',
		'看不出是什么格式'
	],
	[
		'报告.txt',
		Buffer.from('岳阳市口岸办').subarray(0, 17),
		'encoding_invalid',
		'文件在第 1 行第 6 列'
	]
])('refuses %s (%#)', async (name, bytes, code, words) => {
	const refusal = await refusalOfAsync(() => readDocument(bytes, name));
	expect(refusal.code).toBe(code);
	expect(refusal.message).toContain(words);
});

/** A page in an MHTML file. @param end what follows it, the closing line of a whole file */
function mail(page: string, end: string, encoding = '8bit'): Buffer {
	const head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n';
	const part = `Content-Type: text/html\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
	return Buffer.from(head + part + page + end);
}
