/** Reads a file whole, unless it is too large or is being written to. */
import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { DocumentError } from '#lib/documents/document-error.ts';
import { MAX_FILE_BYTES } from '#lib/documents/caps.ts';

const MB = 1024 * 1024;

/** @throws DocumentError `file_too_large`, `file_busy` or `file_unreadable`. */
export function readBytes(path: string): Uint8Array {
	try {
		const handle = openSync(path, 'r');
		try {
			return readOpen(handle);
		} finally {
			closeSync(handle);
		}
	} catch (error) {
		throw error instanceof DocumentError ? error : unreadable(error);
	}
}

function readOpen(handle: number): Uint8Array {
	const before = fstatSync(handle);
	if (before.size > MAX_FILE_BYTES) throw tooLarge(before.size);
	const bytes = Buffer.allocUnsafe(before.size);
	let read = 0;
	while (read < bytes.length) {
		const count = readSync(handle, bytes, read, bytes.length - read, read);
		if (count === 0) throw busy();
		read += count;
	}
	if (isChanged(before, fstatSync(handle))) throw busy();
	return bytes;
}

function isChanged(before: Stats, after: Stats): boolean {
	return before.size !== after.size || before.mtimeMs !== after.mtimeMs;
}

function tooLarge(size: number): DocumentError {
	return new DocumentError(
		'file_too_large',
		`文件有 ${Math.ceil(size / MB)} MB，上限是 ${MAX_FILE_BYTES / MB} MB，未读取；请删去图片等无关内容，或按年度拆开后再导入。`
	);
}

function busy(): DocumentError {
	return new DocumentError(
		'file_busy',
		'文件正在被写入或占用，未读取；请等写完、关闭打开它的程序后再导入。'
	);
}

function unreadable(error: unknown): DocumentError {
	const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
	if (code === 'EBUSY' || code === 'ETXTBSY') return busy();
	return new DocumentError('file_unreadable', `文件不能读取（${code}）；请检查权限后再导入。`);
}
