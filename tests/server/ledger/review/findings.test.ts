import { expect, test } from 'vitest';
import { FIGURE_IDS } from '#lib/catalogue/measures.ts';
import { RULES, type RuleId } from '#lib/catalogue/rules.ts';
import { reviewFiling } from '#lib/review/review.ts';
import { FIGURE_ORDER, packFindings, unpackFindings } from '#lib/server/ledger/review/findings.ts';
import {
	countState,
	packStates,
	RULE_ORDER,
	rulesIn,
	stateOf
} from '#lib/server/ledger/review/rule-states.ts';
import { cellPlace, figure, figuresRow, sampleReport, wan } from '../samples.ts';

const before = sampleReport({ year: 2020 });
const filings = {
	'a report': sampleReport(),
	'a row of a table': figuresRow(),
	'figures that do not add up': sampleReport({ figures: { income_total: wan(1), staff_quota: 1 } })
};

test.each(Object.entries(filings))(
	'what the review of %s found comes back as it was',
	(_, filing) => {
		const findings = reviewFiling(filing, [before]);
		const { row, unchecked } = packFindings(findings, filing);
		expect(unpackFindings(row, unchecked.findings, filing)).toEqual(findings);
	}
);

test('a quotation of another cell under the name of a figure stays what it is', () => {
	const { figures, fiscal_year } = sampleReport();
	const quoted = (change: object) => ({
		label: '收入合计',
		printed: figures.income_total.printed,
		fiscal_year,
		place: figures.income_total.place,
		...change
	});
	const places = [{}, { printed: '1' }, { fiscal_year: 2020 }, { place: cellPlace(8, 8) }].map(
		quoted
	);
	const [finding] = reviewFiling(sampleReport(), []);
	if (!finding) throw new Error('The review found nothing');
	const { row, unchecked } = packFindings([{ ...finding, places }], { figures, fiscal_year });
	const later = { ...figures, income_total: figure(7) };
	const [read] = unpackFindings(row, unchecked.findings, { figures: later, fiscal_year });
	expect(read?.places).toEqual([
		{ ...places[0], printed: '7', place: figure(7).place },
		...places.slice(1)
	]);
});

test('every figure of the catalogue has its number', () => {
	expect([...FIGURE_ORDER].sort()).toEqual([...FIGURE_IDS].sort());
});

test('every rule of the catalogue has its letter', () => {
	expect([...RULE_ORDER].sort()).toEqual(RULES.map(({ id }) => id).sort());
});

test('states are found again by their rules', () => {
	const judged: Partial<Record<RuleId, 'fail' | 'pass'>> = {
		units_sum: 'fail',
		basic_parts: 'pass'
	};
	const states = packStates((rule) => judged[rule]);
	expect(states).toMatch(/^-p-----f-+$/);
	expect([stateOf(states, 'units_sum'), stateOf(states, 'grade_band')]).toEqual(['fail', null]);
	expect(rulesIn(states, 'pass')).toEqual(['basic_parts']);
	expect(countState(states, 'fail')).toBe(1);
	expect(stateOf(states.slice(0, 3), 'units_sum')).toBeNull();
});
