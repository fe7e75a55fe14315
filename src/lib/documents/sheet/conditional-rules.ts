/** Rules of a worksheet by which what is in a cell is unseen or looks otherwise, e.g. zeros in the colour of paper. */
import type { SheetBuilder } from './builder.ts';
import type { MergedCells } from './workbook.ts';

/** A rule does this to the cells of which it is true; `changes` strikes the value out or gives it another format. */
export type ConditionalEffect = 'hides' | 'changes';

export interface ConditionalRule {
	areas: MergedCells[];
	effect: ConditionalEffect;
	/** A name of Office Open XML, or `isNumber`; others are not worked out here. */
	operator: string;
	/** As written; only numbers are worked out. */
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
	notBetween: (value, a, b) => value < a || value > b,
	isNumber: (value) => !Number.isNaN(value)
};

/** Takes the cells out that a rule hides, and names those that look otherwise or of which it is not known. */
export function applyRules(rules: readonly ConditionalRule[], sheet: SheetBuilder): void {
	for (const { areas, effect, operator, operands } of rules) {
		const compare = COMPARES[operator];
		const [a = 0, b = 0] = operands.map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
		const isKnown = compare !== undefined && !Number.isNaN(a) && !Number.isNaN(b);
		for (const area of areas)
			sheet.reviewCells(area, (text) => {
				if (!isKnown) return 'conditional';
				const value = Number(text.replace(/[,%\s]/g, ''));
				if (text.trim() === '' || !compare(value, a, b)) return null;
				return effect === 'hides' ? 'unseen' : 'conditional';
			});
	}
}
