/**
 * Verifies the chain of the audit log. It shows that no line was changed, left out or moved; that the last lines were
 * not cut off, or the whole written anew, only a line that was noted elsewhere can show.
 */
import type { Kysely, Selectable } from 'kysely';
import { engineOf } from '../connection/engine.ts';
import type { AuditLogTable } from '../schema/act-tables.ts';
import type { Database } from '../schema/schema.ts';
import { auditHash, type NotedLine } from './append.ts';

export interface AuditVerification {
	lines: number;
	/** The last line; null where there is none. */
	last: NotedLine | null;
	/** Chinese sentences, one a problem; empty where the chain is whole. */
	problems: string[];
}

type AuditLine = Selectable<AuditLogTable>;

const AT_ONCE = 1_000;
/** More than a person reads: one line that is gone breaks one place, a chain written over breaks all. */
const MOST_PROBLEMS = 20;

/** @param noted a line that was written down before; null for none */
export async function verifyAudit(
	db: Kysely<Database>,
	noted: NotedLine | null
): Promise<AuditVerification> {
	const problems: string[] = [];
	let lines = 0;
	let last: NotedLine | null = null;
	let isNotedThere = false;
	for (;;) {
		const portion = await linesAfter(db, last?.sequence ?? -Infinity);
		for (const line of portion) {
			problems.push(...problemsOf(line, last));
			isNotedThere ||= line.sequence === noted?.sequence && line.hash === noted.hash;
			last = { sequence: line.sequence, hash: line.hash };
			lines += 1;
		}
		if (portion.length < AT_ONCE) break;
	}
	problems.push(...(await problemsOfEnd(db, last)));
	if (noted && !isNotedThere) problems.push(notedGone(noted, last));
	return { lines, last, problems: problems.slice(0, MOST_PROBLEMS) };
}

async function linesAfter(db: Kysely<Database>, sequence: number): Promise<AuditLine[]> {
	const all = db.selectFrom('audit_log').selectAll().orderBy('sequence').limit(AT_ONCE);
	return (Number.isFinite(sequence) ? all.where('sequence', '>', sequence) : all).execute();
}

function problemsOf(line: AuditLine, before: NotedLine | null): string[] {
	const { sequence } = line;
	const expected = (before?.sequence ?? 0) + 1;
	const problems: string[] = [];
	if (sequence !== expected)
		problems.push(
			sequence === expected + 1
				? `操作记录缺少第${expected}行。`
				: `操作记录缺少第${expected}至${sequence - 1}行。`
		);
	if (auditHash(line) !== line.hash)
		problems.push(`操作记录第${sequence}行与校验值不符，已被改动。`);
	else if (line.previous_hash !== (before?.hash ?? ''))
		problems.push(`操作记录第${sequence}行不接它前面的一行：前面有删去、调换或改写。`);
	return problems;
}

/** The database keeps the highest number that a line ever had. */
async function problemsOfEnd(db: Kysely<Database>, last: NotedLine | null): Promise<string[]> {
	const highest = await engineOf(db).highestAuditLine(db);
	const present = last?.sequence ?? 0;
	return highest > present ? [`操作记录末尾缺少第${present + 1}至${highest}行。`] : [];
}

function notedGone({ sequence }: NotedLine, last: NotedLine | null): string {
	return sequence > (last?.sequence ?? 0)
		? `所留的是第${sequence}行，操作记录只到第${last?.sequence ?? 0}行：末尾已被删去，或换成了较早的备份。`
		: `第${sequence}行的校验值与所留的不同：这一行或它前面的内容已被改写。`;
}
