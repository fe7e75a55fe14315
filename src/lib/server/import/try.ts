/** Reads files as an import would, each as if it were the only one, and stores nothing. */
import type { LocalForm } from '#lib/forms/local/definition.ts';
import { IN_MEMORY } from '../ledger/connection/open.ts';
import { startSession } from '../ledger/connection/session.ts';
import { findFiles } from './files.ts';
import { DATA_FOLDER, importAll } from './import.ts';
import { inImportOrder } from './order.ts';
import { PARSER_LIMITS, ParserPool, WORKER } from './parser/process.ts';
import { noFiles, type ImportListener, type ImportSummary } from './report.ts';
import { openTarget } from './target.ts';

/** Files and folders, recursively. */
export async function tryPaths(
	paths: readonly string[],
	forms: readonly LocalForm[],
	listener: ImportListener
): Promise<ImportSummary> {
	const db = await openTarget(IN_MEMORY, DATA_FOLDER, true);
	const pool = new ParserPool(PARSER_LIMITS, WORKER, forms);
	const all = noFiles();
	try {
		for (const file of inImportOrder(findFiles(paths))) {
			const trial = await db.startTransaction().execute();
			const read = await importAll(startSession(trial, {}), pool, [file], listener).finally(() =>
				trial.rollback().execute()
			);
			for (const status of Object.keys(all) as (keyof ImportSummary)[]) all[status] += read[status];
		}
		return all;
	} finally {
		pool.close();
		await db.destroy();
	}
}
