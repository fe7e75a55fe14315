/** Detects what a file is by its bytes, never by its name: bureaus receive .docx files named .doc and the reverse. */
import { DocumentError } from './document-error.ts';
import { isCompoundFile, openCompoundFile } from './compound/compound-file.ts';
import { MAX_FILE_BYTES } from './caps.ts';
import { decodeText } from './characters/encoding.ts';
import { openZip } from './archive/zip.ts';
import type { ZipArchive } from './archive/zip.ts';

/** A file that a reader exists for, with what detection had to open anyway. */
export type DetectedFile =
	| { kind: 'docx' | 'xlsx' | 'odt' | 'ods' | 'ofd'; archive: ZipArchive }
	| { kind: 'doc' | 'xls' | 'rtf' | 'mhtml' | 'word_xml' | 'excel_xml' | 'pdf' }
	| { kind: 'html' | 'text'; text: string };

export type DetectedKind = DetectedFile['kind'];

const SAVE_AS_DOCX = '请用 Word 或 WPS 打开，另存为 .docx 后再报送。';
const LONGEST_SIGNATURE = 16;

/** Kinds that are refused, by the first bytes in hexadecimal. */
const REFUSED_SIGNATURES: readonly [start: string, code: string, sentence: string][] = [
	[
		'89504e47',
		'image_unsupported',
		'文件是图片，应是可编辑的 Word 文件；请报送原文件，不要报送截图或扫描件。'
	],
	[
		'ffd8ff',
		'image_unsupported',
		'文件是图片，应是可编辑的 Word 文件；请报送原文件，不要报送截图或扫描件。'
	],
	[
		'47494638',
		'image_unsupported',
		'文件是图片，应是可编辑的 Word 文件；请报送原文件，不要报送截图或扫描件。'
	],
	['526172211a07', 'archive_unsupported', '文件是 RAR 压缩包；请解压后把里面的报告逐个导入。'],
	['377abcaf271c', 'archive_unsupported', '文件是 7z 压缩包；请解压后把里面的报告逐个导入。'],
	['1f8b08', 'archive_unsupported', '文件是 gzip 压缩包；请解压后把里面的报告逐个导入。'],
	['31be0000', 'old_word_format', `文件是 Windows 写字板的旧格式，不能读取；${SAVE_AS_DOCX}`],
	['dba52d00', 'old_word_format', `文件是 Word 2.0 的旧格式，不能读取；${SAVE_AS_DOCX}`],
	['0000000142756431', 'system_file', '文件是系统自动生成的 .DS_Store，不是报告；可以删除。'],
	['4d5a', 'not_a_document', '文件是程序，不是报告；请确认报送的文件是否正确。']
];

/** Compound files that are not Word documents, by a stream at their root. */
const REFUSED_STREAMS: readonly [stream: string, code: string, sentence: string][] = [
	[
		'EncryptedPackage',
		'encrypted_document',
		'文件设有打开密码，内容无法读取；请去掉密码，另存后再报送。'
	],
	[
		'PowerPoint Document',
		'ppt_unsupported',
		'文件是 PowerPoint 演示文稿，不是报告；请确认报送的文件是否正确。'
	],
	['Catalog', 'system_file', '文件是系统自动生成的 Thumbs.db，不是报告；可以删除。']
];

