/** Text boxes, which may lie over an empty cell or off the page, in the formats that have them. */
import { expect, test } from 'vitest';
import { readDocument } from '#lib/documents/read.ts';
import { paragraph, sprm, writeDoc } from './doc-file.ts';
import { p, writeDocx } from './docx-file.ts';
import { writeZip } from './zip-file.ts';

/** @param left points from the edge of the page */
type Writer = (text: string, left: number) => [name: string, bytes: Uint8Array];

const throughDocx: Writer = (text, left) => {
	const place = `<wp:positionH><wp:posOffset>${left * 12_700}</wp:posOffset></wp:positionH>`;
	const box = `<w:drawing><wp:anchor>${place}<wps:txbx><w:txbxContent>${p(text)}</w:txbxContent></wps:txbx></wp:anchor></w:drawing>`;
	return ['a.docx', writeDocx(`<w:p><w:r><w:t>甲</w:t>${box}</w:r></w:p>`)];
};

const throughDoc: Writer = (text, left) => {
	const anchored = [{ text: '甲' }, { text: '\x08', list: sprm(0x0855, 1) }, { text: '\r' }];
	const box = { text: [paragraph(text)], anchor: 1, left: left * 20 };
	return ['a.doc', writeDoc({ text: [{ runs: anchored }], box })];
};

const rtfOf = (drawing: string): [name: string, bytes: Uint8Array] => [
	'a.rtf',
	Buffer.from(`{\\rtf1\\ansi \\u30002?{\\shp{\\*\\shpinst${drawing}}}\\par}`)
];
const throughRtf: Writer = (text, left) =>
	rtfOf(`\\shpleft${left * 20}\\shptop0{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt ${text}\\par}`);

const throughOdt: Writer = (text, left) => {
	const namespaces = ['office', 'text', 'draw=drawing', 'svg=svg-compatible'].map((each) => {
		const [prefix, name = prefix] = each.split('=');
		return `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`;
	});
	const box = `<draw:frame svg:x="${left}pt"><draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame>`;
	const data = `<office:document-content ${namespaces.join(' ')}><office:body><office:text><text:p>甲${box}</text:p></office:text></office:body></office:document-content>`;
	return [
		'a.odt',
		writeZip([
			{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true },
			{ name: 'content.xml', data }
		])
	];
};

const CASES: [name: string, text: string, left: number, shown: string[], codes: string[]][] = [
	['words', 'as filed', 10, ['as filed', '甲'], []],
	['a number', '34.5', 10, ['34.5', '甲'], ['number_in_box']],
	['a number off the page', '34.5', -2_000, ['甲'], ['hidden_text']]
];

test.each(
	[throughDocx, throughDoc, throughRtf, throughOdt].flatMap((writer) =>
		CASES.map(
			([name, text, left, ...expected]) => [name, ...writer(text, left), ...expected] as const
		)
	)
)('%s in a box of %s', async (_, name, bytes, shown, codes) => {
	const { blocks, issues } = await readDocument(bytes, name);
	const texts = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
	expect(texts.filter(Boolean).sort()).toEqual(shown);
	expect(issues.map(({ code }) => code)).toEqual(codes);
});

test.each<[name: string, drawing: string, shown: string]>([
	['hidden', '{\\sp{\\sn fHidden}{\\sv 1}}{\\shptxt 34.5\\par}', '甲'],
	['shown', '{\\sp{\\sn fHidden}{\\sv 0}}{\\shptxt 34.5\\par}', '甲 34.5']
])('a box of RTF whose property says that it is %s', async (_, drawing, shown) => {
	const { blocks } = await readDocument(rtfOf(drawing)[1], 'a.rtf');
	const texts = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
	expect(texts.filter(Boolean).join(' ')).toBe(shown);
});
