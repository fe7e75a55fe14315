import { DocumentError } from '../document-error.ts';
import type { SourceDocument } from '../model.ts';
import type { ZipArchive } from '../zip.ts';
export function readOdt(archive: ZipArchive): SourceDocument {
	throw new DocumentError(
		'odf_unsupported',
		`（${archive.names.length}）文件是 OpenDocument 格式（如 .odt），不能读取；请用 Word 或 WPS 打开，另存为 .docx 后再报送。`
	);
}
