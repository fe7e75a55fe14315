/** Follows what the headings above the tables of a report say of the amounts below them. */
import { measureOf } from '#lib/catalogue/measures.ts';
import { headingWords, isOfOneSource, OF_ONE_SOURCE, type AmountWords } from './basis.ts';
import type { FigureColumn } from './figure-columns.ts';

export class HeadingInForce {
	/** The last heading says this of the amounts below it. */
	words: AmountWords | null = null;
	/** The label that was last alone in its row; empty before the first. */
	caption = '';
	/** The last heading says that one source alone paid for what is below it. */
	#isOfSource = false;

	read(label: string): void {
		const words = headingWords(label);
		if (!words) return;
		this.words = words;
		this.#isOfSource = isOfOneSource(label);
	}

	readCaption(label: string): void {
		this.caption = label;
		this.read(label);
	}

	/** The spending of one source is a part of what was spent; 三公 is reckoned on it alone. */
	withSource<T extends Pick<FigureColumn, 'figure' | 'use'>>(stated: T): T {
		const { group } = measureOf(stated.figure);
		const isPart = group === 'spending' || group === 'balance' || stated.figure === 'income_total';
		return this.#isOfSource && isPart ? { ...stated, use: { skipped: OF_ONE_SOURCE } } : stated;
	}
}
