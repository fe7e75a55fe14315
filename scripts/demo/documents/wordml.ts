/** This module writes the part of WordprocessingML that a report needs: paragraphs, and tables with merged cells. */
import { escapeText } from '#lib/catalogue/characters.ts';
import type { ZipEntry } from './zip.ts';
import { zipStored } from './zip.ts';

export interface GridCell {
	/** Line breaks separate paragraphs. */
	text: string;
	/** The cell covers this many grid columns. */
	span: number;
	/** A vertical merge starts in this cell, or continues from the cell above. */
	merge: 'start' | 'continue' | null;
}

export type GridRow = readonly GridCell[];

export function cell(text: string, span = 1, merge: GridCell['merge'] = null): GridCell {
	return { text, span, merge };
}

/** Returns a cell that the merged cell above covers. */
export function covered(span = 1): GridCell {
	return cell('', span, 'continue');
}

export function paragraph(text: string, style: 'title' | 'body' = 'body'): string {
	const properties = style === 'title' ? '<w:pPr><w:jc w:val="center"/></w:pPr>' : '';
	return `<w:p>${properties}${run(text)}</w:p>`;
}

export function pageBreak(): string {
	return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
}

/** @param widths widths of the grid columns, in twentieths of a point */
export function table(widths: readonly number[], rows: readonly GridRow[]): string {
	const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
		.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>`)
		.join('');
	const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
	return (
		`<w:tbl><w:tblPr><w:tblBorders>${borders}</w:tblBorders></w:tblPr>` +
		`<w:tblGrid>${grid}</w:tblGrid>${rows.map(tableRow).join('')}</w:tbl>`
	);
}

function tableRow(row: GridRow): string {
	return `<w:tr>${row.map(tableCell).join('')}</w:tr>`;
}

function tableCell({ text, span, merge }: GridCell): string {
	const properties =
		(span > 1 ? `<w:gridSpan w:val="${span}"/>` : '') +
		(merge === 'start' ? '<w:vMerge w:val="restart"/>' : '') +
		(merge === 'continue' ? '<w:vMerge/>' : '');
	const paragraphs = text.split('\n').map((line) => paragraph(line));
	return `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraphs.join('')}</w:tc>`;
}

function run(text: string): string {
	return text === '' ? '' : `<w:r><w:t xml:space="preserve">${escapeText(text)}</w:t></w:r>`;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const WORD_TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** Returns the bytes of a .docx file with the given blocks. */
export function documentBytes(blocks: readonly string[]): Buffer {
	const page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>';
	const entries: ZipEntry[] = [
		{
			name: '[Content_Types].xml',
			text:
				`${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
				'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
				`<Override PartName="/word/document.xml" ContentType="${WORD_TYPES}.document.main+xml"/></Types>`
		},
		{
			name: '_rels/.rels',
			text:
				`${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" ` +
				`Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`
		},
		{
			name: 'word/document.xml',
			text:
				`${HEAD}<w:document xmlns:w="${WORD}"><w:body>` +
				`${blocks.join('')}${page}</w:body></w:document>`
		}
	];
	return zipStored(entries);
}
