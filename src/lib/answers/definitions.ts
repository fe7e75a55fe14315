/** 口径: every definition of the catalogue, as the page and its file list them. */
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
import { METHOD_ROWS, METHOD_SOURCES, METHOD_STEPS } from './outlier-method.ts';

export const DEFINITIONS = {
	outliers: {
		steps: METHOD_STEPS,
		sources: METHOD_SOURCES,
		rows: METHOD_ROWS,
		least_peers: LEAST_PEERS
	},
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

function ruleRow({ id, name, statement }: { id: string; name: string; statement: string }) {
	return { id, name, statement };
}
