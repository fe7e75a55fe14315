/** Text that a file holds and nobody sees, in every format that can hold it: what is stored is what is seen. */
import { expect, test } from 'vitest';
import { readDocument } from '#lib/documents/read.ts';
import { cell, paragraph, rowDefinition, rowEnd, sprm, u16, writeDoc } from './doc-file.ts';
import { tables } from './document-view.ts';
import { p, tbl, tc, tr, writeDocx } from './docx-file.ts';
import { sheetData, writeXlsx } from './xlsx-file.ts';
import { writeZip } from './zip-file.ts';

/** A run of text with its colour as six hexadecimal digits, its size, and whether it is lowered. */
interface Run {
	text: string;
	colour?: string;
	points?: number;
	isLowered?: boolean;
}

type Writer = (runs: readonly Run[], ground: string | null) => [name: string, bytes: Uint8Array];

const DOCX: Writer = (runs, ground) => {
	const written = runs.map(({ text, colour, points, isLowered }) => {
		const properties = [
			colour && `<w:color w:val="${colour}"/>`,
			points && `<w:sz w:val="${points * 2}"/>`,
			isLowered && '<w:vertAlign w:val="subscript"/>'
		];
		return `<w:r><w:rPr>${properties.filter(Boolean).join('')}</w:rPr><w:t>${text}</w:t></w:r>`;
	});
	const shade = ground === null ? '' : `<w:shd w:val="clear" w:fill="${ground}"/>`;
	const table = tbl(tr(tc(p('值')), tc(`<w:p>${written.join('')}</w:p>`, shade)));
	return ['a.docx', writeDocx(table)];
};

