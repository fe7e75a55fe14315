/**
 * Reads a hand-in for its preview, or stores one that is confirmed, in a process of its own: pages are answered
 * meanwhile, and the memory that reading took is given back. Ends when the server does; what was being written then is
 * undone by the database.
 */
import { setFlagsFromString } from 'node:v8';
import { nameWithPlace } from '#lib/catalogue/departments.ts';
import { timeInChina } from '#lib/catalogue/years.ts';
import { findSpooled } from '../import/files.ts';
import { importFiles } from '../import/import.ts';
import { localForms } from '../import/local-forms.ts';
import { log } from '../log.ts';
import { readerSentence } from '../ledger/connection/errors.ts';
import type { StoredOutcome } from '../ledger/filing/arriving.ts';
import { openExisting, openReader } from '../ledger/connection/open.ts';
import { guardAgainstMove } from '../ledger/connection/moved-file.ts';
import { correctCells } from './corrections.ts';
import { finishHandIn, loseHandIn, type HandedInReport, type HandIn } from './hand-ins.ts';
import type { Order, Told } from './jobs.ts';
import {
	MOST_FILINGS,
	previewPath,
	PreviewCollector,
	readPreview,
	storedHashes
} from './preview.ts';
import { writeWhole, folderOf, removeSpool, spooledFiles } from './spool.ts';

// As `npm run import` does, and tighter: the server that answers pages meanwhile is on the same machine.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=20');

process.once('disconnect', () => process.exit(1));
process.once('message', (order: Order) => {
	const act = order.kind === 'read' ? read : store;
	act(order).then(
		() => process.exit(0),
		(error: unknown) => {
			tell({ problem: readerSentence(error) ?? '' });
			log.error({ err: error, kind: order.kind }, 'a hand-in failed');
			process.exit(1);
		}
	);
});

function tell(told: Told): void {
	process.send?.(told);
}

const progress = (done: number, total: number) => {
	tell({ done, total });
};

function filesOf(folder: string) {
	return spooledFiles(folder)
		.filter(({ refused }) => refused === null)
		.flatMap(({ at, path, name, folder_names }) => findSpooled({ path, name, folder_names }, at));
}

/** Counts the files that were not even kept, as those that are empty or too large. */
function refusedIn(folder: string): number {
	return spooledFiles(folder).filter(({ refused }) => refused !== null).length;
}

async function read({ databasePath, handIn }: Order): Promise<void> {
	const folder = folderOf(databasePath, handIn.id);
	const db = openReader(databasePath);
	const stored = await storedHashes(db);
	await db.destroy();
	const collector = new PreviewCollector(stored, progress);
	const options = { ...optionsFor(databasePath, handIn), dryRun: true, listener: collector };
	const summary = await importFiles(() => filesOf(folder), options);
	await writeWhole(previewPath(folder), collector.preview(summary));
}

/** Stores nothing but what was shown: files that the preview refused are not tried again, nor any that it lacks. */
async function store({ databasePath, handIn }: Order): Promise<void> {
	const requireInPlace = guardAgainstMove(databasePath);
	const folder = folderOf(databasePath, handIn.id);
	const preview = readPreview(folder);
	if (preview === null) return lose({ databasePath, handIn });
	const shown = new Set(
		preview.files.filter(({ status }) => status !== 'failed').map(({ path }) => path)
	);
	const find = () => filesOf(folder).filter(({ path }) => shown.has(path));
	const reports = new Map<string, HandedInReport>();
	const listener = {
		begin: async (_: string, done: number, total: number) => progress(done, total),
		filing: async ({ department: { code, name, jurisdiction }, fiscal_year }: StoredOutcome) => {
			const report = { area: jurisdiction.code, department: code, fiscal_year };
			const key = Object.values(report).join(' ');
			return () => {
				if (reports.size < MOST_FILINGS)
					reports.set(key, { ...report, name: nameWithPlace(jurisdiction.name, name) });
			};
		}
	};
	const options = { ...optionsFor(databasePath, handIn), listener };
	const summary = await importFiles(find, options);
	requireInPlace();
	const db = openExisting(databasePath);
	const corrections = await correctCells(db, folder, preview);
	const untaken = preview.summary.failed + refusedIn(folder);
	await finishHandIn(db, handIn, {
		...summary,
		files: summary.files + untaken,
		failed: summary.failed + untaken,
		...corrections,
		reports: [...reports.values()]
	});
	await db.destroy();
	removeSpool(folder);
}

async function lose({ databasePath, handIn }: Omit<Order, 'kind'>): Promise<void> {
	const db = openExisting(databasePath);
	await loseHandIn(db, handIn);
	await db.destroy();
}

function optionsFor(databasePath: string, { actor, department_id, created_at }: HandIn) {
	const filed_on = timeInChina(created_at).slice(0, 10);
	return { databasePath, forms: localForms(), actor, only: department_id, filed_on };
}
