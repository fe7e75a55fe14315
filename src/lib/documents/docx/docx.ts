/** Word files of 2007 and later (.docx): the package, the main part, and its blocks with their numbers. */
import type { Issue } from '../issue.ts';
import { DocumentError } from '../document-error.ts';
import type { SourceDocument } from '../model.ts';
import { hasText, numberBlocks } from '../blocks.ts';
import type { Block, BlockCell } from '../blocks.ts';
import { issuesOfRemarks, warning } from '../remarks.ts';
import { WordReader } from './wordml.ts';
import type { WordBlock, WordCell, WordRemarks, WordRow, WordTable } from './word-text.ts';
import { readXml } from '../xml.ts';
import { openZip } from '../zip.ts';
import type { ZipArchive } from '../zip.ts';

const DEFAULT_MAIN_PART = 'word/document.xml';

/** @throws DocumentError when the bytes are no readable .docx, or hold no text. */
export function readDocx(bytes: Uint8Array): SourceDocument {
	return readWordPackage(openZip(bytes));
}

/** The same for an archive that is open already. */
export function readWordPackage(archive: ZipArchive): SourceDocument {
	const main = mainPart(archive);
	const reader = new WordReader(hiddenStyles(archive, main));
	readXml(archive.read(main), main, reader);
	const blocks = numberBlocks(layOut(reader.blocks));
	if (!hasText(blocks))
		throw new DocumentError(
			'document_empty',
			'文档里没有文字（可能是空白文档，或内容是扫描图片），应是填好的自评报告；请报送可编辑的 Word 文件。'
		);
	return { format: 'docx', blocks, issues: issuesOf(reader.remarks) };
}

/** The part that the package names as its office document; it is usually, not always, word/document.xml. */
export function mainPart(archive: ZipArchive): string {
	let target = DEFAULT_MAIN_PART;
	if (archive.has('_rels/.rels'))
		readXml(archive.read('_rels/.rels'), '_rels/.rels', {
			open(name, attribute) {
				if (name !== 'rel:Relationship' || !attribute('Type')?.endsWith('/officeDocument')) return;
				target = (attribute('Target') ?? target).replace(/^\.?\//, '');
			},
			close() {},
			text() {}
		});
	if (archive.has(target)) return target;
	throw new DocumentError(
		'main_part_missing',
		`压缩包里没有文档正文“${target.slice(0, 80)}”，不是完整的 Word 文档；请用 Word 或 WPS 重新另存后再报送。`
	);
}

/** Ids of the styles that hide their text. Most files have none, which a search of the bytes settles. */
function hiddenStyles(archive: ZipArchive, main: string): Set<string> {
	const hidden = new Set<string>();
	const part = main.replace(/[^/]*$/, 'styles.xml');
	if (!archive.has(part)) return hidden;
	const bytes = archive.read(part);
	if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('vanish'))
		return hidden;
	let style = '';
	readXml(bytes, part, {
		open(name, attribute) {
			if (name === 'w:style') style = attribute('styleId') ?? '';
			const off = attribute('val') === '0' || attribute('val') === 'false';
			if (name === 'w:vanish' && style !== '' && !off) hidden.add(style);
		},
		close(name) {
			if (name === 'w:style') style = '';
		},
		text() {}
	});
	return hidden;
}

function layOut(blocks: readonly WordBlock[]): Block[] {
	return blocks.map((block) =>
		block.kind === 'table' ? { kind: 'table', rows: layOutRows(block) } : block
	);
}

function layOutRows(table: WordTable): BlockCell[][] {
	let open = new Set<number>();
	return table.rows.map((row) => {
		const cells = layOutCells(row, open);
		open = new Set(
			cells.flatMap(({ grid, merge }) => (grid && merge !== 'none' ? [grid.start] : []))
		);
		return cells;
	});
}

/** @param open Grid columns at which a vertical merge reaches down from the row above. */
function layOutCells(row: WordRow, open: ReadonlySet<number>): BlockCell[] {
	const cells: BlockCell[] = [];
	let start = row.before;
	for (const cell of row.cells) {
		const left = cells.at(-1);
		if (cell.covered && left?.grid) left.grid.span += cell.span;
		else
			cells.push({
				blocks: layOut(cell.blocks),
				grid: { start, span: cell.span },
				merge: mergeOf(cell, open.has(start))
			});
		start += cell.span;
	}
	return cells;
}

/** A continuation with nothing above to continue is a cell of its own: its text is on the page. */
function mergeOf(cell: WordCell, reached: boolean): BlockCell['merge'] {
	if (cell.vertical === null) return 'none';
	return cell.vertical === 'continue' && reached ? 'continue' : 'start';
}

function issuesOf(remarks: WordRemarks): Issue[] {
	const issues = issuesOfRemarks(remarks);
	if (remarks.chunks > 0)
		issues.push(
			warning(
				'embedded_part_unread',
				`文档引用了 ${remarks.chunks} 个内嵌的其他文件，其内容没有读取；请用 Word 打开并另存后再报送。`
			)
		);
	return issues;
}
