/**
 * `npm run bench:quick -- [ROWS]`: imports by this program, by a former one and by `sqlite3 .import`, by turns, as
 * tables in Markdown for `docs/benchmarks.md`: what was measured, and which of the aims it reaches, which are set for
 * 200,000 rows. The former program is checked out beside the databases.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, statSync, symlinkSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { PROJECT_ROOT } from '#lib/project-root.ts';
import { ConfigError } from '#lib/server/config.ts';
import { markdownTable } from '../docs/markdown.ts';
import { writeReports } from './made-up-reports.ts';
import { hasPeer, round, runChild, scratchFolder, type ChildUse } from './measure.ts';

/** The build that the targets of the imports are set against. */
const FORMER_COMMIT = '21c8a33';
const TURNS = 2;
const REPORTS = 60;

const HEADS = [
	'import of',
	'CPU s',
	'before',
	'ratio',
	'sqlite3 .import',
	'MB',
	'before',
	'bytes a filing',
	'before'
];

const SCORE_HEADS = ['aim', 'measured', 'at most', 'at least', 'reached'];

const folder = scratchFolder();
let former: string | null = null;
const peer = hasPeer('sqlite3');
let databases = 0;

await runCommand(async () => {
	const rows = readRows();
	former = checkOut(FORMER_COMMIT);
	const figures = writeFigures('figures.csv', rows);
	const reports = join(folder, 'reports');
	writeReports(reports, REPORTS);
	const one = compare(writeFigures('one.csv', 1));
	const table = compare(figures);
	const documents = compare(reports);
	const lines = [
		line('one row, from the start of the command', one, 1),
		line(`figures CSV, ${rows} rows`, table, rows),
		line(`${REPORTS} reports (.docx)`, documents, REPORTS)
	];
	const [model = { model: 'unknown' }] = cpus();
	console.log(
		`${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores (${model.model.trim()}), Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}:\n`
	);
	console.log(markdownTable(HEADS, lines));
	console.log(`\n${markdownTable(SCORE_HEADS, scores(table, documents, rows))}`);
});

/** One line an aim; without the former program or the floor those that name it are not measured. */
function scores(table: Comparison, documents: Comparison, rows: number): string[][] {
	const cpuRatio = ({ ours, former: before }: Comparison) => (before ? ours.cpu / before.cpu : NaN);
	return [
		score('figures CSV, CPU beside the former build', cpuRatio(table), { most: 0.1 }),
		score('figures CSV, speed beside sqlite3 .import', (table.floor ?? NaN) / table.ours.cpu, {
			least: 0.1
		}),
		score('figures CSV, memory, MB', table.ours.peak, { most: 250 }),
		score('figures CSV, bytes a filing', table.ours.bytes / rows, { most: 1200 }),
		score('reports, CPU beside the former build', cpuRatio(documents), { most: 1 })
	];
}

function score(name: string, measured: number, { most, least }: Bound): string[] {
	const isReached = most === undefined ? measured >= (least ?? NaN) : measured <= most;
	const isKnown = !Number.isNaN(measured);
	const answer = isReached ? 'yes' : 'no';
	return [
		name,
		isKnown ? String(round(measured, measured < 10 ? 3 : 0)) : 'not measured',
		String(most ?? ''),
		String(least ?? ''),
		isKnown ? answer : ''
	];
}

/** An aim has one of the two. */
interface Bound {
	most?: number;
	least?: number;
}

/** @throws ConfigError for anything but one number of rows. */
function readRows(): number {
	const usage = 'npm run bench:quick -- [行数]';
	const read = readArguments(process.argv.slice(2), {
		usage,
		flags: [],
		values: [],
		arguments: { least: 0, most: 1 }
	});
	const [rows = '10000'] = read.arguments;
	if (!/^[1-9]\d*$/.test(rows))
		throw new ConfigError(`行数应为整数，读到“${rows}”。\n用法：${usage}`);
	return Number(rows);
}

interface Measured extends ChildUse {
	/** Size of the database, bytes. */
	bytes: number;
}

interface Comparison {
	ours: Measured;
	former: Measured | null;
	/** Processor seconds of the floor; null where the source is no table. */
	floor: number | null;
}

/**
 * By turns, so that a busy machine is unfair to both alike; the least of each counts. The
 * programs inherit the folder of compiled code that `npm run` sets, so that each finds its own there in the second turn.
 */
function compare(source: string): Comparison {
	const ours: Measured[] = [];
	const before: Measured[] = [];
	for (let turn = 0; turn < TURNS; turn++) {
		if (former) before.push(importInto(former, source));
		ours.push(importInto(PROJECT_ROOT, source));
	}
	return {
		ours: least(ours),
		former: before.length > 0 ? least(before) : null,
		floor: floorOf(source)
	};
}

function least(measured: readonly Measured[]): Measured {
	return measured.reduce((best, each) => (each.cpu < best.cpu ? each : best));
}

function importInto(root: string, source: string): Measured {
	const database = join(folder, `${databases++}.db`);
	const importer = join(root, 'scripts/import.ts');
	const use = runChild(
		process.execPath,
		[importer, source, '--db', database],
		join(folder, 'time')
	);
	return { ...use, bytes: statSync(database).size };
}

function floorOf(source: string): number | null {
	if (!peer || !source.endsWith('.csv')) return null;
	const commands = ['.mode csv', `.import ${source} figures`];
	return runChild('sqlite3', [join(folder, `${databases++}.db`), ...commands], join(folder, 'time'))
		.cpu;
}

function line(name: string, { ours, former, floor }: Comparison, filings: number): string[] {
	const size = (bytes: number) => (filings === 1 ? '' : String(Math.round(bytes / filings)));
	return [
		name,
		ours.cpu.toFixed(2),
		former?.cpu.toFixed(2) ?? '',
		former ? (ours.cpu / former.cpu).toFixed(2) : '',
		floor?.toFixed(2) ?? '',
		ours.peak.toFixed(0),
		former?.peak.toFixed(0) ?? '',
		size(ours.bytes),
		former ? size(former.bytes) : ''
	];
}

function writeFigures(name: string, count: number): string {
	const path = join(folder, name);
	const out = openSync(path, 'w');
	const maker = join(import.meta.dirname, 'make-figures-csv.ts');
	spawnSync(process.execPath, [maker, String(count)], { stdio: ['ignore', out, 'inherit'] });
	closeSync(out);
	return path;
}

/**
 * The folder of a former state of the program; null where the repository does not hold it. The files alone are taken:
 * git would go on knowing a worktree that a killed measurement left behind.
 */
function checkOut(commit: string): string | null {
	const target = join(folder, 'former');
	const archive = join(folder, 'former.tar');
	mkdirSync(target);
	const isDone = (command: string, args: readonly string[]) =>
		spawnSync(command, args, { cwd: PROJECT_ROOT }).status === 0;
	if (!isDone('git', ['archive', '--output', archive, commit])) return null;
	if (!isDone('tar', ['-xf', archive, '-C', target])) return null;
	symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(target, 'node_modules'));
	return target;
}
