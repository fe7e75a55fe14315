import { measureOf } from '#lib/catalogue/measures.ts';
import { FLAG_REASON_NAMES, flagsWithin } from '#lib/comparison/flags/flags.ts';
import { DEFAULT_THRESHOLD } from '#lib/comparison/flags/outlier-tests.ts';
import { expectedByChance } from '#lib/comparison/flags/outliers.ts';
import { PEER_RULE_NAMES, PEER_RULES } from '#lib/comparison/peers.ts';
import { exportLinks } from '#lib/links.ts';
import type { PageRequest } from '../request/page-request.ts';
import { followUpsOf } from '#lib/answers/round/follow-ups.ts';
import { listInquiries } from '../questions/reports/inquiries.ts';
import { listOutliers } from '../questions/figures/outliers.ts';
import { TESTED_MEASURES } from '../questions/asked.ts';
import { outlierCards } from '#lib/answers/outliers/cards.ts';
import { notFiledYet } from '#lib/catalogue/years.ts';
import { movedFlags, outlierSentence } from '#lib/answers/outliers/flags.ts';

export async function outliersPage(request: PageRequest<'outliers'>) {
	const { db, url, area, year, years, kinds, values, notices, chosen } = request;
	const ask = (threshold: number) =>
		listOutliers(db, {
			area: area.code,
			year,
			kind: values.kind,
			peers: values.peers,
			threshold,
			lines: values.lines,
			measures: values.measure ? [values.measure] : []
		});
	const answer = await ask(values.threshold);
	const flags = flagsWithin(area.name, answer.flags).filter(
		(flag) => values.reason === null || flag.reason === values.reason
	);
	const moved =
		values.threshold === DEFAULT_THRESHOLD
			? null
			: movedFlags(flags, flagsWithin(area.name, (await ask(DEFAULT_THRESHOLD)).flags), chosen);
	return {
		...values,
		year,
		years,
		kinds,
		default_threshold: DEFAULT_THRESHOLD,
		reasons: Object.entries(FLAG_REASON_NAMES).map(([id, name]) => ({ id, name })),
		measures: TESTED_MEASURES.map((id) => ({ id, name: measureOf(id).name })),
		rules: PEER_RULES.map((id) => ({ id, name: PEER_RULE_NAMES[id] })),
		notices,
		answer: years.includes(year) ? outlierSentence(year, { ...answer, flags }) : notFiledYet(year),
		tests: answer.tests,
		no_lines:
			answer.lined > 0 ? '没有超过关注线的数据。' : '没有可以与关注线比较的数据，无法判断。',
		by_chance: expectedByChance(answer.tests, values.threshold),
		moved,
		exports: exportLinks('outliers', url.searchParams),
		cards: outlierCards(flags, chosen, followUpsOf(await listInquiries(db, area.code)))
	};
}
