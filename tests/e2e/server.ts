/** Starts the product as its user would, as a process of its own on a free port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { PROJECT_ROOT } from '#lib/project-root.ts';

export interface RunningServer {
	/** Without a slash at the end. */
	url: string;
	/** Id of the process that was started. */
	pid: number | undefined;
	/** Everything the process has written so far, standard output and error as they came. */
	output: () => string;
	/** Asks the process to stop, and resolves with its exit status; throws where Node warned of something meanwhile. */
	stop: () => Promise<number | null>;
	/** Ends the process at once, as a power cut would. */
	kill: () => Promise<void>;
}

/** As Node says it on standard error. */
const WARNING = /^\(node:\d+\) .*Warning/m;

/** Runs `scripts/<command>.ts` of the project in `root` on `databasePath`; resolves when it says that it is ready. */
export async function startServer(
	command: 'start' | 'serve',
	databasePath: string,
	env: Record<string, string> = {},
	root = PROJECT_ROOT
): Promise<RunningServer> {
	const child = spawn(process.execPath, [`scripts/${command}.ts`], {
		cwd: root,
		env: { ...process.env, PORT: '0', DATABASE_URL: `file:${databasePath}`, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let written = '';
	const collect = (chunk: Buffer) => (written += chunk.toString('utf8'));
	child.stdout.on('data', collect);
	child.stderr.on('data', collect);
	const url = await ready(child, () => written);
	const kill = async () => {
		child.kill('SIGKILL');
		await once(child, 'close');
	};
	const stopped = async () => {
		const status = await stop(child);
		if (WARNING.test(written)) throw new Error(`the server must not warn:\n${written}`);
		return status;
	};
	return { url, pid: child.pid, output: () => written, stop: stopped, kill };
}

async function ready(child: ChildProcess, output: () => string): Promise<string> {
	const ended = once(child, 'close').then(() => {
		throw new Error(`the server ended before it was ready:\n${output()}`);
	});
	ended.catch(() => undefined);
	for (;;) {
		const url = /已就绪：(http:\/\/\S+?)（/.exec(output())?.[1];
		if (url !== undefined) return url;
		await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20))]);
	}
}

async function stop(child: ChildProcess): Promise<number | null> {
	if (child.exitCode === null) {
		child.kill('SIGTERM');
		await once(child, 'close');
	}
	return child.exitCode;
}
