import { DocumentError } from '../document-error.ts';
import type { SourceDocument } from '../model.ts';
export function readRtf(bytes: Uint8Array): SourceDocument {
	throw new DocumentError(
		'rtf_unsupported',
		`（${bytes.length}）文件是 RTF 格式，不能读取；请用 Word 或 WPS 打开，另存为 .docx 后再报送。`
	);
}
