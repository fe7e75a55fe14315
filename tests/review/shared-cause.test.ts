import { expect, test } from 'vitest';
import { reviewFiling } from '#lib/review/review-filing.ts';
import { groupByCause } from '#lib/review/shared-cause.ts';
import { buildSeed, withFigures } from './builder.ts';

const failing = (printed: Parameters<typeof withFigures>[1]) =>
	reviewFiling(withFigures(buildSeed(), printed), []).filter(
		({ state, rule }) => state === 'fail' && /parts|identity/.test(rule)
	);

test('one wrong total is one finding, with what follows from it under it', () => {
	const findings = failing({ spending_total: '1305.90' });
	const groups = groupByCause(findings, () => 1);
	expect(groups.map(({ finding }) => finding.rule)).toEqual(['spending_parts']);
	expect(groups[0]?.finding.message).not.toContain('同一原因');
	expect(groups[0]?.consequences).toMatchObject([
		{ rule: 'balance_cumulative_identity', follows_from: 'spending_parts', state: 'fail' },
		{ rule: 'balance_current_identity', follows_from: 'spending_parts', state: 'fail' }
	]);
	for (const { message } of groups[0]?.consequences ?? [])
		expect(message).toContain('与“支出分项之和与合计不符”或为同一原因：支出合计有误');
});

test('two figures that are wrong in their own ways are two findings', () => {
	const groups = groupByCause(failing({ spending_total: '1305.90', assets_total: '9' }), () => 1);
	expect(groups.map(({ finding }) => finding.rule)).toEqual(['spending_parts', 'assets_parts']);
});

test('what follows from a finding of another filing, or from one that is not listed, stands alone', () => {
	const [cause, ...others] = failing({ spending_total: '1305.90' });
	expect(groupByCause(others, () => 1)).toHaveLength(others.length);
	const listed = cause ? [cause, ...others] : [];
	expect(groupByCause(listed, (finding) => listed.indexOf(finding))).toHaveLength(3);
});
