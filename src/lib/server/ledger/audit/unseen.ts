/**
 * Finds acts between the showing of a form and its sending. A form bears the number of the log’s last line; the act
 * that it asks for is refused where another on the same thing was recorded since, be it of another person or of the same
 * form sent before. What stands now does not tell that: what was done and undone again looks untouched.
 */
import type { Kysely } from 'kysely';
import type { Database } from '../schema/schema.ts';
import type { AuditAction } from './actions.ts';
import { lastLine, type Act } from './append.ts';

/** Number of the log's last line, for a form; read before what the form shows. 0 before the first. */
export async function lastSeen(db: Kysely<Database>): Promise<number> {
	return (await lastLine(db))?.sequence ?? 0;
}

/** The number that a form sent; 0, by which nothing was seen, for what is none. */
export function readSeen(typed: string): number {
	return /^\d{1,15}$/.test(typed) ? Number(typed) : 0;
}

/** Acts of these kinds recorded since; none where no form was shown. `step` is the transaction of the act that asks. */
export async function actsSince(
	step: Kysely<Database>,
	seen: number | null,
	actions: readonly AuditAction[]
): Promise<Pick<Act, 'subject' | 'detail'>[]> {
	if (seen === null) return [];
	const lines = await step
		.selectFrom('audit_log')
		.select(['subject', 'detail'])
		.where('sequence', '>', seen)
		.where('action', 'in', actions)
		.orderBy('sequence')
		.execute();
	return lines.map(({ subject, detail }) => ({
		subject,
		detail: JSON.parse(detail) as Act['detail']
	}));
}
