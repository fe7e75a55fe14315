/**
 * Web pages saved whole with their pictures in one file (MHTML, RFC 2557), as Word and Excel write them and systems
 * name them .doc or .xls. The page itself is read; its pictures and style sheets are not.
 */
import { DocumentError } from '../document-error.ts';
import { decodeText } from '../characters/encoding.ts';
import type { SourceDocument } from '../model.ts';
import { readHtml } from './html.ts';

const MAX_PARTS = 2_000;
const MAX_DEPTH = 4;

interface MhtmlPart {
	type: string;
	headers: string;
	body: string;
}

/** @throws DocumentError where the file holds no page, or one without text */
export function readMhtml(bytes: Uint8Array): SourceDocument {
	return { ...readHtml(pageOfMhtml(bytes)), format: 'mhtml' };
}

/** The text of the page, of which the frames are read one after the other. @throws DocumentError where there is none */
export function pageOfMhtml(bytes: Uint8Array): string {
	const parts = partsOf(Buffer.from(bytes).toString('latin1'), 0);
	const pages = parts.filter(({ type }) => type === 'text/html');
	if (pages.length === 0)
		throw new DocumentError(
			'mhtml_without_page',
			'网页归档（MHTML）里没有网页正文，应有填好的表格或报告；请用 Word 打开，另存为 .docx 后再报送。'
		);
	// Excel writes a page that names its frames first; the sheets are pages of their own.
	const [page = '', ...rest] = pages
		.map((part) => decodeText(decodeBody(part)).text)
		.filter((text) => !/<frameset\b/i.test(text));
	return [page, ...rest.map(bodyOf)].join('\n');
}

/** Several pages are read as one, each after the other. */
function bodyOf(page: string): string {
	return page.replace(/^[\s\S]*?<body\b[^>]*>/i, '').replace(/<\/body>[\s\S]*$/i, '');
}

function partsOf(text: string, depth: number): MhtmlPart[] {
	const { headers, body } = splitHeaders(text);
	const type = /^content-type:\s*([^;\s]+)/im.exec(headers)?.[1]?.toLowerCase() ?? 'text/plain';
	const boundary = /boundary="?([^"\r\n;]+)"?/i.exec(headers)?.[1];
	if (!type.startsWith('multipart/') || boundary === undefined || depth >= MAX_DEPTH)
		return [{ type, headers, body }];
	const pieces = body.split(`--${boundary}`);
	// What was cut off on its way would pass for a table with fewer rows.
	const isEnded = pieces.some((piece) => piece.startsWith('--'));
	if (pieces.length > 1 && !isEnded) throw incomplete('没有结尾的分隔行');
	return pieces
		.slice(1, MAX_PARTS)
		.filter((piece) => !piece.startsWith('--'))
		.flatMap((piece) => partsOf(piece.replace(/^\r?\n/, ''), depth + 1));
}

/** Header lines that go on in the next are joined. */
function splitHeaders(text: string): { headers: string; body: string } {
	const end = /\r?\n\r?\n/.exec(text);
	if (!end) return { headers: text, body: '' };
	const headers = text.slice(0, end.index).replace(/\r?\n[ \t]+/g, ' ');
	return { headers, body: text.slice(end.index + end[0].length) };
}

const BASE64 = /^[A-Za-z\d+/]*={0,2}$/;

function incomplete(what: string): DocumentError {
	return new DocumentError(
		'mhtml_incomplete',
		`网页归档（MHTML）不完整（${what}），未导入；请重新下载或另存为 .docx 后再报送。`
	);
}

function decodeBody({ headers, body }: MhtmlPart): Uint8Array {
	const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(headers)?.[1]?.toLowerCase();
	if (encoding === 'base64') {
		const packed = body.replace(/\s+/g, '');
		if (!BASE64.test(packed) || packed.length % 4 !== 0) throw incomplete('编码的正文有缺损');
		return Buffer.from(packed, 'base64');
	}
	if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
	const joined = body.replace(/[ \t]+(?=\r?\n)/g, '').replace(/=\r?\n/g, '');
	const decoded = joined.replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) =>
		String.fromCharCode(Number.parseInt(code, 16))
	);
	return Buffer.from(decoded, 'latin1');
}
