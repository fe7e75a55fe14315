/**
 * Web pages, as offices file them: tables saved “as web page”, or exported by a system as HTML and named .xls or
 * .doc. Read as text and tables alone; nothing that a page refers to is fetched.
 */
import { defaultTreeAdapter, parse } from 'parse5';
import type { DefaultTreeAdapterMap, DefaultTreeAdapterTypes, TreeAdapter } from 'parse5';
import { documentEmpty, MAX_ELEMENT_DEPTH } from '../caps.ts';
import { DocumentError } from '../document-error.ts';
import type { SourceDocument } from '../model.ts';
import type { Issue } from '../issue.ts';
import { hasText, numberBlocks, type Block } from '../blocks.ts';
import { warning } from '../remarks.ts';
import { PageReader } from './page.ts';

type HtmlElement = DefaultTreeAdapterTypes.Element;

const MAX_TEXT = 8_000_000;
const MAX_ELEMENTS = 200_000;
/** `decodeText` can have read these; a page that says otherwise was decoded by chance. */
const KNOWN_CHARSET =
	/^(utf-?8|utf-?16(le|be)?|unicode|gb2312|gbk|gb18030|x-gbk|us-ascii|iso-8859-1|windows-1252)$/i;
const META_CHARSET = /<meta\b[^>]*?charset\s*=\s*["']?\s*([\w-]+)/i;
/** A part of a page has neither tag; a whole page closes one of the two that it opens. */
const START = /<(?:html|body)\b/i;
const END = /<\/(?:html|body)\b/i;
const HEAD_CHARACTERS = 4096;

/** @throws DocumentError when the page is empty, far too large, or in an encoding that is not read. */
export function readHtml(html: string): SourceDocument {
	const page = readPage(html);
	const blocks = numberBlocks(page.blocks);
	if (!hasText(blocks)) {
		if (page.pictures > 0) throw documentEmpty({ pictures: page.pictures });
		throw new DocumentError(
			'document_empty',
			'网页里没有文字（内容可能在另外的文件里），应是填好的自评报告；请从 Word 或 Excel 另存为 .docx 或 .xlsx 后再报送。'
		);
	}
	return { format: 'html', blocks, issues: page.issues };
}

/** A page as found, its blocks not numbered yet. */
interface FoundPage {
	blocks: Block[];
	issues: Issue[];
	/** Number of the pictures that it shows. */
	pictures: number;
}

/** @throws DocumentError as {@link readHtml}, save for a page without text */
export function readPage(html: string): FoundPage {
	if (html.length > MAX_TEXT)
		throw new DocumentError(
			'text_too_long',
			`网页有 ${html.length} 个字符，上限是 ${MAX_TEXT} 个，不像一份自评报告，未读取；请确认报送的文件是否正确。`
		);
	refuseCharset(html);
	const page = new PageReader();
	const tree = boundedAdapter();
	page.read(parse(html, { treeAdapter: tree.adapter }));
	const blocks = page.blocks();
	const numbered = numberBlocks(blocks);
	if (tree.openTables() > 0 && hasText(numbered))
		throw new DocumentError(
			'html_incomplete',
			'网页在表格中间中断，没有表格的结束标记，可能没有传送完，未读取；请重新传送，或另存为 .docx 或 .xlsx 后再报送。'
		);
	return {
		blocks,
		issues: [...cutOff(html), ...page.issues(numbered)],
		pictures: page.pictures()
	};
}

/** Said and not refused: all that is there can be read, and some systems never write the end of a page. */
function cutOff(html: string): Issue[] {
	if (!START.test(html) || END.test(html)) return [];
	const message =
		'网页没有结束标记，可能没有传送完，后面的内容可能缺少；请对照原文核对末尾，不全的请重新传送。';
	return [warning('html_end_missing', message)];
}

function refuseCharset(html: string): void {
	const charset = META_CHARSET.exec(html.slice(0, HEAD_CHARACTERS))?.[1];
	if (charset === undefined || KNOWN_CHARSET.test(charset)) return;
	throw new DocumentError(
		'encoding_unsupported',
		`网页标明是 ${charset.slice(0, 40)} 编码，应为 UTF-8 或 GB18030；请另存为 .docx 后再报送。`
	);
}

/** The usual tree, refused while it grows: parse5 itself takes any depth, in time that rises with its square. */
function boundedAdapter(): {
	adapter: TreeAdapter<DefaultTreeAdapterMap>;
	/** Number of the tables that no tag has closed: a page that was cut off ends within one. */
	openTables: () => number;
} {
	let depth = 0;
	let elements = 0;
	let tables = 0;
	const adapter: TreeAdapter<DefaultTreeAdapterMap> = {
		...defaultTreeAdapter,
		createElement(tagName, namespaceURI, attrs): HtmlElement {
			if (++elements > MAX_ELEMENTS) throw tooMuch(`元素超过 ${MAX_ELEMENTS} 个`);
			return defaultTreeAdapter.createElement(tagName, namespaceURI, attrs);
		},
		onItemPush(element) {
			if (element.tagName === 'table') tables++;
			if (++depth > MAX_ELEMENT_DEPTH) throw tooMuch(`元素嵌套超过 ${MAX_ELEMENT_DEPTH} 层`);
		},
		onItemPop(element) {
			if (element.tagName === 'table') tables--;
			depth--;
		}
	};
	return { adapter, openTables: () => tables };
}

function tooMuch(what: string): DocumentError {
	return new DocumentError(
		'html_too_large',
		`网页的${what}，不像一份自评报告，未读取；请另存为 .docx 后再报送。`
	);
}
