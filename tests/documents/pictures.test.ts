/** Documents of which the pages are pictures, in the formats beside .docx. */
import { expect, test } from 'vitest';
import { readDocument } from '#lib/documents/read.ts';
import { paragraph, sprm, writeDoc } from './doc-file.ts';
import { refusalOfAsync } from './refusal.ts';
import { writeZip } from './zip-file.ts';

type Writer = (text: string) => [name: string, bytes: Uint8Array];

const docWith =
	(character: string): Writer =>
	(text) => {
		const runs = [{ text: character, list: sprm(0x0855, 1) }, { text: '\r' }];
		return ['a.doc', writeDoc({ text: [paragraph(text), { runs }] })];
	};

const rtfWith =
	(picture: string): Writer =>
	(text) => ['a.rtf', Buffer.from(`{\\rtf1\\ansi ${text}\\par ${picture}\\par}`)];

const htmlWithImage: Writer = (text) => [
	'a.html',
	Buffer.from(`<html><body><p>${text}</p><p><img src="1.png"></p></body></html>`)
];

const throughOdt: Writer = (text) => {
	const namespaces = ['office', 'text', 'draw=drawing'].map((each) => {
		const [prefix, name = prefix] = each.split('=');
		return `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`;
	});
	const data = `<office:document-content ${namespaces.join(' ')}><office:body><office:text><text:p>${text}</text:p><text:p><draw:frame><draw:image/></draw:frame></text:p></office:text></office:body></office:document-content>`;
	const mimetype = 'application/vnd.oasis.opendocument.text';
	return [
		'a.odt',
		writeZip([
			{ name: 'mimetype', data: mimetype, stored: true },
			{ name: 'content.xml', data }
		])
	];
};

test.each<[string, Writer]>([
	['.doc, in the line', docWith('\x01')],
	['.doc, floating', docWith('\x08')],
	['.rtf, in the line', rtfWith('{\\*\\shppict{\\pict\\pngblip 00}}')],
	['.rtf, floating', rtfWith('{\\shp{\\*\\shpinst{\\sp{\\sn pib}{\\sv {\\pict\\pngblip 00}}}}}')],
	['.html', htmlWithImage],
	['.odt', throughOdt]
])('pages that are pictures of %s', async (_, writer) => {
	const [name, bytes] = writer('Title');
	const { issues } = await readDocument(bytes, name);
	expect(issues.map(({ code }) => code)).toEqual(['pictures_unread']);
	const long = await readDocument(writer('as filed '.repeat(30))[1], name);
	expect(long.issues).toEqual([]);
	const refusal = await refusalOfAsync(() => readDocument(writer('')[1], name));
	expect(refusal.code).toBe('pictures_only');
});

test.each([
	['a picture in place of a value', '<img src="1.png">', ['object_unread']],
	['a picture beside a value', '12<img src="1.png">', []],
	['a spacer', '<img src="1.gif" width="1" height="1">', []]
])('%s in a cell of a page', async (_, cell, codes) => {
	const text = 'as filed '.repeat(30);
	const page = `<html><body><p>${text}</p><table><tr><td>三公经费</td><td>${cell}</td></tr></table></body></html>`;
	const { issues } = await readDocument(Buffer.from(page), 'a.html');
	expect(issues.map(({ code }) => code)).toEqual(codes);
});
