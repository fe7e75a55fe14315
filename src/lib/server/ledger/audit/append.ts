/** Adds lines to the audit log: each bears the hash of the line before it, so that none can be changed or left out unseen. */
import type { Kysely } from 'kysely';
import { sha256 } from '../integrity/sha256.ts';
import type { AuditLogTable } from '../schema/act-tables.ts';
import type { Database } from '../schema/schema.ts';
import type { AuditAction } from './actions.ts';

export interface Act {
	/** See `actor.ts`. */
	actor: string;
	action: AuditAction;
	/** Names the thing that was acted on, as a person does. */
	subject: string;
	/** Plain data; stored as JSON. */
	detail: Readonly<Record<string, unknown>>;
}

/** `db` is the transaction that does what is recorded: both are stored, or neither is. */
export async function recordAct(db: Kysely<Database>, act: Act): Promise<void> {
	if (!db.isTransaction) throw new Error('An act is recorded in the transaction that does it');
	const last = await lastLine(db);
	const { detail, ...rest } = act;
	const line = {
		sequence: (last?.sequence ?? 0) + 1,
		recorded_at: new Date().toISOString(),
		...rest,
		detail: JSON.stringify(detail),
		previous_hash: last?.hash ?? ''
	};
	await db
		.insertInto('audit_log')
		.values({ ...line, hash: auditHash(line) })
		.execute();
}

/** A line as it is noted elsewhere. */
export interface NotedLine {
	sequence: number;
	hash: string;
}

/** Null where there is none. */
export async function lastLine(db: Kysely<Database>): Promise<NotedLine | null> {
	const last = await db
		.selectFrom('audit_log')
		.select(['sequence', 'hash'])
		.orderBy('sequence', 'desc')
		.limit(1)
		.executeTakeFirst();
	return last ?? null;
}

/** Over everything that the line says, and over the hash of the line before it. */
export function auditHash(line: Omit<AuditLogTable, 'hash'>): string {
	const { sequence, recorded_at, actor, action, subject, detail, previous_hash } = line;
	return sha256(
		JSON.stringify([sequence, recorded_at, actor, action, subject, detail, previous_hash])
	);
}
