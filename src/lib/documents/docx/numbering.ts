/**
 * Automatic numbers of paragraphs in a Word document: the lists that its numbering part defines. Headings such as 一、
 * and serial numbers in tables are mostly of this kind, and in no text of the document.
 */
import { numberFormat } from '../numbering/list-numbers.ts';
import {
	levelOf,
	Lists,
	type List,
	type ListDefinition,
	type ListLevel
} from '../numbering/lists.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';
import { isOn } from './styles.ts';

/** Elements of Word 2003 that have another name today. */
const RENAMED = new Map([
	['w:listDef', 'w:abstractNum'],
	['w:list', 'w:num'],
	['w:ilst', 'w:abstractNumId'],
	['w:listStyleLink', 'w:numStyleLink']
]);

/** Collects the lists from the elements of the numbering part, or of `w:lists` in a document of Word 2003. */
export class Numbering implements XmlHandler {
	readonly lists = new Lists();
	#definition: ListDefinition | null = null;
	#definitionId = '';
	#list: List | null = null;
	#level: ListLevel | null = null;
	#overridden = 0;

	open(element: string, attribute: XmlAttributes): void {
		const name = RENAMED.get(element) ?? element;
		const value = attribute('val');
		if (name === 'w:abstractNum')
			this.#openDefinition(attribute('abstractNumId') ?? attribute('listDefId') ?? '');
		else if (name === 'w:num') this.#openList(attribute('numId') ?? attribute('ilfo') ?? '');
		else if (name === 'w:abstractNumId' && this.#list) this.#list.definition = value ?? '';
		else if (name === 'w:lvlOverride') this.#overridden = levelOf(attribute('ilvl'));
		else if (name === 'w:startOverride' && this.#list)
			this.#list.starts[this.#overridden] = Number(value ?? 0) || 0;
		else if (name === 'w:numStyleLink' && this.#definition)
			this.#definition.styleLink = value ?? '';
		else if (name === 'w:styleLink') this.lists.byStyle.set(value ?? '', this.#definitionId);
		else if (name === 'w:lvl') this.#openLevel(levelOf(attribute('ilvl')));
		else if (this.#level) setLevel(this.#level, name, value);
	}

	close(element: string): void {
		const name = RENAMED.get(element) ?? element;
		if (name === 'w:lvl') this.#level = null;
		else if (name === 'w:abstractNum') this.#definition = null;
		else if (name === 'w:num') this.#list = null;
	}

	text(): void {}

	#openDefinition(id: string): void {
		this.#definitionId = id;
		this.#definition = { levels: [], styleLink: null };
		this.lists.definitions.set(id, this.#definition);
	}

	#openList(id: string): void {
		this.#list = { definition: '', starts: [], levels: [] };
		this.lists.lists.set(id, this.#list);
	}

	#openLevel(at: number): void {
		this.#level = {
			start: 0,
			format: 'decimal',
			pattern: '',
			inDigits: false,
			restartsWithin: at,
			style: null
		};
		const levels = this.#definition?.levels ?? this.#list?.levels;
		if (levels) levels[at] = this.#level;
	}
}

function setLevel(level: ListLevel, property: string, value: string | undefined): void {
	if (property === 'w:start') level.start = Number(value ?? 0) || 0;
	else if (property === 'w:numFmt') level.format = value ?? 'decimal';
	else if (property === 'w:nfc') level.format = numberFormat(Number(value));
	else if (property === 'w:lvlText') level.pattern = value ?? '';
	else if (property === 'w:isLgl') level.inDigits = isOn(value);
	else if (property === 'w:lvlRestart') level.restartsWithin = Number(value ?? 0) || 0;
	else if (property === 'w:pStyle') level.style = value ?? null;
	else if (property === 'w:vanish' && isOn(value)) level.pattern = '';
}
