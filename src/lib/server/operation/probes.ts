/** Answers what a supervisor asks: whether the process is alive, and whether it can answer readers. */
import type { ServerResponse } from 'node:http';
import { log } from '../log.ts';
import type { Handler } from '../web/serve.ts';

const UNREADABLE = '账本现在读不出来，页面打不开；原因见服务的日志，或运行 npm run doctor。';

/**
 * Answers `/healthz` and `/readyz` before SvelteKit, and without the names of anything stored. `version` tells the
 * data version; where it fails, the database cannot be read, and `/readyz` answers 503; the log tells why.
 */
export function withProbes(handler: Handler, version: () => Promise<number>): Handler {
	return async (request, response, next) => {
		const isAsked = request.method === 'GET' || request.method === 'HEAD';
		if (isAsked && request.url === '/healthz') return answer(response, 200, { status: 'alive' });
		if (!isAsked || request.url !== '/readyz') return handler(request, response, next);
		const data_version = await version().catch(logFailure);
		return data_version === null
			? answer(response, 503, { status: 'database unreadable', message: UNREADABLE })
			: answer(response, 200, { status: 'ready', data_version });
	};
}

function logFailure(error: unknown): null {
	log.error({ err: error }, 'database unreadable');
	return null;
}

function answer(response: ServerResponse, status: number, body: object): void {
	response
		.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
		.end(`${JSON.stringify(body)}\n`);
}
