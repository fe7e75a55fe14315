/** The common part of files of pages, PDF and OFD: limits, refusals, and the document that the pages make. */
import { hasText, numberBlocks } from '../blocks.ts';
import { DocumentError } from '../document-error.ts';
import type { Issue } from '../issue.ts';
import type { SourceDocument } from '../model.ts';
import { issuesOfRemarks, unreadObjects, warning, type TextRemarks } from '../remarks.ts';
import type { PageBlock } from './page-blocks.ts';
import { joinPages } from './page-breaks.ts';

type Format = 'pdf' | 'ofd';

const MAX_PAGES = 200;
export const FILE_ORIGINAL = '请报送原来的 .docx、.doc 或 .xlsx 文件。';

/** @throws DocumentError where there are too many */
export function checkPages(format: Format, pages: number): void {
	if (pages <= MAX_PAGES) return;
	throw new DocumentError(
		`${format}_too_long`,
		`${format.toUpperCase()} 有 ${pages} 页，上限是 ${MAX_PAGES} 页，不像一份自评报告，未读取；请只报送报告本身。`
	);
}

/** Different slanted texts that are named; a file with more is no report. */
const MOST_SLANTED = 20;

/** Names the texts that lie slanted over pages. A watermark is the same on every page, so it is one issue. */
export function slantedTexts(format: Format, texts: ReadonlyMap<string, number[]>): Issue[] {
	return [...texts]
		.slice(0, MOST_SLANTED)
		.map(([text, pages]) =>
			warning(
				`${format}_slanted_text`,
				`${format.toUpperCase()} 第 ${pages.slice(0, 10).join('、')} 页有倾斜的文字“${text.slice(0, 20)}”（多半是水印），没有计入；请核对。`
			)
		);
}

/** The pages as they were read. */
export interface ReadPages {
	pages: readonly PageBlock[][];
	/** 1-based numbers of pages without text. */
	blank: readonly number[];
	/** 1-based numbers of pages with long lines beside one another that are read as one. */
	unclear: readonly number[];
	/** Issues of this format alone. */
	issues: readonly Issue[];
	remarks: TextRemarks;
}

/** @throws DocumentError where no page has text */
export function documentOf(
	format: Format,
	{ pages, blank, unclear, issues, remarks }: ReadPages
): SourceDocument {
	const name = format.toUpperCase();
	const blocks = numberBlocks(joinPages(pages), false);
	if (!hasText(blocks))
		throw new DocumentError(
			`${format}_without_text`,
			`${name} 里没有文字（多半是扫描件或图片），应有可以选中的文字，未读取；${FILE_ORIGINAL}`
		);
	const unread = warning(
		`${format}_page_without_text`,
		`${name} 第 ${blank.slice(0, 10).join('、')} 页没有文字，可能是扫描的图片，其内容没有读取；请核对。`
	);
	const beside = warning(
		`${format}_columns_unclear`,
		`${name} 第 ${unclear.slice(0, 10).join('、')} 页有并排的长文字，无法判断是否分栏，已逐行连读，其中的数值可能错接；请核对，或报送原来的 .docx 文件。`
	);
	return {
		format,
		blocks,
		issues: [
			...(blank.length > 0 ? [unread] : []),
			...(unclear.length > 0 ? [beside] : []),
			...issues,
			...issuesOfRemarks(remarks),
			...unreadObjects(blocks)
		]
	};
}
