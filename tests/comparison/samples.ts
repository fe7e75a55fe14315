/** Made-up departments for tests of the comparison: what a test is about is given, all else is not stated. */
import { BUDGET_IDS } from '#lib/catalogue/budgets.ts';
import { STORED_IDS, type StoredId } from '#lib/catalogue/measures.ts';
import { absent, present } from '#lib/catalogue/values.ts';
import type { Observation, ReportedValues } from '#lib/comparison/observation.ts';

export type Stated = Partial<Record<StoredId, number>>;

export function valuesOf(stated: Stated): ReportedValues {
	return Object.fromEntries(
		STORED_IDS.map((id) => {
			const value = stated[id];
			const missing = BUDGET_IDS.some((budget) => budget === id) ? 'budget_missing' : 'blank';
			return [id, value === undefined ? absent(missing) : present(value)];
		})
	) as ReportedValues;
}

export interface SampleYear {
	id: number;
	year?: number;
	kind?: string | null;
	now?: Stated;
	before?: Stated | null;
	name?: string;
}

export function observation({
	id,
	year = 2021,
	kind = null,
	now = {},
	before = null,
	name
}: SampleYear): Observation {
	const code = String(id).padStart(3, '0');
	return {
		department: { id, code, name: name ?? `部门${code}`, kind, division: null },
		fiscal_year: year,
		filing_id: id * 10_000 + year,
		template: 'csv',
		grade: null,
		findings: { fail: 0, warn: 0, not_checkable: 0 },
		values: valuesOf(now),
		previous: before
			? { fiscal_year: year - 1, values: valuesOf(before), filing_id: 1, bridged_from: [] }
			: null
	};
}

/** Departments 1, 2, … with these figures, none of a known kind. */
export function town(figures: readonly Stated[], year = 2021): Observation[] {
	return figures.map((now, index) => observation({ id: index + 1, year, now }));
}
