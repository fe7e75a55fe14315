/**
 * One strict way to read an XML part: UTF-8 (or UTF-16 with a byte order mark) without a wrong byte, no DOCTYPE,
 * depth and amount of text capped, namespaces reduced to short names that the readers switch on.
 */
import { SaxesParser } from 'saxes';
import { IntakeError } from '../document.ts';

const MAX_DEPTH = 400;
const MAX_ELEMENTS = 3_000_000;
const MAX_TEXT = 20_000_000;
/** Office declares about thirty; the table of prefixes is copied where one is declared. */
const MAX_PREFIXES = 200;
const CHUNK_BYTES = 64 * 1024;

/** Namespaces that carry meaning here, with both spellings of Office Open XML: transitional and strict. */
const NAMESPACES = new Map([
	['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
	['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
	['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 's'],
	['http://purl.oclc.org/ooxml/spreadsheetml/main', 's'],
	['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
	['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
	['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
	['http://schemas.openxmlformats.org/package/2006/relationships', 'rel']
]);

/** Attributes by their local name: OOXML never has two that differ in prefix alone on the elements read here. */
export type XmlAttributes = (local: string) => string | undefined;

export interface XmlHandler {
	/** `name` is `prefix:local` with a prefix of {@link NAMESPACES}, or `?:local` for any other namespace. */
	open(name: string, attribute: XmlAttributes): void;
	close(name: string): void;
	text(text: string): void;
}

/**
 * Reads one part to its end.
 * @param part Name of the part, for messages.
 * @throws IntakeError `xml_invalid`, `xml_doctype`, `xml_too_deep` or `xml_too_large`.
 */
export function readXml(bytes: Uint8Array, part: string, handler: XmlHandler): void {
	const parser = new SaxesParser({ position: true });
	connect(parser, part, handler);
	try {
		const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
		for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
			parser.write(decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: true }));
		parser.write(decoder.decode());
		parser.close();
	} catch (error) {
		if (error instanceof IntakeError) throw error;
		const at = `第 ${parser.line} 行第 ${parser.column} 列`;
		throw new IntakeError(
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
	let depth = 0;
	let elements = 0;
	let characters = 0;
	parser.on('doctype', () => {
		throw refusal('xml_doctype', part, '含有 DOCTYPE 声明，Word 文档不应有，为安全起见不予读取');
	});
	parser.on('opentag', (tag) => {
		if (++depth > MAX_DEPTH) throw refusal('xml_too_deep', part, `的元素嵌套超过 ${MAX_DEPTH} 层`);
		if (++elements > MAX_ELEMENTS) throw refusal('xml_too_large', part, '的内容过多');
		const name = names.enter(tag.name, tag.attributes);
		if (names.prefixes > MAX_PREFIXES) throw refusal('xml_too_large', part, '的命名空间过多');
		handler.open(name, (local) => attributeOf(tag.attributes, local));
	});
	parser.on('closetag', (tag) => {
		depth--;
		handler.close(names.leave(tag.name));
	});
	const text = (value: string): void => {
		characters += value.length;
		if (characters > MAX_TEXT) throw refusal('xml_too_large', part, `的文字超过 ${MAX_TEXT} 个`);
		handler.text(value);
	};
	parser.on('text', text);
	parser.on('cdata', text);
}

function refusal(code: string, part: string, what: string): IntakeError {
	return new IntakeError(code, `部件“${part}”${what}；请用 Word 或 WPS 重新另存后再报送。`);
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
	/** What to restore when an element that declared namespaces closes; null for all others. */
	#saved: (Map<string, string> | null)[] = [];

	get prefixes(): number {
		return this.#prefixes.size;
	}

	enter(raw: string, attributes: Record<string, string>): string {
		let declared: Map<string, string> | null = null;
		for (const name in attributes) {
			if (!name.startsWith('xmlns')) continue;
			if (name !== 'xmlns' && name[5] !== ':') continue;
			declared ??= new Map(this.#prefixes);
			declared.set(name.slice(6), NAMESPACES.get(attributes[name] ?? '') ?? '?');
		}
		this.#saved.push(declared && this.#prefixes);
		if (declared) this.#use(declared);
		return this.#resolve(raw);
	}

	leave(raw: string): string {
		const name = this.#resolve(raw);
		const saved = this.#saved.pop();
		if (saved) this.#use(saved);
		return name;
	}

	#use(prefixes: Map<string, string>): void {
		this.#prefixes = prefixes;
		this.#names = new Map();
	}

	#resolve(raw: string): string {
		let name = this.#names.get(raw);
		if (name === undefined) {
			const colon = raw.indexOf(':');
			const prefix = colon < 0 ? '' : raw.slice(0, colon);
			name = `${this.#prefixes.get(prefix) ?? '?'}:${raw.slice(colon + 1)}`;
			this.#names.set(raw, name);
		}
		return name;
	}
}
