/** Limits how long a request may take to arrive: hours where files are handed in, since lines are slow, and minutes elsewhere. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { takesFiles } from './refusals.ts';

/** A request that takes longer to arrive loses its connection, which others need. */
interface ArrivalTimes {
	/** The head of any request. */
	head_ms: number;
	/** A form of fields, and the rest of one that was answered before it was here. */
	fields_ms: number;
	/** Files that are handed in. */
	files_ms: number;
	/** Files of which nothing arrives. */
	silent_ms: number;
}

/**
 * On a line of 64 kbit/s a head takes two seconds at most, a form of fields 64, the largest file of a hand-in 2.4 hours; Node's
 * own five minutes would ask for 1.8 Mbit/s.
 */
export const SLOW_LINE: ArrivalTimes = {
	head_ms: 20_000,
	fields_ms: 120_000,
	files_ms: 3 * 3_600_000,
	silent_ms: 120_000
};

/** Ends a request whose body takes too long: it would hold its connection for hours. */
export function endIfSlow(
	request: IncomingMessage,
	response: ServerResponse,
	{ fields_ms, silent_ms }: ArrivalTimes
): void {
	const { headers } = request;
	// A body of unknown length is refused, but may come with a page that is asked for.
	if (!(Number(headers['content-length']) > 0) && !headers['transfer-encoding']) return;
	const end = () => {
		if (!request.complete) request.socket.destroy();
	};
	const endIn = (ms: number) => setTimeout(end, ms).unref();
	if (request.method === 'POST' && takesFiles(request)) {
		request.setTimeout(silent_ms, end);
		// Once it is answered, another limit holds: for how long the connection waits for the next request.
		request.once('end', () => response.writableFinished || request.setTimeout(0));
		response.once('finish', () => endIn(fields_ms));
	} else endIn(fields_ms);
}

/**
 * Reads and throws away what is still to come of a request that was answered: a browser shows no answer before it has sent
 * all, and the next request stands behind it. SvelteKit stops reading a body that no action takes.
 */
export function readRest(request: IncomingMessage, response: ServerResponse): void {
	response.once('finish', () => {
		if (!request.complete) request.removeAllListeners('data').resume();
	});
}
