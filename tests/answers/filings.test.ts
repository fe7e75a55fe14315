import { expect, test } from 'vitest';
import { filedInWords } from '#lib/answers/filings/summary.ts';

test.each([
	[{ expected: 38, filed: 41, unlisted: 7 }, '应报38家，实报41家（其中7家不在应报清单）'],
	[{ expected: 38, filed: 34, unlisted: 0 }, '应报38家，实报34家'],
	[{ expected: null, filed: 4, unlisted: 4 }, '没有应报清单，实报4家']
])('%o reads %s', (counts, words) => {
	const nobody = { late: 0, missing: 0, refiled: 0, returned: 0, confirmed: 0 };
	expect(filedInWords({ ...nobody, ...counts })).toBe(words);
});
