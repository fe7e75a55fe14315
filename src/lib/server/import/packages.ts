/** Zip files of reports, imported as folders: the path of a file in one goes on behind the path of the package. */
import { DocumentError } from '#lib/documents/document-error.ts';
import { packedFiles, type PackedFile } from '#lib/documents/archive/file-package.ts';
import type { FoundFile } from './found-file.ts';
import { toIssue } from './issues.ts';
import { readBytes } from './read-file.ts';

export function isPackage(name: string): boolean {
	return /\.zip$/i.test(name);
}

/**
 * The files in a package; the package itself where it is a document, or cannot be opened.
 * @param at where the package's bytes are
 */
export function unpack(file: FoundFile, at: string): FoundFile[] {
	const { path, name, folder_names } = file;
	try {
		const packed = open(at);
		if (packed === null) return [file];
		const top = name.replace(/\.zip$/i, '');
		return packed.map((member, index) => ({
			path: [path, ...member.folders, member.name].join('/'),
			name: member.name,
			folder_names: [...folder_names, top, ...member.folders],
			read: () => open(at)?.[index]?.read() ?? new Uint8Array(),
			issue: null
		}));
	} catch (error) {
		if (error instanceof DocumentError) return [{ ...file, issue: toIssue(error) }];
		throw error;
	}
}

/** Files of one package are read one after another: the last one opened is cached. */
let last: { path: string; packed: PackedFile[] | null } | null = null;

function open(path: string): PackedFile[] | null {
	if (last?.path !== path) last = { path, packed: packedFiles(readBytes(path)) };
	return last.packed;
}
