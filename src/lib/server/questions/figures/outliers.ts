/**
 * 异常: what stands out in a year, or in all years, and why.
 */
import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { POLICY_LINES } from '#lib/catalogue/policy-lines.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import type { Flag, OutlierSettings, SuspectFigure } from '#lib/comparison/flags/flags.ts';
import { DEFAULT_THRESHOLD } from '#lib/comparison/flags/outlier-tests.ts';
import {
	departuresByTest,
	flagDepartures,
	type Departures,
	type OutlierAnswer
} from '#lib/comparison/flags/outliers.ts';
import type { PeerRule } from '#lib/comparison/peers.ts';
import { flagSuspects } from '#lib/comparison/flags/policy-flags.ts';
import { populate } from '#lib/comparison/population.ts';
import { suspectKey } from '#lib/comparison/flags/suspects.ts';
import type { Database } from '../../ledger/schema/schema.ts';
import { listYears } from '../areas.ts';
import { cached } from '../../cache.ts';
import { allComparables, allObservations } from './population.ts';
import { listSuspectFindings } from './suspects.ts';

export interface OutlierRequest extends OutlierSettings {
	area: string;
	/** Null: every year. */
	year: number | null;
	/** Flags of one kind of department only; the comparison is with all peers nevertheless. */
	kind: string | null;
}

/** The flags: leading, further, policy lines, probable errors of the filing; within each the weightiest first. */
export async function listOutliers(
	db: Kysely<Database>,
	{ kind, ...request }: OutlierRequest
): Promise<OutlierAnswer> {
	const { flags, ...counts } = await cached(db, `outliers ${JSON.stringify(request)}`, async () => {
		const found = flagDepartures(await departuresOf(db, request), request, request.year);
		return { ...found, flags: [...found.flags, ...(await suspectFlags(db, request))] };
	});
	return { flags: flags.filter((flag) => fitsKind(flag.observation, kind)), ...counts };
}

/** Thresholds from here up share one computation; the sandbox moves within. */
const USUAL_FLOOR = 2;

function departuresOf(
	db: Kysely<Database>,
	{ area, peers, threshold }: Omit<OutlierRequest, 'kind'>
): Promise<Departures> {
	const floor = Math.min(threshold, USUAL_FLOOR);
	return cached(db, `departures ${area} ${peers} ${floor}`, async () => {
		const everything = await allComparables(db, area, await listYears(db, area));
		const population = populate(everything, peers);
		const found: Departures['found'][number][] = [];
		for (const one of departuresByTest(population, floor)) {
			found.push(one);
			// Ten thousand observations take a while; other readers are answered meanwhile.
			await setImmediate();
		}
		return { population, floor, found, clearing: new Map<string, number | null>() };
	});
}

/** One flag per figure that the review suspects, with the amount as filed. */
async function suspectFlags(
	db: Kysely<Database>,
	{ area, year, measures }: Omit<OutlierRequest, 'kind'>
): Promise<Flag[]> {
	const rows = (await listSuspectFindings(db, area)).filter(
		({ fiscal_year }) => year === null || fiscal_year === year
	);
	const years = [...new Set(rows.map(({ fiscal_year }) => fiscal_year))];
	const observations = await allObservations(db, area, years);
	const byKey = new Map(
		observations.map((one) => [suspectKey(one.department.id, one.fiscal_year), one])
	);
	const suspects = rows.flatMap((row): SuspectFigure[] => {
		const observation = byKey.get(suspectKey(row.department.id, row.fiscal_year));
		if (!observation) return [];
		return [...row.figures].flatMap((measure) => {
			const { value } = observation.values[measure];
			const isAsked = measures.length === 0 || measures.includes(measure);
			if (value === null || !isAsked) return [];
			return [{ observation, measure, value, message: row.message }];
		});
	});
	return flagSuspects(suspects);
}

/** The request of a year by the default rules. */
export function defaultOutliers(area: string, year: number): OutlierRequest {
	const usual = { peers: 'kind', threshold: DEFAULT_THRESHOLD, lines: POLICY_LINES } as const;
	return { area, year, kind: null, measures: [], ...usual };
}

/** Lists what stands out of one department's year by the default threshold, policy lines included. */
export async function listFlags(
	db: Kysely<Database>,
	area: string,
	year: number,
	department: number,
	peers: PeerRule
): Promise<Flag[]> {
	const { flags } = await listOutliers(db, { ...defaultOutliers(area, year), peers });
	return flags.filter(({ observation }) => observation.department.id === department);
}

/**
 * Counts the comparisons with peers and history that a year allows, of one `filing` or of all; without any, that there is no flag
 * says nothing.
 */
export async function countTests(
	db: Kysely<Database>,
	area: string,
	year: number,
	{ peers = 'kind', filing }: { peers?: PeerRule; filing?: number } = {}
): Promise<number> {
	const answer = await listOutliers(db, { ...defaultOutliers(area, year), peers });
	return filing === undefined ? answer.tests : (answer.tests_by_filing.get(filing) ?? 0);
}

/** The leading flags of a year by the default rules: one per department, the weightiest first. */
export async function leadingFlags(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<Flag[]> {
	const { flags } = await listOutliers(db, defaultOutliers(area, year));
	return flags.filter(({ tier }) => tier === 'leading');
}

function fitsKind({ department }: Observation, kind: string | null): boolean {
	return kind === null || department.kind === kind;
}
