/** One entrance for all file formats: what the bytes are decides which reader takes them. */
import type { Issue } from './issue.ts';
import type { SourceDocument } from './model.ts';
import { detectFile } from './detect.ts';
import type { DetectedFile, DetectedKind } from './detect.ts';
import { readDoc } from './doc/doc.ts';
import { readWordPackage } from './docx/docx.ts';
import { readHtml } from './html/html.ts';
import { warning } from './remarks.ts';
import { readText } from './text/text.ts';
import { readXlsx } from './xlsx/xlsx.ts';

/** What a reader of the folder takes each extension for. */
const EXTENSIONS: ReadonlyMap<string, DetectedKind> = new Map([
	['docx', 'docx'],
	['docm', 'docx'],
	['doc', 'doc'],
	['xlsx', 'xlsx'],
	['xlsm', 'xlsx'],
	['xls', 'xlsx'],
	['htm', 'html'],
	['html', 'html'],
	['txt', 'text'],
	['csv', 'text']
]);

const KIND_NAMES: Record<DetectedKind, string> = {
	docx: 'Word 文档（.docx）',
	doc: 'Word 97–2003 文档（.doc）',
	xlsx: 'Excel 工作簿（.xlsx）',
	html: '网页（HTML）',
	text: '纯文本'
};

/**
 * Reads a filed document of any known format.
 * @param name File name; a wrong extension is a warning, never a reason.
 * @throws DocumentError with a stable code and a sentence that says what the file is and what to do.
 */
export function readDocument(bytes: Uint8Array, name: string): SourceDocument {
	const file = detectFile(bytes, name);
	return withMismatch(readDetected(file, bytes), name, file.kind);
}

/** What was read, with a warning first where the file's name says that it is something else. */
export function withMismatch<T extends { issues: Issue[] }>(
	read: T,
	name: string,
	kind: DetectedKind
): T {
	const mismatch = extensionMismatch(name, kind);
	return mismatch ? { ...read, issues: [mismatch, ...read.issues] } : read;
}

function readDetected(file: DetectedFile, bytes: Uint8Array): SourceDocument {
	switch (file.kind) {
		case 'docx':
			return readWordPackage(file.archive);
		case 'doc':
			return readDoc(bytes);
		case 'html':
			return readHtml(file.text);
		case 'text':
			return readText(file.text);
		case 'xlsx':
			return readXlsx(file.archive);
	}
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
