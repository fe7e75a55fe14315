/** Conditional formats of a worksheet that make what is in a cell unseen, e.g. zeros in the colour of paper. */
import type { SheetBuilder } from '../sheet/builder.ts';
import { columnOf, rowOf } from '../sheet/references.ts';
import type { XmlAttributes } from '../xml.ts';

/** A rule about cells; `holds` is null where it is not worked out here. */
interface ConditionalRule {
	ranges: string[];
	operator: string;
	operands: string[];
}

const COMPARES: Readonly<Record<string, (value: number, a: number, b: number) => boolean>> = {
	equal: (value, a) => value === a,
	notEqual: (value, a) => value !== a,
	lessThan: (value, a) => value < a,
	lessThanOrEqual: (value, a) => value <= a,
	greaterThan: (value, a) => value > a,
	greaterThanOrEqual: (value, a) => value >= a,
	between: (value, a, b) => value >= a && value <= b,
	notBetween: (value, a, b) => value < a || value > b
};

export class ConditionalFormats {
	/** Tells by its number whether a format hides what is in the cell. */
	readonly #hides: readonly boolean[];
	readonly #rules: ConditionalRule[] = [];
	#ranges: string[] = [];
	#rule: ConditionalRule | null = null;
	#inFormula = false;

	constructor(hides: readonly boolean[]) {
		this.#hides = hides;
	}

	open(name: string, attribute: XmlAttributes): void {
		if (name === 's:conditionalFormatting')
			this.#ranges = (attribute('sqref') ?? '').split(/\s+/).filter(Boolean);
		else if (name === 's:cfRule') {
			const isHiding = this.#hides[Number(attribute('dxfId') ?? -1)] === true;
			const operator = attribute('type') === 'cellIs' ? (attribute('operator') ?? '') : '';
			this.#rule = isHiding ? { ranges: this.#ranges, operator, operands: [] } : null;
			if (this.#rule) this.#rules.push(this.#rule);
		} else if (name === 's:formula') {
			this.#inFormula = true;
			this.#rule?.operands.push('');
		}
	}

	close(name: string): void {
		if (name === 's:formula') this.#inFormula = false;
		else if (name === 's:cfRule') this.#rule = null;
	}

	text(text: string): void {
		const operands = this.#rule?.operands;
		if (this.#inFormula && operands) operands.push((operands.pop() ?? '') + text);
	}

	/** Takes the cells out that a rule hides, and names those of which it is not known. */
	apply(sheet: SheetBuilder): void {
		for (const { ranges, operator, operands } of this.#rules) {
			const compare = COMPARES[operator];
			const [a = Number.NaN, b = Number.NaN] = operands.map(Number);
			const isKnown = compare !== undefined && operands.length > 0 && !Number.isNaN(a);
			for (const range of ranges) {
				const [from = '', to = from] = range.split(':');
				const area = {
					top: rowOf(from),
					left: columnOf(from),
					bottom: rowOf(to),
					right: columnOf(to)
				};
				sheet.reviewCells(area, (text) => {
					if (!isKnown) return 'conditional';
					const value = Number(text.replace(/[,%\s]/g, ''));
					return text.trim() !== '' && compare(value, a, b) ? 'unseen' : null;
				});
			}
		}
	}
}
