/** Page headers and footers: of their text a note of the unit counts, in the formats that have them. */
import { expect, test } from 'vitest';
import { readDocument } from '#lib/documents/read.ts';
import { paragraph, row, writeDoc } from './doc-file.ts';
import { paragraphs, tables } from './document-view.ts';
import { p, tbl, tc, tr, writeDocx } from './docx-file.ts';
import { writeZip } from './zip-file.ts';

type Writer = (head: string, foot: string) => [name: string, bytes: Uint8Array];

const throughDocx: Writer = (head, foot) => {
	const part = (root: string, text: string): string =>
		`<w:${root} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${p(text)}</w:${root}>`;
	return [
		'a.docx',
		writeDocx(p('甲') + tbl(tr(tc('34.5'))), [
			{ name: 'word/header1.xml', data: part('hdr', head) },
			{ name: 'word/footer2.xml', data: part('ftr', foot) }
		])
	];
};

const throughDoc: Writer = (head, foot) => {
	const margins = [paragraph(head), paragraph(foot)];
	const box = { text: [paragraph('乙')], anchor: 0 };
	return ['a.doc', writeDoc({ text: [paragraph('甲'), ...row('34.5')], margins, box })];
};

const inRtf = (text: string): string =>
	text.replaceAll(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0)}?`);
const throughRtf: Writer = (head, foot) => [
	'a.rtf',
	Buffer.from(
		`{\\rtf1\\ansi {\\header\\qr{\\b ${inRtf(head)}}\\par{\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}}{\\footerf ${inRtf(foot)}\\par}${inRtf('甲')}\\par\\trowd\\cellx1000\\intbl 34.5\\cell\\row\\pard}`
	)
];

const throughOdt: Writer = (head, foot) => {
	const namespaces = ['office', 'text', 'table', 'style']
		.map((prefix) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${prefix}:1.0"`)
		.join(' ');
	const content = `<office:document-content ${namespaces}><office:body><office:text><text:p>甲</text:p><table:table><table:table-row><table:table-cell><text:p>34.5</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>`;
	const styles = `<office:document-styles ${namespaces}><office:master-styles><style:master-page><style:header><text:p>${head}</text:p></style:header><style:footer-first><text:p>${foot}</text:p></style:footer-first><style:header-left style:display="false"><text:p>单位：亿元</text:p></style:header-left></style:master-page></office:master-styles></office:document-styles>`;
	return [
		'a.odt',
		writeZip([
			{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true },
			{ name: 'content.xml', data: content },
			{ name: 'styles.xml', data: styles }
		])
	];
};

const CASES: [name: string, head: string, foot: string, notes: string[]][] = [
	['a unit above', '示例市 金额单位：元（人民币）', '第1页', ['金额单位：元']],
	['a unit below', '示例市', '单位: 千元', ['单位: 千元']],
	['the same unit twice', '单位：万元', '单位：万元', ['单位：万元']],
	['no unit of money', '填报单位：示例市民政局', '元旦', []]
];

test.each(
	[throughDocx, throughDoc, throughRtf, throughOdt].flatMap((writer) =>
		CASES.map(([name, head, foot, notes]) => [...writer(head, foot), name, notes] as const)
	)
)('%3$s on the pages of %1$s', async (name, bytes, _, notes) => {
	const document = await readDocument(bytes, name);
	const own = paragraphs(document).filter((text) => text !== '乙');
	expect(own).toEqual([...notes, '甲']);
	expect(tables(document).map(({ rows }) => rows[0]?.[0]?.text)).toEqual(['34.5']);
	expect(document.issues).toEqual([]);
});