const partsOf = (colour: string): number[] =>
	[0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

const DOC: Writer = (runs, ground) => {
	const written = runs.map(({ text, colour, points, isLowered }) => {
		const list = [
			...(colour ? sprm(0x6870, ...partsOf(colour), 0) : []),
			...(points ? sprm(0x4a43, ...u16(points * 2)) : []),
			...(isLowered ? sprm(0x2a48, 2) : [])
		];
		return { text, list };
	});
	const bare = [0, 0, 0, 0xff, 0, 0, 0, 0xff, 0, 0];
	const own = ground === null ? bare : [0, 0, 0, 0xff, ...partsOf(ground), 0, 0, 0];
	const shades = sprm(0xd612, 20, ...bare, ...own);
	const value = { ...cell(''), runs: [...written, { text: '\x07' }] };
	const row = [cell('值'), value, rowEnd([...rowDefinition([0, 100, 200]), ...shades])];
	return ['a.doc', writeDoc({ text: [...row, paragraph('')] })];
};

const RTF: Writer = (runs, ground) => {
	const colours = [
		...new Set([ground ?? '000000', ...runs.map(({ colour }) => colour ?? '000000')])
	];
	const table = colours.map((colour) => {
		const [red, green, blue] = partsOf(colour);
		return `\\red${red}\\green${green}\\blue${blue};`;
	});
	const written = runs.map(({ text, colour, points, isLowered }) => {
		const words = [
			colour && `\\cf${colours.indexOf(colour) + 1}`,
			points && `\\fs${points * 2}`,
			isLowered && '\\sub'
		];
		return `{${words.filter(Boolean).join('')}\\b0 ${text}}`;
	});
	const shade = ground === null ? '' : `\\clcbpat${colours.indexOf(ground) + 1}`;
	const row = `\\trowd\\cellx1000${shade}\\cellx2000\\pard\\intbl v\\cell ${written.join('')}\\cell\\row`;
	return ['a.rtf', Buffer.from(`{\\rtf1{\\colortbl;${table.join('')}}${row}\\pard\\par}`)];
};

const ODF_NAMESPACES = ['office', 'text', 'table', 'style']
	.map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
	.concat('xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"')
	.join(' ');

const odf =
	(kind: 'text' | 'spreadsheet'): Writer =>
	(runs, ground) => {
		const styles = runs.map(({ colour, points, isLowered }, at) => {
			const properties = [
				colour && `fo:color="#${colour}"`,
				points && `fo:font-size="${points}pt"`,
				isLowered && 'style:text-position="sub 58%"'
			];
			return `<style:style style:name="T${at}"><style:text-properties ${properties.filter(Boolean).join(' ')}/></style:style>`;
		});
		const fill = ground === null ? '' : ` fo:background-color="#${ground}"`;
		const shade = `<style:style style:name="C"><style:table-cell-properties${fill}/></style:style>`;
		const spans = runs.map(
			({ text }, at) => `<text:span text:style-name="T${at}">${text}</text:span>`
		);
		const table = `<table:table table:name="a"><table:table-row><table:table-cell><text:p>值</text:p></table:table-cell><table:table-cell table:style-name="C"><text:p>${spans.join('')}</text:p></table:table-cell></table:table-row></table:table>`;
		const content = `<office:document-content ${ODF_NAMESPACES}><office:automatic-styles>${styles.join('')}${shade}</office:automatic-styles><office:body><office:${kind}>${table}</office:${kind}></office:body></office:document-content>`;
		return [
			kind === 'text' ? 'a.odt' : 'a.ods',
			writeZip([
				{ name: 'mimetype', data: `application/vnd.oasis.opendocument.${kind}`, stored: true },
				{ name: 'content.xml', data: content }
			])
		];
	};

const htmlOf =
	(wrap: (run: Run, at: number) => string, head: (runs: readonly Run[]) => string): Writer =>
	(runs, ground) => {
		const fill = ground === null ? '' : ` style="background: #${ground}"`;
		const row = `<tr><td>值</td><td${fill}>${runs.map(wrap).join('')}</td></tr>`;
		return [
			'a.html',
			Buffer.from(`<html><head>${head(runs)}</head><body><table>${row}</table></body></html>`)
		];
	};

const cssOf = ({ colour, points, isLowered }: Run): string =>
	[
		colour && `color: #${colour}`,
		points && `font-size: ${points}pt`,
		isLowered && 'vertical-align: sub'
	]
		.filter(Boolean)
		.join('; ');

const HTML = htmlOf(
	(run) => `<span style="${cssOf(run)}">${run.text}</span>`,
	() => ''
);
const HTML_SHEET = htmlOf(
	({ text }, at) => `<span class="x${at}">${text}</span>`,
	(runs) => `<style><!-- ${runs.map((run, at) => `.x${at} {${cssOf(run)}}`).join('')} --></style>`
);

const XLSX: Writer = (runs, ground) => {
	const written = runs.map(({ text, colour, points, isLowered }) => {
		const properties = [
			isLowered && '<vertAlign val="subscript"/>',
			points && `<sz val="${points}"/>`,
			colour && `<color rgb="FF${colour}"/>`
		];
		return `<r><rPr>${properties.filter(Boolean).join('')}</rPr><t>${text}</t></r>`;
	});
	const value = `<c r="B1" s="1" t="inlineStr"><is>${written.join('')}</is></c>`;
	const xml = sheetData(`<c r="A1" t="inlineStr"><is><t>值</t></is></c>${value}`);
	const fill =
		ground === null
			? ''
			: `<patternFill patternType="solid"><fgColor rgb="FF${ground}"/></patternFill>`;
	const styles = `<fills><fill/><fill>${fill}</fill></fills><cellXfs><xf/><xf fillId="1"/></cellXfs>`;
	return ['a.xlsx', writeXlsx({ sheets: [{ name: '表', xml }], styles })];
};

const WRITERS: [string, Writer][] = [
	['.docx', DOCX],
	['.doc', DOC],
	['RTF', RTF],
	['.odt', odf('text')],
	['.ods', odf('spreadsheet')],
	['HTML', HTML],
	['HTML with a style sheet', HTML_SHEET],
	['.xlsx', XLSX]
];
const SEEN: [string, Run[], ground: string | null, seen: string][] = [
	['white on paper', [{ text: '12', colour: 'FFFFFF' }, { text: '34.5' }], null, '34.5'],
	['nearly white', [{ text: '34.5' }, { text: '12', colour: 'FDFDFD' }], null, '34.5'],
	['white on white', [{ text: '12', colour: 'FFFFFF' }, { text: '34.5' }], 'FFFFFF', '34.5'],
	['white on a dark ground', [{ text: '34.5', colour: 'FFFFFF' }], '1F3864', '34.5'],
	['grey on grey', [{ text: '12', colour: 'BFBFBF' }, { text: '34.5' }], 'BFBFBF', '34.5'],
	['red on paper', [{ text: '34.5', colour: 'FF0000' }], null, '34.5'],
	['a point high', [{ text: '12', points: 1 }, { text: '34.5' }], null, '34.5'],
	['lowered', [{ text: '34.5' }, { text: '1', isLowered: true }], null, '34.5₁']
];

test.each(
	WRITERS.flatMap(([format, writer]) => SEEN.map((seen) => [format, ...seen, writer] as const))
)('%s: %s', async (_, __, runs, ground, seen, writer) => {
	const [name, bytes] = writer(runs, ground);
	const document = await readDocument(bytes, name);
	expect(tables(document)[0]?.rows[0]?.[1]?.text).toBe(seen);
	const isAllSeen = runs.every(({ text }) => seen.includes(text) || seen.includes('₁'));
	const codes = document.issues.map(({ code }) => code);
	expect(codes.some((code) => code === 'hidden_text' || code === 'hidden_cells')).toBe(!isAllSeen);
});
