/** The parts of an OFD package: OFD.xml names the documents, and each of these its pages and templates. */
import { DocumentError } from '../document-error.ts';
import { readXml } from '../xml.ts';
import type { XmlAttributes } from '../xml.ts';
import type { ZipArchive } from '../archive/zip.ts';
import { numbersIn } from './coordinates.ts';

export interface OfdPage {
	/** Path of the page's content in the package. */
	part: string;
	/** Paths of the templates of its document, by their ids. */
	templates: ReadonlyMap<string, string>;
	/** Paths of the resources that its objects refer to. */
	resources: readonly string[];
	/** Paths of the annotations laid over the page. */
	annotations: readonly string[];
	/** `x y width height` of the paper, in millimetres, as the document states it. */
	box: readonly number[] | null;
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
	const pages: { id: string; part: string }[] = [];
	const templates = new Map<string, string>();
	const texts = new Map<string, string[]>();
	let text = '';
	const partOf = (attribute: XmlAttributes) => resolve(folder, attribute('BaseLoc') ?? '');
	readXml(archive.read(root), root, {
		open(name, attribute) {
			text = '';
			if (name === 'ofd:Page') pages.push({ id: attribute('ID') ?? '', part: partOf(attribute) });
			if (name === 'ofd:TemplatePage') templates.set(attribute('ID') ?? '', partOf(attribute));
		},
		close(name) {
			texts.set(name, [...(texts.get(name) ?? []), text.trim()]);
		},
		text(value) {
			text += value;
		}
	});
	const parts = (name: string) =>
		(texts.get(name) ?? [])
			.map((path) => resolve(folder, path))
			.filter((path) => archive.has(path));
	const resources = [...parts('ofd:PublicRes'), ...parts('ofd:DocumentRes')];
	const annotations = annotationsOf(archive, parts('ofd:Annotations'));
	const box = numbersIn(texts.get('ofd:PhysicalBox')?.[0]);
	return pages.map(({ id, part }) => ({
		part,
		templates,
		resources,
		annotations: annotations.get(id) ?? [],
		box: box.length === 4 ? box : null
	}));
}

/** Paths of the annotations by the id of their page. */
function annotationsOf(archive: ZipArchive, lists: readonly string[]): Map<string, string[]> {
	const annotations = new Map<string, string[]>();
	for (const list of lists) {
		const folder = list.replace(/[^/]*$/, '');
		let page = '';
		let text = '';
		readXml(archive.read(list), list, {
			open(name, attribute) {
				text = '';
				if (name === 'ofd:Page') page = attribute('PageID') ?? '';
			},
			close(name) {
				if (name !== 'ofd:FileLoc') return;
				const part = resolve(folder, text.trim());
				if (archive.has(part)) annotations.set(page, [...(annotations.get(page) ?? []), part]);
			},
			text(value) {
				text += value;
			}
		});
	}
	return annotations;
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
