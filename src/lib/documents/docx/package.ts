/** An Office Open XML package, which is a zip file or one XML file ("flat OPC"), as parts that can be walked. */
import { posix } from 'node:path';
import { DocumentError } from '../document-error.ts';
import { inside, readXml } from '../xml.ts';
import type { XmlHandler } from '../xml.ts';
import type { ZipArchive } from '../archive/zip.ts';

export interface OfficePackage {
	readonly names: readonly string[];
	has(part: string): boolean;
	/** The bytes of a part; null where the package is one XML file. */
	read(part: string): Uint8Array | null;
	/** Tells whether the bytes of the part hold one of the words, so that most parts need not be walked. */
	mentions(part: string, words: readonly string[]): boolean;
	/** Tells the handler the elements of the part. */
	walk(part: string, handler: XmlHandler): void;
}

export function zipPackage(archive: ZipArchive): OfficePackage {
	return {
		names: archive.names,
		has: (part) => archive.has(part),
		read: (part) => (archive.has(part) ? archive.read(part) : null),
		mentions: (part, words) => includesAny(archive.read(part), words),
		walk: (part, handler) => {
			readXml(archive.read(part), part, handler);
		}
	};
}

/** @param bytes of an XML file whose `pkg:part` elements hold the parts */
export function flatPackage(bytes: Uint8Array): OfficePackage {
	const names = new Set<string>();
	readXml(bytes, 'XML', {
		open(name, attribute) {
			if (name !== 'pkg:part') return undefined;
			names.add(partName(attribute('name')));
			return 'skip';
		},
		close() {},
		text() {}
	});
	return {
		names: [...names],
		has: (part) => names.has(part),
		read: () => null,
		mentions: (_, words) => includesAny(bytes, words),
		walk: (part, handler) => {
			readXml(bytes, part, partOnly(part, handler));
		}
	};
}

function partName(name: string | undefined): string {
	return (name ?? '').replace(/^\//, '');
}

/** Passes on what is inside `pkg:xmlData` of one part. */
function partOnly(part: string, handler: XmlHandler): XmlHandler {
	return inside((name, attribute) => {
		if (name === 'pkg:part' && partName(attribute('name')) !== part) return 'skip';
		return name === 'pkg:xmlData';
	}, handler);
}

function includesAny(bytes: Uint8Array, words: readonly string[]): boolean {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return words.some((word) => buffer.includes(word));
}

/** Parts that a part refers to, by relationship id; `kind` is the last step of the relationship's type. */
export function targetsOf(
	parts: OfficePackage,
	part: string
): Map<string, { name: string; kind: string }> {
	const folder = part.replace(/[^/]*$/, '');
	const relations = `${folder}_rels/${part.slice(folder.length)}.rels`;
	const targets = new Map<string, { name: string; kind: string }>();
	if (!parts.has(relations)) return targets;
	parts.walk(relations, {
		open(name, attribute) {
			if (name !== 'rel:Relationship') return;
			const target = attribute('Target') ?? '';
			const kind = attribute('Type')?.replace(/^.*\//, '') ?? '';
			targets.set(attribute('Id') ?? '', { name: resolved(folder, target), kind });
		},
		close() {},
		text() {}
	});
	return targets;
}

/** `../drawings/a.xml` named in `xl/worksheets/` is `xl/drawings/a.xml`. */
function resolved(folder: string, target: string): string {
	return posix.join('/', target.startsWith('/') ? '' : folder, target).slice(1);
}

/** The part that is usually, not always, the office document of a package, and what kind that is. */
const USUAL_PARTS = {
	Word: ['word/document.xml', '文档正文'],
	Excel: ['xl/workbook.xml', '工作簿']
} as const;

/** The part that the package names as its office document. */
export function mainPart(parts: OfficePackage, program: keyof typeof USUAL_PARTS): string {
	const [usual, what] = USUAL_PARTS[program];
	let target: string = usual;
	if (parts.has('_rels/.rels'))
		parts.walk('_rels/.rels', {
			open(name, attribute) {
				if (name !== 'rel:Relationship' || !attribute('Type')?.endsWith('/officeDocument')) return;
				target = (attribute('Target') ?? target).replace(/^\.?\//, '');
			},
			close() {},
			text() {}
		});
	if (parts.has(target)) return target;
	throw new DocumentError(
		'main_part_missing',
		`压缩包里没有${what}“${target.slice(0, 80)}”，不是完整的 ${program} 文档；请用 ${program} 或 WPS 重新另存后再报送。`
	);
}
