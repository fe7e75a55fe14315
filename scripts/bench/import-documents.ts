/**
 * Made-up .docx reports through `npm run import`, against only reading their tables and paragraphs in one process:
 * `node scripts/bench/import-documents.ts [REPORTS]`.
 */
import { join } from 'node:path';
import { readDocument } from '#lib/documents/read.ts';
import { writeReports } from './made-up-reports.ts';
import { round, runChild, sayMachine, scratchFolder } from './measure.ts';

const folder = scratchFolder();
const reports = join(folder, 'reports');

sayMachine();
const documents = writeReports(reports, Number(process.argv[2] ?? 240));
const size = documents.reduce((sum, { bytes }) => sum + bytes.length, 0);
console.log(`${documents.length} reports, ${round(size / 1e6)} MB`);

const importer = join(import.meta.dirname, '../import.ts');
const database = join(folder, 'ours.db');
const whole = runChild(
	process.execPath,
	[importer, reports, '--db', database],
	join(folder, 'time.txt')
);
const before = process.cpuUsage();
const begin = performance.now();
for (const { name, bytes } of documents) await readDocument(bytes, name);
const clock = (performance.now() - begin) / 1000;
const { user, system } = process.cpuUsage(before);

console.table({
	'npm run import': line(whole.clock, whole.cpu, whole.peak),
	'only reading': line(clock, (user + system) / 1e6, NaN)
});

function line(clock: number, cpu: number, peak: number) {
	return {
		clock: round(clock),
		cpu: round(cpu),
		peak_mb: round(peak, 0),
		docx_per_second: round(documents.length / clock),
		docx_per_cpu_second: round(documents.length / cpu)
	};
}
