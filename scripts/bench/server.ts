/** The built server as its keeper would start it, on a database filled for the measurement. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { importBundledData } from '#lib/server/import/bundled-data.ts';

export interface MeasuredServer {
	/** Without a slash at the end. */
	url: string;
	/** Milliseconds from the start to readiness. */
	ready: number;
	/** Seconds of processor time so far; NaN where the system does not tell. */
	cpu: () => number;
	pid: number | undefined;
	stop: () => Promise<void>;
}

/** The database named on the command line, else a new one below `folder` with the bundled data. */
export async function measuredDatabase(folder: string): Promise<string> {
	return process.argv[2] ?? bundledDatabase(folder);
}

/** A new database below `folder` with the bundled data. */
export async function bundledDatabase(folder: string): Promise<string> {
	const path = join(folder, 'bundled.db');
	await importBundledData(path, join(PROJECT_ROOT, 'data'));
	return path;
}

/** Needs `npm run build` first. `root` is the folder of this build, or of another one to compare with. */
export function startMeasured(databasePath: string, root?: string): Promise<MeasuredServer> {
	return startedOn(databasePath, 'scripts/serve.ts', root);
}

/** The same server, which makes every page anew. */
export function startUncached(databasePath: string, root?: string): Promise<MeasuredServer> {
	return startedOn(databasePath, 'scripts/bench/uncached.ts', root);
}

function startedOn(databasePath: string, script: string, root?: string): Promise<MeasuredServer> {
	const env = { PORT: '0', DATABASE_URL: `file:${databasePath}` };
	return started([...optionsOf(root), script], env, root);
}

/** Node's options in `npm run serve` of the build in `root`. */
function optionsOf(root = PROJECT_ROOT): string[] {
	const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		scripts: { serve: string };
	};
	return scripts.serve.split(' ').slice(1, -1);
}

/** The floor: Node's own server, which sends `size` bytes whatever it is asked. */
export function startPlain(size: number): Promise<MeasuredServer> {
	const program = `const body = Buffer.alloc(${size});
const server = require('node:http').createServer((_, response) => response.end(body));
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port));`;
	return started(['-e', program], {});
}

/** Resolves when the process says its address. */
async function started(
	args: string[],
	env: Record<string, string>,
	cwd = PROJECT_ROOT
): Promise<MeasuredServer> {
	const begin = performance.now();
	const child = spawn(process.execPath, args, {
		cwd,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const url = await new Promise<string>((resolve, reject) => {
		let said = '';
		child.stdout.on('data', (chunk: Buffer) => {
			said += chunk.toString('utf8');
			const found = /http:\/\/[\w.]+:\d+/.exec(said)?.[0];
			if (found !== undefined) resolve(found);
		});
		child.once('close', () => {
			reject(new Error(`the server ended before it was ready: ${said}`));
		});
	});
	const ready = performance.now() - begin;
	return { url, ready, cpu: () => cpuSeconds(child), pid: child.pid, stop: () => stop(child) };
}

/** Ticks of a hundredth second, fields 14 and 15 after the name in brackets. */
function cpuSeconds({ pid }: ChildProcess): number {
	const path = `/proc/${pid}/stat`;
	if (!existsSync(path)) return NaN;
	const fields = readFileSync(path, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function stop(child: ChildProcess): Promise<void> {
	child.kill('SIGTERM');
	if (child.exitCode === null) await once(child, 'exit');
}
