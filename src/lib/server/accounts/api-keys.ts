/**
 * Keys with which scripts read lists and exports. A key reads what the account reads that it is bound to, and writes
 * nothing. Only its hash is stored: it has 256 random bits, so that it needs no slow one.
 */
import type { Kysely } from 'kysely';
import { randomBytes } from 'node:crypto';
import { recordAct } from '../ledger/audit/append.ts';
import { actsSince } from '../ledger/audit/unseen.ts';
import { sha256 } from '../ledger/integrity/sha256.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { quoted, RefusedError } from '../refused-error.ts';
import { readLine } from '../round/report.ts';
import { normaliseUsername } from './credentials.ts';
import { ROLE_NAMES, type Role } from '#lib/catalogue/roles.ts';

export interface ApiKey {
	id: number;
	name: string;
	username: string;
	role: Role;
	created_by: string;
	/** ISO 8601 UTC. */
	created_at: string;
	/** Null while it may be used. */
	revoked_at: string | null;
}

/** Tells a key from other secrets where one is found. */
const START = 'mz_';

const LONGEST_PURPOSE = 40;

/** The newest first. */
export function listKeys(db: Kysely<Database>): Promise<ApiKey[]> {
	return db
		.selectFrom('api_key as k')
		.innerJoin('app_user as u', 'u.id', 'k.user_id')
		.select(['k.id', 'k.name', 'u.username', 'u.role', 'k.created_by', 'k.created_at'])
		.select('k.revoked_at')
		.orderBy('k.id', 'desc')
		.execute();
}

/**
 * Makes a key for an account and tells it, this once.
 * `seen`: as of `lastSeen` when a form was shown, so that the form sent again replaces no key that was revoked since.
 * @throws RefusedError
 */
export async function addKey(
	db: Kysely<Database>,
	asked: { name: string; username: string },
	actor: string,
	seen: string | null = null
): Promise<string> {
	const name = readLine(asked.name, '密钥的用途', true, LONGEST_PURPOSE);
	const username = normaliseUsername(asked.username);
	const key = START + randomBytes(32).toString('base64url');
	await db.transaction().execute(async (step) => {
		const user = await step
			.selectFrom('app_user')
			.select(['id', 'role'])
			.where('username', '=', username)
			.where('is_disabled', '=', 0)
			.executeTakeFirst();
		if (!user) throw new RefusedError(`没有使用中的账户${quoted(username)}，密钥要归到一个账户。`);
		await requireNewPurpose(step, { name, user_id: user.id });
		const since = await actsSince(step, seen, ['api_key_added']);
		if (since.some(({ subject, detail }) => subject === username && detail.name === name))
			throw new RefusedError(
				'您打开页面之后，已为这个账户发放过同一用途的密钥，没有再发；请看过下面的密钥再办。'
			);
		const created_at = new Date().toISOString();
		const made = { name, user_id: user.id, key_sha256: sha256(key), created_by: actor, created_at };
		await step.insertInto('api_key').values(made).execute();
		const detail = { name, role: ROLE_NAMES[user.role] };
		await recordAct(step, { actor, action: 'api_key_added', subject: username, detail });
	});
	return key;
}

/** A form that is sent twice makes one key: the secret of the other would be known to nobody. */
async function requireNewPurpose(
	db: Kysely<Database>,
	{ name, user_id }: { name: string; user_id: string }
): Promise<void> {
	const same = await db
		.selectFrom('api_key')
		.select('id')
		.where('user_id', '=', user_id)
		.where('name', '=', name)
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
	if (same)
		throw new RefusedError(
			'这个账户已有同一用途的密钥在用，没有再发；要换新的，请先吊销旧的，或写另一个用途。'
		);
}

/** @throws RefusedError where there is no such key in use. */
export async function revokeKey(db: Kysely<Database>, id: number, actor: string): Promise<void> {
	await db.transaction().execute(async (step) => {
		const revoked = await step
			.updateTable('api_key')
			.set({ revoked_at: new Date().toISOString() })
			.where('id', '=', id)
			.where('revoked_at', 'is', null)
			.returning('name')
			.executeTakeFirst();
		if (!revoked) throw new RefusedError('没有这个使用中的密钥，它可能已被吊销。');
		await recordAct(step, {
			actor,
			action: 'api_key_revoked',
			subject: revoked.name,
			detail: { id }
		});
	});
}

/** The id of the account that a key reads for; null for none, and for one that was revoked. */
export async function userOfKey(db: Kysely<Database>, key: string): Promise<string | null> {
	if (!key.startsWith(START)) return null;
	const found = await db
		.selectFrom('api_key')
		.select('user_id')
		.where('key_sha256', '=', sha256(key))
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
	return found?.user_id ?? null;
}
