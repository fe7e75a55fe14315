/**
 * 异常: what stands out in a year, or in all years, and why.
 */
import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { POLICY_LINES } from '#lib/catalogue/lines.ts';
import type { Observation } from '#lib/comparison/observation.ts';
import type { Flag, OutlierSettings } from '#lib/comparison/flags.ts';
import {
	DEFAULT_THRESHOLD,
	departuresByWatch,
	flagDepartures,
	type Departures,
	type OutlierAnswer
} from '#lib/comparison/outliers.ts';
import type { PeerRule } from '#lib/comparison/peers.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { listYears } from './areas.ts';
import { cached } from '../cache.ts';
import { allObservations } from './population.ts';

export interface OutlierRequest extends OutlierSettings {
	area: string;
	/** Null: every year. */
	year: number | null;
	/** Flags of one kind of department only; the comparison is with all peers nevertheless. */
	kind: string | null;
}

/** The flags, the most severe first. */
export async function listOutliers(
	db: Kysely<Database>,
	{ kind, ...request }: OutlierRequest
): Promise<OutlierAnswer> {
	const { flags, tests } = await cached(db, `outliers ${JSON.stringify(request)}`, async () =>
		flagDepartures(await departuresOf(db, request), request, request.year)
	);
	return { flags: flags.filter((flag) => fitsKind(flag.observation, kind)), tests };
}

/** Thresholds from here up share one computation; the sandbox moves within. */
const USUAL_FLOOR = 2;

function departuresOf(
	db: Kysely<Database>,
	{ area, peers, threshold }: Omit<OutlierRequest, 'kind'>
): Promise<Departures> {
	const floor = Math.min(threshold, USUAL_FLOOR);
	return cached(db, `departures ${area} ${peers} ${floor}`, async () => {
		const everything = await allObservations(db, area, await listYears(db, area));
		const found: Departures['found'][number][] = [];
		for (const one of departuresByWatch(everything, peers, floor)) {
			found.push(one);
			// Ten thousand observations take a while; other readers are answered meanwhile.
			await setImmediate();
		}
		return { observations: everything, floor, found };
	});
}

/** What stands out of one department's year by the default threshold, policy lines included. */
export async function listFlags(
	db: Kysely<Database>,
	area: string,
	year: number,
	department: number,
	peers: PeerRule
): Promise<Flag[]> {
	const asked = { area, year, kind: null, peers, threshold: DEFAULT_THRESHOLD, measures: [] };
	const { flags } = await listOutliers(db, { ...asked, lines: POLICY_LINES });
	return flags.filter(({ observation }) => observation.department.id === department);
}

/** What stands out in a year by the default rules, without policy lines: one flag a department, the most severe first. */
export async function standingOut(
	db: Kysely<Database>,
	area: string,
	year: number
): Promise<Flag[]> {
	const { flags } = await listOutliers(db, {
		area,
		year,
		kind: null,
		threshold: DEFAULT_THRESHOLD,
		peers: 'kind',
		lines: [],
		measures: []
	});
	const seen = new Set<number>();
	return flags.filter(({ observation: { department } }) => {
		const first = !seen.has(department.id);
		seen.add(department.id);
		return first;
	});
}

function fitsKind({ department }: Observation, kind: string | null): boolean {
	return kind === null || department.kind === kind;
}
