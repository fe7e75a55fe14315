import { expect, test } from 'vitest';
import { bandOf, GRADE_SCHEMES, recogniseGrade } from '#lib/catalogue/grades.ts';

const [FOUR, PASS_FAIL] = GRADE_SCHEMES;

test.each([
	[10000, '优'],
	[9000, '优'],
	[8999, '良'],
	[8950, '良'],
	[8000, '良'],
	[7999, '中'],
	[6000, '中'],
	[5999, '差'],
	[0, '差'],
	[-100, '差']
])('%i hundredths are %s', (score, name) => {
	expect(bandOf(score, FOUR).name).toBe(name);
});

test.each([
	[6000, '合格'],
	[5999, '不合格']
])('%i hundredths are %s where two grades are in use', (score, name) => {
	expect(bandOf(score, PASS_FAIL).name).toBe(name);
});

test.each([
	['优', 'four_grades', '优'],
	[' 良 好 ', 'four_grades', '良'],
	['“优秀”', 'four_grades', '优'],
	['合格', 'pass_fail', '合格'],
	['不合格', 'pass_fail', '不合格']
])('%j belongs to %s', (printed, scheme, band) => {
	const grade = recogniseGrade(printed);
	expect([grade?.scheme.id, grade?.band.name]).toEqual([scheme, band]);
});

test('an unknown word has no band', () => {
	expect(recogniseGrade('甲')).toBeNull();
	expect(recogniseGrade('')).toBeNull();
});
