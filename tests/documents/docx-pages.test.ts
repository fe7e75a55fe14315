/** Web pages inside a .docx, where Word is to insert them on opening. */
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { readDocument } from '#lib/documents/read.ts';
import { p, tbl, tc, tr, writeDocx } from './docx-file.ts';

const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk';
const PAGE =
	'<html><meta charset="utf-8"><p>单位：万元</p><table><tr><td rowspan="2">某局</td><td>收入</td></tr><tr><td>12.3</td></tr></table></html>';
const ARCHIVE = `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n${PAGE}\r\n--x--\r\n`;

const CHUNK =
	'<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="a1"/>';

/** A document that inserts the part `name` between a paragraph and a table; without `data` that part is missing. */
function fileWith(name: string, data: string | null, { target = name, times = 1 } = {}) {
	const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a1" Type="${TYPE}" Target="${target}"/></Relationships>`;
	return writeDocx(`${p('甲')}${CHUNK.repeat(times)}${tbl(tr(tc('乙')))}`, [
		{ name: 'word/_rels/document.xml.rels', data: relations },
		...(data === null ? [] : [{ name: posix.join('word', name), data }])
	]);
}

async function read(name: string, data: string | null, target = name) {
	const { blocks, issues } = await readDocument(fileWith(name, data, { target }), 'a.docx');
	return {
		blocks: blocks.map((block) =>
			block.kind === 'paragraph'
				? block.text
				: block.rows.map((cells) => cells.map(({ text, merge }) => `${text} ${merge}`))
		),
		issues: issues.map(({ code }) => code)
	};
}

test.each([
	['page.htm', PAGE, 'page.htm'],
	['page.mht', ARCHIVE, 'page.mht'],
	['page.htm', PAGE, './page.htm'],
	['../page.htm', PAGE, '../page.htm'],
	['page.htm', PAGE, '/word/page.htm']
])('%s is read in its place', async (name, data, target) => {
	expect(await read(name, data, target)).toEqual({
		blocks: [
			'甲',
			'单位：万元',
			[
				['某局 start', '收入 none'],
				[' continue', '12.3 none']
			],
			[['乙 none']]
		],
		issues: []
	});
});

test.each([
	['page.htm', null],
	['part.txt', '12.3']
])('%s that is missing or no page is named', async (name, data) => {
	expect(await read(name, data)).toEqual({
		blocks: ['甲', [['乙 none']]],
		issues: ['embedded_part_unread']
	});
});

test.each([
	['characters', `<p>${'字'.repeat(100_000)}</p>`, 'text_too_long'],
	['cells', `<table><tr>${'<td>1</td>'.repeat(200)}</tr></table>`, 'too_many_cells']
])('a page inserted again and again has no more %s than a document', async (_, page, code) => {
	const file = fileWith('page.htm', page, { times: 1_001 });
	await expect(readDocument(file, 'a.docx')).rejects.toMatchObject({ code });
});