/** Packages that are not Word or Excel, by a part that they have. */
const REFUSED_PARTS: readonly [part: RegExp, code: string, sentence: string][] = [
	[
		/^xl\/workbook\.bin$/,
		'xlsb_unsupported',
		'文件是 Excel 二进制工作簿（.xlsb），不能读取；请另存为 .xlsx 后再导入。'
	],
	[/^ppt\//, 'ppt_unsupported', '文件是 PowerPoint 演示文稿，不是报告；请确认报送的文件是否正确。']
];

/** A comment ends at its first `-->`: one that might end at any would be tried at each. */
const COMMENT = '<!--(?:(?!-->)[^])*-->';
const EXCEL_XML = new RegExp(
	`^\\s*(?:<\\?xml[^>]*>\\s*)?(?:(?:${COMMENT}|<\\?mso-application[^>]*>)\\s*)*<(?:\\w+:)?Workbook\\b[^>]*urn:schemas-microsoft-com:office:spreadsheet`
);
/** Kinds that are written as text, by what is near the start. */
const TEXT_KINDS: readonly [start: RegExp, kind: 'rtf' | 'mhtml' | 'word_xml' | 'excel_xml'][] = [
	[/^\s*\{\\rtf/, 'rtf'],
	[/^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*content-type:\s*multipart\/related/i, 'mhtml'],
	[/^\s*<\?xml[\s\S]*?(?:<pkg:package|<\w+:wordDocument)\b/, 'word_xml'],
	[EXCEL_XML, 'excel_xml']
];
/** Kinds that are one XML file and are refused, by their first element. */
const REFUSED_XML: readonly [start: RegExp, code: string, sentence: string][] = [
	[
		/<office:document\b/,
		'odf_xml_unsupported',
		'文件是存成单个 XML 的 OpenDocument 文档（.fodt、.fods），不能读取；请另存为 .docx 或 .xlsx 后再报送。'
	],
	[
		/<uof:UOF\b/,
		'uof_unsupported',
		'文件是“标文通”文档（UOF，.uot、.uos），不能读取；请另存为 .docx 或 .xlsx 后再报送。'
	]
];

const HTML_START = new RegExp(
	`^\\s*(?:<\\?xml[^>]*>\\s*)?(?:${COMMENT}\\s*)*<(?:!doctype\\s+html|html|head|body|table|meta|title|div|style)\\b`,
	'i'
);
const START_CHARACTERS = 4096;
/** Word's and Excel's lock files are 162 and 165 bytes long. */
const OWNER_FILE_BYTES = 200;

/**
 * @param name File name; used for lock files (`~$…`) alone.
 * @throws DocumentError for an empty or oversized file, and for every kind without a reader, with what it is.
 */
export function detectFile(bytes: Uint8Array, name: string): DetectedFile {
	if (bytes.length === 0)
		throw new DocumentError('file_empty', '文件是空的（0 字节），可能没有传送完；请重新报送。');
	if (bytes.length > MAX_FILE_BYTES)
		throw new DocumentError(
			'file_too_large',
			`文件有 ${Math.ceil(bytes.length / 1024 / 1024)} MB，上限是 64 MB，未读取；请删去图片等无关内容，另存后再报送。`
		);
	if (isOwnerFile(bytes, name))
		throw new DocumentError(
			'owner_file',
			'文件是 Word 打开文档时的临时文件（~$），不是报告；请先关闭正在编辑的文档，再导入原文件。'
		);
	const start = Buffer.from(bytes.subarray(0, LONGEST_SIGNATURE)).toString('hex');
	if (start.startsWith('504b0304') || start.startsWith('504b0506')) return detectPackage(bytes);
	if (isCompoundFile(bytes)) return detectCompound(bytes);
	for (const [signature, code, sentence] of REFUSED_SIGNATURES)
		if (start.startsWith(signature)) throw new DocumentError(code, sentence);
	return isPdf(bytes) ? { kind: 'pdf' } : detectText(bytes);
}

/** Tells whether these are the first bytes of a zip file, which may be a document or a package of files. */
export function isZip(bytes: Uint8Array): boolean {
	return Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';
}

/** Readers of PDF files take the header anywhere among the first 1,024 bytes. */
function isPdf(bytes: Uint8Array): boolean {
	return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

function isOwnerFile(bytes: Uint8Array, name: string): boolean {
	const base = name.replace(/^.*[/\\]/, '');
	return base.startsWith('~$') && bytes.length < OWNER_FILE_BYTES;
}

function detectPackage(bytes: Uint8Array): DetectedFile {
	const archive = openZip(bytes);
	for (const [part, code, sentence] of REFUSED_PARTS)
		if (archive.names.some((name) => part.test(name))) throw new DocumentError(code, sentence);
	if (archive.has('OFD.xml')) return { kind: 'ofd', archive };
	if (archive.has('mimetype')) return detectOpenDocument(archive);
	if (archive.names.some((name) => name.startsWith('word/'))) return { kind: 'docx', archive };
	if (archive.names.some((name) => name.startsWith('xl/'))) return { kind: 'xlsx', archive };
	throw new DocumentError(
		'archive_unsupported',
		'文件是压缩包，里面不是 Word 或 Excel 文档的内容；请解压后把里面的报告逐个导入。'
	);
}

/** OpenDocument packages state in their first part what they are. */
function detectOpenDocument(archive: ZipArchive): DetectedFile {
	const type = Buffer.from(archive.read('mimetype')).toString('latin1').trim();
	if (/opendocument\.text(-template)?$/.test(type)) return { kind: 'odt', archive };
	if (/opendocument\.spreadsheet(-template)?$/.test(type)) return { kind: 'ods', archive };
	throw new DocumentError(
		'odf_unsupported',
		`文件是 OpenDocument 格式（${type.slice(0, 60)}），应是文字文档或电子表格；${SAVE_AS_DOCX}`
	);
}

function detectCompound(bytes: Uint8Array): DetectedFile {
	const { names } = openCompoundFile(bytes);
	for (const [stream, code, sentence] of REFUSED_STREAMS)
		if (names.includes(stream)) throw new DocumentError(code, sentence);
	if (names.includes('WordDocument')) return { kind: 'doc' };
	if (names.includes('Workbook') || names.includes('Book')) return { kind: 'xls' };
	throw new DocumentError(
		'not_a_document',
		`文件是 Office 97–2003 的容器，里面没有 Word 正文，可能已损坏；${SAVE_AS_DOCX}`
	);
}

function detectText(bytes: Uint8Array): DetectedFile {
	refuseBinary(bytes);
	const ascii = Buffer.from(bytes.subarray(0, START_CHARACTERS)).toString('latin1');
	const known = TEXT_KINDS.find(([pattern]) => pattern.test(ascii.replace(/^\xef\xbb\xbf/, '')));
	if (known) return { kind: known[1] };
	const { text } = decodeText(bytes);
	const start = text.slice(0, START_CHARACTERS);
	if (EXCEL_XML.test(start)) return { kind: 'excel_xml' };
	for (const [pattern, code, sentence] of REFUSED_XML)
		if (pattern.test(start)) throw new DocumentError(code, sentence);
	return { kind: HTML_START.test(start) ? 'html' : 'text', text };
}

/** Many control characters mean that the bytes are no text in any encoding; UTF-16 is known by its mark. */
function refuseBinary(bytes: Uint8Array): void {
	const isMarked = (bytes[0] ?? 0) >= 0xfe && (bytes[1] ?? 0) >= 0xfe;
	if (isMarked) return;
	const sample = bytes.subarray(0, START_CHARACTERS);
	let controls = 0;
	for (const byte of sample)
		if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b)) controls++;
	if (controls <= sample.length / 50) return;
	throw new DocumentError(
		'not_a_document',
		'文件不是 Word、Excel、网页或文本，看不出是什么格式；请确认报送的文件是否正确，或重新另存为 .docx。'
	);
}
