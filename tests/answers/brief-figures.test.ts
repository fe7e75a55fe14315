import { expect, test } from 'vitest';
import { departmentFigures } from '#lib/answers/brief/figures.ts';
import type { FilingContent } from '#lib/server/questions/departments/department.ts';
import { observation } from '../comparison/samples.ts';

const PLACE = { kind: 'cell', table: 1, row: 2, column: 3 } as const;

test.each([
	['a number', '1206.04', '“1206.04”见'],
	['a sign for none', '/', '“/”见'],
	['an empty cell', '', '未填，见']
])('the footnote of a department’s figure says of %s what stands there', (_, printed, said) => {
	const report = observation({ id: 1, now: {} });
	const content = {
		figures: { spending_total: { printed, place: PLACE } },
		corrections: []
	} as unknown as FilingContent;
	const [first] = departmentFigures({ observation: report, compared: report }, content);
	expect(first?.note).toBe(`支出合计${said}表1 第2行 第3格。`);
});
