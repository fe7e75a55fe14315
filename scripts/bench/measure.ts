/** Shared by the measurements: medians, children with their processor time, a folder that goes when they end. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

/** The value below which `share` of the values lie; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function median(values: readonly number[]): number {
	return quantile(values, 0.5);
}

/** Rounded for a table. */
export function round(value: number, decimals = 1): number {
	return Number(value.toFixed(decimals));
}

/** A folder for databases and files, removed when the process ends. */
export function scratchFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'mingzhang-bench-'));
	process.once('exit', () => {
		rmSync(folder, { recursive: true, force: true });
	});
	return folder;
}

export interface ChildUse {
	/** Seconds by the clock. */
	clock: number;
	/** Seconds of processor time, user and system, of the command and its children; NaN where unknown. */
	cpu: number;
	/** Greatest resident memory of one process, MB; NaN where unknown. */
	peak: number;
}

const TIME = '/usr/bin/time';

/** Runs a command to its end. Processor time and memory need GNU time. Throws where the command fails. */
export function runChild(command: string, args: readonly string[], report: string): ChildUse {
	const measured = existsSync(TIME);
	const program = measured ? TIME : command;
	const timed = measured ? ['-o', report, '-f', '%U %S %M', command, ...args] : args;
	const begin = performance.now();
	const { status, stderr, error } = spawnSync(program, timed, {
		stdio: ['ignore', 'ignore', 'pipe'],
		encoding: 'utf8'
	});
	const clock = (performance.now() - begin) / 1000;
	if (error !== undefined || status !== 0) {
		// GNU time writes how the command ended into its report.
		const ending = measured && existsSync(report) ? readFileSync(report, 'utf8').trim() : '';
		throw error ?? new Error(`${command} ${args.join(' ')}: ${ending} ${stderr}`);
	}
	if (!measured) return { clock, cpu: NaN, peak: NaN };
	const [user = NaN, system = NaN, kilobytes = NaN] = readFileSync(report, 'utf8')
		.trim()
		.split(/\s+/)
		.map(Number);
	return { clock, cpu: user + system, peak: kilobytes / 1024 };
}

/** True where the program is installed; otherwise says so. */
export function hasPeer(name: string): boolean {
	const found = (process.env.PATH ?? '')
		.split(':')
		.some((folder) => existsSync(join(folder, name)));
	if (!found) console.log(`${name} is not installed: only our own figures follow.`);
	return found;
}

/** Prints the load of the machine, which limits how far times by the clock can be trusted. */
export function sayMachine(): void {
	const load = loadavg()[0] ?? 0;
	console.log(
		`${availableParallelism()} cores, Node ${process.versions.node}, load ${load.toFixed(1)}`
	);
}
