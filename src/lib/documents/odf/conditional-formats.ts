/** Conditional formats of an OpenDocument spreadsheet, as its tables or the styles of its cells give them. */
import { isUnseen, PAPER } from '../appearance.ts';
import type { ConditionalEffect, ConditionalRule } from '../sheet/conditional-rules.ts';
import { columnOf, rowOf } from '../sheet/references.ts';
import type { MergedCells } from '../sheet/workbook.ts';
import type { XmlAttributes } from '../xml.ts';
import type { ShownStyle, StyleMap } from './styles.ts';

const OPERATORS: Readonly<Record<string, string>> = {
	'=': 'equal',
	'!=': 'notEqual',
	'<': 'lessThan',
	'<=': 'lessThanOrEqual',
	'>': 'greaterThan',
	'>=': 'greaterThanOrEqual',
	between: 'between',
	'not-between': 'notBetween'
};

/** `=0` and `between(1,2)`, before which styles have `cell-content()` or `cell-content-is-`. */
const COMPARISON =
	/^(?:cell-content\(\)|cell-content-is-)?(?:([!<>]?=|[<>])(.+)|((?:not-)?between)\((.+),(.+)\))$/;

/** Begins at the dot behind the name of a table, which may be quoted. */
const RANGE = /\.(\$?[A-Z]{1,3}\$?\d+)(?::(?:'(?:[^']|'')*'|[^\s.:']*)\.(\$?[A-Z]{1,3}\$?\d+))?/g;

export class ConditionalFormats {
	#rules: ConditionalRule[] = [];
	#areas: MergedCells[] = [];
	readonly #styleOf: (name: string | undefined) => ShownStyle;

	constructor(styleOf: (name: string | undefined) => ShownStyle) {
		this.#styleOf = styleOf;
	}

	open(name: string, attribute: XmlAttributes): void {
		if (name === 'calcext:conditional-format')
			this.#areas = areasIn(attribute('target-range-address') ?? '');
		else if (name === 'calcext:condition')
			this.#add(this.#areas, {
				condition: attribute('value') ?? '',
				style: attribute('apply-style-name') ?? ''
			});
		else if (attribute('show-value') === 'false')
			this.#rules.push({
				areas: this.#areas,
				effect: 'hides',
				operator: 'isNumber',
				operands: []
			});
	}

	/** A cell whose style depends on what is in it. */
	addCells(maps: readonly StyleMap[], area: MergedCells): void {
		for (const map of maps) this.#add([area], map);
	}

	/** The rules of the table that ends. */
	take(): ConditionalRule[] {
		const rules = this.#rules;
		this.#rules = [];
		return rules;
	}

	#add(areas: MergedCells[], { condition, style }: StyleMap): void {
		const effect = effectOf(this.#styleOf(style));
		const [, sign, operand, word, from, to] = COMPARISON.exec(condition.replaceAll(' ', '')) ?? [];
		const operator = OPERATORS[sign ?? word ?? ''] ?? '';
		const operands = [operand, from, to].filter((each) => each !== undefined);
		if (effect) this.#rules.push({ areas, effect, operator, operands });
	}
}

function effectOf(style: ShownStyle): ConditionalEffect | null {
	if (isUnseen(style, style.ground ?? PAPER)) return 'hides';
	return style.isStruck || style.hasFormat ? 'changes' : null;
}

function areasIn(addresses: string): MergedCells[] {
	return [...addresses.matchAll(RANGE)].map(([, from = '', to = from]) => {
		return { top: rowOf(from), left: columnOf(from), bottom: rowOf(to), right: columnOf(to) };
	});
}
