/** Set up before every unit test file: the clock stands still, and a warning fails the test that caused it. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';

/** The moment at which every test takes place; only `Date` stands still, timers run. */
const NOW = new Date('2024-06-03T09:30:00+08:00');

const said: string[] = [];

function keepWarning(warning: Error): void {
	said.push(`${warning.name}: ${warning.message}`);
}

// Test files follow one another in one process: each listens while it runs.
beforeAll(() => {
	process.on('warning', keepWarning);
});
afterAll(() => {
	process.off('warning', keepWarning);
});

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['Date'], now: NOW });
	said.length = 0;
	for (const channel of ['warn', 'error'] as const) {
		vi.spyOn(console, channel).mockImplementation((...words: unknown[]) => {
			said.push(`console.${channel}: ${words.map(String).join(' ')}`);
		});
	}
});

afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
	expect(said, 'a test must not warn; expect the warning in the test where it is meant').toEqual(
		[]
	);
});
