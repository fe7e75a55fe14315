import {
	FINDING_STATE_NAMES,
	FINDING_STATES,
	RULES,
	type FindingState,
	type RuleId
} from '#lib/catalogue/rules.ts';
import { exportLinks } from '#lib/links.ts';
import { readPage } from '#lib/server/web/page-request.ts';
import { listKinds } from '#lib/server/questions/departments.ts';
import {
	countByRule,
	filingsByYear,
	FOLLOW_UP_NAMES,
	listDivisions,
	listFindings,
	type FollowUpStatus
} from '#lib/server/questions/findings.ts';
import {
	describeProblem,
	optionalOneOf,
	readParameters,
	wholeNumber
} from '#lib/server/questions/parameters.ts';
import { findingSentence, listFinding, ruleCountRows } from '#lib/answers/findings/rows.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;
/** Without a choice: what needs a look. */
const OPEN_STATES: readonly FindingState[] = ['fail', 'warn'];
const STATUSES = Object.keys(FOLLOW_UP_NAMES) as FollowUpStatus[];

export const load: PageServerLoad = async ({ url }) => {
	const { db, area, year, years, values, problems, chosen } = await readPage(url, {
		rule: optionalOneOf<RuleId>(RULES.map(({ id }) => id)),
		state: optionalOneOf(FINDING_STATES),
		status: optionalOneOf(STATUSES),
		offset: wholeNumber(0, 10_000_000, 0)
	});
	const divisions = await listDivisions(db, area.code);
	const kinds = await listKinds(db, area.code);
	const { values: asked, problems: wrong } = readParameters(url.searchParams, {
		kind: optionalOneOf(kinds),
		division: optionalOneOf(divisions)
	});
	const filter = { area: area.code, year, ...asked, rule: values.rule, status: values.status };
	const states = values.state ? [values.state] : OPEN_STATES;
	const { total, items } = await listFindings(
		db,
		{ ...filter, states },
		{ limit: PAGE, offset: values.offset }
	);
	const counts = await countByRule(db, { area: area.code, year, ...asked });
	const filings = await filingsByYear(
		db,
		items.map((item) => item.department.id)
	);
	return {
		year,
		years,
		kinds,
		divisions: divisions.map((name) => ({ id: name, name })),
		...asked,
		...values,
		states: FINDING_STATES.map((id) => ({ id, name: FINDING_STATE_NAMES[id] })),
		statuses: STATUSES.map((id) => ({ id, name: FOLLOW_UP_NAMES[id] })),
		rules: RULES.map(({ id, name }) => ({ id, name })),
		notices: [...problems, ...wrong].map(describeProblem),
		answer: findingSentence(year, counts),
		counts: ruleCountRows(counts, chosen),
		total,
		limit: PAGE,
		exports: exportLinks('findings', url.searchParams),
		rows: items.map((item) => listFinding(item, filings, chosen))
	};
};
