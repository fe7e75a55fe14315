import { expect, test } from 'vitest';
import { restatedRows } from '#lib/answers/department/restated.ts';
import type { FilingContent } from '#lib/server/questions/departments/department.ts';

const filed = (figures: Record<string, number | null>): FilingContent => ({
	figures: {},
	units: [
		{
			name: '合计',
			role: 'total',
			figures: Object.fromEntries(
				Object.entries(figures).map(([id, value]) => [id, { value, printed: '', place: null }])
			)
		}
	],
	score_items: [],
	goals: [],
	indicators: [],
	projects: [],
	passages: [],
	findings: [],
	versions: [],
	corrections: []
});

test('shows only the figures that the correction changed, a blank as not comparable', () => {
	const first = filed({ spending_total: 104_000_000, income_total: 1, spending_project: 500 });
	const current = filed({ spending_total: 105_000_000, income_total: 1, spending_project: null });
	expect(
		restatedRows(first, current).map(({ name, unit, first: then, corrected, difference }) =>
			[name, then.text, corrected.text, difference.text, unit].join(' ')
		)
	).toEqual(['支出合计 104.00 105.00 +1.00 万元', '项目支出 5.00 未填 不可比 元']);
});
