/** The styles of an XML spreadsheet: what they do to the value that a person sees. */
import { colourIn, NO_LOOK, PAPER, UNKNOWN_GROUND, type Colour } from '../appearance.ts';
import { MAX_STYLE_CHAIN } from '../caps.ts';
import { symbolFont } from '../characters/symbols.ts';
import { formatOfCode, GENERAL, type NumberFormat } from '../sheet/number-format.ts';
import type { CellStyle } from '../xlsx/worksheet.ts';
import type { XmlAttributes } from '../xml.ts';

/** The rest of a style is as in its parent. */
type WrittenStyle = Partial<CellStyle> & { parent?: string | undefined };

const PLAIN: CellStyle = {
	...NO_LOOK,
	ground: PAPER,
	format: GENERAL,
	isStruck: false,
	symbols: null
};
/** The style of cells that name none. */
const DEFAULT = 'Default';

/** Formats that the file names in words. */
const NAMED_FORMATS: ReadonlyMap<string, NumberFormat> = new Map<string, NumberFormat>([
	['Fixed', formatOfCode('0.00')],
	['Standard', formatOfCode('#,##0.00')],
	['Currency', formatOfCode('#,##0.00')],
	['Euro Currency', formatOfCode('#,##0.00')],
	['Percent', formatOfCode('0.00%')],
	['Scientific', GENERAL],
	['General Number', GENERAL],
	['General Date', 'date'],
	['Short Date', 'date'],
	['Medium Date', 'date'],
	['Long Date', 'date']
]);

export class ExcelXmlStyles {
	readonly #written = new Map<string, WrittenStyle>();
	readonly #resolved = new Map<string, CellStyle>();
	#open: WrittenStyle = {};

	open(name: string, attribute: XmlAttributes): void {
		if (name === 'ss:Style') {
			this.#open = { parent: attribute('Parent') };
			this.#written.set(attribute('ID') ?? '', this.#open);
		} else if (name === 'ss:NumberFormat') {
			const format = attribute('Format') ?? '';
			this.#open.format = NAMED_FORMATS.get(format) ?? formatOfCode(format);
		} else if (name === 'ss:Font') setFont(this.#open, attribute);
		else if (name === 'ss:Interior') this.#open.ground = groundOf(attribute);
	}

	styleOf(id = DEFAULT): CellStyle {
		const known = this.#resolved.get(id);
		if (known) return known;
		const style = this.#resolve(id, 0);
		this.#resolved.set(id, style);
		return style;
	}

	#resolve(id: string, depth: number): CellStyle {
		const written = this.#written.get(id);
		if (!written) return PLAIN;
		const { parent, ...own } = written;
		const above = parent ?? (id === DEFAULT ? undefined : DEFAULT);
		const base = above && depth < MAX_STYLE_CHAIN ? this.#resolve(above, depth + 1) : PLAIN;
		return { ...base, ...own };
	}
}

function setFont(style: WrittenStyle, attribute: XmlAttributes): void {
	style.isStruck = attribute('StrikeThrough') === '1';
	style.colour = colourIn(attribute('Color'));
	style.symbols = symbolFont(attribute('FontName'));
	const size = attribute('Size');
	if (size !== undefined) style.points = Number(size);
}

function groundOf(attribute: XmlAttributes): Colour {
	const pattern = attribute('Pattern') ?? 'None';
	if (pattern === 'None') return PAPER;
	return pattern === 'Solid' ? (colourIn(attribute('Color')) ?? PAPER) : UNKNOWN_GROUND;
}
