/** Writes .docx files from the XML of their body. */
import { writeZip } from './zip-file.ts';
import type { Part } from './zip-file.ts';

const NAMESPACES = [
	'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
	'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
	'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
	'xmlns:v="urn:schemas-microsoft-com:vml"',
	'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
].join(' ');

export function documentXml(body: string): string {
	return `<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`;
}

/** @param parts Further parts; one of the name of a usual part stands in its place. */
export function writeDocx(body: string, parts: Part[] = []): Buffer {
	return writePackage(documentXml(body), parts);
}

export function writePackage(main: Uint8Array | string, parts: Part[] = []): Buffer {
	const usual: Part[] = [
		{ name: '[Content_Types].xml', data: '<Types/>' },
		{ name: 'word/document.xml', data: main }
	];
	const names = new Set(parts.map((part) => part.name));
	return writeZip([...usual.filter((part) => !names.has(part.name)), ...parts]);
}

/** A paragraph of one run. */
export function p(text: string): string {
	return `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A cell; `properties` is the XML inside `w:tcPr`, `content` text or the XML of blocks. */
export function tc(content: string, properties = ''): string {
	const blocks = content.startsWith('<w:') ? content : p(content);
	return `<w:tc><w:tcPr>${properties}</w:tcPr>${blocks}</w:tc>`;
}

export function tr(...cells: string[]): string {
	return `<w:tr>${cells.join('')}</w:tr>`;
}

export function tbl(...rows: string[]): string {
	return `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>${rows.join('')}</w:tbl>`;
}
