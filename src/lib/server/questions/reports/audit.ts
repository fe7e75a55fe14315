/** Lines of the audit log, the newest first, as its page filters them. */
import type { Kysely } from 'kysely';
import { AUDIT_ACTIONS, isAuditAction, type AuditAction } from '../../ledger/audit/actions.ts';
import { lastLine, type NotedLine } from '../../ledger/audit/append.ts';
import type { AuditLogTable } from '../../ledger/schema/act-tables.ts';
import type { Database } from '../../ledger/schema/schema.ts';

export interface AuditFilter {
	action: AuditAction | null;
	/** Empty for everybody. */
	actor: string;
	/** Words of what was acted on; empty for everything. */
	words: string;
	/** ISO dates of days in China; null for no limit. */
	from: string | null;
	to: string | null;
	offset: number;
}

export const AUDIT_PAGE = 100;

/** Reads the filter of the log; a malformed value counts as none, since the form cannot send one. */
export function readAuditFilter(search: URLSearchParams): AuditFilter {
	const text = (name: string) => (search.get(name) ?? '').trim().slice(0, 100);
	const date = (name: string) => (isDate(text(name)) ? text(name) : null);
	const action = text('action');
	const offset = text('offset');
	return {
		action: isAuditAction(action) ? action : null,
		actor: text('actor'),
		words: text('q'),
		from: date('from'),
		to: date('to'),
		offset: /^\d{1,9}$/.test(offset) ? Number(offset) : 0
	};
}

function isDate(text: string): boolean {
	return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

export interface AuditLines {
	lines: AuditLogTable[];
	total: number;
	actors: string[];
	last: NotedLine | null;
}

export async function auditLines(db: Kysely<Database>, filter: AuditFilter): Promise<AuditLines> {
	const matching = chosen(db, filter);
	const { total } = await matching
		.select((e) => e.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const lines = await matching
		.selectAll()
		.orderBy('sequence', 'desc')
		.limit(AUDIT_PAGE)
		.offset(filter.offset)
		.execute();
	const all = await db
		.selectFrom('audit_log')
		.select('actor')
		.distinct()
		.orderBy('actor')
		.execute();
	const last = await lastLine(db);
	return { lines, total, actors: all.map(({ actor }) => actor), last };
}

function chosen(db: Kysely<Database>, { action, actor, words, from, to }: AuditFilter) {
	let lines = db.selectFrom('audit_log');
	if (action !== null) lines = lines.where('action', '=', action);
	if (actor !== '') lines = lines.where('actor', '=', actor);
	if (words !== '') lines = lines.where((e) => e(e.fn('instr', ['subject', e.val(words)]), '>', 0));
	if (from !== null) lines = lines.where('recorded_at', '>=', startOfDay(from));
	if (to !== null) lines = lines.where('recorded_at', '<', startOfDay(to, 1));
	return lines;
}

/** The instant at which a day begins in China, or one some days later. */
function startOfDay(day: string, later = 0): string {
	const start = new Date(`${day}T00:00:00+08:00`);
	return new Date(start.getTime() + later * 86_400_000).toISOString();
}

/** The acts and their names, for the choice of the page. */
export const AUDIT_CHOICES = Object.entries(AUDIT_ACTIONS).map(([id, name]) => ({ id, name }));
