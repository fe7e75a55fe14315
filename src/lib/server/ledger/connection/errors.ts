/** That the database cannot be used, and what SQLite says of it, as a sentence for the reader. */

/** The database cannot be used. `message` is one Chinese sentence; `code` is stable. */
export class StoreError extends Error {
	override readonly name = 'StoreError';
	readonly code: string;
	constructor(code: string, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** The code where the database server cannot be reached now; what asked may ask again later. */
export const UNREACHABLE = 'database_unreachable';

/** The code where the file that the server reads is no longer at its path. */
export const MOVED = 'database_moved';

/** The code where a newer program has brought the ledger up. */
export const NEWER = 'database_newer';

/** By SQLite's result code or the beginning of it, the longer first, PostgreSQL's SQLSTATE, or the network's. A violated constraint is a fault of ours and is not among them. */
const FAILURES: readonly [start: string, code: string, sentence: string][] = [
	['SQLITE_FULL', 'disk_full', '磁盘已满，数据库写不进去；已存的内容完好，请腾出空间后重新导入。'],
	[
		'SQLITE_IOERR',
		'disk_error',
		'读写数据库文件时磁盘出错；已存的内容未受影响，请检查磁盘后重新导入。'
	],
	['SQLITE_BUSY', 'database_busy', '数据库正被另一个程序写入，等候过久；请等它结束后重新导入。'],
	['SQLITE_LOCKED', 'database_busy', '数据库被锁住；请关闭占用它的程序后重新导入。'],
	[
		'SQLITE_READONLY_ROLLBACK',
		'database_readonly',
		'上次写入时程序被中断，没有写完的内容要先撤回，而数据库文件或文件夹只读；请用运行服务的用户再运行一次。'
	],
	['SQLITE_READONLY', 'database_readonly', '数据库文件只读，不能写入；请检查文件和文件夹的权限。'],
	['SQLITE_CANTOPEN', 'database_unusable', '数据库文件打不开；请检查路径和权限。'],
	[
		'SQLITE_CORRUPT',
		'database_damaged',
		'数据库文件已损坏；请停止使用，并从 data/backups 中的备份恢复。'
	],
	['53100', 'disk_full', '数据库服务器的磁盘已满；已存的内容完好，请腾出空间后重新导入。'],
	['55P03', 'database_busy', '数据库正被另一个程序写入，等候过久；请等它结束后重新导入。'],
	['25006', 'database_readonly', '数据库只读，不能写入；请检查数据库用户的权限。'],
	['42501', 'database_readonly', '数据库用户没有所需的权限；请让它拥有这个数据库。'],
	['28', 'database_unusable', '数据库服务器拒绝登录；请检查 DATABASE_URL 中的用户和 PGPASSWORD。'],
	[
		'3D000',
		'database_missing',
		'数据库服务器上没有这个数据库；请先用 createdb 建立，或检查 DATABASE_URL。'
	],
	['57P', UNREACHABLE, '数据库服务器正在停止或启动；请稍后重试。'],
	['53300', UNREACHABLE, '数据库服务器的连接已用满；请稍后重试，或调大 max_connections。'],
	[
		'57014',
		'database_busy',
		'数据库服务器中断了过久的操作；请稍后重试，或调大 statement_timeout。'
	],
	['58', 'disk_error', '数据库服务器读写磁盘出错；请检查它的磁盘后重试。'],
	['XX', 'database_damaged', '数据库服务器报告内部出错或数据损坏；请查看它的日志。'],
	['ENOTFOUND', UNREACHABLE, '找不到数据库服务器；请检查 DATABASE_URL 中的主机。'],
	['SQLITE_NOTADB', 'database_damaged', '该文件不是数据库；请检查 DATABASE_URL 或 --db。']
];

/** The failure of the database that an error is; null where it is another. */
export function asStoreError(error: unknown): StoreError | null {
	if (error instanceof StoreError) return error;
	if (!(error instanceof Error) || !('code' in error)) return null;
	const { code } = error;
	const found = FAILURES.find(([start]) => typeof code === 'string' && code.startsWith(start));
	return found ? new StoreError(found[1], found[2], { cause: error }) : null;
}

/** The failure that an error is which the server itself did not send: the way to it is cut. */
export function lostConnection(error: unknown): StoreError {
	const sentence =
		'连接不上数据库服务器，或连接中断；请检查它是否在运行，以及 DATABASE_URL 中的主机和端口。';
	return asStoreError(error) ?? new StoreError(UNREACHABLE, sentence, { cause: error });
}

/** As a reader of the pages is told, who imports nothing and has no command line, by code. */
const READER_SENTENCES: Partial<Record<string, string>> = {
	[MOVED]:
		'账本文件被移走或换掉了，页面暂时打不开；请告诉管理员，放回文件或重新启动服务后即可打开。',
	[NEWER]:
		'账本已升级给新版程序用，而正在运行的还是旧版：页面打不开，这一步也没有写入；请告诉管理员停止旧版，启动新版程序。',
	[UNREACHABLE]:
		'数据库服务器暂时连接不上，这个页面现在打不开；服务器恢复后本系统会自动接上，请稍后刷新页面。',
	database_busy:
		'账本正被另一个程序写入（如批量导入、升级），等候过久，这一步没有完成；请过几分钟再试一次。',
	disk_full: '服务器磁盘已满，这一步没有完成，已存的内容完好；请告诉管理员，腾出空间后再试一次。',
	disk_error: '服务器读写账本时磁盘出错，这一步没有完成；请告诉管理员检查磁盘，再试一次。',
	database_readonly: '账本现在只能读，不能写，这一步没有完成；请告诉管理员检查账本文件的权限。',
	database_damaged: '账本文件已损坏，这个页面打不开；请告诉管理员停止服务，从备份恢复账本。'
};

/** Null for any other error: one of the server's configuration is told to whoever starts it. */
export function readerSentence(error: unknown): string | null {
	const code = asStoreError(error)?.code ?? (isFullDisk(error) ? 'disk_full' : '');
	return READER_SENTENCES[code] ?? null;
}

/** Also where a file beside the ledger was written, in which SQLite has no part. */
function isFullDisk(error: unknown): boolean {
	const code = error instanceof Error && 'code' in error ? error.code : null;
	return code === 'ENOSPC' || code === 'EDQUOT';
}
