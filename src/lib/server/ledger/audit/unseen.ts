/**
 * Finds acts between the showing of a form and its sending. A form bears the number and the hash of the log’s last line;
 * the act that it asks for is refused where another on the same thing was recorded since, be it of another person or of
 * the same form sent before. What stands now does not tell that: what was done and undone again looks untouched. A line
 * that the log does not hold tells that a backup was restored since: numbers of reports, corrections and draws that were
 * given after the backup are given again, to others.
 */
import type { Kysely } from 'kysely';
import type { Database } from '../schema/schema.ts';
import type { AuditAction } from './actions.ts';
import { lastLine, type Act } from './append.ts';

/** Names the log's last line, for a form; read before what the form shows. Empty before the first. */
export async function lastSeen(db: Kysely<Database>): Promise<string> {
	const last = await lastLine(db);
	return last ? `${last.sequence}-${last.hash}` : '';
}

/**
 * Number of the line that a form names; 0, by which nothing was seen, where it names none; null where the log does not hold it.
 * @param seen as of {@link lastSeen}
 */
export async function lineSeen(db: Kysely<Database>, seen: string): Promise<number | null> {
	const [, sequence, hash] = /^(\d{1,9})-([0-9a-f]{64})$/.exec(seen) ?? [];
	if (sequence === undefined) return 0;
	const line = await db
		.selectFrom('audit_log')
		.select('hash')
		.where('sequence', '=', Number(sequence))
		.executeTakeFirst();
	return line?.hash === hash ? Number(sequence) : null;
}

/** Acts of these kinds recorded since; none where no form was shown. `step` is the transaction of the act that asks. */
export async function actsSince(
	step: Kysely<Database>,
	seen: string | null,
	actions: readonly AuditAction[]
): Promise<Pick<Act, 'subject' | 'detail'>[]> {
	if (seen === null) return [];
	const shown = (await lineSeen(step, seen)) ?? 0;
	const lines = await step
		.selectFrom('audit_log')
		.select(['subject', 'detail'])
		.where('sequence', '>', shown)
		.where('action', 'in', actions)
		.orderBy('sequence')
		.execute();
	return lines.map(({ subject, detail }) => ({
		subject,
		detail: JSON.parse(detail) as Act['detail']
	}));
}
