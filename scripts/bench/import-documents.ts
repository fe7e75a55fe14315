/**
 * Made-up .docx reports through `npm run import`, against only reading their tables and paragraphs in one process:
 * `node scripts/bench/import-documents.ts [REPORTS]`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIGURE_IDS, measureOf } from '#lib/catalogue/measures.ts';
import { readDocument } from '#lib/documents/read.ts';
import type { DemoDepartment } from '../demo/city/departments.ts';
import { allFilings, type DemoFiling } from '../demo/filing/filings.ts';
import { reportName } from '../demo/data-readme.ts';
import { PROFILES } from '../demo/documents/department-texts.ts';
import { reportBytes } from '../demo/documents/word-report.ts';
import { round, runChild, sayMachine, scratchFolder } from './measure.ts';

/** 0.01 万元 in 分. */
const HUNDREDTH_WAN = 10_000;

const folder = scratchFolder();
const reports = join(folder, 'reports');

sayMachine();
const documents = madeUpFilings(Number(process.argv[2] ?? 240)).map((filing) => ({
	name: reportName(filing),
	bytes: reportBytes(filing)
}));
mkdirSync(reports);
for (const { name, bytes } of documents) writeFileSync(join(reports, name), bytes);
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

/** The departments that write reports, under as many further names and codes as are needed. */
function madeUpFilings(count: number): DemoFiling[] {
	const written = allFilings().filter((filing) => filing.as_report && isInWan(filing));
	return Array.from({ length: Math.ceil(count / written.length) }, (_, turn) =>
		written.map((filing) => ({ ...filing, department: renamed(filing.department, turn) }))
	)
		.flat()
		.slice(0, count);
}

function renamed(department: DemoDepartment, turn: number): DemoDepartment {
	const code = `${department.code}${turn + 10}`;
	const branch = `第${turn + 1}分局`;
	const profile = PROFILES[department.code];
	if (profile)
		Object.assign(PROFILES, { [code]: { ...profile, short: `${profile.short}${branch}` } });
	return { ...department, code, name: `${department.name}${branch}` };
}

/** Under a new code a department writes 万元 with two decimals, whatever it wrote in before. */
function isInWan({ figures }: DemoFiling): boolean {
	const amounts = FIGURE_IDS.filter((id) => measureOf(id).quantity === 'money');
	return amounts.every((id) => (figures[id] ?? 0) % HUNDREDTH_WAN === 0);
}
