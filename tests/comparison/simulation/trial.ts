/** One city with planted oddities, asked for what stands out, and how well the answer fits. */
import { POLICY_LINES } from '#lib/catalogue/policy-lines.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import { isLasting, type Flag } from '#lib/comparison/flags/flags.ts';
import { DEFAULT_THRESHOLD } from '#lib/comparison/flags/outlier-tests.ts';
import { findOutliers } from '#lib/comparison/flags/outliers.ts';
import { makeCity, type Style } from './backgrounds.ts';
import { chanceFor, type Chance } from './chance.ts';
import { keepLedger, observe } from './ledger.ts';
import { plant, type Plant } from './plants.ts';

export interface Trial {
	plants: Plant[];
	flags: Flag[];
	/** Planted department years with any flag, and with one of a fitting measure. */
	found: number;
	named: number;
	missed: Plant[];
	/** Share of planted department years among the first flags, as many as were planted. */
	precision: number;
	/** The same, of a fitting measure. */
	named_precision: number;
	/** Among the first 20. */
	precision20: number;
	/** Flags among the first that were not planted. */
	strays: Flag[];
	statistical: number;
	lines: number;
	/** Flags that lead, or have led before and last; and how many of them stand in a planted department year. */
	leading: number;
	leading_planted: number;
	/** Department years that were filed. */
	filed: number;
}

/** The same with nothing planted: how many flags lead, per department year. */
export function tryQuiet(style: Style, key: string): Trial {
	const c = chanceFor(`${key} plan`);
	const departments = c.whole(60, 120);
	const years = yearsFrom(c);
	const everything = observe(keepLedger(makeCity(style, key, departments, years)));
	return judge([], everything);
}

function yearsFrom(c: Chance): number[] {
	const first = c.whole(2014, 2018);
	return Array.from({ length: c.whole(4, 8) }, (_, index) => first + index);
}

export function tryStyle(style: Style, key: string): Trial {
	const c = chanceFor(`${key} plan`);
	const departments = c.whole(60, 120);
	const years = yearsFrom(c);
	const { ledger, plants } = plant(makeCity(style, key, departments, years), c, c.whole(14, 28));
	return judge(plants, observe(ledger));
}

function ask(everything: readonly Observation[]): Flag[] {
	const settings = {
		threshold: DEFAULT_THRESHOLD,
		peers: 'kind' as const,
		lines: POLICY_LINES,
		measures: []
	};
	return findOutliers(everything, settings).flags;
}

function judge(plants: Plant[], everything: readonly Observation[]): Trial {
	const flags = ask(everything);
	const byKey = new Map(plants.map((one) => [`${one.department} ${one.year}`, one]));
	const plantOf = ({ observation }: Flag) =>
		byKey.get(`${observation.department.id} ${observation.fiscal_year}`);
	const isNamed = (flag: Flag) => plantOf(flag)?.measures.includes(flag.measure) ?? false;
	const statistical = flags.filter((flag) => flag.reason !== 'line');
	const hit = new Set(statistical.map(plantOf));
	const named = new Set(statistical.filter(isNamed).map(plantOf));
	const top = flags.slice(0, plants.length);
	const share = (some: readonly Flag[], of: readonly Flag[]) => some.length / of.length;
	const top20 = flags.slice(0, 20);
	const leading = flags.filter((flag) => flag.tier === 'leading' || isLasting(flag));
	return {
		leading: leading.length,
		leading_planted: leading.filter(plantOf).length,
		filed: everything.length,
		plants,
		flags,
		found: plants.filter((one) => hit.has(one)).length,
		named: plants.filter((one) => named.has(one)).length,
		missed: plants.filter((one) => !hit.has(one)),
		precision: share(top.filter(plantOf), top),
		named_precision: share(top.filter(isNamed), top),
		precision20: share(top20.filter(plantOf), top20),
		strays: top.filter((flag) => !plantOf(flag)),
		statistical: statistical.length,
		lines: flags.length - statistical.length
	};
}
