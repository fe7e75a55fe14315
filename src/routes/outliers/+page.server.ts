import { POLICY_LINES } from '#lib/catalogue/lines.ts';
import { measureOf, type MeasureId } from '#lib/catalogue/measures.ts';
import type { FlagReason } from '#lib/comparison/flags.ts';
import { DEFAULT_THRESHOLD, expectedByChance } from '#lib/comparison/outliers.ts';
import { PEER_RULE_NAMES, PEER_RULES } from '#lib/comparison/peers.ts';
import { WATCHES } from '#lib/comparison/watch.ts';
import { exportLinks } from '#lib/links.ts';
import { readPage } from '#lib/server/web/page-request.ts';
import { listKinds } from '#lib/server/questions/departments.ts';
import { listOutliers } from '#lib/server/questions/outliers.ts';
import {
	decimalNumber,
	describeProblem,
	oneOf,
	optionalOneOf,
	readParameters,
	wholeNumber
} from '#lib/server/questions/parameters.ts';
import { flagRow, movedFlags, outlierSentence, REASON_NAMES } from '#lib/answers/outliers/flags.ts';
import type { PageServerLoad } from './$types';

const WATCHED = [
	...new Set([
		...WATCHES.map((watch) => watch.measure),
		...POLICY_LINES.map((line) => line.measure)
	])
];
const PAGE = 50;

export const load: PageServerLoad = async ({ url }) => {
	const { db, area, year, years, values, problems, chosen } = await readPage(url, {
		peers: oneOf(PEER_RULES, 'kind'),
		threshold: decimalNumber(2, 20, DEFAULT_THRESHOLD),
		reason: optionalOneOf<FlagReason>(['peers', 'history', 'line']),
		measure: optionalOneOf<MeasureId>(WATCHED),
		offset: wholeNumber(0, 1_000_000, 0)
	});
	const kinds = await listKinds(db, area.code);
	const { values: asked, problems: wrong } = readParameters(url.searchParams, {
		kind: optionalOneOf(kinds)
	});
	const ask = (threshold: number) =>
		listOutliers(db, {
			area: area.code,
			year,
			kind: asked.kind,
			peers: values.peers,
			threshold,
			lines: POLICY_LINES,
			measures: values.measure ? [values.measure] : []
		});
	const answer = await ask(values.threshold);
	const flags = answer.flags.filter(
		(flag) => values.reason === null || flag.reason === values.reason
	);
	const moved =
		values.threshold === DEFAULT_THRESHOLD
			? null
			: movedFlags(flags, (await ask(DEFAULT_THRESHOLD)).flags, chosen);
	return {
		year,
		years,
		kinds,
		kind: asked.kind,
		...values,
		default_threshold: DEFAULT_THRESHOLD,
		reasons: Object.entries(REASON_NAMES).map(([id, name]) => ({ id, name })),
		measures: WATCHED.map((id) => ({ id, name: measureOf(id).name })),
		rules: PEER_RULES.map((id) => ({ id, name: PEER_RULE_NAMES[id] })),
		notices: [...problems, ...wrong].map(describeProblem),
		answer: outlierSentence(year, flags),
		tests: answer.tests,
		by_chance: expectedByChance(answer.tests, values.threshold),
		total: flags.length,
		limit: PAGE,
		moved,
		exports: exportLinks('outliers', url.searchParams),
		rows: flags.slice(values.offset, values.offset + PAGE).map((flag) => flagRow(flag, chosen))
	};
};
