/**
 * `npm run reread -- [--confirm] [--json] [--db FILE]`: reads all kept files again and shows which figures would change;
 * with `--confirm` stores them, after a backup. Exit status: 0 done, 1 some kept file is refused today, 2 wrong usage,
 * 3 the database cannot be used.
 */
import { actOn, databasePath, readArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { localForms } from '#lib/server/import/local-forms.ts';
import { reread, type Reread } from '#lib/server/import/reread.ts';
import {
	outcomePiece,
	rereadPieces,
	tellOutcome,
	tellReread
} from '#lib/server/import/reread-words.ts';
import { writePiece } from '#lib/server/import/write-piece.ts';
import { oneLine } from '#lib/server/import/text-report.ts';
import { openExisting, openReader } from '#lib/server/ledger/connection/open.ts';
import { requireMigrated } from '#lib/server/ledger/schema/migrate.ts';

const RULES = {
	usage: 'npm run reread -- [--confirm] [--json] [--db 数据库文件]',
	flags: ['confirm', 'json'],
	values: ['db'],
	arguments: { least: 0, most: 0 }
};

await runCommand(async () => {
	const read = readArguments(process.argv.slice(2), RULES);
	const isStored = read.flags.has('confirm');
	const isJson = read.flags.has('json');
	const path = databasePath(read);
	await actOn(isStored ? openExisting(path) : openReader(path), async (db) => {
		await requireMigrated(db, path);
		const listener = { begin: progress, found: isJson ? writeJson : writeLines };
		const outcome = await reread(db, {
			databasePath: path,
			forms: localForms(),
			isStored,
			listener
		});
		await write(isJson ? outcomePiece(outcome) : `${oneLine(tellOutcome(outcome))}\n`);
		if (outcome.refused > 0) process.exitCode = 1;
	});
});

async function progress(name: string, done: number, total: number): Promise<void> {
	if (process.stderr.isTTY)
		process.stderr.write(`\r\u001b[K[${done + 1}/${total}] ${oneLine(name)}`);
}

async function writeLines(found: Reread): Promise<void> {
	if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
	for await (const line of tellReread(found)) await write(`${oneLine(line)}\n`);
}

async function writeJson(found: Reread): Promise<void> {
	for await (const piece of rereadPieces(found)) await write(piece);
}

function write(text: string): Promise<void> {
	return writePiece(process.stdout, text);
}
