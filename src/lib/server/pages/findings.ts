import { FINDING_STATE_NAMES, FINDING_STATES, RULES } from '#lib/catalogue/rules.ts';
import { FOLLOW_UP_NAMES, FOLLOW_UP_STATUSES } from '#lib/catalogue/follow-up.ts';
import { namedWithin } from '#lib/comparison/observation.ts';
import { exportLinks } from '#lib/links.ts';
import type { PageRequest } from '../request/page-request.ts';
import {
	countByRule,
	filingsByYear,
	listFindings,
	statesOf
} from '../questions/findings/reviewed.ts';
import { copiedRows, noneCopied } from '#lib/answers/findings/copied.ts';
import { findingSentence, listFinding, ruleCountRows } from '#lib/answers/findings/rows.ts';
import { listCopiedTexts } from '../questions/findings/copied-texts.ts';

const PAGE = 50;

export async function findingsPage(request: PageRequest<'findings'>) {
	const { db, url, area, year, years, kinds, divisions, values, notices, chosen } = request;
	const { kind, division, rule, status, offset } = values;
	const filter = { area: area.code, year, kind, division, rule, status };
	const states = statesOf(values);
	const { total, items } = await listFindings(db, { ...filter, states }, { limit: PAGE, offset });
	const counts = await countByRule(db, { area: area.code, year, kind, division });
	const filings = await filingsByYear(
		db,
		items.map((item) => item.department.id)
	);
	const copied = await listCopiedTexts(db, area.code, year);
	return {
		...values,
		year,
		years,
		kinds,
		divisions: divisions.map((name) => ({ id: name, name })),
		states: FINDING_STATES.map((id) => ({ id, name: FINDING_STATE_NAMES[id] })),
		statuses: FOLLOW_UP_STATUSES.map((id) => ({ id, name: FOLLOW_UP_NAMES[id] })),
		rules: RULES.map(({ id, name }) => ({ id, name })),
		notices,
		answer: findingSentence(year, counts),
		counts: ruleCountRows(counts, chosen),
		copied: copiedRows(copied.pairs),
		none_copied: noneCopied(year, copied.departments),
		total,
		limit: PAGE,
		exports: exportLinks('findings', url.searchParams),
		rows: namedWithin(area.name, items).map((item) => listFinding(item, filings, chosen))
	};
}
