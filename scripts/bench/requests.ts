/** Readers of the measured server. */
import { spawnSync } from 'node:child_process';
import { Agent, get, type IncomingHttpHeaders } from 'node:http';

const CONNECTIONS = 10;
const SECONDS = 4;
const GZIP = { 'accept-encoding': 'gzip' };
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

export interface Answer {
	/** To the last byte. */
	milliseconds: number;
	status: number | undefined;
	/** Bytes as they came, compressed. */
	size: number;
	headers: IncomingHttpHeaders;
	text: string;
}

/** Asks as a browser does, for compressed pages, unless `headers` say otherwise. */
export function ask(url: string, headers: Record<string, string> = GZIP): Promise<Answer> {
	const begin = performance.now();
	return new Promise((resolve, reject) => {
		get(url, { agent, headers }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () => {
				const body = Buffer.concat(chunks);
				resolve({
					milliseconds: performance.now() - begin,
					status: response.statusCode,
					size: body.length,
					headers: response.headers,
					text: body.toString('utf8')
				});
			});
		}).on('error', reject);
	});
}

/** Milliseconds of each answer, ten connections at a time. */
export async function askMany(count: number, url: (index: number) => string): Promise<number[]> {
	const taken: number[] = [];
	await forEachAnswer(count, url, ({ milliseconds }) => taken.push(milliseconds));
	return taken;
}

/** Answers as they come, ten connections at a time; none is kept. */
export async function forEachAnswer(
	count: number,
	url: (index: number) => string,
	take: (answer: Answer) => void
): Promise<void> {
	let next = 0;
	const reader = async () => {
		while (next < count) take(await ask(url(next++)));
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, reader));
}

export function closeConnections(): void {
	agent.destroy();
}

/** As many requests as ten connections can make in a few seconds. */
export function wrk(url: string): { requests: number; perSecond: number } {
	const args = ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}`, '-H', 'accept-encoding: gzip', url];
	const { stdout } = spawnSync('wrk', args, { encoding: 'utf8' });
	return {
		requests: Number(/(\d+) requests in/.exec(stdout)?.[1]),
		perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1])
	};
}
