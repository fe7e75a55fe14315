/** Flags as rows of text. */
import { inWords } from '#lib/catalogue/change-words.ts';
import { formatValue, type DisplayUnit } from '#lib/catalogue/format.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import { present } from '#lib/catalogue/values.ts';
import {
	clearsAtText,
	comparedYear,
	reasonName,
	componentsUnit,
	flagComponents,
	flagUnit,
	flagSentence,
	NOTHING_COMPARED,
	shortNumber
} from '#lib/comparison/flags/flag-words.ts';
import { isLasting, type Flag } from '#lib/comparison/flags/flags.ts';
import type { OutlierAnswer } from '#lib/comparison/flags/outliers.ts';
import { PEER_RULE_NAMES } from '#lib/comparison/peers.ts';
import { departmentHref, href, measureHref, type Chosen } from '#lib/links.ts';
import { followUpLinks, type FollowUps } from '../round/follow-ups.ts';

export interface FlagRow {
	key: string;
	department: string;
	department_href: string;
	kind: string | null;
	measure: string;
	reason: string;
	value: string;
	value_href: string;
	/** Says what is usual, e.g. the peers' median; empty where nothing is. */
	usual: string;
	score: string;
	sentence: string;
	clears: string;
	components: { name: string; value: string; previous: string; href: string }[];
	/** Null where the reader may compare with no other department. */
	compare_href: string | null;
	/** Says how far it has been followed up; left out while nobody has asked. */
	follow_up: string | undefined;
	/** Where it is followed up. */
	round_href: string;
	/** Other figures of the report that the same sentence is said of. */
	alike: AlikeFigure[];
}

export interface AlikeFigure {
	name: string;
	value: string;
	href: string;
	follow_up: string | undefined;
}

/**
 * The flags as rows. A slip of a whole table has one explanation for all its figures: the largest is told with it, the
 * others beside it, since nobody finds a department among twenty times the same words.
 */
export function flagRows(flags: readonly Flag[], chosen: Chosen, followUps: FollowUps): FlagRow[] {
	const groups = Map.groupBy(flags, ({ id, observation, message }) =>
		message === null ? id : `${observation.department.id} ${observation.fiscal_year} ${message}`
	);
	return [...groups.values()].flatMap(([first, ...others]) => {
		if (!first) return [];
		const alike = others.map((flag) => alikeFigure(flag, chosen, followUps));
		return [{ ...flagRow(first, chosen, followUps), alike }];
	});
}

function alikeFigure(
	{ observation, measure, value }: Flag,
	chosen: Chosen,
	followUps: FollowUps
): AlikeFigure {
	const { follow_up } = followUpLinks(observation, `measure-${measure}`, { followUps, chosen });
	return {
		name: measureOf(measure).name,
		value: inWords(measure, value),
		href: measureHref(observation.filing_id, measure),
		follow_up
	};
}

export function flagRow(flag: Flag, chosen: Chosen, followUps: FollowUps): FlagRow {
	const { observation, measure } = flag;
	const { code, name, kind } = observation.department;
	const parts = flagComponents(flag);
	const unit = componentsUnit(flag);
	return {
		...followUpLinks(observation, `measure-${measure}`, { followUps, chosen }),
		key: flag.id,
		department: name,
		department_href: departmentHref(code, { ...chosen, year: observation.fiscal_year }),
		kind,
		measure: measureOf(measure).name,
		reason: reasonName(flag),
		value: inWords(measure, flag.value, flagUnit(flag)),
		value_href: measureHref(observation.filing_id, measure),
		usual: usualText(flag),
		score: flag.peers ? shortNumber(flag.score) : '',
		sentence: flagSentence(flag),
		clears: clearsAtText(flag),
		components: parts.map((part) => ({
			name: measureOf(part.measure).name,
			value: amount(part.measure, part.value, unit),
			previous: amount(part.measure, part.previous, unit),
			href: measureHref(observation.filing_id, part.measure)
		})),
		compare_href: href('/compare', { ...chosen, year: observation.fiscal_year, d: code }),
		alike: []
	};
}

function amount(measure: MeasureId, value: number | null, unit: DisplayUnit): string {
	return value === null ? '无数据' : formatValue(measure, present(value), 'headline', unit);
}

function usualText(flag: Flag): string {
	const { reason, measure, peers, previous, line } = flag;
	const unit = flagUnit(flag);
	if (reason === 'line') return line ? `关注线 ${inWords(measure, line.value)}` : '';
	if (reason === 'history')
		return previous === null ? '' : `${comparedYear(flag)} ${inWords(measure, previous, unit)}`;
	if (reason === 'past')
		return previous === null ? '' : `其他年度中位数 ${inWords(measure, previous, unit)}`;
	return peers
		? `${PEER_RULE_NAMES[peers.rule]}中位数 ${inWords(measure, peers.median, unit)}`
		: '';
}

/** Departments that a moved threshold brings in or lets go, against the default one. */
export function movedFlags(now: readonly Flag[], before: readonly Flag[], chosen: Chosen) {
	const keys = (flags: readonly Flag[]) => new Set(flags.map(({ id }) => id));
	const [current, former] = [keys(now), keys(before)];
	const list = (flags: readonly Flag[], without: ReadonlySet<string>) =>
		flags
			.filter((flag) => !without.has(flag.id))
			.map((flag) => ({
				key: flag.id,
				text: `${flag.observation.department.name} · ${measureOf(flag.measure).short}`,
				href: departmentHref(flag.observation.department.code, chosen)
			}));
	return { entered: list(now, former), left: list(before, current) };
}

/** So many more are named after the first. */
const NAMED = 3;

function nextOnes(leading: readonly Flag[]): string {
	const next = leading
		.slice(1, 1 + NAMED)
		.map(
			({ observation, measure, value }) =>
				`${observation.department.name}${measureOf(measure).name}${inWords(measure, value)}`
		);
	if (next.length === 0) return '';
	return `其次是${next.join('、')}${leading.length > 1 + NAMED ? '等' : ''}。`;
}

/** Flags from here up are hardly explained by nature. */
const NEARLY_LEADING = 0.9;

/** Tells whether the page lists a flag below the leading ones: it follows from another or nearly leads itself. */
export function isListed({ tier, cause, severity }: Flag): boolean {
	return tier === 'further' && (cause !== null || severity >= NEARLY_LEADING);
}

/** Says how many departments lead and names the weightiest; without any, says whether anything was compared at all. */
export function outlierSentence(
	year: number,
	{ flags, tests }: Pick<OutlierAnswer, 'flags' | 'tests'>
): string {
	const leading = flags.filter(({ tier }) => tier === 'leading');
	const [first] = leading;
	const lasting = flags.filter(isLasting).length;
	const known = lasting > 0 ? `，${lasting}家长期如此` : '';
	if (first) {
		const others = flags.filter((flag) => !isLasting(flag) && isListed(flag)).length;
		const further = known + (others > 0 ? `，另有${others}项伴随或较轻的提示` : '');
		const lead = leading.length === 1 ? '即' : '最突出的是';
		return `${year}年有${leading.length}家部门需重点关注${further}。${lead}${first.observation.department.name}：${flagSentence(first)}${nextOnes(leading)}`;
	}
	if (tests === 0) return `${year}年${NOTHING_COMPARED}`;
	return `${year}年比较了${tests.toLocaleString('zh-CN')}项数据，没有需重点关注的部门${known}。`;
}
