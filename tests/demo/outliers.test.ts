import { expect, test } from 'vitest';
import { POLICY_LINES } from '#lib/catalogue/policy-lines.ts';
import { FIGURE_IDS } from '#lib/catalogue/measures.ts';
import type { Observation, ReportedValues } from '#lib/comparison/observation.ts';
import { DEFAULT_THRESHOLD } from '#lib/comparison/flags/outlier-tests.ts';
import { findOutliers } from '#lib/comparison/flags/outliers.ts';
import type { Figure, RecognisedFiling } from '#lib/filing/filing.ts';
import { absent, type Value } from '#lib/catalogue/values.ts';
import { BUDGET_IDS } from '#lib/catalogue/budgets.ts';
import { DEPARTMENTS } from '../../scripts/demo/city/departments.ts';
import { ODDITIES } from '../../scripts/demo/oddities/all-oddities.ts';
import { readCity } from './city.ts';

const observations = await observe();

async function observe(): Promise<Observation[]> {
	const { filings } = await readCity();
	return [...filings].flatMap(([key, filing]) => {
		const department = DEPARTMENTS.find(({ code }) => key.startsWith(`${code}/`));
		const previous = filings.get(`${department?.code ?? ''}/${filing.fiscal_year - 1}`) ?? null;
		if (!department) return [];
		const { code, name, kind, division } = department;
		return [
			{
				department: { id: Number(code), code, name, kind, division },
				fiscal_year: filing.fiscal_year,
				filing_id: 1,
				template: 'csv',
				grade: null,
				findings: { fail: 0, warn: 0, not_checkable: 0 },
				values: valuesOf(filing),
				previous: previous && {
					fiscal_year: previous.fiscal_year,
					values: valuesOf(previous),
					filing_id: 1,
					bridged_from: []
				}
			}
		];
	});
}

function valuesOf({ figures, score }: RecognisedFiling): ReportedValues {
	const stated = FIGURE_IDS.map((id) => [id, toValue(figures[id])]);
	return {
		...(Object.fromEntries([
			...BUDGET_IDS.map((id) => [id, absent('budget_missing')]),
			...stated
		]) as ReportedValues),
		score_form: toValue(score.form),
		score_sheet: toValue(score.sheet)
	};
}

function toValue({ value, missing }: Figure): Value {
	return value === null ? { value, missing: missing ?? 'blank' } : { value, missing: null };
}

const flagged = new Set(
	findOutliers(observations, {
		threshold: DEFAULT_THRESHOLD,
		peers: 'kind',
		lines: POLICY_LINES,
		measures: []
	}).flags.map(
		({ observation, measure }) =>
			`${observation.department.code}/${observation.fiscal_year} ${measure}`
	)
);

const planted = ODDITIES.flatMap(({ code, year, measures = [] }) =>
	measures.map((measure) => `${code}/${year} ${measure}`)
);

test.each(planted)('%s stands out', (outlier) => {
	expect(flagged).toContain(outlier);
});
