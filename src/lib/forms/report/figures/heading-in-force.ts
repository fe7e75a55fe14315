/** Follows what the headings above the tables of a report say of the amounts below them. */
import { measureOf } from '#lib/catalogue/measures.ts';
import type { FormRow } from '../lines.ts';
import type { ValueHead } from './value-head.ts';
import type { FigureColumn } from './figure-columns.ts';
import { headingWords, isOfOneSource, NO_WORDS, OF_ONE_SOURCE, type AmountWords } from './basis.ts';

/** `年度预算申请` merged over rows of labels: what they state was asked for. */
const BUDGET_BESIDE =
	/^(?!.*(?:执行|决算|实际|完成)).*预算(?:申请|安排|批复|收支|收入|支出|数|情况)?(?:\(.*\))?$/;

export class HeadingInForce {
	/** The last heading says this of the amounts below it. */
	words: AmountWords | null = null;
	/** The label that was last alone in its row; empty before the first. */
	caption = '';
	/** A label merged over this row and those below it says that their amounts were budgeted. */
	#isBesideBudget = false;
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

	/** @param below the row below it */
	readBeside({ cells: [first], table }: FormRow, below: FormRow | undefined): void {
		if (first?.continues) return;
		const under = below?.table === table ? below.cells[0] : undefined;
		const isMerged = under?.continues === true && under.grid?.start === first?.grid?.start;
		this.#isBesideBudget = isMerged && BUDGET_BESIDE.test(first?.label ?? '');
	}

	/** Words for amounts that stand beside their labels or with them in a cell. A head of what was spent leaves them to it. */
	besideLabels(head: ValueHead | null): AmountWords | null {
		const executes = head?.columns.some(({ use }) => 'basis' in use && use.basis === 'actual');
		if (this.#isBesideBudget && !executes) return { ...(this.words ?? NO_WORDS), basis: 'budget' };
		return head ? null : this.words;
	}

	/** The spending of one source is a part of what was spent; 三公 is reckoned on it alone. */
	withSource<T extends Pick<FigureColumn, 'figure' | 'use'>>(stated: T): T {
		const { group } = measureOf(stated.figure);
		const isPart = group === 'spending' || group === 'balance' || stated.figure === 'income_total';
		return this.#isOfSource && isPart ? { ...stated, use: { skipped: OF_ONE_SOURCE } } : stated;
	}
}
