/**
 * The server's memory while it is asked for many distinct addresses, none of them twice (`npm run build` first):
 * `node scripts/bench/many-addresses.ts [ADDRESSES]`. The addresses are the main pages in all years, compared with any
 * base year, in any order of their rows, with any three departments pinned.
 */
import { readFileSync } from 'node:fs';
import { href } from '#lib/links.ts';
import { markdownTable } from '../docs/markdown.ts';
import { round, sayMachine, scratchFolder } from './measure.ts';
import { DEMO_AREA, DEMO_PATHS, DEMO_YEARS } from './page-list.ts';
import { closeConnections, forEachAnswer } from './requests.ts';
import { bundledDatabase, startMeasured } from './server.ts';

const ADDRESSES = Number(process.argv[2] ?? 10_000);
/** The memory is read this often. */
const STEPS = 20;
/** Departments of the made-up city that can be pinned. */
const CODES = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((kind) =>
	[1, 2, 3, 5, 6].map((one) => `${kind}0${one}`)
);

sayMachine();
const server = await startMeasured(await bundledDatabase(scratchFolder()));
const lines: string[][] = [];
const statuses = new Map<number, number>();
const step = Math.ceil(ADDRESSES / STEPS);
for (let asked = 0; asked < ADDRESSES; asked += step) {
	const count = Math.min(step, ADDRESSES - asked);
	await forEachAnswer(
		count,
		(index) => server.url + address(asked + index),
		({ status = 0 }) => statuses.set(status, (statuses.get(status) ?? 0) + 1)
	);
	lines.push([
		String(asked + count),
		megabytes('VmRSS'),
		megabytes('VmHWM'),
		String(round(server.cpu(), 0))
	]);
	console.log(lines.at(-1)?.join('\t'));
}
console.log(markdownTable(['addresses', 'MB now', 'most MB', 'CPU s'], lines));
console.log(`Answers by status: ${JSON.stringify(Object.fromEntries(statuses))}`);
closeConnections();
await server.stop();

/** Differs for each number below 13 × 6 × 6 × 40 × 40 × 40. */
function address(number: number): string {
	let left = number;
	const next = <T>(list: readonly T[]): T => {
		const chosen = list[left % list.length] as T;
		left = Math.floor(left / list.length);
		return chosen;
	};
	const path = next(DEMO_PATHS);
	const year = next(DEMO_YEARS);
	const base = next(DEMO_YEARS);
	const pins = [next(CODES), next(CODES), next(CODES)];
	return href(path, { area: DEMO_AREA, year, base, pin: pins });
}

/** A line of what the system says about the process's memory. */
function megabytes(field: 'VmRSS' | 'VmHWM'): string {
	const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
	const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
	return String(round(Number(kilobytes) / 1024, 0));
}
