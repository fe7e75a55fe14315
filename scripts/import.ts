/**
 * `npm run import -- PATH… [--dry-run] [--json] [--report FILE] [--db FILE]`: imports files and folders. Exit status:
 * 0 all stored or unchanged, 1 some file failed, 2 wrong usage, 3 the database cannot be used.
 */
import { setFlagsFromString } from 'node:v8';
import { databasePath, readArguments, type ReadArguments } from '#lib/commands/arguments.ts';
import { runCommand, sayWhenStopped } from '#lib/commands/run-command.ts';
import { importPaths } from '#lib/server/import/import.ts';
import { localForms } from '#lib/server/import/local-forms.ts';
import { JsonReport } from '#lib/server/import/json-report.ts';
import {
	noFiles,
	tellAll,
	type ImportListener,
	type ImportSummary
} from '#lib/server/import/report.ts';
import { TextReport } from '#lib/server/import/text-report.ts';
import { StoreError } from '#lib/server/ledger/connection/errors.ts';

// Left to itself, the collector lets objects pile up to several hundred megabytes, and is hardly quicker for it.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=50');

const RULES = {
	usage: 'npm run import -- 路径… [--dry-run] [--json] [--report 退回单文件] [--db 数据库文件]',
	flags: ['dry-run', 'json'],
	values: ['report', 'db'],
	arguments: { least: 1, most: Infinity, first: '路径' }
};

const STOPPED_TRYING = '已停止。这是试读，没有入库。';
const STOPPED =
	'已停止。列为存入、更新的都已入库，没有存了一半的报告；再导入一次，接着导入其余的，不会重复。';

await runCommand(async () => {
	const read = readArguments(process.argv.slice(2), RULES);
	const summary = read.flags.has('json') ? await importAsJson(read) : await importAsText(read);
	if (summary.failed > 0) process.exitCode = 1;
});

async function importAsText(read: ReadArguments): Promise<ImportSummary> {
	const dryRun = read.flags.has('dry-run');
	const terminal = process.stderr.isTTY ? process.stderr : null;
	const report = new TextReport(process.stdout, terminal, { dryRun });
	const summary = await run(read, report);
	report.end(summary);
	if (dryRun) process.stdout.write('这是试读，以上内容都没有入库。\n');
	return summary;
}

async function importAsJson(read: ReadArguments): Promise<ImportSummary> {
	const report = new JsonReport(process.stdout);
	try {
		const summary = await run(read, report);
		await report.end(summary, null);
		return summary;
	} catch (error) {
		if (!(error instanceof StoreError)) throw error;
		await report.end(noFiles(), { code: error.code, message: error.message });
		throw error;
	}
}

async function run(read: ReadArguments, listener: ImportListener): Promise<ImportSummary> {
	const dryRun = read.flags.has('dry-run');
	sayWhenStopped(dryRun ? STOPPED_TRYING : STOPPED);
	const path = read.values.get('report');
	const listeners = path === undefined ? [listener] : [listener, await report(path, dryRun)];
	return importPaths(read.arguments, {
		databasePath: databasePath(read),
		dryRun,
		forms: localForms(),
		listener: tellAll(listeners)
	});
}

/** Loaded only where it is asked for, so that other imports start without it. */
async function report(path: string, dryRun: boolean): Promise<ImportListener> {
	const { reportTo } = await import('#lib/server/exports/problem-file.ts');
	return reportTo(path, dryRun);
}
