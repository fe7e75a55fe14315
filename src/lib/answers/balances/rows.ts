/** Departments beyond the line, breaks between years, and balances not drawn down, as rows of text. */
import { formatChange, formatValue } from '#lib/catalogue/format.ts';
import type { RuleId } from '#lib/catalogue/rules.ts';
import type { continuityBreaks } from '#lib/comparison/change/continuity.ts';
import type { IdleBalance } from '#lib/comparison/flags/idle.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import type { Cell } from '../table.ts';
import { departmentHref, href, measureHref, type Chosen } from '#lib/links.ts';

interface LinkedDepartment {
	code: string;
	name: string;
	href: string;
}

function named({ department }: Observation, chosen: Chosen): LinkedDepartment {
	return {
		code: department.code,
		name: department.name,
		href: departmentHref(department.code, chosen)
	};
}

/** Counts who is beyond the line, and names who entered or left against the default one. */
export function overLine(
	rows: readonly Observation[],
	line: number,
	usual: number,
	chosen: Chosen
): { over: number; entered: LinkedDepartment[]; left: LinkedDepartment[] } {
	const beyond = (at: number) =>
		rows.filter((row) => {
			const { value } = valueOf(row, 'carry_over_rate');
			return value !== null && value > at;
		});
	const now = beyond(line);
	const before = beyond(usual);
	return {
		over: now.length,
		entered: now.filter((row) => !before.includes(row)).map((row) => named(row, chosen)),
		left: before.filter((row) => !now.includes(row)).map((row) => named(row, chosen))
	};
}

/** Rows that can be read at once; 核对 has all of them, page by page. */
const LISTED = 50;

/** The first rows of a list, and where all of it stands. */
export interface FirstRows<T> {
	rows: T[];
	total: number;
	all_href: string;
}

function firstOf<From, To>(
	all: readonly From[],
	rule: RuleId,
	{ chosen, rowOf }: { chosen: Chosen; rowOf: (one: From) => To }
): FirstRows<To> {
	return {
		rows: all.slice(0, LISTED).map(rowOf),
		total: all.length,
		all_href: href('/findings', { ...chosen, rule })
	};
}

export interface ContinuityRow extends LinkedDepartment {
	closing_before: Cell;
	opening: Cell;
	/** In 元, exact. */
	difference: Cell;
	note: string;
}

/** Departments that do not open with what they closed with, in the order given; amounts in exact 元. */
export function continuityRows(
	breaks: ReturnType<typeof continuityBreaks>['items'],
	chosen: Chosen
): FirstRows<ContinuityRow> {
	const rowOf = ({ observation: row, continuity }: (typeof breaks)[number]) => ({
		...named(row, chosen),
		closing_before: {
			text: formatValue('balance_cumulative', continuity.closing_before, 'table', '元'),
			href: row.previous?.filing_id
				? measureHref(row.previous.filing_id, 'balance_cumulative')
				: undefined
		},
		opening: {
			text: formatValue('income_carried_in', continuity.opening, 'table', '元'),
			href: measureHref(row.filing_id, 'income_carried_in')
		},
		difference: { text: formatChange('income_carried_in', continuity.difference, 'table', '元') },
		note:
			continuity.bridged_from.length > 0 ? `上年为${continuity.bridged_from.join('、')}合计` : ''
	});
	return firstOf(breaks, 'carry_over_continuity', { chosen, rowOf });
}

export interface IdleRow extends LinkedDepartment {
	/** The amount that lay untouched is at most this. */
	untouched: Cell;
	/** This amount is proved to have lain untouched. */
	proved: Cell;
	closing_before: Cell;
	closing: Cell;
}

export function idleRows(idle: readonly IdleBalance[], chosen: Chosen): FirstRows<IdleRow> {
	const amount = (value: number) =>
		formatValue('balance_cumulative', { value, missing: null }, 'table', '万元');
	const rowOf = ({ observation, at_most, at_least, closing, closing_before }: IdleBalance) => ({
		...named(observation, chosen),
		untouched: { text: amount(at_most) },
		proved: { text: amount(at_least) },
		closing_before: {
			text: amount(closing_before),
			href: observation.previous?.filing_id
				? measureHref(observation.previous.filing_id, 'balance_cumulative')
				: undefined
		},
		closing: {
			text: amount(closing),
			href: measureHref(observation.filing_id, 'balance_cumulative')
		}
	});
	return firstOf(idle, 'idle_carry_over', { chosen, rowOf });
}
