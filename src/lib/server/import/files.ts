/**
 * Finds the files to import: those named, and all in the folders named, in the order of their paths. Never leaves a
 * folder that was named: links are not followed, and nothing but regular files is opened.
 */
import { lstatSync, readdirSync, statSync, type Dirent, type Stats } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import type { Issue } from '#lib/documents/issue.ts';
import type { FoundFile } from './found-file.ts';
import { isPackage, unpack } from './packages.ts';
import { readBytes } from './read-file.ts';

/** Deeper than any folder of reports: a loop of mounts. */
const MAX_DEPTH = 32;

/** Files of the system and of programs, which are found in every folder and are no reports. */
const SYSTEM_FILE = /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)/i;
const OTHER_FILE =
	/\.(?:md|markdown|json|ya?ml|log|ini|lnk|url|tmp|bak|db|db-wal|db-shm|sqlite|part|crdownload)$/i;

export function findFiles(paths: readonly string[]): FoundFile[] {
	const found = paths.flatMap(findNamed);
	const seen = new Set<string>();
	return found.filter(({ path }) => {
		const whole = resolve(path);
		return !seen.has(whole) && Boolean(seen.add(whole));
	});
}

/** Reads a file that the user names, whatever its name, also through a link. */
function findNamed(path: string): FoundFile[] {
	const name = basename(resolve(path));
	const file: FoundFile = { path, name, folder_names: foldersOf(path), read: null, issue: null };
	let stats: Stats;
	try {
		stats = statSync(path);
	} catch (error) {
		return [{ ...file, issue: unreachable(path, error) }];
	}
	if (stats.isDirectory()) return findIn(path, [file.name], 0);
	if (stats.isFile()) return filesOf(file);
	return [{ ...file, issue: notRegular() }];
}

/** The last folder of a path, which may name the year. */
function foldersOf(path: string): string[] {
	return resolve(path).split(sep).slice(-2, -1);
}

function findIn(folder: string, folder_names: string[], depth: number): FoundFile[] {
	let entries: Dirent[];
	try {
		entries = readdirSync(folder, { withFileTypes: true });
	} catch (error) {
		return [
			{
				path: folder,
				name: basename(folder),
				folder_names,
				read: null,
				issue: unreachable(folder, error)
			}
		];
	}
	entries.sort((a, b) => (a.name < b.name ? -1 : 1));
	return entries.flatMap((entry) => {
		const path = join(folder, entry.name);
		const file: FoundFile = {
			path,
			name: entry.name,
			folder_names,
			read: null,
			issue: whyNot(entry, path)
		};
		if (!entry.isDirectory()) return filesOf(file);
		if (file.issue) return [file];
		if (depth === MAX_DEPTH) return [{ ...file, issue: tooDeep() }];
		return findIn(path, [...folder_names, entry.name], depth + 1);
	});
}

/** A file whose bytes lie at `at`, under another name than its own; those in it where it is a package. */
export function findSpooled(file: Pick<FoundFile, 'path' | 'name' | 'folder_names'>, at: string) {
	return filesOf({ ...file, read: () => readBytes(at), issue: issueOfName(file.name) }, at);
}

/** The file, or those in it where it is a package. */
function filesOf(file: FoundFile, at = file.path): FoundFile[] {
	if (file.issue || !isPackage(file.name)) return [file];
	return unpack(file, at)
		.filter(({ folder_names }) => !folder_names.some((name) => name.startsWith('.')))
		.map((member) => ({ ...member, issue: member.issue ?? issueOfName(member.name) }));
}

function issueOfName(name: string): Issue | null {
	if (SYSTEM_FILE.test(name)) return systemFile(name);
	return OTHER_FILE.test(name) ? otherFile() : null;
}

function whyNot(entry: Dirent, path: string): Issue | null {
	if (SYSTEM_FILE.test(entry.name)) return systemFile(entry.name);
	if (entry.isSymbolicLink() || isLink(path)) return link();
	if (entry.isDirectory()) return null;
	if (!entry.isFile()) return notRegular();
	return issueOfName(entry.name);
}

/** Some file systems do not tell the kind of an entry in the listing. */
function isLink(path: string): boolean {
	return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function unreachable(path: string, error: unknown): Issue {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
	return {
		code: isMissing ? 'path_missing' : 'path_unreadable',
		severity: 'error',
		message: isMissing
			? `找不到“${path}”；请检查路径是否写对。`
			: `“${path}”不能读取（${code}）；请检查权限。`,
		place: null
	};
}

function passedOver(code: string, message: string): Issue {
	return { code, severity: 'warning', message, place: null };
}

function systemFile(name: string): Issue {
	return name.startsWith('~$')
		? passedOver('owner_file', '是 Word 打开文档时的临时文件（~$），已跳过；请关闭正在编辑的文档。')
		: passedOver('system_file', '是系统文件或隐藏文件，不是报告，已跳过。');
}

function otherFile(): Issue {
	return passedOver('not_a_report', '不是报告文件的类型，已跳过；如是报告，请单独指定该文件。');
}

function link(): Issue {
	return passedOver('symbolic_link', '是符号链接，已跳过；请把文件本身放进文件夹。');
}

function notRegular(): Issue {
	return passedOver('not_a_file', '不是普通文件（管道、设备等），已跳过。');
}

function tooDeep(): Issue {
	return passedOver('folder_too_deep', `文件夹套了${MAX_DEPTH}层以上，未再深入，已跳过。`);
}
