/** Conditional formats of a worksheet that bear on what is seen of its cells. */
import {
	applyRules,
	type ConditionalEffect,
	type ConditionalRule
} from '../sheet/conditional-rules.ts';
import type { SheetBuilder } from '../sheet/builder.ts';
import { columnOf, rowOf } from '../sheet/references.ts';
import type { MergedCells } from '../sheet/workbook.ts';
import type { XmlAttributes } from '../xml.ts';

export class ConditionalFormats {
	/** Effects by the number of the format. */
	readonly #effects: readonly (ConditionalEffect | null)[];
	readonly #rules: ConditionalRule[] = [];
	#areas: MergedCells[] = [];
	#rule: ConditionalRule | null = null;
	#inFormula = false;

	constructor(effects: readonly (ConditionalEffect | null)[]) {
		this.#effects = effects;
	}

	open(name: string, attribute: XmlAttributes): void {
		if (name === 's:conditionalFormatting')
			this.#areas = (attribute('sqref') ?? '').split(/\s+/).filter(Boolean).map(areaOf);
		else if (name === 's:cfRule') {
			const effect = this.#effects[Number(attribute('dxfId') ?? -1)] ?? null;
			const operator = attribute('type') === 'cellIs' ? (attribute('operator') ?? '') : '';
			this.#rule = effect && { areas: this.#areas, effect, operator, operands: [] };
			if (this.#rule) this.#rules.push(this.#rule);
		} else if (name === 's:formula') {
			this.#inFormula = true;
			this.#rule?.operands.push('');
		} else if (attribute('showValue') === '0' || attribute('showValue') === 'false')
			this.#rules.push({
				areas: this.#areas,
				effect: 'hides',
				operator: 'isNumber',
				operands: []
			});
	}

	close(name: string): void {
		if (name === 's:formula') this.#inFormula = false;
		else if (name === 's:cfRule') this.#rule = null;
	}

	text(text: string): void {
		const operands = this.#rule?.operands;
		if (this.#inFormula && operands) operands.push((operands.pop() ?? '') + text);
	}

	apply(sheet: SheetBuilder): void {
		applyRules(this.#rules, sheet);
	}
}

function areaOf(range: string): MergedCells {
	const [from = '', to = from] = range.split(':');
	return { top: rowOf(from), left: columnOf(from), bottom: rowOf(to), right: columnOf(to) };
}
