/** Findings and their counts as rows of text. */
import { ruleOf } from '#lib/catalogue/rules.ts';
import { equalBeyond } from '#lib/comparison/rank.ts';
import type { ListedFinding } from '../finding-list.ts';
import { departmentHref, href, placeHref, roundHref, type Chosen } from '#lib/links.ts';
import { followUpText } from '../round/follow-ups.ts';
import type { FindingRow, RuleCount } from '#lib/server/questions/findings/reviewed.ts';

export interface ListedRow extends ListedFinding {
	id: number;
	division: string | null;
	follow_up: string | undefined;
}

/** A finding with its department and the quoted cells linked, those of other years to their own filings. */
export function listFinding(
	row: FindingRow,
	filings: ReadonlyMap<string, number>,
	chosen: Chosen
): ListedRow {
	const { department, fiscal_year } = row;
	return {
		id: row.id,
		rule: row.rule,
		state: row.state,
		message: row.message,
		difference: row.difference,
		quantity: row.quantity,
		rounding: row.rounding,
		...(row.follows_from && { follows_from: row.follows_from }),
		filing_id: row.filing_id,
		fiscal_year,
		division: department.division,
		follow_up: followUpText(row.follow_up),
		round_href: `${roundHref(department.code, { ...chosen, year: fiscal_year })}#rule-${row.rule}`,
		department: {
			name: department.name,
			href: departmentHref(department.code, { ...chosen, year: fiscal_year })
		},
		places: row.places.map((quoted) => {
			const own = quoted.fiscal_year === fiscal_year ? row.filing_id : undefined;
			const filing = own ?? filings.get(`${department.id}:${quoted.fiscal_year}`);
			return { ...quoted, href: filing && quoted.place ? placeHref(filing, quoted.place) : null };
		})
	};
}

export interface RuleCountRow extends RuleCount {
	name: string;
	statement: string;
	href: string;
}

export function ruleCountRows(counts: readonly RuleCount[], chosen: Chosen): RuleCountRow[] {
	return counts.map((count) => ({
		...count,
		name: ruleOf(count.rule).name,
		statement: ruleOf(count.rule).statement,
		href: href('/findings', { ...chosen, rule: count.rule })
	}));
}

/** Says in one sentence how many checks failed and could not run. */
export function findingSentence(year: number, counts: readonly RuleCount[]): string {
	const sum = (...keys: ('fail' | 'warn' | 'pass' | 'not_checkable')[]) =>
		counts
			.reduce((total, count) => total + keys.reduce((all, key) => all + count[key], 0), 0)
			.toLocaleString('zh-CN');
	const all = sum('fail', 'warn', 'pass', 'not_checkable');
	if (all === '0') return `${year}年还没有核对结果。`;
	const byFails = counts.toSorted((a, b) => b.fail - a.fail);
	const [worst] = byFails;
	const equal = equalBeyond(
		byFails.map(({ fail }) => fail),
		1
	);
	const tied = equal > 0 ? `，另有${equal}条规则与之相等` : '';
	const most =
		worst && worst.fail > 1
			? `，最多的是${ruleOf(worst.rule).failing}（${worst.fail}份${tied}）`
			: '';
	return `${year}年共核对${all}项次：${sum('fail')}项不符${most}，${sum('warn')}项提示，${sum('pass')}项通过，${sum('not_checkable')}项因缺少依据无法核验。`;
}
