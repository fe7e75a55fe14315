/**
 * The values that content controls are bound to: Word shows these on opening in place of the text beside them, which
 * whoever fills a form by its XML leaves as it was.
 */
import { DocumentError } from '../document-error.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import type { OfficePackage } from './package.ts';

/** More elements than a form has values. */
const MAX_NODES = 20_000;

/** Word knows the properties of the document as stores, by these ids. */
const PROPERTY_STORES: readonly [id: string, part: string][] = [
	['{6C3C8BC8-F283-45AE-878A-BAB7291924A1}', 'docProps/core.xml'],
	['{6668398D-A668-4E3E-A5EB-62B293D839F1}', 'docProps/app.xml']
];

/** A control is bound to a value by this. */
export interface Binding {
	xpath: string;
	/** Declarations of the prefixes in the path. */
	prefixes: string;
	store: string;
}

/**
 * `certain` is what Word shows; `likely` was found in a store that the binding does not name; `unread` is there for Word
 * and is not understood here; `none` leaves the text as it is, in Word too.
 */
export type BoundValue =
	{ kind: 'certain' | 'likely'; text: string } | { kind: 'unread' } | { kind: 'none' };

const NONE: BoundValue = { kind: 'none' };
const UNREAD: BoundValue = { kind: 'unread' };

export class BoundValues {
	readonly #parts: OfficePackage | null;
	/** Parts by the ids of their stores. */
	readonly #stores: ReadonlyMap<string, string>;
	/** Null for a part that cannot be read. */
	readonly #trees = new Map<string, ValueTree | null>();

	/** @param parts Null where nothing is bound. */
	constructor(parts: OfficePackage | null) {
		this.#parts = parts;
		this.#stores = parts ? storesOf(parts) : new Map();
	}

	valueOf({ xpath, prefixes, store }: Binding): BoundValue {
		const named = this.#stores.get(store.toUpperCase());
		if (named !== undefined) return this.#find(named, xpath, prefixes);
		for (const part of this.#stores.values()) {
			const found = this.#find(part, xpath, prefixes);
			if (found.kind === 'certain') return { kind: 'likely', text: found.text };
		}
		return NONE;
	}

	#find(part: string, xpath: string, prefixes: string): BoundValue {
		const tree = this.#treeOf(part);
		const steps = stepsOf(xpath);
		if (!tree || tree.isCut || !steps) return UNREAD;
		const spaces = steps.map(({ prefix }) => namespaceOf(prefix, prefixes));
		if (spaces.includes(null)) return UNREAD;
		const isDeclared = spaces.every((space) =>
			space ? this.#parts?.mentions(part, [space]) : !tree.hasDefaultNamespace
		);
		return isDeclared ? tree.find(steps) : NONE;
	}

	#treeOf(part: string): ValueTree | null {
		let tree = this.#trees.get(part);
		if (tree === undefined && this.#parts) {
			tree = readTree(this.#parts, part);
			this.#trees.set(part, tree);
		}
		return tree ?? null;
	}
}

/** A store that is damaged is no reason to refuse the document, whose text stands beside it. */
function readTree(parts: OfficePackage, part: string): ValueTree | null {
	const tree = new ValueTree();
	return walks(parts, part, tree) ? tree : null;
}

function walks(parts: OfficePackage, part: string, handler: XmlHandler): boolean {
	try {
		parts.walk(part, handler);
		return true;
	} catch (error) {
		if (error instanceof DocumentError) return false;
		throw error;
	}
}

