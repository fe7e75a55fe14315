import { expect, test } from 'vitest';
import { listUnits } from '#lib/answers/department/parts.ts';

const place = { kind: 'field', line: 1, column: 1, column_label: null } as const;
const unit = (name: string, figure: object) => ({
	name,
	role: 'subunit',
	figures: { income_total: { printed: '', place, ...figure } }
});

test('rows of units say why a figure is missing, and which one a person corrected', () => {
	const units = [
		unit('甲', { value: null, missing: 'unreadable' }),
		unit('乙', { value: null, missing: 'blank' }),
		unit('丙', { value: 1_000_000, missing: null, place: { ...place, correction: 1 } })
	];
	const cells = listUnits(1, { units } as never)?.rows.map((row) => row.cells[0]);
	expect(cells?.map((cell) => [cell?.text, cell?.note])).toEqual([
		['无法识读', undefined],
		['未填', undefined],
		['1.00', '人工更正']
	]);
});
