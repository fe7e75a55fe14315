/**
 * Web pages inside a .docx, which programs put where Word is to insert them on opening (`w:altChunk`): read in their place.
 * Parts of another kind are not read, and are counted.
 */
import type { Block, BlockCell } from '../blocks.ts';
import { decodeText } from '../characters/encoding.ts';
import { readPage } from '../html/html.ts';
import { pageOfMhtml } from '../html/mhtml.ts';
import type { Issue } from '../issue.ts';
import type { OfficePackage } from './package.ts';
import type { WordBlock, WordCell } from './word-blocks.ts';

const PAGE = /\.x?html?$/i;
const ARCHIVE = /\.mht(?:ml)?$/i;

export class EmbeddedPages {
	readonly issues: Issue[] = [];
	readonly #parts: OfficePackage | null;
	readonly #targets: ReadonlyMap<string, string>;

	/** @param parts null for a document whose parts are not looked at */
	constructor(parts: OfficePackage | null, main: string) {
		this.#parts = parts;
		this.#targets = parts?.mentions(main, ['altChunk']) ? targetsOf(parts, main) : new Map();
	}

	/** The blocks of the page with this id; null for a part of another kind, or one that is missing. */
	blocksOf(id: string): WordBlock[] | null {
		const part = this.#targets.get(id);
		const bytes = part === undefined ? null : (this.#parts?.read(part) ?? null);
		if (part === undefined || bytes === null || !(PAGE.test(part) || ARCHIVE.test(part)))
			return null;
		const page = readPage(ARCHIVE.test(part) ? pageOfMhtml(bytes) : decodeText(bytes).text);
		// Its tables are counted with those of the document, so that a place in the page would mislead.
		this.issues.push(...page.issues.map((issue) => ({ ...issue, place: null })));
		return page.blocks.map(toWordBlock);
	}
}

function targetsOf(parts: OfficePackage, main: string): Map<string, string> {
	const folder = main.replace(/[^/]*$/, '');
	const relations = `${folder}_rels/${main.slice(folder.length)}.rels`;
	const targets = new Map<string, string>();
	if (!parts.has(relations)) return targets;
	parts.walk(relations, {
		open(name, attribute) {
			if (name !== 'rel:Relationship' || !attribute('Type')?.endsWith('/aFChunk')) return;
			const target = attribute('Target') ?? '';
			targets.set(
				attribute('Id') ?? '',
				target.startsWith('/') ? target.slice(1) : folder + target
			);
		},
		close() {},
		text() {}
	});
	return targets;
}

function toWordBlock(block: Block): WordBlock {
	if (block.kind === 'paragraph') return block;
	return {
		kind: 'table',
		rows: block.rows.map((cells) => ({
			before: cells[0]?.grid?.start ?? 0,
			cells: cells.map(toWordCell)
		}))
	};
}

const VERTICAL = { none: null, unknown: null, start: 'restart', continue: 'continue' } as const;

function toWordCell({ blocks, grid, merge }: BlockCell): WordCell {
	return {
		span: grid?.span ?? 1,
		vertical: VERTICAL[merge],
		covered: false,
		blocks: blocks.map(toWordBlock)
	};
}
