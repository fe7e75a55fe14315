/**
 * The one place that knows better-auth: it signs session cookies, keeps sessions, hashes and checks passwords, holds a
 * form against its origin, and slows down whoever tries too often. Its own addresses are not served: our forms call it.
 */
import { betterAuth } from 'better-auth';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { hashPassword } from 'better-auth/crypto';
import { username } from 'better-auth/plugins';
import type { Kysely } from 'kysely';
import type { Database } from '../ledger/schema/schema.ts';
import { TryCounter } from './tries.ts';
import { normaliseUsername, PASSWORD_LENGTH, USERNAME } from './credentials.ts';

export { hashPassword };

/** A working day and its evening; then one signs in again. */
const SESSION_SECONDS = 12 * 60 * 60;

/** Tries at a password from one address a minute. Behind a proxy the whole bureau has one address. */
const TRIES_PER_MINUTE = 60;

/** Tells the library who asks; always overwritten by us, so that no client can choose it. */
const CLIENT_HEADER = 'x-mingzhang-client';

const BASE_PATH = '/api/auth';

export interface SentCookie {
	name: string;
	value: string;
	attributes: {
		path: string;
		httpOnly: boolean;
		secure: boolean;
		sameSite: 'lax';
		/** Seconds; 0 takes the cookie back. */
		maxAge: number;
	};
}

export interface Auth {
	/** Acts as the reader's browser would: `path` as in better-auth's documentation. Its status and cookies. */
	post: (path: string, asking: Asking) => Promise<{ status: number; cookies: SentCookie[] }>;
	/** The id of the user whose session the cookie names; null for none, and for one that has ended. */
	userOf: (cookie: string) => Promise<string | null>;
}

export interface Asking {
	/** The request whose form is acted on: its address, cookie and origin count. */
	request: Request;
	/** Address of the client. */
	client: string;
	body: Record<string, unknown>;
}

/** `db` must be able to write; `isSecure` where readers come over HTTPS. */
export function openAuth(
	db: Kysely<Database>,
	{ secret, isSecure }: { secret: string; isSecure: boolean }
): Auth {
	const auth = betterAuth(settings(db, secret, isSecure));
	return {
		post: async (path, { request, client, body }) => {
			const { origin } = new URL(request.url);
			const headers = new Headers({ 'content-type': 'application/json', [CLIENT_HEADER]: client });
			for (const name of ['cookie', 'origin', 'sec-fetch-site', 'sec-fetch-mode', 'user-agent']) {
				const value = request.headers.get(name);
				if (value !== null) headers.set(name, value);
			}
			const init = { method: 'POST', headers, body: JSON.stringify(body) };
			const answer = await auth.handler(new Request(`${origin}${BASE_PATH}${path}`, init));
			return { status: answer.status, cookies: cookiesOf(answer, isSecure) };
		},
		userOf: async (cookie) => {
			const found = await auth.api.getSession({ headers: new Headers({ cookie }) });
			return found?.user.id ?? null;
		}
	};
}

function cookiesOf({ headers }: Response, secure: boolean): SentCookie[] {
	const cookies = headers.getSetCookie().flatMap((line) => [...parseSetCookieHeader(line)]);
	return cookies.map(([name, { value, 'max-age': maxAge = 0 }]) => ({
		name,
		value,
		attributes: { path: '/', httpOnly: true, secure, sameSite: 'lax', maxAge }
	}));
}

/** Names of the tables and columns, which are written as all of the product's. */
const TABLES = {
	session: {
		modelName: 'app_session',
		expiresIn: SESSION_SECONDS,
		disableSessionRefresh: true,
		fields: {
			userId: 'user_id',
			expiresAt: 'expires_at',
			ipAddress: 'ip_address',
			userAgent: 'user_agent',
			createdAt: 'created_at',
			updatedAt: 'updated_at'
		}
	},
	user: {
		modelName: 'app_user',
		fields: {
			emailVerified: 'email_verified',
			createdAt: 'created_at',
			updatedAt: 'updated_at'
		}
	},
	account: {
		modelName: 'app_credential',
		fields: {
			accountId: 'account_id',
			providerId: 'provider_id',
			userId: 'user_id',
			createdAt: 'created_at',
			updatedAt: 'updated_at'
		}
	}
};

function settings(db: Kysely<Database>, secret: string, isSecure: boolean) {
	return {
		secret,
		basePath: BASE_PATH,
		baseURL: 'http://127.0.0.1',
		// A form may come from the address that it is posted to, and from no other.
		trustedOrigins: async (request?: Request) => (request ? [new URL(request.url).origin] : []),
		database: { db, type: 'sqlite' as const },
		telemetry: { enabled: false },
		logger: { disabled: true },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: PASSWORD_LENGTH.least,
			maxPasswordLength: PASSWORD_LENGTH.most
		},
		plugins: [
			username({
				minUsernameLength: 1,
				maxUsernameLength: 64,
				usernameNormalization: normaliseUsername,
				usernameValidator: (name) => USERNAME.test(normaliseUsername(name))
			})
		],
		rateLimit: {
			enabled: true,
			customStorage: new TryCounter(),
			customRules: {
				'/sign-in/username': { window: 60, max: TRIES_PER_MINUTE },
				'/change-password': { window: 60, max: TRIES_PER_MINUTE }
			}
		},
		...TABLES,
		advanced: {
			cookiePrefix: 'mingzhang',
			useSecureCookies: isSecure,
			// Else off under a test runner, where it would be tested that nothing is refused.
			disableOriginCheck: false,
			disableCSRFCheck: false,
			// Our migrations leave out what is only used with mail and other sites' accounts; tests use the rest.
			database: { validateSchema: false },
			defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' as const, path: '/' },
			ipAddress: { ipAddressHeaders: [CLIENT_HEADER] }
		}
	};
}
