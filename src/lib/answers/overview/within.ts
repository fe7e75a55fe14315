import { namedWithin } from '#lib/comparison/observation.ts';
import type { Overview } from '#lib/server/questions/figures/overview.ts';
import { changesWithin } from '../changes/within.ts';

/** The overview with departments named within their jurisdiction, as its pages show them. */
export function overviewWithin(jurisdiction: string, overview: Overview): Overview {
	const { observations, changes } = overview;
	return {
		...overview,
		observations: namedWithin(jurisdiction, observations),
		changes: changes && changesWithin(jurisdiction, changes)
	};
}
