/** The refusals of the operating system to read or write a file, as sentences for the person who runs a command. */

/** By the code of the error. */
const REASONS: Readonly<Record<string, string>> = {
	EACCES: '没有权限',
	EEXIST: '已有同名的文件',
	EISDIR: '这是文件夹，应为文件',
	ENOENT: '没有这个文件或文件夹',
	ENOSPC: '磁盘已满',
	ENOTDIR: '路径中有一段不是文件夹',
	EPERM: '没有权限',
	EROFS: '所在的磁盘只读'
};

/** Returns the reason for which the operating system refused; null where the error is of another kind. */
export function fileErrorReason(error: unknown): string | null {
	if (!(error instanceof Error)) return null;
	const { code } = error as NodeJS.ErrnoException;
	return (code === undefined ? undefined : REASONS[code]) ?? null;
}

/** Null where the error is of another kind. */
export function fileErrorSentence(error: unknown): string | null {
	const reason = fileErrorReason(error);
	if (reason === null) return null;
	const { path, dest } = error as NodeJS.ErrnoException & { dest?: string };
	const files = [path, dest].filter((file) => file !== undefined).map((file) => `“${file}”`);
	return `文件${files.join('、')}不能读写：${reason}。请检查路径、权限和磁盘后重试。`;
}
