/** Cards of the departments that need attention: the department among its peers, its own years, and why. */
import { chooseSharedUnit, formatValue } from '#lib/catalogue/format.ts';
import { inWords } from '#lib/catalogue/change-words.ts';
import { measureOf } from '#lib/catalogue/measures.ts';
import { everyYear } from '#lib/catalogue/years.ts';
import { absent } from '#lib/catalogue/values.ts';
import type { OwnMarkup } from '#lib/charts/own-markup.ts';
import { positionStrip } from '#lib/charts/distributions/position-strip.ts';
import { rowSparkline } from '#lib/charts/trends/sparkline.ts';
import {
	flagSentence,
	flagUnit,
	NOTHING_COMPARED,
	lastingClause
} from '#lib/comparison/flags/flag-words.ts';
import type { Flag } from '#lib/comparison/flags/flags.ts';
import { valueOf, type Observation } from '#lib/comparison/observation.ts';
import { PEER_RULE_NAMES, peersOf } from '#lib/comparison/peers.ts';
import { describePosition, positionOf } from '#lib/comparison/rank.ts';
import { departmentHref, href, measureHref, type Chosen } from '#lib/links.ts';

/** As many as fit into ten seconds. */
const SHOWN = 6;
const STRIP = { width: 240, height: 26 };

export interface LeadingCard {
	code: string;
	department: string;
	department_href: string;
	measure: string;
	/** The value with its unit. */
	value: string;
	sentence: string;
	source_href: string;
	strip: OwnMarkup | null;
	/** Its position and its peers, in words. */
	position: string;
	course: OwnMarkup | null;
	/** First and last year of the course with their values. */
	years: string;
}

export interface LeadingCards {
	total: number;
	all_href: string;
	shown: LeadingCard[];
	/** Said where nobody leads. */
	none: string;
}

export interface CardMaterial {
	/** Everybody of the year. */
	population: readonly Observation[];
	/** All years up to this one. */
	history: readonly Observation[];
	years: readonly number[];
}

/** The weightiest, whose names stand without the city. */
export function leadingCards(
	{ flags, tests }: { flags: readonly Flag[]; tests: number },
	material: CardMaterial,
	chosen: Chosen
): LeadingCards {
	return {
		total: flags.length,
		all_href: href('/outliers', { ...chosen }),
		none: noneLeads(tests),
		shown: flags.slice(0, SHOWN).map((flag) => card(flag, material, chosen))
	};
}

function noneLeads(tests: number): string {
	if (tests === 0) return NOTHING_COMPARED;
	return `比较了${tests.toLocaleString('zh-CN')}项数据，没有需重点关注的部门。`;
}

function card(
	flag: Flag,
	{ population, history, years }: CardMaterial,
	chosen: Chosen
): LeadingCard {
	const { observation, measure } = flag;
	const { id, code, name } = observation.department;
	const own = valueOf(observation, measure);
	const peers = peersOf(observation, population, 'kind');
	const values = peers.members.map((one) => valueOf(one, measure));
	const place = positionOf(own, [own, ...values]);
	const past = history.filter(({ department }) => department.id === id);
	const byYear = new Map(past.map((one) => [one.fiscal_year, valueOf(one, measure)]));
	return {
		code,
		department: name,
		department_href: departmentHref(code, chosen),
		measure: measureOf(measure).name,
		value: inWords(measure, flag.value, flagUnit(flag)),
		sentence: `${flagSentence(flag)}${lastingClause(flag)}`,
		source_href: measureHref(observation.filing_id, measure),
		strip: positionStrip(
			own.value,
			values.flatMap(({ value }) => value ?? []),
			STRIP
		),
		position: place ? `${PEER_RULE_NAMES[peers.used]}中${describePosition(place)}` : '不可比',
		course: rowSparkline(everyYear(years).map((year) => byYear.get(year) ?? absent('not_filed'))),
		years: courseInWords(past, measure)
	};
}

function courseInWords(past: readonly Observation[], measure: Flag['measure']): string {
	const stated = past.filter((one) => valueOf(one, measure).value !== null);
	const ends = stated.length > 1 ? [stated[0], stated.at(-1)] : stated;
	const unit = chooseSharedUnit(
		ends.flatMap((one) => (one ? (valueOf(one, measure).value ?? []) : []))
	);
	return ends
		.map((one) => {
			if (!one) return '';
			const value = valueOf(one, measure);
			const words =
				value.value === null
					? formatValue(measure, value, 'headline')
					: inWords(measure, value.value, unit);
			return `${one.fiscal_year}年${words}`;
		})
		.join(' → ');
}
