/** Hand-ins that were being stored when a backup was made: their files stand beside the ledger, and in no backup. */
import type { Kysely } from 'kysely';
import { existsSync } from 'node:fs';
import * as v from 'valibot';
import type { Database } from '../ledger/schema/schema.ts';
import { folderOf } from './spool.ts';

export interface UnstoredHandIn {
	/** The name of the account that handed it in. */
	actor: string;
	/** ISO 8601 UTC. */
	decided_at: string;
	/** Paths of the confirmed files that the ledger does not hold, as the browser named them. */
	files: string[];
}

const Confirmed = v.object({
	id: v.string(),
	files: v.array(v.object({ path: v.string(), sha256: v.nullable(v.string()) }))
});

/** The oldest first. Left out are those whose files are all stored, and those whose files are still here: storing goes on. */
export async function unstoredHandIns(
	db: Kysely<Database>,
	databasePath: string
): Promise<UnstoredHandIn[]> {
	const confirming = await db
		.selectFrom('hand_in')
		.select(['id', 'actor', 'decided_at'])
		.where('state', '=', 'confirming')
		.orderBy('decided_at')
		.execute();
	const lost = confirming.filter(({ id }) => !existsSync(folderOf(databasePath, id)));
	if (lost.length === 0) return [];
	const lines = await db
		.selectFrom('audit_log')
		.select('detail')
		.where('action', '=', 'hand_in_confirmed')
		.execute();
	const confirmed = new Map(
		lines.map(({ detail }) => {
			const { id, files } = v.parse(Confirmed, JSON.parse(detail));
			return [id, files];
		})
	);
	const stored = new Set(
		(await db.selectFrom('source_file').select('sha256').execute()).map(({ sha256 }) => sha256)
	);
	return lost
		.map(({ id, actor, decided_at }) => {
			const files = (confirmed.get(id) ?? [])
				.filter(({ sha256 }) => sha256 === null || !stored.has(sha256))
				.map(({ path }) => path);
			return { actor, decided_at: decided_at ?? '', files };
		})
		.filter(({ files }) => files.length > 0);
}
