/** Made-up documents: one model of paragraphs and tables, written as a source document, as .txt and as .docx. */
import { crc32 } from 'node:zlib';
import type { DocumentCell, SourceDocument } from '#lib/server/intake/document.ts';
import { readDocx } from '#lib/server/intake/read/docx.ts';
import { readText } from '#lib/server/intake/read/text.ts';
import { TIDY, writeConverted } from '../read/converted-text.ts';

export interface ModelCell {
	text: string;
	/** 0-based first grid column and number of columns. */
	start: number;
	span: number;
	merge: DocumentCell['merge'];
}

export type ModelBlock = string | { rows: ModelCell[][] };

/** Grid columns of every made-up table: divisible by most numbers of columns. */
export const GRID = 840;

/** A row of equally wide cells over the whole grid. */
export function plainRow(...texts: string[]): ModelCell[] {
	return texts.map((text, index) => ({ text, ...share(index, texts.length), merge: 'none' }));
}

export function share(index: number, of: number): { start: number; span: number } {
	const start = Math.round((index * GRID) / of);
	return { start, span: Math.round(((index + 1) * GRID) / of) - start };
}

/** The document as an exact reader gives it. */
export function asSource(blocks: readonly ModelBlock[]): SourceDocument {
	let paragraph = 0;
	let table = 0;
	return {
		format: 'docx',
		issues: [],
		blocks: blocks.map((block) =>
			typeof block === 'string'
				? { kind: 'paragraph', number: ++paragraph, text: block }
				: {
						kind: 'table',
						number: ++table,
						nested_in: null,
						rows: block.rows.map((row) =>
							row.map((cell, index) => ({
								text: cell.merge === 'continue' ? '' : cell.text,
								column: index + 1,
								grid: { start: cell.start, span: cell.span },
								merge: cell.merge
							}))
						)
					}
		)
	};
}

/** The document without any record of merged cells, rows known. */
export function withoutGrid(blocks: readonly ModelBlock[]): SourceDocument {
	const source = asSource(blocks);
	for (const block of source.blocks) {
		if (block.kind === 'paragraph') continue;
		for (const cell of block.rows.flat()) Object.assign(cell, { grid: null, merge: 'unknown' });
	}
	return { ...source, format: 'text' };
}

/** The document as a converter writes it to plain text, read back. */
export function throughText(blocks: readonly ModelBlock[]): SourceDocument {
	const converted = blocks.map((block) =>
		typeof block === 'string'
			? block
			: block.rows.map((row) => row.map((cell) => (cell.merge === 'continue' ? '' : cell.text)))
	);
	return readText(writeConverted(converted, TIDY));
}

/** The document as Word stores it, read back. */
export function throughDocx(blocks: readonly ModelBlock[]): SourceDocument {
	const body = blocks.map((block) =>
		typeof block === 'string' ? paragraph(block) : table(block.rows)
	);
	const names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
	return readDocx(
		zipOf({
			'[Content_Types].xml':
				'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
			'word/document.xml': `<w:document ${names}><w:body>${body.join('')}<w:sectPr/></w:body></w:document>`
		})
	);
}

function paragraph(text: string): string {
	return `<w:p><w:r><w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p>`;
}

function table(rows: readonly ModelCell[][]): string {
	const edges = [...new Set(rows.flat().flatMap(({ start, span }) => [start, start + span]))].sort(
		(a, b) => a - b
	);
	const grid = edges
		.slice(1)
		.map((edge, index) => `<w:gridCol w:w="${edge - (edges[index] ?? 0)}"/>`);
	const spanOf = ({ start, span }: ModelCell) => edges.indexOf(start + span) - edges.indexOf(start);
	const merge = {
		none: '',
		unknown: '',
		start: '<w:vMerge w:val="restart"/>',
		continue: '<w:vMerge/>'
	};
	const xml = rows.map((row) => {
		const cells = row.map((cell) => {
			const text = cell.merge === 'continue' ? '' : cell.text;
			const props = `<w:gridSpan w:val="${spanOf(cell)}"/>${merge[cell.merge]}`;
			return `<w:tc><w:tcPr>${props}</w:tcPr>${text.split('\n').map(paragraph).join('')}</w:tc>`;
		});
		return `<w:tr>${cells.join('')}</w:tr>`;
	});
	return `<w:tbl><w:tblPr/><w:tblGrid>${grid.join('')}</w:tblGrid>${xml.join('')}</w:tbl>`;
}

function escape(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A zip archive of stored (uncompressed) entries. */
function zipOf(parts: Record<string, string>): Uint8Array {
	const locals: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of Object.entries(parts)) {
		const [path, data] = [Buffer.from(name), Buffer.from(text)];
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt32LE(crc32(data), 10);
		common.writeUInt32LE(data.length, 14);
		common.writeUInt32LE(data.length, 18);
		common.writeUInt16LE(path.length, 22);
		const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, data]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		directory.push(
			Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, tail, path])
		);
		locals.push(local);
		offset += local.length;
	}
	const central = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(locals.length, 8);
	end.writeUInt16LE(locals.length, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, central, end]);
}
