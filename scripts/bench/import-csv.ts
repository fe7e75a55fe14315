/** Figures CSV through `npm run import` against `sqlite3 .import` of the same file: `node scripts/bench/import-csv.ts [ROWS]`. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ChildUse, hasPeer, round, runChild, sayMachine, scratchFolder } from './measure.ts';

const rows = Number(process.argv[2] ?? 200_000);
const folder = scratchFolder();
const csv = join(folder, 'figures.csv');
const report = join(folder, 'time.txt');

sayMachine();
const out = openSync(csv, 'w');
const maker = join(import.meta.dirname, 'make-figures-csv.ts');
spawnSync(process.execPath, [maker, String(rows)], { stdio: ['ignore', out, 'inherit'] });
closeSync(out);
console.log(`${rows} rows, ${round(statSync(csv).size / 1e6)} MB`);

const importer = join(import.meta.dirname, '../import.ts');
const ours = runChild(process.execPath, [importer, csv, '--db', join(folder, 'ours.db')], report);
const table: Record<string, object> = { 'npm run import': line(ours) };
if (hasPeer('sqlite3')) {
	const commands = ['.mode csv', `.import ${csv} figures`];
	const peer = runChild('sqlite3', [join(folder, 'peer.db'), ...commands], report);
	table['sqlite3 .import'] = line(peer);
	table['against sqlite3'] = {
		clock: round(peer.clock / ours.clock, 2),
		cpu: round(peer.cpu / ours.cpu, 2)
	};
}
console.table(table);

function line({ clock, cpu, peak }: ChildUse) {
	return {
		clock: round(clock),
		cpu: round(cpu),
		peak_mb: round(peak, 0),
		rows_per_second: Math.round(rows / clock),
		rows_per_cpu_second: Math.round(rows / cpu)
	};
}
