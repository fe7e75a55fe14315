/** Set up before every unit test file: a warning fails the test that caused it. */
import { afterEach, beforeEach, expect, vi } from 'vitest';

const said: string[] = [];

process.on('warning', (warning) => {
	said.push(`${warning.name}: ${warning.message}`);
});

beforeEach(() => {
	said.length = 0;
	for (const channel of ['warn', 'error'] as const) {
		vi.spyOn(console, channel).mockImplementation((...words: unknown[]) => {
			said.push(`console.${channel}: ${words.map(String).join(' ')}`);
		});
	}
});

afterEach(() => {
	vi.restoreAllMocks();
	expect(said, 'a test must not warn; expect the warning in the test where it is meant').toEqual(
		[]
	);
});
