/**
 * Seconds of processor time after which work counts as without end. Ten times what any of it takes: how fast it is,
 * the benchmarks measure; the tests only find what grows out of all proportion.
 */
export const ENDLESS = 20;

/**
 * Seconds of processor time that `run` takes. Limits are set on it rather than on the clock, which on a busy machine
 * measures the neighbours.
 */
export async function cpuSecondsOf(run: () => Promise<unknown>): Promise<number> {
	const before = process.cpuUsage();
	await run();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1e6;
}

/** The same for work that is done at once. */
export function cpuSeconds(run: () => unknown): number {
	const before = process.cpuUsage();
	run();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1e6;
}
