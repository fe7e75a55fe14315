import { expect, test } from 'vitest';
import { appearanceIn } from '#lib/catalogue/appearance.ts';

test.each([
	[undefined, 'system'],
	['', 'system'],
	['appearance=dark', 'dark'],
	['appearance=light', 'light'],
	['session=a; appearance=dark; other=b', 'dark'],
	['appearance=blue', 'system'],
	['appearance=darker', 'system'],
	['my-appearance=dark', 'system'],
	['session="appearance=dark"', 'system']
])('%s', (cookies, appearance) => {
	expect(appearanceIn(cookies)).toBe(appearance);
});
