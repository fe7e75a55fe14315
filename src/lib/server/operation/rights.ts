/** Rights of other users of the machine to read a ledger: earlier versions of the program left them to the system. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isPostgresAddress } from '../ledger/connection/address.ts';
import { backupFolder } from '../ledger/integrity/backup.ts';

/** Holds a sentence of what they may read, and the step that ends it. */
export interface OpenToOthers {
	found: string;
	advice: string;
}

/** Null where they may read neither the ledger nor a backup; Windows has other rights, which are not looked at. */
export function findOpenToOthers(databasePath: string): OpenToOthers | null {
	if (isPostgresAddress(databasePath) || process.platform === 'win32') return null;
	const folder = backupFolder(databasePath);
	const open = [
		...(isOpen(databasePath) ? [{ name: '账本文件', path: databasePath }] : []),
		...(holdsOpenFile(folder) ? [{ name: '备份', path: folder }] : [])
	];
	if (open.length === 0) return null;
	return {
		found: `本机其他用户可以读取${open.map(({ name }) => name).join('和')}`,
		advice: `运行 chmod o-rwx ${open.map(({ path }) => quoted(path)).join(' ')}。`
	};
}

function isOpen(path: string): boolean {
	return existsSync(path) && (statSync(path).mode & 0o007) !== 0;
}

/** Others reach no file of a folder that is closed to them. */
function holdsOpenFile(folder: string): boolean {
	const isListed = existsSync(folder) && (statSync(folder).mode & 0o005) === 0o005;
	return isListed && readdirSync(folder).some((name) => isOpen(join(folder, name)));
}

function quoted(path: string): string {
	return /[^\w./:-]/.test(path) ? `"${path}"` : path;
}
