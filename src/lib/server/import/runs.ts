/** The record of an import run: what came in, and what failed. A run that brought nothing new leaves no trace. */
import type { Kysely } from 'kysely';
import type { Database } from '../ledger/schema/schema.ts';
import { recordAct } from '../ledger/audit/append.ts';
import {
	arrivalTime,
	ensureRun,
	inOneTransaction,
	type Session
} from '../ledger/connection/session.ts';
import type { FileReport, ImportSummary } from './report.ts';

export interface RecordedFile {
	/** From the folder that was named. */
	name: string;
	report: FileReport;
}

/** Part of no filing's transaction: a run that was killed is one without an end. */
export async function recordRun(
	session: Session,
	files: readonly RecordedFile[],
	summary: ImportSummary
): Promise<void> {
	await inOneTransaction(session.db, async (db) => {
		const news: RecordedFile[] = [];
		for (const file of files) if (await isNews(db, file)) news.push(file);
		if (news.length === 0) return;
		const id = await ensureRun(session, db);
		const rows = news.map(({ name, report }, position) => ({
			import_run_id: id,
			position,
			name,
			sha256: report.sha256,
			kind: report.kind,
			status: report.status,
			issues: JSON.stringify(report.issues)
		}));
		for (const row of rows) await db.insertInto('import_file').values(row).execute();
		await db
			.updateTable('import_run')
			.set({ finished_at: arrivalTime(session), summary: JSON.stringify(summary) })
			.where('id', '=', id)
			.execute();
		const refused = news
			.filter(({ report }) => report.status === 'failed')
			.map(({ name, report }) => ({ name, sha256: report.sha256 }));
		await recordAct(db, {
			actor: session.actor,
			action: 'import_finished',
			subject: `${summary.files}个文件`,
			detail: { run: id, ...summary, refused }
		});
	});
}

/** A failure that was recorded before, of the same bytes with the same problems, is not news. */
async function isNews(db: Kysely<Database>, { name, report }: RecordedFile): Promise<boolean> {
	if (report.status === 'stored' || report.status === 'replaced') return true;
	if (report.status !== 'failed') return false;
	const known = await db
		.selectFrom('import_file')
		.select(['sha256', 'status', 'issues'])
		.where('name', '=', name)
		.orderBy('import_run_id', 'desc')
		.orderBy('position', 'desc')
		.limit(1)
		.executeTakeFirst();
	const issues = JSON.stringify(report.issues);
	const isSame = known?.sha256 === report.sha256 && known.status === 'failed';
	return !(isSame && known.issues === issues);
}
