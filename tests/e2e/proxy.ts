/** A proxy with plain http before a server, which sees another host than readers do. */
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Proxy {
	/** Address of the server. */
	inside: string;
	/** Address that readers ask. */
	outside: string;
	close: () => void;
}

export async function startProxy(inside: string): Promise<Proxy> {
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
				answer.pipe(response);
			})
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { inside, outside, close: () => server.close() };
}
