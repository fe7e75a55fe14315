/**
 * One strict way to read an XML part: UTF-8 (or UTF-16 with a byte order mark) without a wrong byte, no DOCTYPE,
 * depth and amount of text capped, namespaces reduced to short names that the readers switch on.
 */
import { SaxesParser } from 'saxes';
import { MAX_ELEMENT_DEPTH } from './caps.ts';
import { DocumentError } from './document-error.ts';

const MAX_ELEMENTS = 3_000_000;
const MAX_TEXT = 20_000_000;
/** Office declares about thirty; the table of prefixes is copied where one is declared. */
const MAX_PREFIXES = 200;
const CHUNK_BYTES = 64 * 1024;

/** Namespaces that carry meaning here, with both spellings of Office Open XML, transitional and strict, those of Word and Excel 2003, OpenDocument and OFD. */
const NAMESPACES = new Map([
	['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
	['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
	['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 's'],
	['http://purl.oclc.org/ooxml/spreadsheetml/main', 's'],
	['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
	['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
	['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
	['http://schemas.openxmlformats.org/package/2006/relationships', 'rel'],
	['http://schemas.microsoft.com/office/2006/xmlPackage', 'pkg'],
	['http://schemas.microsoft.com/office/word/2003/wordml', 'w'],
	['http://schemas.microsoft.com/office/word/2010/wordml', 'w14'],
	['http://schemas.microsoft.com/aml/2001/core', 'aml'],
	['urn:schemas-microsoft-com:office:spreadsheet', 'ss'],
	['urn:schemas-microsoft-com:office:excel', 'x'],
	['http://www.w3.org/TR/REC-html40', 'html'],
	['urn:oasis:names:tc:opendocument:xmlns:office:1.0', 'office'],
	['urn:oasis:names:tc:opendocument:xmlns:text:1.0', 'text'],
	['urn:oasis:names:tc:opendocument:xmlns:table:1.0', 'table'],
	['urn:oasis:names:tc:opendocument:xmlns:style:1.0', 'style'],
	['urn:oasis:names:tc:opendocument:xmlns:drawing:1.0', 'draw'],
	['urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0', 'number'],
	['urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0', 'calcext'],
	['urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0', 'field'],
	['http://www.ofdspec.org/2016', 'ofd'],
	['http://www.ofdspec.org', 'ofd']
]);

/** Attributes by their local name: OOXML never has two that differ in prefix alone on the elements read here. */
export type XmlAttributes = (local: string) => string | undefined;

export interface XmlHandler {
	/**
	 * `name` is `prefix:local` with a prefix of {@link NAMESPACES}, or `?:local` for any other namespace. `attribute`
	 * answers for this element only while the call lasts. Of an element for which 'skip' is returned nothing more is
	 * told, neither its content nor its end.
	 */
	open(name: string, attribute: XmlAttributes): unknown;
	close(name: string): void;
	text(text: string): void;
}

/**
 * Reads one part to its end.
 * @param part Name of the part, for messages.
 * @throws DocumentError `xml_invalid`, `xml_doctype`, `xml_too_deep` or `xml_too_large`.
 */
export function readXml(bytes: Uint8Array, part: string, handler: XmlHandler): void {
	const parser = new SaxesParser({ position: false });
	connect(parser, part, handler);
	try {
		const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
		for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
			parser.write(decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: true }));
		parser.write(decoder.decode());
		parser.close();
	} catch (error) {
		if (error instanceof DocumentError) throw error;
		const at = `第 ${parser.line} 行第 ${parser.column} 列`;
		throw new DocumentError(
			'xml_invalid',
			`部件“${part}”在${at}附近不是有效的 XML，文件已损坏；请用 Word 或 WPS 打开并重新另存后再报送。`
		);
	}
}

function encodingOf(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	return 'utf-8';
}

function connect(parser: SaxesParser, part: string, handler: XmlHandler): void {
	const names = new NameTable();
	let attributes: Record<string, string> = {};
	const attribute: XmlAttributes = (local) => attributeOf(attributes, local);
	let declares = false;
	/** Depth below the element that is skipped, that one included; 0 where none is. */
	let skipped = 0;
	const count = countElements(part);
	parser.on('doctype', () => {
		throw refusal('xml_doctype', part, '含有 DOCTYPE 声明，Word 文档不应有，为安全起见不予读取');
	});
	parser.on('attribute', ({ name }) => {
		if (name.startsWith('xmlns')) declares = true;
	});
	parser.on('opentag', (tag) => {
		count.open();
		if (skipped > 0) {
			skipped++;
			return;
		}
		attributes = tag.attributes;
		const name = names.enter(tag.name, declares ? attributes : null);
		declares = false;
		if (names.prefixes > MAX_PREFIXES) throw refusal('xml_too_large', part, '的命名空间过多');
		if (handler.open(name, attribute) === 'skip') skipped = 1;
	});
	parser.on('closetag', () => {
		count.close();
		if (skipped > 1) {
			skipped--;
			return;
		}
		const name = names.leave();
		if (skipped === 0) handler.close(name);
		skipped = 0;
	});
	const text = (value: string): void => {
		count.text(value);
		if (skipped === 0) handler.text(value);
	};
	parser.on('text', text);
	parser.on('cdata', text);
}

/** The caps of one part. */
function countElements(part: string): { open(): void; close(): void; text(text: string): void } {
	let depth = 0;
	let elements = 0;
	let characters = 0;
	return {
		open() {
			if (++depth > MAX_ELEMENT_DEPTH)
				throw refusal('xml_too_deep', part, `的元素嵌套超过 ${MAX_ELEMENT_DEPTH} 层`);
			if (++elements > MAX_ELEMENTS) throw refusal('xml_too_large', part, '的内容过多');
		},
		close() {
			depth--;
		},
		text(text) {
			characters += text.length;
			if (characters > MAX_TEXT) throw refusal('xml_too_large', part, `的文字超过 ${MAX_TEXT} 个`);
		}
	};
}

function refusal(code: string, part: string, what: string): DocumentError {
	return new DocumentError(code, `部件“${part}”${what}；请用 Word 或 WPS 重新另存后再报送。`);
}

function attributeOf(attributes: Record<string, string>, local: string): string | undefined {
	for (const name in attributes)
		if (name === local || (name.endsWith(local) && name[name.length - local.length - 1] === ':'))
			return attributes[name];
	return undefined;
}

/** Resolves raw tag names under the namespace declarations in force, remembering the answers. */
class NameTable {
	#prefixes = new Map<string, string>();
	#names = new Map<string, string>();
	/** Names of the open elements. */
	readonly #open: string[] = [];
	/** Prefixes to restore, by the number of elements that are open when that is due. */
	readonly #saved: { depth: number; prefixes: Map<string, string> }[] = [];

	get prefixes(): number {
		return this.#prefixes.size;
	}

	/** @param attributes Those of an element that declares namespaces; null for all others. */
	enter(raw: string, attributes: Record<string, string> | null): string {
		if (attributes) this.#declare(attributes);
		let name = this.#names.get(raw);
		if (name === undefined) {
			name = this.#resolve(raw);
			this.#names.set(raw, name);
		}
		this.#open.push(name);
		return name;
	}

	leave(): string {
		const name = this.#open.pop() ?? '';
		const saved = this.#saved.at(-1);
		if (saved?.depth === this.#open.length) {
			this.#saved.pop();
			this.#use(saved.prefixes);
		}
		return name;
	}

	#declare(attributes: Record<string, string>): void {
		const declared = new Map(this.#prefixes);
		for (const name in attributes)
			if (name === 'xmlns' || name.startsWith('xmlns:'))
				declared.set(name.slice(6), NAMESPACES.get(attributes[name] ?? '') ?? '?');
		this.#saved.push({ depth: this.#open.length, prefixes: this.#prefixes });
		this.#use(declared);
	}

	#use(prefixes: Map<string, string>): void {
		this.#prefixes = prefixes;
		this.#names = new Map();
	}

	#resolve(raw: string): string {
		const colon = raw.indexOf(':');
		const prefix = colon < 0 ? '' : raw.slice(0, colon);
		return `${this.#prefixes.get(prefix) ?? '?'}:${raw.slice(colon + 1)}`;
	}
}

/** Passes on what is inside the elements that `begins` is true of, without these themselves; it may skip others. */
export function inside(
	begins: (name: string, attribute: XmlAttributes) => boolean | 'skip',
	handler: XmlHandler
): XmlHandler {
	let depth = 0;
	return {
		open(name, attribute) {
			if (depth > 0) {
				const answer: unknown = handler.open(name, attribute);
				if (answer !== 'skip') depth++;
				return answer;
			}
			const begun = begins(name, attribute);
			if (begun === true) depth = 1;
			return begun === 'skip' ? 'skip' : undefined;
		},
		close(name) {
			if (depth > 1) handler.close(name);
			if (depth > 0) depth--;
		},
		text(text) {
			if (depth > 0) handler.text(text);
		}
	};
}
