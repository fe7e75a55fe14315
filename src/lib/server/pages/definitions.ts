import { COPIED_TEXT } from '#lib/catalogue/copied-text.ts';
import { unitLabel } from '#lib/catalogue/format.ts';
import { formulaInWords } from '#lib/catalogue/formulas.ts';
import { GRADE_SCHEMES } from '#lib/catalogue/grades.ts';
import { toPoints } from '#lib/catalogue/units.ts';
import { POLICY_LINES } from '#lib/catalogue/policy-lines.ts';
import {
	BASIS_NAMES,
	basisOf,
	isDerived,
	MEASURE_GROUPS,
	MEASURES,
	type MeasureGroup,
	type MeasureId
} from '#lib/catalogue/measures.ts';
import { RULE_GROUP_NAMES, RULES, type RuleGroup } from '#lib/catalogue/rules.ts';
import { MISSING_TEXT } from '#lib/catalogue/values.ts';
import { LEAST_PEERS, PEER_RULE_NAMES, PEER_RULE_TEXT, PEER_RULES } from '#lib/comparison/peers.ts';
import { exportLinks } from '#lib/links.ts';
import { changesWithin } from '#lib/answers/changes/within.ts';
import { flagsWithin } from '#lib/comparison/flags.ts';
import { METHOD_ROWS, METHOD_SOURCES, METHOD_STEPS } from '#lib/answers/outlier-method.ts';
import { changeExample, flagExample } from '#lib/answers/definitions-example.ts';
import { listAreas, listYears } from '../questions/areas.ts';
import { changesOf } from '../questions/changes.ts';
import { leadingFlags } from '../questions/outliers.ts';
import { areaNotices, chooseArea } from '../web/page-request.ts';
import { ledger } from '../web/reader.ts';

/** 口径: every definition of the catalogue. */
export async function definitionsPage(url: URL) {
	return {
		notices: await areaNotices(url),
		examples: await workedExamples(url),
		outliers: {
			steps: METHOD_STEPS,
			sources: METHOD_SOURCES,
			rows: METHOD_ROWS,
			least_peers: LEAST_PEERS
		},
		exports: exportLinks('definitions', url.searchParams),
		groups: (Object.keys(MEASURE_GROUPS) as MeasureGroup[]).map((group) => ({
			id: group,
			name: MEASURE_GROUPS[group],
			measures: MEASURES.filter((measure) => measure.group === group).map((measure) => ({
				id: measure.id,
				name: measure.name,
				definition: measure.definition,
				unit: unitLabel(measure),
				basis: BASIS_NAMES[basisOf(measure.id as MeasureId)],
				formula: isDerived(measure) ? formulaInWords(measure.id as MeasureId) : null,
				labels: 'labels' in measure ? [...measure.labels] : []
			}))
		})),
		rules: [
			...(Object.keys(RULE_GROUP_NAMES) as RuleGroup[]).map((group) => ({
				id: group,
				name: RULE_GROUP_NAMES[group],
				rules: RULES.filter((rule) => rule.group === group).map(ruleRow)
			})),
			// It compares reports with one another, so it is judged when they are asked for, not when one is filed.
			{ id: 'departments', name: '部门之间', rules: [ruleRow(COPIED_TEXT)] }
		],
		lines: POLICY_LINES.map((line) => ({ ...line })),
		grades: GRADE_SCHEMES.map(({ id, name, bands }) => ({
			id,
			name,
			bands: bands.map((band) => ({ name: band.name, from: toPoints(band.from) }))
		})),
		peers: PEER_RULES.map((rule) => ({
			id: rule,
			name: PEER_RULE_NAMES[rule],
			text: PEER_RULE_TEXT[rule]
		})),
		missing: Object.entries(MISSING_TEXT).map(([id, text]) => ({ id, text }))
	};
}

/** The methods on the jurisdiction's latest year; null where there is nothing to work through. */
async function workedExamples(url: URL): Promise<{ change: string | null; flag: string | null }> {
	const db = ledger();
	const { area } = chooseArea(await listAreas(db), url.searchParams.get('area'));
	const years = area ? await listYears(db, area.code) : [];
	const [base, year] = years.slice(-2);
	if (!area || base === undefined || year === undefined) return { change: null, flag: null };
	const change = await changesOf(db, {
		area: area.code,
		year,
		base,
		measure: 'spending_total',
		by: 'department'
	});
	return {
		change: changeExample(changesWithin(area.name, change), { year, base }),
		flag: flagExample(flagsWithin(area.name, await leadingFlags(db, area.code, year)))
	};
}

function ruleRow({ id, name, statement }: { id: string; name: string; statement: string }) {
	return { id, name, statement };
}
