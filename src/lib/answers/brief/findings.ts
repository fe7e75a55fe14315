/**
 * Five findings chosen by rule, so that nobody picks: what stands out most, the breaks between years, the largest
 * failed check, who has not filed, what rose; the next of the outliers fill what is left.
 */
import { chooseMoneyUnit, formatRelativeChange, formatValue } from '#lib/catalogue/format.ts';
import { ruleOf } from '#lib/catalogue/rules.ts';
import { changeOf } from '#lib/comparison/change.ts';
import { flagSentence } from '#lib/comparison/flag-words.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import type { Flag } from '#lib/comparison/flags.ts';
import { describePosition, positionOf } from '#lib/comparison/rank.ts';
import { departmentHref, href, measureHref, placeHref, type Chosen } from '#lib/links.ts';
import type { FilingContent } from '#lib/server/questions/department.ts';
import type { FilingCounts, FilingRow } from '#lib/server/questions/filings.ts';
import type { FindingRow } from '#lib/server/questions/findings.ts';
import type { Overview } from '#lib/server/questions/overview.ts';
import { filingSentence } from '../filings/summary.ts';

export interface BriefFinding {
	/** Why this finding is on the page. */
	rule: string;
	text: string;
	href: string;
}

const SHOWN = 5;

interface BureauInput {
	flags: readonly Flag[];
	fails: readonly FindingRow[];
	filings: readonly FilingRow[];
	counts: FilingCounts;
	overview: Overview;
	chosen: Chosen;
}

export function bureauFindings(input: BureauInput): BriefFinding[] {
	const { flags, fails, filings, counts, overview, chosen } = input;
	const first = flags[0];
	const found = [
		first ? flagFinding(first, '最突出的数据') : null,
		failFinding(
			largest(fails.filter(({ rule }) => rule === 'carry_over_continuity')),
			'跨年不衔接'
		),
		failFinding(
			largest(fails.filter(({ rule }) => rule !== 'carry_over_continuity')),
			'勾稽不符中差额最大'
		),
		counts.missing > 0
			? {
					rule: '未报送',
					text: filingSentence(overview.year, counts, filings),
					href: href('/filings', { ...chosen, status: 'missing' })
				}
			: null,
		risingFinding(overview.observations, chosen)
	].filter((one) => one !== null);
	const more = flags.slice(1).map((flag) => flagFinding(flag, '突出的数据'));
	return [...found, ...more].slice(0, SHOWN);
}

function flagFinding(flag: Flag, rule: string): BriefFinding {
	return {
		rule,
		text: `${flag.observation.department.name}：${flagSentence(flag)}`,
		href: measureHref(flag.observation.filing_id, flag.measure)
	};
}

function largest(fails: readonly FindingRow[]): FindingRow | null {
	const money = fails.filter(({ quantity }) => quantity === 'money');
	return (
		[...money].sort((a, b) => Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0))[0] ??
		fails[0] ??
		null
	);
}

function failFinding(row: FindingRow | null, rule: string): BriefFinding | null {
	if (!row) return null;
	const place = row.places.find((quoted) => quoted.fiscal_year === row.fiscal_year)?.place ?? null;
	return {
		rule,
		text: `${row.department.name}（${ruleOf(row.rule).name}）：${row.message}`,
		href: placeHref(row.filing_id, place)
	};
}

function risingFinding(rows: readonly Observation[], chosen: Chosen): BriefFinding | null {
	const risen = rows
		.map((row) => ({ row, change: changeOf(row, 'three_public_total') }))
		.sort((a, b) => (b.change.difference.value ?? 0) - (a.change.difference.value ?? 0))[0];
	const difference = risen?.change.difference.value ?? 0;
	if (!risen || difference <= 0) return null;
	const amount = formatValue(
		'three_public_total',
		risen.change.difference,
		'headline',
		chooseMoneyUnit([difference])
	);
	const rate =
		risen.change.rate.value === null
			? ''
			: `（${formatRelativeChange(risen.change.rate, 'headline')}）`;
	return {
		rule: '三公经费增加最多',
		text: `${risen.row.department.name}三公经费比上年增加${amount}${rate}。`,
		href: departmentHref(risen.row.department.code, chosen)
	};
}

/** The department's flags and failed checks first, then its positions. */
export function departmentFindings(
	observation: Observation,
	content: FilingContent,
	flags: readonly Flag[],
	population: readonly Observation[]
): BriefFinding[] {
	const open = content.findings.filter(({ state }) => state === 'fail' || state === 'warn');
	const found = [
		...flags.map((flag) => flagFinding(flag, flag.reason === 'line' ? '越过关注线' : '与众不同')),
		...open.map((row) => ({
			rule: ruleOf(row.rule).name,
			text: row.message,
			href: placeHref(observation.filing_id, row.places[0]?.place ?? null)
		})),
		...(
			[
				'spending_total',
				'carry_over_rate',
				'three_public_per_head',
				'operating_per_head',
				'score_form'
			] as const
		).flatMap((measure) => {
			const value = valueOf(observation, measure);
			const position = positionOf(
				value,
				population.map((one) => valueOf(one, measure))
			);
			if (!position) return [];
			const shown = formatValue(measure, value, 'headline', chooseMoneyUnit([value.value ?? 0]));
			return [
				{
					rule: '位次',
					text: `${NAMES[measure]}${shown}，从大到小${describePosition(position)}。`,
					href: measureHref(observation.filing_id, measure)
				}
			];
		})
	];
	return found.slice(0, SHOWN);
}

const NAMES = {
	spending_total: '支出合计',
	carry_over_rate: '结转结余率',
	three_public_per_head: '人均三公经费',
	operating_per_head: '人均公用支出',
	score_form: '自评得分'
} as const;
