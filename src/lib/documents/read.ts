/** The entrance of the library: bytes and a name → a document, or a refusal. A file is detected once. */
import type { Issue } from './issue.ts';
import type { SourceDocument, SourceFormat } from './model.ts';
import { detectFile } from './detect.ts';
import type { DetectedFile, DetectedKind } from './detect.ts';
import { readWordPackage } from './docx/docx.ts';
import { readWordXml } from './docx/word-xml.ts';
import { warning } from './remarks.ts';
import { documentOfWorkbook } from './sheet/workbook-document.ts';
import type { Workbook } from './sheet/workbook.ts';
import { readText } from './text/text.ts';

/** A reader of the folder takes each extension for this kind. */
const EXTENSIONS: ReadonlyMap<string, DetectedKind> = new Map([
	['docx', 'docx'],
	['docm', 'docx'],
	['doc', 'doc'],
	['rtf', 'rtf'],
	['odt', 'odt'],
	['pdf', 'pdf'],
	['ofd', 'ofd'],
	['xlsx', 'xlsx'],
	['xlsm', 'xlsx'],
	['xls', 'xls'],
	['ods', 'ods'],
	['htm', 'html'],
	['html', 'html'],
	['mht', 'mhtml'],
	['mhtml', 'mhtml'],
	['txt', 'text'],
	['csv', 'text']
]);

const KIND_NAMES: Record<DetectedKind, string> = {
	docx: 'Word 文档（.docx）',
	doc: 'Word 97–2003 文档（.doc）',
	word_xml: 'Word XML 文档',
	excel_xml: 'Excel XML 表格',
	rtf: 'RTF 文档',
	odt: 'OpenDocument 文档（.odt）',
	pdf: 'PDF 文件',
	ofd: 'OFD 版式文件',
	xlsx: 'Excel 工作簿（.xlsx）',
	xls: 'Excel 97–2003 工作簿（.xls）',
	ods: 'OpenDocument 电子表格（.ods）',
	html: '网页（HTML）',
	mhtml: '网页归档（MHTML）',
	text: '纯文本'
};

/** A filed document that was recognised and opened. */
export interface OpenedFile {
	format: SourceFormat;
	/** The text of a file that is plain text, which may be a table of records; null for any other. */
	text: string | null;
	/** Its worksheets; null for a format that has none. */
	workbook: Workbook | null;
	/** Its paragraphs and tables. @throws DocumentError where there are none, or too many. */
	document(): SourceDocument;
}

/**
 * Opens a filed document of any known format.
 * @param name File name; a wrong extension is a warning, never a reason.
 * @throws DocumentError with a stable code and a sentence that says what the file is and what to do.
 */
export async function openFile(bytes: Uint8Array, name: string): Promise<OpenedFile> {
	const file = detectFile(bytes, name);
	const mismatch = extensionMismatch(name, file.kind);
	const opened = await open(file, bytes);
	if (!mismatch) return opened;
	const { workbook } = opened;
	return {
		...opened,
		workbook: workbook && withIssue(workbook, mismatch),
		document: () => withIssue(opened.document(), mismatch)
	};
}

/** The paragraphs and tables of a filed document; see {@link openFile}. */
export async function readDocument(bytes: Uint8Array, name: string): Promise<SourceDocument> {
	return (await openFile(bytes, name)).document();
}

/** Loads only the reader that the file needs: most imports hold Word files alone. */
async function open(file: DetectedFile, bytes: Uint8Array): Promise<OpenedFile> {
	switch (file.kind) {
		case 'docx':
			return documentOf(readWordPackage(file.archive));
		case 'doc':
			return documentOf((await import('./doc/doc.ts')).readDoc(bytes));
		case 'word_xml':
			return documentOf(readWordXml(bytes));
		case 'rtf':
			return documentOf((await import('./rtf/rtf.ts')).readRtf(bytes));
		case 'odt':
			return documentOf((await import('./odf/odt.ts')).readOdt(file.archive));
		case 'pdf':
			return documentOf(await (await import('./pdf/pdf.ts')).readPdf(bytes));
		case 'ofd':
			return documentOf((await import('./ofd/ofd.ts')).readOfd(file.archive));
		case 'text':
			return {
				format: 'text',
				text: file.text,
				workbook: null,
				document: () => readText(file.text)
			};
		case 'html':
			return documentOf((await import('./html/html.ts')).readHtml(file.text));
		case 'mhtml':
			return documentOf((await import('./html/mhtml.ts')).readMhtml(bytes));
		case 'xlsx':
			return sheetsOf('xlsx', (await import('./xlsx/xlsx.ts')).readWorkbook(file.archive));
		case 'xls':
			return sheetsOf('xls', (await import('./xls/xls.ts')).readXls(bytes));
		case 'excel_xml':
			return sheetsOf('excel_xml', (await import('./excel-xml/excel-xml.ts')).readExcelXml(bytes));
		case 'ods':
			return sheetsOf('ods', (await import('./odf/ods.ts')).readOds(file.archive));
	}
}

function documentOf(document: SourceDocument): OpenedFile {
	return { format: document.format, text: null, workbook: null, document: () => document };
}

function sheetsOf(format: SourceFormat, workbook: Workbook): OpenedFile {
	return { format, text: null, workbook, document: () => documentOfWorkbook(workbook, format) };
}

function withIssue<T extends { issues: Issue[] }>(read: T, issue: Issue): T {
	return { ...read, issues: [issue, ...read.issues] };
}

function extensionMismatch(name: string, kind: DetectedKind): Issue | null {
	const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
	const expected = EXTENSIONS.get(extension);
	if (expected === undefined || expected === kind) return null;
	return warning(
		'extension_mismatch',
		`文件名以“.${extension}”结尾，内容却是${KIND_NAMES[kind]}，已按内容读取；请改正扩展名，以免他人打不开。`
	);
}
