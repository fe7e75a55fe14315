/** A proxy with plain http before a server, which sees another host than readers do. */
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Proxy {
	/** Address of the server. */
	inside: string;
	/** Address that readers ask. */
	outside: string;
	close: () => void;
}

/** A slow line: an answer comes in pieces of so many bytes, with so many milliseconds between them. */
export interface SlowLine {
	bytes: number;
	pause: number;
}

/** Whole answers at once where no `line` is told. */
export async function startProxy(inside: string, line?: SlowLine): Promise<Proxy> {
	const { hostname, port } = new URL(inside);
	const server = createServer((request, response) => {
		const { method, url, headers } = request;
		const asked = {
			hostname,
			port,
			path: url,
			method,
			headers: { ...headers, host: `${hostname}:${port}` }
		};
		request.pipe(
			forward(asked, (answer) => {
				response.writeHead(answer.statusCode ?? 0, answer.headers);
				// A reader who leaves before the end has what was wanted.
				pipeline(line ? inPieces(answer, line) : answer, response).catch(() => undefined);
			})
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { inside, outside, close: () => server.close() };
}

async function* inPieces(answer: NodeJS.ReadableStream, { bytes, pause }: SlowLine) {
	const whole = await buffer(answer);
	for (let at = 0; at < whole.length; at += bytes) {
		await sleep(pause);
		yield whole.subarray(at, at + bytes);
	}
}
