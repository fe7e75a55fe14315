/** Made-up .docx reports, each of a department and year of its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIGURE_IDS, measureOf } from '#lib/catalogue/measures.ts';
import type { DemoDepartment } from '../demo/city/departments.ts';
import { allFilings, type DemoFiling } from '../demo/filing/filings.ts';
import { reportName } from '../demo/data-readme.ts';
import { PROFILES } from '../demo/documents/department-texts.ts';
import { reportBytes } from '../demo/documents/word-report.ts';

/** 0.01 万元 in 分. */
const HUNDREDTH_WAN = 10_000;

export interface MadeUpReport {
	name: string;
	bytes: Buffer;
}

/** Writes `count` reports into a new folder, and returns them. */
export function writeReports(folder: string, count: number): MadeUpReport[] {
	mkdirSync(folder);
	return madeUpFilings(count).map((filing) => {
		const report = { name: reportName(filing), bytes: reportBytes(filing) };
		writeFileSync(join(folder, report.name), report.bytes);
		return report;
	});
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
