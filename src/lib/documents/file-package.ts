/** Zip files that hold filed documents, as against those that are one. */
import { DocumentError } from './document-error.ts';
import { isZip } from './detect.ts';
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

/**
 * The files of a package, in the order of their paths; null where the bytes are no package of files.
 * @throws DocumentError where the package is damaged, encrypted or beyond the caps, or a path leads out of it
 */
export function packedFiles(bytes: Uint8Array): PackedFile[] | null {
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

function unsafe(file: string): DocumentError {
	return new DocumentError(
		'zip_unsafe_path',
		`压缩包里的文件路径“${file.slice(0, 80)}”指向压缩包之外，应是包内的路径，未读取；请解压核对后重新打包。`
	);
}
