/** Runs before every unit test file that shares its process: the file must leave the environment as it found it. */
import { afterAll, expect } from 'vitest';

const before = { ...process.env };

afterAll(() => {
	expect(
		{ ...process.env },
		'other test files share this process; one that sets its environment belongs to OWN_PROCESS in vite.config.ts'
	).toEqual(before);
});