/** Each store has its id in a part of its own, which the relations of the store name. */
function storesOf(parts: OfficePackage): Map<string, string> {
	const stores = new Map(PROPERTY_STORES.filter(([, part]) => parts.has(part)));
	for (const name of parts.names) {
		const [, folder, item] = /^(customXml\/)_rels\/([^/]+)\.rels$/i.exec(name) ?? [];
		if (folder === undefined || item === undefined || !parts.has(folder + item)) continue;
		const target = attributeIn(parts, name, 'rel:Relationship', 'Target')?.replace(/^.*\//, '');
		const properties = folder + (target ?? '');
		if (!parts.has(properties)) continue;
		const id = attributeIn(parts, properties, '?:datastoreItem', 'itemID');
		if (id !== undefined) stores.set(id.toUpperCase(), folder + item);
	}
	return stores;
}

/** The attribute of the first element of the name in a part. */
function attributeIn(
	parts: OfficePackage,
	part: string,
	element: string,
	local: string
): string | undefined {
	let value: string | undefined;
	walks(parts, part, {
		open(name, attribute) {
			if (name === element) value ??= attribute(local);
		},
		close() {},
		text() {}
	});
	return value;
}

interface PathStep {
	prefix: string;
	name: string;
	/** 1-based; null where the only one is meant. */
	position: number | null;
}

const STEP = /\/(?:([\p{L}_][\p{L}\p{N}_.-]*):)?([\p{L}_][\p{L}\p{N}_.-]*)(?:\[(\d{1,6})\])?/uy;

/** The steps of a path as Word writes it, e.g. `/ns0:report[1]/ns0:year[1]`; null for any other. */
function stepsOf(xpath: string): PathStep[] | null {
	const path = xpath.trim();
	const steps: PathStep[] = [];
	STEP.lastIndex = 0;
	for (let at = 0; at < path.length; at = STEP.lastIndex) {
		const match = STEP.exec(path);
		if (!match) return null;
		const [, prefix = '', name = '', position] = match;
		steps.push({ prefix, name, position: position === undefined ? null : Number(position) });
	}
	return steps.length > 0 ? steps : null;
}

/** The namespace that a prefix is declared as; empty for no prefix, null for one that is not declared. */
function namespaceOf(prefix: string, declarations: string): string | null {
	if (prefix === '') return '';
	const found = [...declarations.matchAll(/xmlns:([^\s=]+)\s*=\s*(["'])(.*?)\2/g)];
	return found.find(([, name]) => name === prefix)?.[3] ?? null;
}

interface ValueNode {
	text: string;
	children: Map<string, ValueNode[]>;
}

function emptyNode(): ValueNode {
	return { text: '', children: new Map() };
}

/** The elements of a store by their local names, which no store has twice under two namespaces. */
class ValueTree implements XmlHandler {
	readonly #open: ValueNode[] = [emptyNode()];
	#count = 0;
	hasDefaultNamespace = false;

	/** True where the store holds more than is kept. */
	get isCut(): boolean {
		return this.#count > MAX_NODES;
	}

	open(name: string, attribute: XmlAttributes): 'skip' | undefined {
		if (this.#count++ >= MAX_NODES) return 'skip';
		if (this.#count === 1) this.hasDefaultNamespace = !!attribute('xmlns');
		const siblings = this.#open.at(-1)?.children ?? new Map<string, ValueNode[]>();
		const local = name.replace(/^[^:]*:/, '');
		const node = emptyNode();
		const sames = siblings.get(local);
		if (sames) sames.push(node);
		else siblings.set(local, [node]);
		this.#open.push(node);
		return undefined;
	}

	close(): void {
		const node = this.#open.pop();
		const parent = this.#open.at(-1);
		// The value of an element is the text of all that is in it.
		if (node && parent && this.#open.length > 1) parent.text += node.text;
	}

	text(text: string): void {
		const node = this.#open.at(-1);
		if (node && this.#open.length > 1) node.text += text;
	}

	find(steps: readonly PathStep[]): BoundValue {
		let node = this.#open[0];
		for (const { name, position } of steps) {
			const sames: readonly ValueNode[] = node?.children.get(name) ?? [];
			if (position === null && sames.length > 1) return UNREAD;
			node = sames[(position ?? 1) - 1];
			if (!node) return NONE;
		}
		return node ? { kind: 'certain', text: node.text } : NONE;
	}
}
