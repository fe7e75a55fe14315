/** The parts of an OFD package: OFD.xml names the documents, and each of these its pages and templates. */
import { DocumentError } from '../document-error.ts';
import { readXml } from '../xml.ts';
import type { XmlAttributes } from '../xml.ts';
import type { ZipArchive } from '../zip.ts';

export interface OfdPage {
	/** Path of the page's content in the package. */
	part: string;
	/** Paths of the templates of its document, by their ids. */
	templates: ReadonlyMap<string, string>;
}

const ENTRY = 'OFD.xml';

/** The pages of all documents of the package, in their order. */
export function readStructure(archive: ZipArchive): OfdPage[] {
	if (archive.names.some((name) => /(?:^|\/)Encryptions?\.xml$/i.test(name)))
		throw new DocumentError(
			'encrypted_document',
			'OFD 文件已加密，内容无法读取；请去掉加密，另存后再报送。'
		);
	const pages = documentRoots(archive).flatMap((root) => pagesOf(archive, root));
	if (pages.length > 0) return pages;
	throw new DocumentError(
		'ofd_damaged',
		'OFD 文件里没有页面，可能已损坏；请报送原来的 .docx、.doc 或 .xlsx 文件。'
	);
}

function documentRoots(archive: ZipArchive): string[] {
	const roots: string[] = [];
	let isRoot = false;
	let text = '';
	readXml(archive.read(ENTRY), ENTRY, {
		open(name) {
			isRoot = name === 'ofd:DocRoot';
			text = '';
		},
		close(name) {
			if (name === 'ofd:DocRoot') roots.push(resolve('', text.trim()));
			isRoot = false;
		},
		text(value) {
			if (isRoot) text += value;
		}
	});
	return roots;
}

function pagesOf(archive: ZipArchive, root: string): OfdPage[] {
	const folder = root.replace(/[^/]*$/, '');
	const parts: string[] = [];
	const templates = new Map<string, string>();
	const partOf = (attribute: XmlAttributes) => resolve(folder, attribute('BaseLoc') ?? '');
	readXml(archive.read(root), root, {
		open(name, attribute) {
			if (name === 'ofd:Page') parts.push(partOf(attribute));
			if (name === 'ofd:TemplatePage') templates.set(attribute('ID') ?? '', partOf(attribute));
		},
		close() {},
		text() {}
	});
	return parts.map((part) => ({ part, templates }));
}

/** A path begins at the package's root where it begins with a slash, else at the folder of the part that names it. */
function resolve(folder: string, path: string): string {
	const steps: string[] = [];
	for (const step of (path.startsWith('/') ? path : folder + path).split('/')) {
		if (step === '..') steps.pop();
		else if (step !== '' && step !== '.') steps.push(step);
	}
	return steps.join('/');
}
