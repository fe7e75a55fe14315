import { DocumentError } from '../document-error.ts';
import type { SourceDocument } from '../model.ts';
export function readPdf(bytes: Uint8Array): Promise<SourceDocument> {
	throw new DocumentError(
		'pdf_unsupported',
		`（${bytes.length}）文件是 PDF，应是可编辑的 Word 文件；请报送原来的 .docx 或 .doc 文件。`
	);
}
