/**
 * Web pages inside a .docx, which programs put where Word is to insert them on opening (`w:altChunk`): read in their place.
 * Parts of another kind are not read, and are counted.
 */
import type { Block, BlockCell } from '../blocks.ts';
import { Counter, MAX_CELLS, MAX_TEXT, textTooLong, tooManyCells } from '../caps.ts';
import { decodeText } from '../characters/encoding.ts';
import { readPage } from '../html/html.ts';
import { pageOfMhtml } from '../html/mhtml.ts';
import type { Issue } from '../issue.ts';
import { targetsOf, type OfficePackage } from './package.ts';
import type { WordBlock, WordCell } from './word-blocks.ts';

const PAGE = /\.x?html?$/i;
const ARCHIVE = /\.mht(?:ml)?$/i;

export class EmbeddedPages {
	readonly issues: Issue[] = [];
	readonly #parts: OfficePackage | null;
	readonly #targets: ReadonlyMap<string, { name: string; kind: string }>;
	/** Each page is read once, wherever it is inserted. */
	readonly #pages = new Map<string, Block[]>();
	readonly #characters = new Counter(MAX_TEXT, textTooLong);
	readonly #cells = new Counter(MAX_CELLS, tooManyCells);

	/** @param parts null for a document whose parts are not looked at */
	constructor(parts: OfficePackage | null, main: string) {
		this.#parts = parts;
		this.#targets = parts?.mentions(main, ['altChunk']) ? targetsOf(parts, main) : new Map();
	}

	/**
	 * The blocks of the page with this id; null for a part of another kind, or one that is missing.
	 * @throws DocumentError where the inserted pages are too long together
	 */
	blocksOf(id: string): WordBlock[] | null {
		const target = this.#targets.get(id);
		if (target?.kind !== 'aFChunk') return null;
		const blocks = this.#pages.get(id) ?? this.#read(target.name);
		if (blocks === null) return null;
		this.#pages.set(id, blocks);
		return blocks.map((block) => this.#wordBlock(block));
	}

	#read(part: string): Block[] | null {
		const isArchive = ARCHIVE.test(part);
		const bytes = isArchive || PAGE.test(part) ? (this.#parts?.read(part) ?? null) : null;
		if (bytes === null) return null;
		const page = readPage(isArchive ? pageOfMhtml(bytes) : decodeText(bytes).text);
		// Its tables are counted with those of the document, so that a place in the page would mislead.
		this.issues.push(...page.issues.map((issue) => ({ ...issue, place: null })));
		return page.blocks;
	}

	#wordBlock(block: Block): WordBlock {
		if (block.kind === 'paragraph') {
			this.#characters.add(block.text.length);
			return block;
		}
		return {
			kind: 'table',
			rows: block.rows.map((cells) => ({
				before: cells[0]?.grid?.start ?? 0,
				cells: cells.map((cell) => this.#wordCell(cell))
			}))
		};
	}

	#wordCell({ blocks, grid, merge }: BlockCell): WordCell {
		this.#cells.add();
		return {
			span: grid?.span ?? 1,
			vertical: VERTICAL[merge],
			covered: false,
			blocks: blocks.map((block) => this.#wordBlock(block))
		};
	}
}

const VERTICAL = { none: null, unknown: null, start: 'restart', continue: 'continue' } as const;
