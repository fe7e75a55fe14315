/**
 * Measures what each format costs to read: every file of a folder in a process of its own, its greatest memory and its time. Fails
 * where a file takes more than 300 MB or 2 s: `node scripts/bench/readers.ts FOLDER…`.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { parseFile } from '#lib/server/import/parser/parse.ts';
import { median, round, sayMachine } from './measure.ts';

const MOST_MB = 300;
const MOST_MS = 2000;
/** The heap that a parsing process has. */
const HEAP = '--max-old-space-size=256';

interface Use {
	ms: number;
	mb: number;
}

const [first = '', ...others] = process.argv.slice(2);
if (first === '--one') await readOne(others[0] ?? '');
else readAll([first, ...others]);

/** Reads one file and says what it took: time from the bytes to the reply, memory from the start of the process. */
async function readOne(path: string): Promise<void> {
	const bytes = readFileSync(path);
	const begin = performance.now();
	await parseFile({ name: basename(path), folder_names: [], bytes, forms: [] });
	const use: Use = {
		ms: performance.now() - begin,
		mb: process.resourceUsage().maxRSS / 1024
	};
	console.log(JSON.stringify(use));
}

function readAll(folders: readonly string[]): void {
	sayMachine();
	const files = folders.flatMap((folder) =>
		globSync('**/*.{docx,doc,xlsx,xls,ods,odt,rtf,pdf,ofd,html,htm,mht,xml,txt,csv}', {
			cwd: folder
		}).map((path) => join(folder, path))
	);
	const uses = new Map<string, Use[]>();
	const beyond: string[] = [];
	for (const file of files) {
		const use = useOf(file);
		const format = extname(file).toLowerCase();
		uses.set(format, [...(uses.get(format) ?? []), use]);
		if (use.mb > MOST_MB || use.ms > MOST_MS)
			beyond.push(`${file}: ${round(use.mb, 0)} MB, ${round(use.ms, 0)} ms`);
	}
	console.table(Object.fromEntries([...uses].sort().map(([format, each]) => [format, line(each)])));
	for (const sentence of beyond) console.log(sentence);
	if (beyond.length > 0) process.exitCode = 1;
}

function useOf(file: string): Use {
	const { stdout, stderr, status } = spawnSync(
		process.execPath,
		[HEAP, import.meta.filename, '--one', file],
		{ encoding: 'utf8' }
	);
	if (status !== 0) throw new Error(`${file}: ${stderr}`);
	return JSON.parse(stdout) as Use;
}

function line(uses: readonly Use[]) {
	const times = uses.map(({ ms }) => ms);
	return {
		files: uses.length,
		median_ms: round(median(times), 0),
		most_ms: round(Math.max(...times), 0),
		most_mb: round(Math.max(...uses.map(({ mb }) => mb)), 0)
	};
}
