/** Hand-ins by browser: each is open until it is confirmed, by whoever handed it in or decides on reports, or taken back by the former; once. */
import type { Kysely, Selectable } from 'kysely';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportSummary } from '../import/report.ts';
import { recordAct } from '../ledger/audit/append.ts';
import type { HandInTable } from '../ledger/schema/act-tables.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { RefusedError } from '../refused-error.ts';
import type { ReportKey } from '../round/report.ts';
import type { CorrectedCells } from './corrections.ts';
import { folderOf, removeSpool, spooledFiles, spoolOf } from './spool.ts';

export type HandIn = Selectable<HandInTable>;

export interface HandedInReport extends ReportKey {
	/** Names of the jurisdiction and the department. */
	name: string;
}

/** Counts the files by what became of them, and the figures given by hand once they are corrected. */
export type HandInSummary = ImportSummary &
	Partial<CorrectedCells> & {
		/** The reports that the files hold, at most as many as the preview lists; left out by an earlier version. */
		reports?: HandedInReport[];
	};

export const DECIDED = '这次报送已经确认、撤回或过期，没有再作改动；现在的情况见本页。';

const DAYS_OPEN = 7;
const MOST_OPEN = 20;
const SHOWN = 50;
const LONGEST_STORING_MS = 3_600_000;

/** Asks for the hand-ins of all senders. */
export const ANY_SENDER = Symbol('any sender');

export type Sender = Pick<HandIn, 'actor' | 'user_id' | 'department_id'>;

/** @throws RefusedError where too many of the sender's wait already */
export async function beginHandIn(db: Kysely<Database>, sender: Sender): Promise<string> {
	const id = randomBytes(16).toString('hex');
	await db.transaction().execute(async (step) => {
		const open = (await handInsOf(step, sender.user_id)).filter(({ state }) => state === 'open');
		if (open.length >= MOST_OPEN)
			throw new RefusedError(`还有${open.length}次报送没有确认，请先确认入库或撤回，再报送新的。`);
		const created_at = new Date().toISOString();
		await step
			.insertInto('hand_in')
			.values({ id, created_at, ...sender, state: 'open', summary: null, decided_at: null })
			.execute();
	});
	return id;
}

/** Those of one sender, the newest first. */
export async function handInsOf(db: Kysely<Database>, user_id: string | null): Promise<HandIn[]> {
	return db
		.selectFrom('hand_in')
		.selectAll()
		.where('user_id', 'is not distinct from', user_id)
		.orderBy('created_at', 'desc')
		.limit(SHOWN)
		.execute();
}

/** Those that wait to be confirmed, the oldest first: of one sender, or of all. */
export async function pendingHandIns(
	db: Kysely<Database>,
	user_id: string | null | typeof ANY_SENDER
): Promise<HandIn[]> {
	let query = db.selectFrom('hand_in').selectAll().where('state', 'in', ['open', 'confirming']);
	if (user_id !== ANY_SENDER) query = query.where('user_id', 'is not distinct from', user_id);
	return query.orderBy('created_at').limit(SHOWN).execute();
}

/** Null where there is none such of this sender. */
export async function findHandIn(
	db: Kysely<Database>,
	id: string,
	user_id: string | null | typeof ANY_SENDER
): Promise<HandIn | null> {
	let query = db.selectFrom('hand_in').selectAll().where('id', '=', id);
	if (user_id !== ANY_SENDER) query = query.where('user_id', 'is not distinct from', user_id);
	return (await query.executeTakeFirst()) ?? null;
}

/** From here on it is being stored, once: a second confirmation is refused. @throws RefusedError */
export async function confirmHandIn(
	db: Kysely<Database>,
	{ id }: HandIn,
	files: readonly { path: string; sha256: string | null }[],
	actor: string
): Promise<void> {
	await db.transaction().execute(async (step) => {
		await decide(step, id, 'confirming');
		const subject = `${files.length}个文件`;
		await recordAct(step, { actor, action: 'hand_in_confirmed', subject, detail: { id, files } });
	});
}

