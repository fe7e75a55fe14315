import { expect, test } from 'vitest';
import { MEASURES } from '#lib/catalogue/measures.ts';
test('measure ids are unique', () => {
	expect(new Set(MEASURES.map((m) => m.id)).size).toBe(MEASURES.length);
});
