/** Zip files that hold filed documents, as against those that are one. */
import { DocumentError } from '../document-error.ts';
import { isZip } from '../detect.ts';
import { openZip } from './zip.ts';

/** A file in a package. */
export interface PackedFile {
	/** Names of the folders above it inside the package, outermost first. */
	folders: string[];
	name: string;
	/** @throws DocumentError where its data are damaged or too large */
	read(): Uint8Array;
}

/** Parts that only a document of one file has. */
const DOCUMENT_PART = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|mimetype|OFD\.xml)$/i;
/** Folder in which macOS packs something beside each file. */
const RESOURCE_FORKS = '__MACOSX/';

/** Packages within packages, as mail programs and bureaus make them. */
const MAX_DEPTH = 3;
/** Files of a package with all packages in it. */
const MAX_FILES = 1_000;

/**
 * The files of a package and of packages in it, in the order of their paths; null where the bytes are no package of files.
 * @throws DocumentError where the package is damaged, encrypted or beyond the caps, or a path leads out of it
 */
export function packedFiles(bytes: Uint8Array, depth = 1): PackedFile[] | null {
	const files = membersOf(bytes)?.flatMap((member) => membersWithin(member, depth));
	if (files && files.length > MAX_FILES) throw tooManyFiles(files.length);
	return files ?? null;
}

/** The files of a package within; a package that cannot be opened stays a file, whose reader says why. */
function membersWithin(member: PackedFile, depth: number): PackedFile[] {
	if (!/\.zip$/i.test(member.name) || depth === MAX_DEPTH) return [member];
	const top = [...member.folders, member.name.replace(/\.zip$/i, '')];
	try {
		const inner = packedFiles(member.read(), depth + 1);
		return inner?.map((file) => ({ ...file, folders: [...top, ...file.folders] })) ?? [member];
	} catch (error) {
		if (error instanceof DocumentError) return [member];
		throw error;
	}
}

function membersOf(bytes: Uint8Array): PackedFile[] | null {
	if (!isZip(bytes)) return null;
	const archive = openZip(bytes);
	if (archive.names.some((name) => DOCUMENT_PART.test(name))) return null;
	return archive
		.fileNames()
		.filter(({ file }) => !file.endsWith('/') && !file.startsWith(RESOURCE_FORKS))
		.sort((a, b) => (a.file < b.file ? -1 : 1))
		.map(({ name, file }) => {
			const steps = file.split('/');
			if (
				steps.some((step) => step === '..' || /[\0-\x1f]/.test(step)) ||
				/^(?:\/|[a-z]:)/i.test(file)
			)
				throw unsafe(file);
			return {
				folders: steps.slice(0, -1).filter((step) => step !== '' && step !== '.'),
				name: steps.at(-1) ?? '',
				read: () => archive.read(name)
			};
		});
}

function tooManyFiles(count: number): DocumentError {
	return new DocumentError(
		'zip_too_large',
		`压缩包和其中的压缩包一共有 ${count} 个文件，上限是 ${MAX_FILES} 个，未读取；请分成几个压缩包。`
	);
}

function unsafe(file: string): DocumentError {
	return new DocumentError(
		'zip_unsafe_path',
		`压缩包里的文件路径“${file.slice(0, 80)}”指向压缩包之外，应是包内的路径，未读取；请解压核对后重新打包。`
	);
}
