/**
 * The headers that every answer carries: pages, files, exports, API, errors, refusals. Set where the head of an
 * answer is written, because static files never pass through SvelteKit's hooks.
 */
import {
	type IncomingMessage,
	type OutgoingHttpHeader,
	type OutgoingHttpHeaders,
	ServerResponse
} from 'node:http';

/** For everything that is not a page: nothing may be loaded, run or framed when it is opened on its own. */
export const INERT_POLICY =
	"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/** For a page that brings no policy of its own (SvelteKit's last-resort error page, our refusals). */
const ERROR_PAGE_POLICY =
	"default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Name and value of each header that does not depend on the answer. */
export const FIXED_HEADERS: Readonly<Record<string, string>> = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
		.map((feature) => `${feature}=()`)
		.join(', ')
};

type ResponseHead = OutgoingHttpHeaders | OutgoingHttpHeader[];

/** A request on which the hook leaves the status of an answer that failed, to each of which SvelteKit gives 500. */
export interface FailingRequest extends IncomingMessage {
	failed?: 500 | 503;
}

/** A response that completes its own head, however the answer was made. */
export class HardenedResponse<
	Request extends IncomingMessage = IncomingMessage
> extends ServerResponse<Request> {
	override writeHead(status: number, reason?: string, head?: ResponseHead): this;
	override writeHead(status: number, head?: ResponseHead): this;
	override writeHead(
		status: number,
		reasonOrHead?: string | ResponseHead,
		head?: ResponseHead
	): this {
		const given = typeof reasonOrHead === 'string' ? head : reasonOrHead;
		for (const [name, value] of Object.entries(given ?? {})) {
			if (value !== undefined) this.setHeader(name, value);
		}
		this.#complete();
		const { failed = status } = this.req as FailingRequest;
		const told = status === 500 ? failed : status;
		return typeof reasonOrHead === 'string'
			? super.writeHead(told, reasonOrHead)
			: super.writeHead(told);
	}

	#complete(): void {
		for (const [name, value] of Object.entries(FIXED_HEADERS)) this.setHeader(name, value);
		const type = this.getHeader('content-type');
		const isPage = typeof type === 'string' && /^text\/html\b/i.test(type);
		if (isPage && !/charset/i.test(type))
			this.setHeader('content-type', 'text/html; charset=utf-8');
		if (!this.hasHeader('content-security-policy')) {
			this.setHeader('content-security-policy', isPage ? ERROR_PAGE_POLICY : INERT_POLICY);
		}
	}
}
