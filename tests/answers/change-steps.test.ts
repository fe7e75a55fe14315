import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeTitle } from '#lib/answers/changes/sentence.ts';
import { changeSteps } from '#lib/answers/changes/steps.ts';
import { asFiledFirst, withFirst } from '#lib/comparison/amendment.ts';
import { CONTRIBUTION_GROUPINGS, partName, partsOfChange } from '#lib/comparison/contribution.ts';
import type { DepartmentYear } from '#lib/comparison/observation.ts';
import { observation, type Stated } from '../comparison/samples.ts';

const amount = fc.option(fc.integer({ min: -1e12, max: 1e12 }), { nil: undefined });
const stated = fc.record({
	spending_total: amount,
	spending_personnel: amount,
	spending_operating: amount,
	spending_project: amount
});
const year = fc.option(stated, { nil: null });

type Year = Stated | null;
interface FiledTown {
	then: Year;
	now: Year;
	first: Record<string, number | undefined> | null;
}

function rowsOf(city: readonly FiledTown[], which: 'then' | 'now'): DepartmentYear[] {
	return city.flatMap((row, index) =>
		row[which] ? [observation({ id: index + 1, kind: `类${index % 3}`, now: row[which] })] : []
	);
}

function stepsOf(city: readonly FiledTown[], by: (typeof CONTRIBUTION_GROUPINGS)[number]) {
	const [before, after] = [rowsOf(city, 'then'), rowsOf(city, 'now')];
	const first = new Map(
		city.flatMap((row, index) => {
			const figures = Object.entries(row.first ?? {}).filter(([, value]) => value !== undefined);
			return row.first ? [[index + 1, Object.fromEntries(figures)]] : [];
		})
	);
	const measure = 'spending_total';
	const parts = (grouping: typeof by, earlier: DepartmentYear[], later: DepartmentYear[]) => {
		const partsWith = (rows: DepartmentYear[]) =>
			partsOfChange(measure, grouping, { before: earlier, after: rows, successors: new Map() });
		const filed = later.map((row) => asFiledFirst(row, first.get(row.department.id)));
		return withFirst(partsWith(later), partsWith(filed), { measure, after: later });
	};
	const whole = parts('department', before, after);
	const both = new Set(whole.items.flatMap((one) => (one.comparable ? one.department?.id : [])));
	const isBoth = ({ department }: DepartmentYear) => both.has(department.id);
	const compared =
		by === 'department'
			? whole.items.filter(({ comparable }) => comparable)
			: parts(by, before.filter(isBoth), after.filter(isBoth)).items;
	const nameOf = (part: Parameters<typeof partName>[0]) => partName(part, by);
	const settings = { limit: 3, nameOf, hrefOf: () => undefined };
	return { whole, steps: changeSteps({ whole, compared, by }, settings) };
}

test('steps add up to the change, whatever was corrected or filed anew since the first version', () => {
	const city = fc.array(fc.record({ then: year, now: year, first: year }), { maxLength: 10 });
	fc.assert(
		fc.property(city, fc.constantFrom(...CONTRIBUTION_GROUPINGS), (rows, by) => {
			const { whole, steps } = stepsOf(rows as FiledTown[], by);
			expect(steps.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(
				whole.after - whole.before
			);
			const amended = steps.filter(({ name }) => name.includes('重报'));
			const expected = whole.items.reduce(
				(sum, { contribution, first }) =>
					sum + contribution - (first?.contribution ?? contribution),
				0
			);
			expect(amended.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(expected);
		})
	);
});

test('what a department filed anew is a step of its own, from the first version to the one in use', () => {
	const city = [
		{ then: { spending_total: 100 }, now: { spending_total: 120 }, first: { spending_total: 150 } },
		{ then: { spending_total: 50 }, now: { spending_total: 40 }, first: null }
	];
	const { steps } = stepsOf(city, 'department');
	expect(steps.map(({ name, contribution }) => [name, contribution])).toEqual([
		['部门001（首次报送）', 50],
		['部门002', -10],
		['部门001（重报）', -30]
	]);
});

test.each<[number[], string]>([
	[[30, 10], '其中部门001占75.0%'],
	[[20, 20], '其中部门001、部门002各占50.0%'],
	[[5, 5, 5, 5], '其中部门001等4家各占25.0%'],
	[[30, 30, -50], '增加最多的是部门001、部门002（各增加30.00万元）']
])('parts of %s made the change: %s', (rises, said) => {
	const city = rises.map((rise) => ({
		then: { spending_total: 100_000_000 },
		now: { spending_total: 100_000_000 + rise * 1_000_000 },
		first: null
	}));
	const { whole } = stepsOf(city, 'department');
	const nameOf = (part: Parameters<typeof partName>[0]) => partName(part, 'department');
	const change = { whole, compared: whole.items, by: 'department' as const };
	const asked = { measure: 'spending_total' as const, year: 2021, base: 2020, nameOf };
	expect(changeTitle(change, asked)).toContain(said);
});
