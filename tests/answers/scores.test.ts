import { expect, test } from 'vitest';
import { listedClause } from '#lib/answers/scores/sentence.ts';

test.each([
	[0, 0, ''],
	[60, 60, '，共60项'],
	[60, 61, '，共61项，列出前60项']
])('a list that shows %i of %i says “%s”', (listed, total, clause) => {
	expect(listedClause(listed, total)).toBe(clause);
});
