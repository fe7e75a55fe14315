import { expect, test } from 'vitest';
import { listedClause, scoreSentence } from '#lib/answers/scores/sentence.ts';
import { town } from '../comparison/samples.ts';

test.each([
	[0, 0, ''],
	[60, 60, '，共60项'],
	[60, 61, '，共61项，列出前60项']
])('a list that shows %i of %i says “%s”', (listed, total, clause) => {
	expect(listedClause(listed, total)).toBe(clause);
});

test.each([
	['one', [9600, 8200, 9000], '最低82分（部门002）'],
	['several', [9600, 8200, 8200], '最低82分（部门002等2家）']
])('the lowest score that %s filed is said with a name', (_, scores, said) => {
	expect(scoreSentence(2023, town(scores.map((score_form) => ({ score_form }))))).toContain(said);
});
