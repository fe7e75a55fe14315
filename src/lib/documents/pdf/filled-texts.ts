/** Texts that lie over a PDF page without being part of its text, though they show and print. */
import type { PDFPageProxy } from 'pdfjs-dist';
import type { Issue } from '../issue.ts';
import { holdsNumber } from '../notes.ts';
import { warning } from '../remarks.ts';

/** The part of the library's annotations that is read here. */
interface Annotation {
	subtype: string;
	hidden?: boolean;
	/** `Tx` a text, `Ch` a choice, `Btn` a box or button, `Sig` a signature. */
	fieldType?: string | null;
	fieldValue?: string | string[] | null;
	contentsObj?: { str: string };
}

/** Names what was filled into fields of a form, or typed over the page as a note; null where there is nothing. */
export async function unreadFilledTexts(page: PDFPageProxy): Promise<Issue | null> {
	const annotations = (await page.getAnnotations()) as Annotation[];
	const texts = annotations
		.filter(({ hidden = false }) => !hidden)
		.map((annotation) => textOf(annotation).trim())
		.filter((text) => text !== '');
	if (texts.length === 0) return null;
	const named = texts.slice(0, 5).map((text) => `“${text.slice(0, 20)}”`);
	return warning(
		'pdf_field_text',
		`PDF 第 ${page.pageNumber} 页有 ${texts.length} 处填写在表单域或文字批注里的内容（${named.join('、')}），应是页面上的文字，没有计入；请打印成新的 PDF 或改用原来的文件报送。`
	);
}

/** Comments show their text when they are opened. */
const COMMENTS = new Set(['Text', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut', 'Caret']);

function textOf({ subtype, fieldType, fieldValue, contentsObj }: Annotation): string {
	const written = contentsObj?.str ?? '';
	if (subtype === 'FreeText') return written;
	if (COMMENTS.has(subtype)) return holdsNumber(written) ? written : '';
	if (fieldType !== 'Tx' && fieldType !== 'Ch') return '';
	return [fieldValue ?? ''].flat().join('、');
}