/** @throws RefusedError */
export async function takeBackHandIn(
	db: Kysely<Database>,
	{ id, actor }: HandIn,
	databasePath: string
): Promise<void> {
	const folder = folderOf(databasePath, id);
	const files = spooledFiles(folder).map(({ path }) => path);
	await db.transaction().execute(async (step) => {
		await decide(step, id, 'taken_back');
		const subject = `${files.length}个文件`;
		await recordAct(step, { actor, action: 'hand_in_taken_back', subject, detail: { id, files } });
	});
	removeSpool(folder);
}

async function decide(
	db: Kysely<Database>,
	id: string,
	state: 'confirming' | 'taken_back'
): Promise<void> {
	const decided = await db
		.updateTable('hand_in')
		.set({ state, decided_at: new Date().toISOString() })
		.where('id', '=', id)
		.where('state', '=', 'open')
		.returning('id')
		.executeTakeFirst();
	if (decided === undefined) throw new RefusedError(DECIDED);
}

/** A hand-in is being stored; one that a stopped server left is not counted after so long. */
export async function isStoring(db: Kysely<Database>): Promise<boolean> {
	const recently = new Date(Date.now() - LONGEST_STORING_MS).toISOString();
	const found = await db
		.selectFrom('hand_in')
		.select('id')
		.where('state', '=', 'confirming')
		.where('decided_at', '>', recently)
		.limit(1)
		.executeTakeFirst();
	return found !== undefined;
}

/** Everything of it is stored. */
export async function finishHandIn(
	db: Kysely<Database>,
	{ id, actor }: HandIn,
	{ reports, ...summary }: HandInSummary
): Promise<void> {
	await db.transaction().execute(async (step) => {
		const finished = await step
			.updateTable('hand_in')
			.set({ state: 'confirmed', summary: JSON.stringify({ ...summary, reports }) })
			.where('id', '=', id)
			.where('state', '=', 'confirming')
			.returning('id')
			.executeTakeFirst();
		if (finished === undefined) return;
		const subject = `${summary.files}个文件`;
		const detail = { id, ...summary };
		await recordAct(step, { actor, action: 'hand_in_stored', subject, detail });
	});
}

/** Ends one that was being stored as expired: its files are gone, as after a backup was restored, which holds none. */
export async function loseHandIn(db: Kysely<Database>, { id, actor }: HandIn): Promise<void> {
	await db.transaction().execute(async (step) => {
		const lost = await step
			.updateTable('hand_in')
			.set({ state: 'expired' })
			.where('id', '=', id)
			.where('state', '=', 'confirming')
			.returning('id')
			.executeTakeFirst();
		if (lost === undefined) return;
		await recordAct(step, { actor, action: 'hand_in_expired', subject: id, detail: { id } });
	});
}

/** Ends those that wait too long, and removes the files of all that do not wait. */
export async function sweepHandIns(db: Kysely<Database>, databasePath: string): Promise<void> {
	const before = new Date(Date.now() - DAYS_OPEN * 86_400_000).toISOString();
	await db.transaction().execute(async (step) => {
		const old = await step
			.updateTable('hand_in')
			.set({ state: 'expired', decided_at: new Date().toISOString() })
			.where('state', '=', 'open')
			.where('created_at', '<', before)
			.returning(['id', 'actor'])
			.execute();
		for (const { id, actor } of old)
			await recordAct(step, { actor, action: 'hand_in_expired', subject: id, detail: { id } });
	});
	const spool = spoolOf(databasePath);
	// Listed before it is asked which of them wait: the folder of one that begins meanwhile is not among them.
	const folders = existsSync(spool) ? readdirSync(spool) : [];
	const waiting = await db
		.selectFrom('hand_in')
		.select('id')
		.where('state', 'in', ['open', 'confirming'])
		.execute();
	const waits = new Set(waiting.map(({ id }) => id));
	for (const name of folders) if (!waits.has(name)) removeSpool(join(spool, name));
}
